"""Dumps of forms: documents, titles, grids, merged cells, chapters inside a cell."""

from __future__ import annotations

from tests.document.conftest import Reader
from tests.document.structure import check, columns, grid, tables, words


def test_forms_and_reports_of_one_file_are_apart(dump: Reader) -> None:
    submission = dump("forms")
    check(submission)
    titles = [document.title.of(submission.text) for document in submission.documents if document.title]
    assert titles == [
        "部门整体支出绩效自评表",
        "2022年度部门整体支出绩效自评报告",
        "项目支出绩效自评表",
        "增殖放流项目支出绩效自评报告",
    ]
    assert [len(document.tables) for document in submission.documents] == [1, 0, 1, 0]


def test_a_form_goes_by_its_title_and_year(dump: Reader) -> None:
    submission = dump("forms")
    form, project = tables(submission)
    assert form.title is not None
    assert form.year is not None
    assert form.title.of(submission.text) == "部门整体支出绩效自评表"
    assert form.year.of(submission.text) == "（2022年度）"
    assert project.year is None


def test_cells_are_trimmed_and_broken_labels_kept_whole(dump: Reader) -> None:
    submission = dump("forms")
    form = tables(submission)[0]
    assert form.dialect == "cells"
    assert [len(row) for row in form.rows] == [2, 8, 8, 3, 3, 9, 9, 9, 4]
    assert grid(submission, form)[0] == ["预算部门名称", "青禾区渔政管理站"]
    assert grid(submission, form)[5][:6] == ["绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值"]
    assert form.rows[1][0].span.of(submission.text) == "年度预\n算申请\n（万元）"
    assert not len(form.rows[6][8].span)


def test_points_of_a_total_stand_under_their_heading(dump: Reader) -> None:
    form = tables(dump("forms"))[0]
    assert form.width == 9
    assert columns(form)[-1] == [(0, 6), (6, 1), (7, 1), (8, 1)]


def test_cells_that_continue_the_one_above_are_marked(dump: Reader) -> None:
    form = tables(dump("forms"))[0]
    merged = [[cell.column for cell in row if cell.merged] for row in form.rows]
    assert merged == [[], [], [0], [], [0], [], [0], [0, 1], []]


def test_empty_cells_among_sub_headings_continue_the_heading(dump: Reader) -> None:
    spending, assets = tables(dump("sheets"))[1:3]
    merged = [[cell.column for cell in row if cell.merged] for row in spending.rows]
    assert merged == [[], [0, 1], [0, 1, 2, 5, 6, 7], [], []]
    assert [cell.column for cell in assets.rows[1] if cell.merged] == [0, 1, 4]


def test_one_printed_table_is_cut_at_its_title_rows(dump: Reader) -> None:
    submission = dump("sheets")
    check(submission)
    names = [table.title and words(submission.text, table.title) for table in tables(submission)]
    assert names == [
        "一、单位基本概况",
        "年度支出和结余情况（万元）",
        "二、单位收支情况",
        "单位整体支出绩效评价评分表",
        "单位整体支出绩效评价评分表",
    ]


def test_headings_of_several_rows_span_their_sub_headings(dump: Reader) -> None:
    spending, assets = tables(dump("sheets"))[1:3]
    assert columns(spending)[0] == [(0, 1), (1, 1), (2, 4), (6, 2)]
    assert columns(spending)[1] == [(0, 1), (1, 1), (2, 1), (3, 2), (5, 1), (6, 1), (7, 1)]
    assert columns(assets)[0] == [(0, 1), (1, 1), (2, 2), (4, 1)]


def test_a_blank_line_in_a_cell_cuts_neither_cell_nor_row(dump: Reader) -> None:
    submission = dump("sheets")
    found = tables(submission)
    assert grid(submission, found[0])[1] == ["年度主要工作内容", "任务1：巡查。任务2：放流。"]
    assert [len(row) for row in found[3].rows] == [7, 7, 7, 7]
    assert grid(submission, found[3])[2][4:] == ["5", "4", ""]


def test_chapters_in_one_cell_are_chapters(dump: Reader) -> None:
    submission = dump("sheets")
    document = submission.documents[0]
    titles = [heading.title.of(submission.text) for heading in document.headings]
    assert titles == ["单位基本概况", "单位收支情况", "评价报告综述", "单位概况", "人员情况", "支出情况"]
    assert document.headings[3].restored == "一、"
    texts = [paragraph.span.of(submission.text) for paragraph in document.paragraphs]
    assert "编制12名，实有11名。" in texts
    assert "全年支出147.00万元。" in texts


def test_a_repeated_heading_row_begins_a_continuation(dump: Reader) -> None:
    submission = dump("sheets")
    first, second = tables(submission)[3:]
    assert grid(submission, first)[0] == grid(submission, second)[0]
    assert first.title == second.title
