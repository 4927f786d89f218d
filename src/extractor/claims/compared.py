"""Figures that another one is measured against: `比上年41.2万元`, `由16420株减少到13860株`, `与目标92%`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.claims.lexicon import pattern
from extractor.claims.mention import Mention
from extractor.claims.model import Role

_THAN = re.compile(
    r"^(?P<what>.*?)(?:(?<![占价对环同正])比(?![例重率赛较])|(?<![比参])较|(?<![参给付赠])与|(?<![共合协])同(?![比时步期])|相比|[低高]于)于?"
    r"(?P<than>(?:(?:调整后|年初|原|规定|上级|年度|承诺|约定|核定|安排|批复|定额|合同)的?)*"
    r"(?:(?:[上去前]一?年度?(?:同期)?|同期|20\d\d年度?(?:同期|[初末底])?)"
    r"(?:的?(?:同口径|预算|决算|执行|支出|收入|实际|完成|到位){1,3}(?:数|额|值)?)?"
    r"|年[初末底]|期初|目标值?|计划数?|预算数?|任务数?|控制数|控制价|招标控制价|标准|承诺|约定|均价|市场均价|安排|批复|第.次.{2,8})"
    r"(?:的|数|为|是)*)$"
)
_FROM = re.compile(
    r"^(?P<what>.*?)(?:由|从)(?P<than>(?:(?:20\d\d年度?|[上去前]一?年度?|原来?|年初|期初|平均|最初)(?:同期|初|末|底)?)?(?:每[人户年月亩]{1,2}){0,2}的?)$"
)
_KEPT = re.compile(r"^(?P<what>.*?)(?:均|严格)*控制在(?P<than>(?:年初|调整后|全年|当年)?(?:预算|预计成本|预计总成本))$")
"""`控制在预算`45万元以内: the budget that was kept."""
_ARRIVES = re.compile(
    r"^[^，。；]{0,4}?(?:上?涨|上?升|下?降|增[长加至]?|减[少至]?|提[高升]|扩大|压缩|缩[短小减]|回落|下滑|[跃])\S{0,2}?[到至为]"
)
_DIFFERS = re.compile(r"^(?:相比)?[多少高低]出?(?:于|了)?$|^相差$")


@dataclass(frozen=True, slots=True)
class Comparand:
    """`what` is measured, where the words name it; the quote begins at `start`, the comparison at `joint`; nothing
    has one that is only kept within a budget."""

    what: str
    joint: int | None
    start: int
    role: Role


def comparand(one: Mention) -> Comparand | None:
    """How a figure is only what another is compared with; nothing where it stands for itself."""
    begin = one.start - 2 * one.opener.endswith(("低于", "高于"))
    words = one.run[begin - one.left :]
    if one.quantity.dimension == "points" and re.search("[低高]于", words):
        # What it differs by, not what it is compared with.
        return None
    if kept := _KEPT.match(words):
        limit: Role = "budget" if "预算" in kept["than"] else "target"
        return Comparand(kept["what"], None, begin + kept.start("than"), limit)
    found = _THAN.match(words)
    if found is None:
        found = _FROM.match(words)
        if found is None or not _ARRIVES.match(one.rest):
            return None
        return Comparand(found["what"], begin + len(found["what"]), begin, "prior")
    what = found["what"]
    role: Role = "prior"
    if pattern("<words>", words="role.goal").search(found["than"]):
        role = "budget" if "预算" in found["than"] and one.quantity.dimension == "money" else "target"
    return Comparand(what, begin + len(what), begin + found.start("than"), role)


def differs(label: str) -> bool:
    """Whether a label says no more than that something is more or less than what it is compared with."""
    return bool(_DIFFERS.match(label))


def arrives(words: str) -> bool:
    """Whether `words` say that something rose or fell to the figure behind them (`减少到`, `涨到`)."""
    return bool(_ARRIVES.match(words))
