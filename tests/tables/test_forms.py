"""Forms are read into typed rows whatever their layout and dialect."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.document.reader import read_text
from extractor.tables.forms import forms
from extractor.tables.model import Form

LAYOUTS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("layouts.toml").read_text(encoding="utf-8"))[
    "form"
]
TITLE = "项目支出绩效自评表\n（2022年度）\n"


def in_cells(grid: list[list[str]]) -> str:
    """A cell a line, a blank line after each row (what older converters print)."""
    rows = ("\n".join("\t" + cell.replace("⏎", "\n") for cell in row) for row in grid)
    return TITLE + "\n\n".join(rows) + "\n\n\n一、说明\n"


def in_rows(grid: list[list[str]]) -> str:
    """A row a line (what newer converters print)."""
    return TITLE + "\n".join("".join("\t" + cell.replace("⏎", "\n") for cell in row) for row in grid) + "\n\n一、说明\n"


def printed(layout: dict[str, Any]) -> list[str]:
    if "text" in layout:
        return [layout["text"].lstrip("\n")]
    grid = [line.split("|") for line in layout["cells"].strip("\n").split("\n")]
    breaks = any("⏎" in cell for row in grid for cell in row)
    return [in_cells(grid)] if breaks else [in_cells(grid), in_rows(grid)]


CASES = [(layout, text) for layout in LAYOUTS for text in printed(layout)]


def read(text: str) -> tuple[Form, ...]:
    return forms(read_text(text, "form.txt"))


@pytest.mark.parametrize(("layout", "text"), CASES, ids=[case["name"] for case, _ in CASES])
def test_rows_of_a_layout(layout: dict[str, Any], text: str) -> None:
    rows = [row for form in read(text) for row in form.rows]
    assert [row.kind for row in rows] == [kind for kind, _ in layout["rows"]]
    for row, (_, wanted) in zip(rows, layout["rows"], strict=True):
        assert {name: row.text(name) for name in wanted} == wanted


@pytest.mark.parametrize(("layout", "text"), CASES, ids=[case["name"] for case, _ in CASES])
def test_what_a_form_is_about(layout: dict[str, Any], text: str) -> None:
    found = read(text)
    assert "".join(form.project for form in found) == layout.get("project", "")
    assert next((form.unit for form in found if form.unit), "") == layout.get("unit", "")
    assert [free.label for form in found for free in form.free_texts] == layout.get("free", [])
    assert sum(len(form.unchecked) for form in found) == layout.get("unchecked", 0)
    groups = {group.name: [group.points, len(group.rows)] for form in found for group in form.groups}
    assert groups == layout.get("groups", {})


@pytest.mark.parametrize(("layout", "text"), CASES, ids=[case["name"] for case, _ in CASES])
def test_every_place_is_true(layout: dict[str, Any], text: str) -> None:
    def plain(words: str) -> str:
        return "".join(words.split())

    for form in read(text):
        for row in form.rows:
            assert row.span.of(text).strip() == row.span.of(text) != ""
            for cell in row.cells.values():
                note_free = plain(cell.text)
                assert note_free == plain(cell.span.of(text)) or plain(cell.span.of(text)).startswith(note_free)
                assert cell.carried or not cell.text or row.span.covers(cell.span) or len(layout["rows"]) > 1
        for group in form.groups:
            assert group.points_span.of(text) == group.points
        ids = {row.id for row in form.rows}
        assert all(member in ids for group in form.groups for member in group.rows)


def test_several_forms_of_one_title_carry_their_projects() -> None:
    grid = [
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
        ["产出指标", "数量指标", "场次", "1场", "1场", "50", "50"],
    ]
    text = "".join(in_cells([["项目名称", name], *grid]).replace("一、说明\n", "\n" * 8) for name in ("灯会", "庙会"))
    assert [row.table for form in read(text) for row in form.rows] == [
        "项目支出绩效自评表（灯会）",
        "项目支出绩效自评表（庙会）",
    ]


def test_a_repeated_header_continues_the_form_before_it() -> None:
    header = ["一级指标", "二级指标", "三级指标", "评分标准", "分值", "自评得分", "扣分原因"]
    first = in_cells([header, ["投入（10分）", "配置", "控制率", "达标计5分", "5", "5", ""]]).replace("一、说明\n", "")
    second = in_cells([header, ["投入（10分）", "配置", "变动率", "达标计5分", "5", "4", ""]]).removeprefix(TITLE)
    found = read(first + second)
    assert [len(form.rows) for form in found if form.rows] == [2]


amounts = st.decimals(min_value=1, max_value=9999, places=2)
points = st.integers(min_value=1, max_value=50)
names = st.text(alphabet="山水林田湖草路桥灯井渠塘", min_size=3, max_size=12)


@settings(max_examples=40, deadline=None)
@given(amounts, amounts, st.lists(st.tuples(names, points, points, st.integers(1, 99)), min_size=1, max_size=6))
def test_a_national_form_reads_back(budget: Any, spent: Any, items: list[tuple[str, int, int, int]]) -> None:
    grid = [
        ["项目名称", "试验"],
        ["项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
        ["", "年度资金总额", "0", str(budget), str(spent), "10", "100%", "10"],
        ["绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因"],
        *(
            [
                "",
                "产出指标" if not i else "",
                "数量指标" if not i else "",
                name,
                f"≥{n}个",
                f"{n}个",
                str(w),
                str(s),
                "",
            ]
            for i, (name, w, s, n) in enumerate(items)
        ),
        ["总分", "100", "99", ""],
    ]
    for text in (in_cells(grid), in_rows(grid)):
        rows = [row for form in read(text) for row in form.rows]
        assert [rows[0].text("全年预算数"), rows[0].text("全年执行数")] == [str(budget), str(spent)]
        read_back = [
            (r.text("三级指标"), r.text("分值"), r.text("得分"), r.text("实际完成值"))
            for r in rows
            if r.kind == "indicator"
        ]
        assert read_back == [(name, str(w), str(s), f"{n}个") for name, w, s, n in items]
        assert rows[-1].kind == "total"
        assert {r.text("一级指标") for r in rows if r.kind == "indicator"} == {"产出指标"}


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="\t\n |项目名称年度资金总额一二三级指标分值得分总1234.%≥：（）", max_size=300))
def test_any_text_is_read_with_true_places(text: str) -> None:
    for form in read(text):
        for row in form.rows:
            assert 0 <= row.span.start < row.span.end <= len(text)
