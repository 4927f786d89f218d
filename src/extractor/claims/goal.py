"""Figures that are held against a goal, and shares of what should be reached or spent."""

from __future__ import annotations

import re

from extractor.claims.lexicon import pattern
from extractor.claims.mention import Mention
from extractor.claims.model import Kind, Role
from extractor.language.quantity import Quantity

_GOAL = re.compile(
    r"^(?:未|没有|尚未|不)?(?:完成|达到|达|为|低于|高于)?的?(?:年度|年初|全年|总体|预期|绩效|阶段性|规定|上级|省|市|县|下达|控制|既定|全[国省市县州区])*的?"
    r"(?:目标任务|任务目标|目标值?|任务数?|计划数?|规定要求|要求|规定|标准|控制数|平均水?平?|序时进度)的?$"
)
"""What a figure is held against, which says nothing of what is measured."""
_HELD_TO = re.compile(r"^的(?:年度|控制|既定|规定|合格|考核)*(?:目标|要求|预期|任务|标准|计划|规定)(?:任务|要求|值)?")
"""`没有达到95%的要求`: the figure of the goal, which the words behind it name."""
_UNREACHED = re.compile(
    r"^(?:仍|还)?(?:没有|没|尚?未能?|不)?(?:完成|达到?|实现|低于|高于)?(?P<set>(?:年初|年度|既定|预期|预定|规定|上级|计划|提出|设定|确定|下达|要求|的)*)$"
)
_SHARE_OF_GOAL = re.compile(
    r"^(?:累计|已|实际)?(?:完成|达到|为|是)?(?:年度|全年|年初|既定)*(?:目标|任务|计划|工程|预算)(?:任务|数|值|量)?的?$"
)
_SHARE_OF = re.compile(
    r"^(?:为|占|(?P<done>完成|达到?)|是)?了?(?P<whole>\D{2,})\d[\d.,]*(?![年月日])[^\d的]{1,3}的?\s*$"
)
_WHOLE = re.compile(r"(?:为|占|完成|达到?|是)了?(?P<what>[^\d，。；]{0,16})$")
_OF = re.compile(r"^(?P<what>[\u4e00-\u9fff]{0,8}?)的$")


def is_goal(name: str) -> bool:
    """Whether `name` is of what something is held against, whatever it is (`规定的目标值`)."""
    return bool(_GOAL.match(name))


def held_to(one: Mention, name: str) -> int | None:
    """How many characters behind the figure name it as that of a goal (`没有达到95%`的要求), where `name` says no more
    than whether it was reached."""
    found, only = _HELD_TO.match(one.follows), _UNREACHED.match(name)
    if only and only["set"] and len(name) > len(only["set"]) and not one.follows:
        return 0
    return found.end() if found and only else None


def held_role(words: str, kind: Kind) -> Role | None:
    """Whether `words` are of a goal or a budget that a figure is held against."""
    if not pattern("<words>", words="role.goal").search(words):
        return None
    return "budget" if "预算" in words and kind == "amount" else "target"


def of_goal(one: Mention) -> bool:
    """Whether the words behind a figure say that it is a goal's, which the words before it (`低于`90%的目标) compare
    something with."""
    return _HELD_TO.match(one.follows) is not None and one.quantity.comparator in ("lt", "gt")


def whole_of_share(one: Mention, following: Quantity) -> tuple[int, int] | None:
    """Where the words begin and end that tell the figure of which the following one is a share (`为`预算680万元的95%,
    `占`26个村的50%); nothing for any other figure."""
    before, behind = _WHOLE.search(one.run), _OF.match(one.follows)
    shared = following.dimension == "percent" and one.quantity.dimension not in ("percent", "points")
    if not shared or not before or not behind or not (before["what"] or behind["what"]):
        return None
    return one.left + before.start("what"), one.quantity.end + behind.end("what")


def share_of_goal(one: Mention) -> bool:
    """Whether a figure is how much of its goal something reached that was measured before (`完成年度任务的`96%)."""
    return one.quantity.dimension == "percent" and bool(_SHARE_OF_GOAL.match(one.label))


def share_of_figure(one: Mention, part: str) -> str:
    """The name of a share of a figure that stands in the label (`完成年度任务6个的`83.33%, `为预算680万元的`95%), where
    `part` was measured before; nothing for any other figure."""
    found = _SHARE_OF.match(one.label) if one.quantity.dimension == "percent" else None
    if found is None:
        return ""
    whole = found["whole"]
    if is_goal(whole):
        return part + whole
    return whole + "完成" if found["done"] else f"{part}占{whole}"
