"""How the name of a thing reads: trimmed to its own words, and whole."""

from __future__ import annotations

import re

from extractor.claims.lexicon import pattern

_MODIFIER = re.compile(
    r"^(?:一系列|一套|一批|一些|一定的?|相应的|相关的?|(?:较为?|更加?|比较)[^的]{1,3}的|一套|[—一]套|良好的|有效的|显著的|明显的|各项(?=工作$))+"
)
_END = re.compile(r"(?:等(?:问题|现象|情况|因素)?|的)$")
_BY_THE_WORDS = re.compile(r"^(?:[^“”《》]{0,12}“[^”]{8,}”(?=.{4})|[^，]*《[^》]{8,}》(?:[（(][^（()）]*[)）])?规定)的")
"""Words of others, quoted or cited before the thing itself (`“党员带头、群众参与”的护渔机制`)."""
_NOISE = "，。、；：:;,（）()\n 　"


def trimmed(text: str) -> str:
    """`text` without the modifiers before it, what stands between it and its predicate, and marks."""
    text = text.strip(_NOISE)
    shorter = _BY_THE_WORDS.sub("", _MODIFIER.sub("", text))
    summed = re.search(r"等(?P<all>其他|其它|各类|各种|各项|多种|多项)?(?P<x>[^、等]{4,})$", shorter)
    if summed and (len(shorter) > 28 or (summed["all"] and summed.start() > 4)):
        # A long enumeration is named by the word that sums it up.
        return summed["x"]
    shorter = _END.sub("", pattern("(?:来|以|从而)(?=<words>)", words="framing.aims").split(shorter, maxsplit=1)[0])
    return shorter if len(shorter) >= 2 else text


def whole(name: str) -> bool:
    """Whether `name` can be one: no adverb alone, no bracket that is open or only closed."""
    if any(name.count(opening) != name.count(closing) for opening, closing in ("（）", "()", "《》", "“”")):
        return False
    how = pattern("^(?:<words>)+[地的]?$", words="predicate.adverbs predicate.manner predicate.marks change.degrees")
    return not how.match(name)
