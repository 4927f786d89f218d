"""Whether a figure is what was done, planned, approved, or an earlier year's."""

from __future__ import annotations

import re

from extractor.claims.lexicon import pattern
from extractor.claims.model import Kind, Role, SectionName

_YEAR = re.compile(r"20\d\d(?=年)")
_APPROVED = re.compile(
    r"预算安排|安排.{0,4}预算|年初预算|预算批复|批复|下达|核定|追加|预算数|概算|计划投资|总投资|调整预算|预算调整|全年预算|申请(?:资金|预算)"
)


def role_of(
    kind: Kind, label: str, before: str, section: SectionName, year: str | None, *, inherited: Role | None
) -> Role:
    """The role of a figure that `label` names; `before` is the sentence up to there, `year` the segment's, and
    `inherited` the role of the figure that this one is a part of."""
    if kind == "amount":
        approved = _APPROVED.search(label)
        budget = _last(label, "role.budget")
        spent = _last(label, "role.spent")
        if approved and not re.search(r"执行|实际|发放|使用|完成", label):
            return "budget"
        if budget > spent:
            return "budget"
        if spent < 0 and inherited:
            return inherited
        if _prior(label, year):
            return "prior"
        return inherited or "actual" if inherited == "budget" else "actual"
    if kind != "change" and _prior(label, year):
        return "prior"
    if pattern("<words>", words="role.target").search(label) and not re.search(r"完成|实际|超", label):
        return "target"
    if (
        section == "goals"
        and not re.search(r"实际|已|完成了|开展了|共", before + label)
        and not (kind == "count" and re.search("帮助|现有", label))
    ):
        return "target"
    return "actual"


def _last(label: str, group: str) -> int:
    return max((found.start() for found in pattern("<words>", words=group).finditer(label)), default=-1)


def _prior(label: str, year: str | None) -> bool:
    if pattern(r"<words>(?!结转|结余|相比|同期相比)", words="role.prior").search(label) and not re.search(
        r"[较比与同]上年|[较比与同]去年", label
    ):
        return True
    own, now = _YEAR.search(label), _YEAR.search(year or "")
    return bool(own and now and own.group() < now.group() and not re.search(r"结转|结余", label))
