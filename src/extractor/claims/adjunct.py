"""What stands before the verb of what was done: to whom, with whom, by which rule, because of what
(`对沿街商铺`发放问卷, `因汛情`追加). A quote begins behind it."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.claims.lexicon import pattern, words
from extractor.language.words import Word, cut

_TURNS = "predicate.prepositions strip.grounds strip.means"
_NEVER = ("比", "较", "占", "高于", "低于", "为", "给", "以", "至", "率")
"""Beside one of these another figure is told, or those who get something."""
_CLOSES = ("中", "上", "下", "内", "前", "后", "时", "的", "方式", "形式", "办法", "手段", "方法")
"""What a phrase ends with: a verb before it belongs to the phrase."""
_OBJECT = 2
"""Characters of the shortest subject and object."""


def adjuncts(text: str) -> int:
    """Where the verb of `text`, the words before a figure, begins behind such phrases; 0 where it has none, and where
    its subject or who did it is what the figure measures (`展览因停电|取消`3场)."""
    if not pattern("<words>", words=_TURNS).search(text):
        return 0
    tokens = cut(text)
    turns = [at for at, word in enumerate(tokens) if _turns(word, at)]
    if not turns or any(word.text in _NEVER for word in tokens) or "、" in text[: tokens[turns[0]].start]:
        return 0
    main = _main(tokens, turns[-1])
    if main is None:
        return 0
    subject = "".join(word.text for word in tokens[: turns[0]] if word.tag[0] not in "dtm")
    alone = len(text[main.end :].strip("了过共到至")) < _OBJECT
    if alone and (len(subject) >= _OBJECT or tokens[turns[-1]].text not in words("strip", "grounds")):
        # `由保险公司承担9万元`: without an object, by whom or where says what is measured.
        return 0
    return main.start


def _turns(word: Word, at: int) -> bool:
    if word.text in words("predicate", "joining"):
        return at == 0
    return bool(pattern("^(?:<words>)$", words=_TURNS).match(word.text))


def _main(tokens: Sequence[Word], turn: int) -> Word | None:
    """The verb behind the phrase that begins at `turn`, and behind what is listed in it."""
    found = [
        word
        for at, word in enumerate(tokens)
        if at > turn + 1
        and word.tag[0] == "v"
        and word.text in words("predicate", "verbs")
        and not any(one.text in _CLOSES for one in tokens[at + 1 :])
    ]
    listed = max((word.end for word in tokens if word.text == "、"), default=0)
    return next((word for word in found if word.start >= listed), found[0] if found else None)
