"""What stands before the words of a figure, and may be what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.claims.admission import admits
from extractor.claims.antecedent import Antecedents, Named
from extractor.claims.mention import Mention
from extractor.claims.predicate import is_noun
from extractor.claims.topic import topic

PAUSES = tuple("，,；;：:")
"""Marks that part a clause from the one before."""
_CLAUSE = re.compile(r"(?P<text>[^，。；,;：:（()）\n]{2,})[，,：:]?\s*$")
_BEFORE = 40
"""Characters of the clause before a figure that are looked at."""


def clause_before(one: Mention, sentence: str) -> Named:
    """`环卫工人实行市场化聘用，共计428人`: what the clause before is about; no name at the start of a sentence."""
    before = _CLAUSE.search(sentence, max(0, one.left - _BEFORE), one.left)
    if before is None or not one.left:
        return Named(one.quantity.start, "")
    text = before["text"]
    return Named(before.start("text"), topic(text, "problem" if admits(text, "other") else "status"))


def topics(one: Mention, sentence: str, heading: str, past: Antecedents) -> Iterator[str]:
    """What a name that cannot stand alone may be about, the nearest first: the clause before where it has no figure,
    what was measured in its dimension, the title, what the sentence before measured."""
    clause = re.split("[，；。]", sentence[max(0, one.left - _BEFORE) : one.left].rstrip("，；,;"))[-1]
    if one.edge in PAUSES and not any(char.isdigit() for char in clause):
        yield clause_before(one, sentence).name
    if one.quantity.dimension == past.dimension:
        yield past.whole
    if not past.whole and not one.edge:
        yield heading if is_noun(heading) else ""
        yield past.before.get(one.quantity.dimension, "")
