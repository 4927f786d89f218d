"""Tables that no dump prints: between pipes with cells lost, apart by blanks, run together."""

from __future__ import annotations

from tests.document.structure import check, columns, grid, tables

from extractor.document.reader import read_text

TRAILING = """\
项目支出绩效自评表 |
| ( 2023年度) |
项目名称 | 河道清淤 |
项目资金 (万元) |
| 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
年度资金总额 |
| 30 | 28.5 | 10 | 95% | 9.5 |
绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因 |
|
产出指标 | 数量指标 | 清淤长度 | ≥12公里 | 12公里 | 20 | 20 | 无 |
质量指标 | 验收合格率 | 100% | 100% | 20 | 20 | 无 |
"""


def test_a_label_alone_goes_on_behind_an_empty_cell() -> None:
    submission = read_text(TRAILING)
    check(submission)
    (table,) = tables(submission)
    rows = grid(submission, table)
    assert rows[1] == ["项目资金(万元)", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]
    assert rows[2] == ["年度资金总额", "", "30", "28.5", "10", "95%", "9.5"]
    assert table.title is not None
    assert table.year is not None
    assert (table.title.of(TRAILING), table.year.of(TRAILING)) == ("项目支出绩效自评表", "( 2023年度)")


def test_rows_without_their_groups_stand_under_their_headings() -> None:
    (table,) = tables(read_text(TRAILING))
    places = columns(table)
    assert [column for column, _ in places[-2]] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert [column for column, _ in places[-1]] == [2, 3, 4, 5, 6, 7, 8]


def test_pipes_that_fill_a_row_are_no_cells() -> None:
    text = """\
绩效目标自评表 | ||||||||
年度资金总额 | 9.48 | 9.48 | 10 | 100% | 10 | |||
其他资金 | - | - | ||||||
产 出 指 标 (50分) |
数量指标 | 补助面积 | 20 | 29.5亩 | 29.5亩 | 20 | ||
"""
    (table,) = tables(read_text(text))
    assert grid(read_text(text), table) == [
        ["年度资金总额", "9.48", "9.48", "10", "100%", "10"],
        ["其他资金", "-", "-"],
        ["产出指标(50分)", "数量指标", "补助面积", "20", "29.5亩", "29.5亩", "20"],
    ]


def test_every_cell_on_lines_of_its_own() -> None:
    row = "|   {}\n        | \n     {}\n        | \n     {}\n        | \n  |||\n"
    text = row.format("产出指标", "数量指标", "12次") + row.format("效益指标", "社会效益", "提升")
    (table,) = tables(read_text(text))
    assert grid(read_text(text), table) == [["产出指标", "数量指标", "12次"], ["效益指标", "社会效益", "提升"]]


def test_a_markdown_cell_can_break_over_lines() -> None:
    text = "| 项目 | 目标 | 得分 |\n|---|---|---|\n| 清淤 | 目标1：12公里；\n目标2：2处 | 10 |\n| 绿化 | 3亩 | 9 |\n"
    (table,) = tables(read_text(text))
    assert grid(read_text(text), table)[1] == ["清淤", "目标1：12公里；目标2：2处", "10"]
    assert len(table.rows) == 3


def test_cells_whose_rows_are_lost_are_one_row() -> None:
    cells = [
        "项目名称",
        "河道清淤",
        "总额",
        "30",
        "28.5",
        "95%",
        "10",
        "9.5",
        "数量指标",
        "清淤长度",
        "12公里",
        "12公里",
        "20",
        "20",
    ]
    text = "部门预算项目支出绩效自评表(2023年度) |\n" + "".join(f"{cell} |\n" for cell in cells)
    submission = read_text(text)
    (table,) = tables(submission)
    assert table.dialect == "run-on"
    assert grid(submission, table) == [cells]


def test_a_pipe_in_prose_is_no_table() -> None:
    assert not tables(read_text("发布时间：2023-05-06 | 来源：财政局\n一、基本情况\n全年支出30万元。\n"))


