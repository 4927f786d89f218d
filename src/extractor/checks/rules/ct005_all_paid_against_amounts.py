from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from extractor.checks.finding import Finding
from extractor.checks.prose import clause, plain, sentence
from extractor.checks.rule import Rule
from extractor.checks.words import pattern
from extractor.document.model import Span
from extractor.report import Report

_NEARLY = Decimal("0.9")
"""Part of what was given below which, outside of the sentence, a payment is hardly all there was of it."""
_BEHIND = 60
"""Characters behind a sentence in which it is told what became of the rest."""
_FACTOR = {"亿": Decimal(10**8), "万": Decimal(10**4)}


class AllPaidAgainstAmounts(Rule):
    """称全部发放到位，金额却差一截。

    是什么：正文称资金“全部发放（拨付、支付）到位”，同一句写出的支付金额却少于下达（预算）金额，或全文的支付金额不到九成，差额没有说明；或称“全部使用完毕”，同一句又有结余；或另一处写明这笔钱只支付了一部分。
    为什么：“全部”与数字矛盾，结余去向不明。
    依据：执行数应为实际支出数，自评数据应当真实（《项目支出绩效评价管理办法》，财预〔2020〕10号）。
    错误示例：下达246万元，全年发放141万元，已全部打卡发放到位。
    正确示例：下达246万元，发放141万元，结余105万元已按规定结转。
    何时不报：支付达到九成以上；写明了结余、结转、尾款；全部是指本次发放的对象而金额未写；没有下达金额。
    怎样满足：请说明差额的原因和去向，或更正“全部”的表述。
    """

    code, name, title = "CT005", "all-paid-against-amounts", "称全部到位与金额不符"
    family, severity = "contradiction", "warning"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        text = plain(report)
        for found in pattern("spending", "all_paid").finditer(text):
            said = Span(*found.span())
            whole = sentence(report, said)
            kept = pattern("spending", "kept").search(text, whole.start, whole.end)
            if kept and pattern("spending", "used_up").search(found.group()) and _amount(kept):
                yield self._kept(report, said, kept)
                continue
            short = self._partly(report, said)
            if short is not None:
                yield short
                return
            left = pattern("spending", "left")
            for part, least in ((whole, Decimal(1)), (Span(0, len(text)), _NEARLY)):
                if left.search(text, part.start, part.end + _BEHIND):
                    break
                given = list(pattern("spending", "given").finditer(text, part.start, found.start()))
                paid = list(pattern("spending", "paid").finditer(text, part.start, part.end))
                if given and paid:
                    # The largest of each: what is smaller may be a part.
                    first, last = max(given, key=_amount), max(paid, key=_amount)
                    if _amount(last) < _amount(first) * least:
                        yield self._less(report, said, first, last)
                        return
                    break

    def _partly(self, report: Report, said: Span) -> Finding | None:
        """Where a rate of payment is told elsewhere of just the amount all of which is said to be paid."""
        own = clause(report, said)
        named = pattern("spending", "whole").search(plain(report), own.start, own.end)
        for relation in report.relations if named else ():
            part = {member.part: member.figure for member in relation.members}
            rate, paid, given = part.get("percent"), part.get("numerator"), part.get("denominator")
            if relation.kind != "rate" or rate is None or paid is None or given is None or named is None:
                continue
            if given.value == _amount(named) and paid.value < given.value and not own.covers(paid.span):
                return self.finding(
                    [own, paid.span, rate.span],
                    f"称“{report.quote(own)}”，另一处写支付{paid.quote}{paid.unit}、{rate.quote}{rate.unit}，前后矛盾，请核实更正。",
                    f"“{report.quote(own)}”, yet {rate.quote}{rate.unit} of it was paid.",
                    labels=["全部到位"],
                )
        return None

    def _kept(self, report: Report, said: Span, kept: re.Match[str]) -> Finding:
        return self.finding(
            [clause(report, said), Span(*kept.span())],
            f"称“{report.quote(said)}”，同一句又写“{kept.group()}”，前后矛盾，请核实更正。",
            f"All is said to be spent, yet “{kept.group()}” is left.",
            labels=["全部到位"],
        )

    def _less(self, report: Report, said: Span, given: re.Match[str], paid: re.Match[str]) -> Finding:
        share = _amount(paid) / _amount(given) * 100
        return self.finding(
            [Span(*given.span("amount")), Span(*paid.span("amount")), clause(report, said)],
            f"下达（预算）{_said(given)}，只支付{_said(paid)}（{share:.1f}%），"
            f"却称“{report.quote(said)}”，差额未说明，请补充。",
            f"Only {share:.1f} % was paid, yet the text says all of it was.",
            computed=f"{paid['amount']}÷{given['amount']}={share:.1f}%",
            labels=["全部到位"],
        )


def _amount(found: re.Match[str]) -> Decimal:
    return Decimal(found["amount"].replace(",", "")) * _FACTOR.get(found["unit"] or "", Decimal(1))


def _said(found: re.Match[str]) -> str:
    return f"{found['amount']}{found['unit'] or ''}元"
