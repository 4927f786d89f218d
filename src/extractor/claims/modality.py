"""How a clause stands to the facts: told as done, or asked for."""

from __future__ import annotations

import re

from extractor.claims.lexicon import pattern
from extractor.claims.model import SectionName
from extractor.claims.subject import agent

_DONE = re.compile(r"了(?!解)|已|均(?!衡)")
_WHOLLY = re.compile(r"全部|得到|达到")
_ASKED = re.compile(
    r"^(?!严?格?[按依根]|围绕|结合|对照)[^，“已因]{0,24}?(?:(?<!非)必须|务必|应当|力争|应[于在]|(?<![按据照合关体满等规标政及的度定质术和已])要求(?!的)(?=[^，]{4,}))"
)


def done(text: str) -> bool:
    """Whether the aspect of `text` tells that something was done (了, 已, 均)."""
    return bool(_DONE.search(text))


def told(text: str, section: SectionName) -> bool:
    """Whether `text` tells of what was done: by its aspect; among goals, as somebody acts."""
    return done(text) or (section == "goals" and bool(agent(text)))


def sets_goals(text: str) -> bool:
    """Whether `text` tells that goals were set (`我站设定了年度目标：`): what follows them is no result."""
    return bool(
        pattern("<words>了?[^，]{0,24}(?:目标|指标|任务|计划)(?:为|是|如下|包括)?$", words="status.sets").search(text)
    )


def zealous(text: str) -> bool:
    """Whether `text` tells of what was done where a unit is described: by its aspect, or by the zeal of it, also behind
    who acts."""
    text = text.removeprefix(agent(text))
    return (
        done(text)
        or bool(_WHOLLY.search(text))
        or bool(pattern("^<words>(?!贯彻|落实|负责)", words="status.zeal").match(text))
    )


def asked(text: str) -> bool:
    """Whether `text` says what must or should be (`工程应于11月底前完工`)."""
    return bool(_ASKED.match(text))
