"""What a figure that stands alone in brackets is of: the thing before them (`对堤防加固工程（63万元）进行了…`)."""

from __future__ import annotations

import re

from extractor.claims.lexicon import words
from extractor.claims.mention import Mention
from extractor.language.words import cut

_QUOTED = re.compile(r"[“《][^“”《》]{2,}[”》]$")
_PHRASE = re.compile(r"[\u4e00-\u9fffA-Za-z]{2,}$")
_LONGEST = 40
"""Characters of the longest name."""
_TURNS = ("对", "用于", "为", "和", "与", "及", "以及", "将", "把", "由", "在", "向", "的")
"""Behind one of these the thing begins."""


def named_before(one: Mention, sentence: str) -> int | None:
    """Where the name begins which ends where the brackets open; nothing for a figure that does not stand in brackets
    alone, and for one behind another figure."""
    alone = not one.run.strip() and one.rest.startswith(("）", ")"))
    if one.edge not in ("（", "(") or not alone or one.quantity.dimension in ("score", "percent", "points"):
        return None
    end = one.left - 1
    begin = max(0, end - _LONGEST)
    if quoted := _QUOTED.search(sentence, begin, end):
        return quoted.start()
    phrase = _PHRASE.search(sentence, begin, end)
    if phrase is None or sentence[phrase.start() - 1 : phrase.start()].isdigit():
        return None
    at = phrase.start()
    for word in cut(phrase.group()):
        acts = word.tag == "v" and word.text in words("predicate", "verbs") and word.start == at - phrase.start()
        if (word.text in _TURNS or acts) and phrase.end() - phrase.start() - word.end > 1:
            at = phrase.start() + word.end
    return at
