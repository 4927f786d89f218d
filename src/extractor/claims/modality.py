"""How a clause stands to the facts: told as done, or asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.claims.lexicon import pattern
from extractor.claims.model import SectionName
from extractor.claims.subject import agent

_DONE = re.compile(r"了(?!解)|已|均(?!衡)")
_WHOLLY = re.compile(r"全部|得到|达到")
_DATED = re.compile(r"\d月\d{1,2}日(?![之以]?前|[底止])")
_DUE = re.compile(r"[年月日季][初中底末]?[之以]?前")
_DISPATCHED = re.compile(r"下拨|下达|拨付|分解|划拨|纳入|印发|转发|[设制]定|设置|(?:完|开|竣)工")
_PROPOSES = re.compile(
    r"^(?:(?!完成|实现|达到|超|低|高|符合|了|已)[^，]){0,14}?(?:(?:绩效|总体|年度|工作|项目|总)目标(?:任务)?|(?:实施|建设|项目|工作)的?(?:主要)?内容|主要内容)(?:是(?!否)|为)(?=.{4,}|…)"
)
_ASKED = re.compile(
    r"^(?!围绕|结合|对照)(?:(?!按|依照|依据|根据|遵照)[^，“已因了]){0,24}?(?:(?<!非)必须|务必|应当|力争|应[于在]|(?<![主重])要(?=[按依])|(?<![按据照合关体满等规标政及的度定质术和已])要求(?!的)(?=[^，]{4,}))"
)


def done(text: str) -> bool:
    """Whether the aspect of `text` tells that something was done (了, 已, 均)."""
    return bool(_DONE.search(text))


def told(text: str, section: SectionName) -> bool:
    """Whether `text` tells of what was done: by its aspect; among goals, on which day or as somebody acts."""
    return done(text) or (section == "goals" and bool(_somebody(text) or _DATED.search(text)))


def _somebody(text: str) -> bool:
    """Whether somebody acts in `text`, and it does not only name the place of what is aimed at (`石岭村新建水房`)."""
    who = agent(text)
    return bool(who) and not who.endswith(("村", "社区", "镇", "乡", "县", "区", "市", "校"))


def dispatched(text: str, headings: Sequence[str]) -> bool:
    """Whether `text` says how money and goals were handed down, under headings that tell of it."""
    return any("下达" in title for title in headings) and bool(_DISPATCHED.search(text))


def due(text: str) -> bool:
    """Whether `text` says by when something is to be done (`9月底前完成`), not that it was."""
    return bool(_DUE.search(text)) and not done(text)


def sets_goals(text: str) -> bool:
    """Whether `text` tells that goals were set (`我站设定了年度目标：`): what follows them is no result."""
    return bool(
        pattern("<words>了?[^，]{0,24}(?:目标|指标|任务|计划)(?:为|是|如下|包括)?$", words="status.sets").search(text)
    )


def proposes(text: str, mark: str) -> bool:
    """Whether a clause begins to tell what is to be done (`总体目标是…`, `主要内容：`), wherever it stands."""
    return bool(_PROPOSES.match(text if mark not in (":", "：") else text.rstrip("为是") + "为…"))


def zealous(text: str) -> bool:
    """Whether `text` tells of what was done where a unit is described: by its aspect, by the zeal of it, also behind
    who acts, or as how it keeps its accounts."""
    text = text.removeprefix(agent(text))
    return (
        done(text)
        or bool(_WHOLLY.search(text))
        or bool(pattern("^<words>(?!贯彻|落实|负责)", words="status.zeal status.accounts").match(text))
    )


def asked(text: str) -> bool:
    """Whether `text` says what must or should be (`工程应于11月底前完工`)."""
    return bool(_ASKED.match(text))
