"""Word files: what is printed on paper is read, in its order; what is not a text is refused with what to do."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.document.load import Unreadable, load_bytes
from extractor.document.word import NotWord, read

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="{}"/>'
    "</Relationships>"
)
MOST = 1_000_000


def word(
    body: str, *, numbering: str = "", styles: str = "", main: str = "word/document.xml", space: str = MAIN
) -> bytes:
    """A Word file with this body."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", RELS.format(main))
        archive.writestr(main, f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>')
        for name, content in (("numbering", numbering), ("styles", styles)):
            if content:
                archive.writestr(f"word/{name}.xml", f'<w:{name} xmlns:w="{space}">{content}</w:{name}>')
    return packed.getvalue()


def package(main: bytes, method: int = zipfile.ZIP_STORED) -> bytes:
    """A Word file with this as its main part."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        archive.writestr("_rels/.rels", RELS.format("word/document.xml"))
        archive.writestr("word/document.xml", main)
    return packed.getvalue()


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def table(*rows: list[str]) -> str:
    """Rows of cells; `^` continues the cell above, `N|text` reaches over N columns."""

    def cell(said: str) -> str:
        across, _, text = said.rpartition("|")
        merged = "<w:vMerge/>" if text == "^" else '<w:vMerge w:val="restart"/>' if text.startswith("!") else ""
        span = f'<w:gridSpan w:val="{across}"/>' if across else ""
        return f"<w:tc><w:tcPr>{span}{merged}</w:tcPr>{p(text.lstrip('!^'))}</w:tc>"

    return f"<w:tbl>{''.join('<w:tr>' + ''.join(map(cell, row)) + '</w:tr>' for row in rows)}</w:tbl>"


def text(body: str, **parts: str) -> str:
    return read(word(body, **parts), MOST).text


def test_a_paragraph_is_a_line_and_a_cell_a_line_behind_a_tab() -> None:
    said = text(p("一、基本情况") + table(["3|附件"], ["!甲", "乙", "丙"], ["^", "丁", ""]) + p("正文"))
    assert said == "一、基本情况\n\t附件\n\n\t甲\n\t乙\n\t丙\n\n\t\n\t丁\n\t\n\n\n正文\n"


@pytest.mark.parametrize(
    ("run", "said"),
    [
        ("<w:r><w:t>在职</w:t><w:tab/><w:t>10人</w:t><w:br/><w:t>其中</w:t></w:r>", "在职 10人\n其中"),
        ("<w:ins><w:r><w:t>增加</w:t></w:r></w:ins><w:del><w:r><w:delText>删去</w:delText></w:r></w:del>", "增加"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r><w:r><w:t>可见</w:t></w:r>", "可见"),
        ('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>可见</w:t></w:r>', "可见"),
        ("<w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink>", "链接"),
        ("<w:sdt><w:sdtContent><w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt>", "控件"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>3</w:t></w:r>", "3"),
        (
            "<w:ruby><w:rt><w:r><w:t>jì</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>绩</w:t></w:r></w:rubyBase></w:ruby>",
            "绩",
        ),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B7"/><w:t>项</w:t></w:r>', "项"),
        ('<w:r><w:sym w:char="2265"/><w:t>95%</w:t></w:r>', "≥95%"),
    ],
)
def test_what_is_printed_is_read_and_nothing_else(run: str, said: str) -> None:
    assert text(f"<w:p>{run}</w:p>") == f"{said}\n"


def test_a_text_box_is_read_once_behind_its_paragraph() -> None:
    box = f"<w:txbxContent>{p('框内')}</w:txbxContent>"
    both = (
        f'<x:AlternateContent xmlns:x="x"><x:Choice>{box}</x:Choice><x:Fallback>{box}</x:Fallback></x:AlternateContent>'
    )
    assert text(f"<w:p><w:r><w:t>框外</w:t>{both}</w:r></w:p>") == "框外\n框内\n"


def test_a_table_in_a_cell_and_blank_paragraphs_end_no_row() -> None:
    inner = f"<w:tc>{p('上')}{p('')}{table(['甲', '乙'])}{p('')}</w:tc>"
    assert text(f"<w:tbl><w:tr>{inner}<w:tc>{p('右')}</w:tc></w:tr></w:tbl>") == "\t上\n甲\n乙\n\t右\n\n\n"


LEVELS = [
    ("chineseCounting", "%1、"),
    ("chineseCounting", "（%2）"),
    ("decimal", "%3."),
    ("decimalEnclosedCircle", "%4"),
]


def numbered(*levels: tuple[str, str], rest: str = "") -> str:
    made = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{format_}"/><w:lvlText w:val="{shown}"/></w:lvl>'
        for at, (format_, shown) in enumerate(levels)
    )
    kind = f'<w:abstractNum w:abstractNumId="7">{made}</w:abstractNum>'
    return f'{kind}<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>{rest}'


def item(said: str, level: int, which: int = 1) -> str:
    return p(said, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{which}"/></w:numPr>')


def test_numbers_that_word_prints_are_written_out_and_begin_anew_below_a_higher_one() -> None:
    body = "".join(
        item(said, level)
        for said, level in [("甲", 0), ("乙", 1), ("丙", 2), ("丁", 3), ("戊", 1), ("己", 0), ("庚", 1)]
    )
    said = text(body, numbering=numbered(*LEVELS))
    assert said.splitlines() == ["一、甲", "（一）乙", "1. 丙", "① 丁", "（二）戊", "二、己", "（一）庚"]


@pytest.mark.parametrize(
    ("format_", "eleventh"),
    [
        ("chineseCountingThousand", "十一"),
        ("decimal", "11"),
        ("decimalZero", "11"),
        ("decimalFullWidth", "１１"),
        ("ideographTraditional", "11"),
        ("ideographZodiac", "戌"),
        ("decimalEnclosedParen", "⑾"),
        ("lowerRoman", "xi"),
        ("upperRoman", "XI"),
        ("upperLetter", "K"),
        ("bullet", ""),
        ("none", ""),
    ],
)
def test_formats_of_numbers(format_: str, eleventh: str) -> None:
    said = text("".join(item("项", 0) for _ in range(11)), numbering=numbered((format_, "%1")))
    assert said.splitlines()[-1] == f"{eleventh} 项".strip()


def test_a_style_numbers_and_a_list_of_its_own_begins_where_it_says() -> None:
    begun = (
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
        "</w:lvlOverride></w:num>"
    )
    styles = (
        '<w:style w:styleId="a"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    )
    body = p("甲", '<w:pStyle w:val="b"/>') + item("乙", 0, 2) + item("丙", 0, 2) + p("丁", '<w:pStyle w:val="a"/>')
    body += p("无", '<w:pStyle w:val="a"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    said = text(body, numbering=numbered(("decimal", "%1."), rest=begun), styles=styles)
    assert said.splitlines() == ["1. 甲", "5. 乙", "6. 丙", "2. 丁", "无"]


def test_a_table_of_a_word_file_is_a_table_of_the_submission() -> None:
    rows = [["项目", "全年预算数", "全年执行数"], ["年度资金总额", "100.00", "90.00"]]
    found = load_bytes(word(p("2023年度项目支出绩效自评表") + table(*rows)), "报告.docx")
    assert (found.format, found.path) == ("docx", "报告.docx")
    cells = [cell.span.of(found.text) for one in found.documents for each in one.tables for cell in each.cells()]
    assert cells == [*rows[0], *rows[1]]


@pytest.mark.parametrize("main", ["word/document.xml", "word/document2.xml", "/word/document.xml"])
def test_the_text_is_where_the_package_says(main: str) -> None:
    packed = word(p("正文"), main=main.lstrip("/"))
    assert read(packed, MOST).text == "正文\n"
    strict = word(p("正文"), space="http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert read(strict, MOST).text == "正文\n"


def test_what_is_not_read_is_noted() -> None:
    picture = '<w:p><w:r><w:t>见图</w:t><a:blip xmlns:a="a"/><w:footnoteReference w:id="1"/></w:r></w:p>'
    assert load_bytes(word(picture), "报告.docx").notes == ("没有读取 1 张图片、脚注或尾注中的文字。",)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (word("<w:p><w:r><a:blip xmlns:a='a'/></w:r></w:p>"), "只有 1 张图片"),
        (word(p("")), "空"),
        (word("<w:p>"), "已损坏"),
        (word(p("正文"))[:200], "ZIP"),
        (word("<w:p><w:r>" * 3000 + "</w:r></w:p>" * 3000), "已损坏"),
        (word("<w:sdt>" * 3000 + p("正文") + "</w:sdt>" * 3000), "已损坏"),
        (word(p("正文")).replace(b"word/document.xml", b"word/documens.xml", 1), "已损坏"),
        (word(p("1" * 2000)), "不是正常的报告文字"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(data: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        load_bytes(data, "报告.docx")


def test_a_small_file_does_not_become_a_large_text() -> None:
    with pytest.raises(NotWord):
        read(word(p("正" * MOST)), MOST)


@pytest.mark.parametrize("before", ["", f"<!--{' ' * 10_000}-->"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "utf-16-le"])
def test_no_entity_is_expanded_wherever_and_however_it_is_declared(before: str, codec: str) -> None:
    body = f'{before}<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname"><!ENTITY b "正">]><x>&a;&b;</x>'
    with pytest.raises(NotWord):
        read(package(body.encode(codec)), MOST)


@pytest.mark.parametrize("codec", ["utf-7", "gb18030", "cp037", "none-such"])
def test_a_text_in_an_encoding_that_no_word_file_has_is_refused(codec: str) -> None:
    with pytest.raises(NotWord):
        read(package(f'<?xml version="1.0" encoding="{codec}"?><x>正</x>'.encode()), MOST)


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
@given(st.data())
@settings(max_examples=60, deadline=None)
def test_a_damaged_file_is_read_or_refused(method: int, data: st.DataObject) -> None:
    damaged = bytearray(
        package(f"<w:document xmlns:w='{MAIN}'><w:body>{p('正文')}</w:body></w:document>".encode(), method)
    )
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(4, len(damaged) - 1))
        damaged[at : at + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=3))
    with suppress(Unreadable):
        load_bytes(bytes(damaged), "报告.docx")


@pytest.mark.parametrize("start", ["-1", "²", "9" * 9, "9" * 5000])
@pytest.mark.parametrize("format_", ["upperRoman", "lowerLetter", "chineseCounting"])
def test_a_number_that_nobody_wrote_makes_no_long_text(start: str, format_: str) -> None:
    listed = numbered((format_, "%1")).replace('<w:start w:val="1"/>', f'<w:start w:val="{start}"/>')
    assert text(item("项", 0), numbering=listed) == text(item("项", 0), numbering=numbered((format_, "%1")))
