"""Words of change: which way something went, by how much, and against what."""

from __future__ import annotations

import re
from typing import Literal

from extractor.relations.narrative import FigureMention
from extractor.relations.words import words

Way = Literal["up", "down"]

_PRIOR = re.compile(r"上年|去年|上一年|同期|上期|年初(?!预算)")
_OLD_YEAR = re.compile(r"20\d\d年")


def way_of(lead: str) -> Way | None:
    """The direction that the words say; None where they say none or both."""
    up = any(w in lead for w in words().up)
    down = any(w in lead for w in words().down)
    return None if up == down else "up" if up else "down"


def is_prior(mention: FigureMention) -> bool:
    """Whether the words say that this is the earlier amount; `比上年增加` before it says that it is the change."""
    return not is_delta(mention) and (
        mention.aspect == "prior"
        or _PRIOR.search(mention.lead) is not None
        or (mention.lead.startswith(("比", "较", "与")) and bool(_OLD_YEAR.search(mention.lead)))
        or mention.tail.startswith("相比")
    )


def is_delta(mention: FigureMention) -> bool:
    return any(re.search(rf"{w}(?:了|额|金额|支出|约|达到?)*$", mention.lead) for w in words().delta)
