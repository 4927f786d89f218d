"""What a clause says besides its figure: that something was not done (`6个村未签订协议`), or what became of the money
(`结余12.4万元由财政收回`)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.claims.admission import admits
from extractor.claims.clause import Clause
from extractor.claims.draft import Draft
from extractor.claims.model import SectionName
from extractor.claims.predicate import has_verb
from extractor.claims.topic import topic

_UNDONE = re.compile(
    r"(?:尚未|未能|没有|未)(?!来|知|成年|必|检|婚|发生|发现|出现|造成|收到|尾|涉及|突破|超|支出|支付|使用|执行|[^，]{1,4}的|[^，]{1,3}\d+[^，\d]{1,3}$).{2,}$|不(?:合格(?!率|[\d品批项台])|规范|到位|及时|达标)"
)
_MISSED = re.compile(
    r"(?:均|都|仍|还|尚)*(?:未能?|没有?能?)(?:达到?(?:计划|目标)?的?\d|(?:达到?|完成|实现)[^，]{0,8}\d[^，]*(?:目标|任务|要求|标准|计划|指标)(?:任务|值)?$)"
)
"""Behind what misses it, or behind a comma, a goal with its figure."""
_LEFT = re.compile(r"^(?:未能?|没有?能?)(?:达到?|完成|实现)(?=..)")
"""What a figure's name leaves of them."""
_ASKED = re.compile(r"^(?:的|[站批人]?次)|反映|认为|表示|满意|意见")
"""What people who were asked said is counted, not admitted."""
_BECAME = re.compile(r"^(?:均已|已经?|全部|均|由|足额|按时).{2,}$")
_LATER = ("goals", "duties")
"""Sections in which nothing is admitted or told."""
_BECAUSE = re.compile(r"^[^，]{0,14}?原因(?:为|是|在于|系)[:：]?")
_WAY = re.compile(r"^(?:[^，]{0,12}前)?(?:通过|采取|采用|会同|联合|由)[^，]{4,}")
_UNDERTAKEN = re.compile(
    r"(?:内|前|须|应(?![急用对])|要(?!求)|将|予以|给予|统一|逐[\u4e00-\u9fff]|自动|优先|按[^，]{1,6}|在[^，]{2,10}前)(?P<verb>[\u4e00-\u9fff].*)$"
)
"""What will be done to what the figure counts stands behind it."""
_DISPOSED = re.compile(r"^(?:[^，]{0,12}前)?(?:对|针对|将|把)(?![接应口外象])(?!.*(?:进行|开展))[^，]{4,}$")
_OBJECT = 3
"""Characters of the shortest object that names what will be done."""


def beside(clause: Clause, figures: Sequence[Draft], section: SectionName) -> Draft | None:
    """The claim without a figure that `clause` makes around the `figures` in it, if any."""
    inside = [one for one in figures if one.value and clause.start <= one.value[0] and one.value[1] <= clause.end]
    if not inside or section in _LATER or any(one.role == "target" and one.kind == "score" for one in inside):
        return None
    first, last = inside[0], inside[-1]
    assert first.value is not None
    assert last.value is not None
    behind = clause.text[last.value[1] - clause.start :]
    plain = _BECAUSE.sub("", clause.text[: first.value[0] - clause.start]) + behind
    if section == "improvements":
        return _undertaken(clause, plain, behind)
    fails = last.kind == "count" and not _ASKED.search(behind) and admits(behind, "performance")
    missed = _MISSED.search(clause.text)
    if fails or missed or _UNDONE.search(clause.text):
        told = missed.start() > 1 if missed else True
        name = (clause.text[: missed.start()] if missed else topic(plain, "problem")) if told else first.indicator
        name = _LEFT.sub("", name) or clause.text
        return Draft(
            start=clause.start, end=clause.end, kind="problem", indicator=name, made_by="problem-beside",
        )  # fmt: skip
    if last.kind == "amount" and _BECAME.match(behind):
        name = topic(plain, "status") or clause.text
        return Draft(
            start=clause.start, end=clause.end, kind="status", indicator=name, evidence="none", made_by="status-beside",
        )  # fmt: skip
    return None


def _undertaken(clause: Clause, plain: str, behind: str) -> Draft | None:
    """What is promised besides the figure: a way of doing it, or something done to what is counted; `plain` are the
    words without the figure."""
    done = _UNDERTAKEN.search(behind)
    if done and has_verb(done["verb"]):
        name = topic(done["verb"], "measure")
        name = name if len(name) >= _OBJECT else behind[: done.start()] + done["verb"]
    elif _DISPOSED.match(clause.text) and has_verb(behind[_OBJECT:]):
        name = topic(behind, "measure")
    elif _WAY.match(clause.text):
        name = topic(plain, "measure")
    else:
        return None
    return Draft(
        start=clause.start, end=clause.end, kind="measure", role="target", indicator=name, made_by="measure-beside",
    )  # fmt: skip
