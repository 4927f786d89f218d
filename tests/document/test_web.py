"""Pages: what a browser shows of a report is read, in its order, with its tables."""

from __future__ import annotations

import pytest

from extractor.document.load import Unreadable, load_bytes
from extractor.document.web import read

MOST = 1000


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("<p>在职<b>10</b>人</p><p>退休3人</p>", "在职10人\n退休3人\n"),
        ("<p>未闭合<p>的段落<div>和块</div>余下", "未闭合\n的段落\n和块\n余下\n"),
        ("甲<br>乙<br/>丙", "甲\n乙\n丙\n"),
        ("<p>一行\n  接着</p><p>Two\nwords &amp; 100&nbsp;元</p>", "一行接着\nTwo words & 100 元\n"),
        ("<pre>甲\n乙</pre>", "甲\n乙\n"),
        ("<ol><li>甲<li>乙</ol><ol start=5><li>丙</ol><ul><li>丁</ul>", "1. 甲\n2. 乙\n5. 丙\n丁\n"),
        ("<head><title>无</title></head><nav>首页</nav><p>正文</p><script>var a='<p>无</p>'</script>", "正文\n"),
        ("<p style='DISPLAY : none'>无</p><div hidden>无</div><p>正文</p>", "正文\n"),
        ("<a href=x><h1>标题</h1>正文</a>后文", "标题\n正文\n后文\n"),
        ("面积5m<sup>2</sup>", "面积5m2\n"),
        ("", "\n"),
    ],
)
def test_blocks_are_lines_and_what_is_not_shown_is_none(page: str, said: str) -> None:
    assert read(page, MOST) == said


def test_a_cell_is_a_line_behind_a_tab_and_a_continued_one_empty() -> None:
    page = (
        "<table><caption>自评表</caption><tr><th rowspan=3>项目<th colspan=2>预算</tr><tr><td>甲<td>乙<br>丙"
        "<tr><td colspan=2></table>后文"
    )
    assert read(page, MOST) == "自评表\n\t项目\n\t预算\n\n\t\n\t甲\n\t乙\n丙\n\n\t\n\t\n\n\n后文\n"


def test_a_cell_continued_at_the_end_of_a_row_is_there_too() -> None:
    page = "<table><tr><td>甲<td rowspan=2 colspan=2>乙<td>丙</tr><tr><td>丁<td>戊</tr></table>"
    assert read(page, MOST) == "\t甲\n\t乙\n\t丙\n\n\t丁\n\t\n\t戊\n\n\n"


def test_a_table_around_a_table_only_lays_out_the_page() -> None:
    page = "<table><tr><td>栏目<td><div><table><tr><td>甲<td>乙</table></div></table>"
    assert read(page, MOST) == "栏目\n\t甲\n\t乙\n\n\n"


def test_a_table_of_a_page_is_a_table_of_the_submission() -> None:
    rows = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in (["项目", "全年预算数"], ["合计", "9.00"])
    )
    page = f"<!-- saved -->\n<HTML><body><h1>2023年度项目支出绩效自评表</h1><table>{rows}</table></body></HTML>"
    for codec in ("utf-8", "gb18030", "utf-16"):
        found = load_bytes(page.encode(codec), "报告.html")
        assert found.format == "html"
        cells = [cell.span.of(found.text) for one in found.documents for each in one.tables for cell in each.cells()]
        assert cells == ["项目", "全年预算数", "合计", "9.00"]


def test_a_page_without_a_text_is_refused_with_what_to_do() -> None:
    with pytest.raises(Unreadable, match="空"):
        load_bytes(b"<html><body></body></html>", "报告.html")


@pytest.mark.parametrize("tag", ["div", "font", "ul><li"])
def test_the_text_of_elements_without_end_inside_each_other_is_read(tag: str) -> None:
    assert read(f"<{tag}>" * 5000 + "正文", MOST).split()[-1] == "正文"


def test_many_open_elements_cost_once() -> None:
    page = "<font>" * 5000 + "<p>甲" * 5000
    assert read(page, MOST) == "甲\n" * MOST


def test_a_small_page_does_not_become_a_large_text() -> None:
    cells = f"<tr>{'<td rowspan=1000>甲' * 1000}" + "<tr>" * 1000
    with pytest.raises(Unreadable, match="上限"):
        load_bytes(f"<html><table>{cells * 3}</table>".encode(), "报告.html")


def test_a_cell_reaches_no_further_than_browsers_let_it() -> None:
    assert read("<table><tr><td rowspan=99999999999 colspan=-1>甲<td colspan=²>乙</table>", MOST) == "\t甲\n\t乙\n\n\n"
