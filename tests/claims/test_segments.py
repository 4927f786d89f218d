"""Narrative is cut into sentences that know their section and year."""

from __future__ import annotations

import pytest

from extractor.claims.section import section_of
from extractor.claims.segments import segments
from extractor.document.model import Document, Span, Submission
from extractor.document.reader import read_text
from extractor.tables.model import Form, FreeText

REPORT = """青禾区水务局2022年度部门整体支出绩效自评报告
一、基本情况
在职人员20人。退休人员5人。
二、部门整体支出绩效情况
新建泵站3座；维修渠道12公里。
三、存在的问题
（一）预算管理不够规范
部分项目支付滞后。
"""


def test_each_sentence_is_a_segment_with_its_section_and_year() -> None:
    submission = read_text(REPORT)
    found = [(s.span.of(REPORT), s.section, s.period) for s in segments(submission)]
    assert found == [
        ("在职人员20人。", "profile", "2022年度"),
        ("退休人员5人。", "profile", "2022年度"),
        ("新建泵站3座；维修渠道12公里。", "performance", "2022年度"),
        ("部分项目支付滞后。", "problems", "2022年度"),
    ]


def test_a_forms_free_text_is_narrative_by_its_label() -> None:
    text = "保障供水安全"
    document = Document("d1", Span(0, 6), None)
    form = Form("f1", "goals", "", "d1", (), Span(0, 6), free_texts=(FreeText(Span(0, 6), "预期目标", "t1", "d1"),))
    (segment,) = segments(Submission(text, "-", (document,)), (form,))
    assert (segment.span.of(text), segment.section, segment.cell_label) == (text, "goals", "预期目标")


@pytest.mark.parametrize(
    ("headings", "section"),
    [
        (("部门概况",), "profile"),
        (("部门概况", "主要职责"), "duties"),
        (("项目绩效目标情况",), "goals"),
        (("部门绩效目标", "产出指标"), "goals"),
        (("绩效目标完成情况分析",), "performance"),
        (("部门整体支出绩效情况",), "performance"),
        (("一般公共预算支出情况", "基本支出情况"), "spending"),
        (("项目资金情况", "项目资金管理情况"), "management"),
        (("存在的问题及原因分析", "预算管理不够精细"), "problems"),
        (("下一步改进措施", "加强资金管理"), "improvements"),
        (("存在的问题和改进措施", "改进措施"), "improvements"),
        (("绩效自评结果拟应用和公开情况",), "other"),
        (("績效目標完成情況",), "performance"),
        (("年度主要任务",), "goals"),
        ((), "other"),
    ],
)
def test_headings_decide_the_section(headings: tuple[str, ...], section: str) -> None:
    assert section_of(headings) == section


@pytest.mark.parametrize(
    ("label", "section"),
    [
        ("预期目标", "goals"),
        ("年度总体目标完成情况", "performance"),
        ("实际完成情况", "performance"),
        ("偏差原因", "problems"),
    ],
)
def test_a_cells_label_decides_before_headings(label: str, section: str) -> None:
    assert section_of(("基本情况",), label) == section


def test_a_heading_of_problems_and_improvements_turns_where_a_sentence_looks_ahead() -> None:
    heading = "三、偏离绩效目标的原因和下一步改进措施"
    text = f"{heading}\n一是力量不足。下一步，将充实队伍。\n加强培训。\n四、其他需要说明的情况\n无。\n"
    found = [(s.span.of(text), s.section) for s in segments(read_text(text))]
    assert found == [
        ("一是力量不足。", "problems"),
        ("下一步，将充实队伍。", "improvements"),
        ("加强培训。", "improvements"),
        ("无。", "other"),
    ]


def test_a_turn_within_an_item_ends_with_it() -> None:
    text = "三、存在问题及改进措施\n1.人手不足。下一步增配人员。\n2.验收偏慢。今后提前验收。\n"
    assert [(s.span.of(text), s.section) for s in segments(read_text(text))] == [
        ("1.人手不足。", "problems"),
        ("下一步增配人员。", "improvements"),
        ("2.验收偏慢。", "problems"),
        ("今后提前验收。", "improvements"),
    ]


def test_a_label_inside_a_line_begins_its_own_section() -> None:
    text = "二、绩效情况\n年度总体目标：做好供水工作。实际完成情况：供水稳定。\n"
    found = [(s.span.of(text), s.section) for s in segments(read_text(text))]
    assert found == [("做好供水工作。", "goals"), ("供水稳定。", "performance")]


def test_a_line_that_only_names_a_section_begins_it() -> None:
    text = "（三）\n存在问题。\n古籍编目不够完整。\n（四）\n改进建议。\n一是补录编目数据。\n"
    sections = {one.span.of(text): one.section for one in segments(read_text(text))}
    assert sections["古籍编目不够完整。"] == "problems"
    assert sections["一是补录编目数据。"] == "improvements"
    assert "存在问题。" not in sections


def test_chapters_that_run_on_in_a_paragraph_are_told_by_the_titles_glued_to_the_text() -> None:
    text = (
        "云岭县图书馆项目绩效自评报告一、基本情况（一）项目概况我馆成立于1986年。（二）主要职责收集、整理地方文献。"
        "二、资金使用及管理情况购书款实行专账核算三、存在的问题及原因分析书库面积不足四、几点建议拨款应及时\n"
        "闭馆时间应提前公布。"
    )
    found = [(s.span.of(text), s.section) for s in segments(read_text(text))]
    assert found == [
        ("云岭县图书馆项目绩效自评报告", "other"),
        ("我馆成立于1986年。", "profile"),
        ("收集、整理地方文献。", "duties"),
        ("购书款实行专账核算", "management"),
        ("书库面积不足", "problems"),
        ("拨款应及时", "improvements"),
        ("闭馆时间应提前公布。", "improvements"),
    ]


def test_what_only_looks_like_a_title_parts_no_paragraph() -> None:
    text = "图书馆全年运行情况良好：（一）借阅目标的完成情况较好，（二）服务任务完成。一、二、三楼书库情况正常。"
    second = text.index("一、二")
    assert [s.span.of(text) for s in segments(read_text(text))] == [text[:second], text[second:]]


def test_a_label_within_a_paragraph_begins_its_section() -> None:
    text = "发现的主要问题及原因：值班记录不全。下一步改进措施：规范登记流程。"
    assert [s.section for s in segments(read_text(text))] == ["problems", "improvements"]
