"""Words of change: which way something went, by how much, and against what."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from extractor.relations.narrative import FigureMention
from extractor.relations.words import pattern, words

Way = Literal["up", "down"]

_PRIOR = re.compile(r"上年|去年|上一年|同期|上期|年初(?!预算)")
_OLD_YEAR = re.compile(r"20\d\d年")


_LEVEL = re.compile(r"(?:(?P<up>高)|低)(?:了|出)?$")


def way_of(lead: str) -> Way | None:
    """The direction that the words say; None where they say none or both."""
    up = any(w in lead for w in words().up)
    down = any(w in lead for w in words().down)
    level = _LEVEL.search(lead) if not (up or down) else None
    if level is not None:
        return "up" if level["up"] else "down"
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


def is_required(mention: FigureMention) -> bool:
    """A level that something is held against (距省定标准70%还有差距) is no amount of a year."""
    return pattern("change", "required").search(mention.lead) is not None


@cache
def transitions() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The words between an old and a new amount (`提高到`), and those before a step (`，同比增长`)."""
    ways = "|".join(map(re.escape, (*words().up, *words().down)))
    until = re.compile(rf"(?:(?:{ways})(?:了)?(?:到|至|为)|至|到|降为)[^，]{{0,10}}$")
    step = re.compile(
        rf"^.{{0,3}}?(?:相比)?(?:同比|净|共|约|实际|直接|年|率|度)*(?:{ways}|[低高])(?:了|率|幅度?|额|数|达到?|为|约|近|超过|幅)*$"
    )
    return until, step
