from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from extractor.checks.finding import Finding
from extractor.checks.prose import clause, plain
from extractor.checks.rule import Rule
from extractor.document.model import Span
from extractor.report import Report

# What is said of its rate of arrival (全部拨付到位，资金到位率100%) says nothing of its being spent.
_ALL = re.compile(
    r"(?:全部|全额|足额|悉数)[^，。；\n]{0,8}?(?:发放|拨付(?!到位，[^。；\n]{0,6}到位率)|支付|执行|使用|兑付|支出)(?:到位|完毕|完成|到户|到人)?"
)
_GIVEN = re.compile(r"(?:下达|到位|安排|预算|收到)[^，。；\n\d]{0,14}?(\d[\d,]*(?:\.\d+)?)\s*(亿|万)?元")
_PAID = re.compile(
    r"(?:发放|拨付|支付|支出|兑付|执行)[^，。；\n\d]{0,10}?(\d[\d,]*(?:\.\d+)?)\s*(亿|万)(?:元|(?=补助|资金))"
)
_LEFT = re.compile(r"结余|结转|剩余|余额|未支付|未拨付|尾款|次年|跨年|节约")
_NEARLY = Decimal("0.9")
_FACTOR = {"亿": Decimal(10**8), "万": Decimal(10**4)}


class AllPaidAgainstAmounts(Rule):
    """称全部发放到位，金额却差一截。

    是什么：正文称资金“全部发放（拨付、支付）到位”，写出的支付金额却不到下达（预算）金额的九成，差额没有说明。
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
        if _LEFT.search(text):
            return
        for found in _ALL.finditer(text):
            paid, given = list(_PAID.finditer(text)), list(_GIVEN.finditer(text, 0, found.start()))
            if not paid or not given:
                continue
            # The largest of each: what is smaller may be a part.
            spent, whole = max(paid, key=_amount), max(given, key=_amount)
            if _amount(spent) >= _NEARLY * _amount(whole):
                continue
            share = _amount(spent) / _amount(whole) * 100
            yield self.finding(
                [Span(*whole.span(1)), Span(*spent.span(1)), clause(report, Span(*found.span()))],
                f"下达（预算）{whole[1]}{whole[2] or ''}元，只支付{spent[1]}{spent[2] or ''}元（{share:.1f}%），"
                f"却称“{found.group()}”，差额未说明，请补充。",
                f"Only {share:.1f} % was paid, yet the text says all of it was.",
                computed=f"{spent[1]}÷{whole[1]}={share:.1f}%",
                labels=["全部到位"],
            )
            return


def _amount(found: re.Match[str]) -> Decimal:
    return Decimal(found[1].replace(",", "")) * _FACTOR.get(found[2] or "", Decimal(1))
