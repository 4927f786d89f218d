"""Every claim says whether something else in the report backs it, contradicts it, or nothing does."""

from __future__ import annotations

import extractor


def _support(text: str, quote: str) -> str:
    report = extractor.review_text(text)
    claim = next(c for c in report.claims if quote in c.quote)
    known = {r.id for r in report.relations} | {f.id for f in report.findings} | {r.id for r in report.rows}
    assert set(claim.support.ids) <= known | {c.id for c in report.claims}
    return claim.support.verdict


def test_figure_of_a_sum_that_holds_is_backed() -> None:
    text = "二、支出情况\n2022年总支出206万元，其中基本支出150万元，项目支出56万元。\n"
    assert _support(text, "基本支出150万元") == "backed"


def test_figure_of_a_sum_that_does_not_hold_is_contradicted() -> None:
    text = "二、支出情况\n2022年总支出206万元，其中基本支出150万元，项目支出66万元。\n"
    assert _support(text, "基本支出150万元") == "contradicted"


def test_rise_without_figures_is_unbacked() -> None:
    text = "三、部门整体支出绩效情况\n全年行政运行成本下降明显。\n"
    assert _support(text, "下降明显") == "unbacked"


def test_figure_that_nothing_decides_is_unchecked() -> None:
    text = "三、部门整体支出绩效情况\n全年下发督查通报21期。\n"
    assert _support(text, "21期") == "unchecked"


def test_score_that_only_lacks_its_breakdown_is_unbacked() -> None:
    text = "云岭县图书馆2023年度绩效自评报告\n一、自评结论\n经自评，综合评分为97分，等级为“优”。\n"
    assert _support(text, "综合评分为97分") == "unbacked"