def test_rows_apart_by_blanks() -> None:
    text = """\
项目支出绩效自评表
(2022年度)
项目名称 防汛经费
年初预算数 全年预算数(A) 全年执行数(B) 分值 执行率(B/A) 得分
年度资金总额: 88 88 80 10 90.91% 9.1

数量指标 巡查次数 12次 12次 10 10

一、存在的问题
进度偏慢。
"""
    submission = read_text(text)
    check(submission)
    (table,) = tables(submission)
    assert table.dialect == "spaced"
    assert grid(submission, table)[2] == ["年度资金总额:", "88", "88", "80", "10", "90.91%", "9.1"]
    assert [paragraph.span.of(text) for paragraph in submission.documents[0].paragraphs] == ["进度偏慢。"]


def test_a_form_run_together_is_one_cell_behind_its_title() -> None:
    text = (
        "附件：绩效目标自评表(2022年度)项目名称水尺安装项目主管部门青禾区水利局资金情况(万元)全年预算数(A)全年执行数(B)分值"
        "执行率(B/A)得分年度资金总额:202010100.00%10年度总体目标年初设定目标为水库配置水尺绩效指标一级指标二级指标三级指标分值"
        "年度指标值全年实际值得分产出指标数量指标安装水尺20≥20套20套20总分100"
    )
    (table,) = tables(read_text(text))
    assert table.dialect == "run-on"
    assert table.title is not None
    assert table.year is not None
    assert (table.title.of(text), table.year.of(text)) == ("绩效目标自评表", "(2022年度)")
    ((cell,),) = table.rows
    assert cell.span.of(text).startswith("项目名称水尺")
    assert cell.span.end == len(text)


def test_labels_in_a_sentence_are_no_form() -> None:
    text = (
        "自评表列出年度指标值、实际完成值、分值、得分，逐项说明。\n"
        "1、巡查，年度指标值：12次，实际完成值：12次，分值10分，得分10分。\n"
    )
    assert not tables(read_text(text))


def test_indented_paragraphs_are_no_cells() -> None:
    text = "\t一、基本情况\n\t全年支出30万元，其中基本支出20万元。\n\t二、存在的问题\n\t进度偏慢。\n"
    submission = read_text(text)
    assert not tables(submission)
    assert len(submission.documents[0].headings) == 2


def test_rows_apart_by_single_blanks_under_known_headings() -> None:
    text = """\
四、自评打分
评价指标 标准分值 自评得分 扣分说明
资金到位率 10 10
制度建设 10 8 制度未修订
社会效益 10 9
合计 30 27
自评得分为27分，等级优。
"""
    submission = read_text(text)
    check(submission)
    (table,) = tables(submission)
    assert table.dialect == "aligned"
    assert grid(submission, table)[1:] == [
        ["资金到位率", "10", "10"],
        ["制度建设", "10", "8", "制度未修订"],
        ["社会效益", "10", "9"],
        ["合计", "30", "27"],
    ]
    assert [paragraph.span.of(text) for paragraph in submission.documents[0].paragraphs] == ["自评得分为27分，等级优。"]


def test_wider_gaps_are_empty_cells_and_cells_may_hold_a_blank() -> None:
    text = """\
    全年支出按方向列示如下：
    支出方向    安排资金（万元）    占比    支出（万元）
    产业 发展    4120    40%    4120
    其他（贴息、管理费）    6180    60%    6023
        小计        10143
    合计    10300    100%    10143
    资金全部到位。
"""
    submission = read_text(text)
    check(submission)
    (table,) = tables(submission)
    assert grid(submission, table)[1:] == [
        ["产业发展", "4120", "40%", "4120"],
        ["其他（贴息、管理费）", "6180", "60%", "6023"],
        ["", "小计", "", "10143"],
        ["合计", "10300", "100%", "10143"],
    ]


def test_rows_apart_by_ideographic_blanks_and_blank_lines() -> None:
    text = """\
指标名称　　　标准分　　自评分　　评分理由

供养人数　　10　　10　　实际212人

安全生产　　10　　10　　零事故

五、存在问题
"""
    submission = read_text(text)
    (table,) = tables(submission)
    assert [len(row) for row in table.rows] == [4, 4, 4]


def test_headings_over_sentences_are_no_table() -> None:
    text = "项目 预算 支出 执行率\n项目 全年预算 30 万元 ， 支出 28 万元 。\n执行率 93% 。\n"
    assert not tables(read_text(text))
    assert not tables(read_text("单位 2022年 预算 支出 完成率 情况如下\n一、收入\n二、支出\n"))
