"""What is found in small texts, and how it is judged."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any

import pytest

import extractor
from extractor.relations.model import Relation

CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("cases.toml").read_text(encoding="utf-8"))["case"]


def alarms(relations: tuple[Relation, ...]) -> list[Relation]:
    return [r for r in relations if r.verdict == "contradicted" or r.reason == "incomplete"]


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_small_texts(case: dict[str, Any]) -> None:
    report = extractor.review_text(case["text"])
    if case.get("silent"):
        assert not alarms(report.relations), [r.formula for r in alarms(report.relations)]
        return
    wanted = (case["kind"], case["verdict"], case["figures"])
    found = [(r.kind, r.verdict, [m.figure.quote for m in r.members]) for r in report.relations]
    assert wanted in found
    if case["verdict"] in ("exact", "rounding"):
        assert not alarms(report.relations), [r.formula for r in alarms(report.relations)]


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_every_member_stands_where_it_says(case: dict[str, Any]) -> None:
    report = extractor.review_text(case["text"])
    for relation in report.relations:
        for member in relation.members:
            assert member.figure.span.of(case["text"]) == member.figure.quote != ""


FORM = """项目支出绩效自评表
（2023年度）
	项目名称	石桥镇道路养护
	年初预算数	全年预算数	全年执行数	分值	执行率	得分
	年度资金总额	80	100	{spent}	10	{rate}	{points}
	其中：当年财政拨款	80	100	{spent}	—	—	—
	一级指标	二级指标	三级指标	年度指标值	实际完成值	分值	得分	偏差原因分析及改进措施
	产出指标（50分）	数量指标	养护里程	≥30公里	{done}公里	25	{score}	
		质量指标	验收合格率	100%	100%	25	25	
	效益指标（30分）	社会效益指标	受益人数	≥500人	520人	30	30	
	满意度指标（10分）	服务对象满意度指标	群众满意度	≥90%	95%	10	10	
	总分	100	{total}

"""


def form(**values: str) -> tuple[Relation, ...]:
    usual = {"spent": "95", "rate": "95%", "points": "9.5", "done": "31", "score": "25", "total": "99.5"}
    return extractor.review_text(FORM.format(**(usual | values))).relations


def test_a_form_that_comes_out_is_silent_and_looked_at() -> None:
    relations = form()
    assert not alarms(relations), [r.formula for r in alarms(relations)]
    kinds = {r.kind for r in relations if r.verdict in ("exact", "rounding")}
    assert {"rate", "rate_score", "score_le_weight", "weight_sum", "score_sum", "target_met", "sum"} <= kinds


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"rate": "85%"}, "rate"),
        ({"points": "10"}, "rate_score"),
        ({"score": "35"}, "score_le_weight"),
        ({"done": "21"}, "target_met"),
        ({"total": "95.5"}, "score_sum"),
    ],
)
def test_one_changed_figure_of_a_form_contradicts(change: dict[str, str], kind: str) -> None:
    assert kind in {r.kind for r in form(**change) if r.verdict == "contradicted"}


def test_the_base_that_fits_is_named() -> None:
    (relation,) = [r for r in form(rate="118.75%") if r.kind == "rate" and "年度资金总额" in r.label]
    assert relation.verdict in ("exact", "rounding")
    assert "年初预算" in relation.reason


@pytest.mark.parametrize("name", ["000", "001", "002", "003"])
def test_the_known_reports_are_read_without_unfounded_points(name: str) -> None:
    corpus = os.environ.get("EXTRACTOR_CORPUS")
    if not corpus:
        pytest.skip("EXTRACTOR_CORPUS does not name the shared corpus")
    with open(Path(corpus) / name / "report.txt", encoding="utf-8", newline="") as file:
        report = extractor.review_text(file.read())
    assert not [r.formula for r in alarms(report.relations) if r.kind in ("score_le_weight", "rate_score")]
