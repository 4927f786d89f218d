"""The page of a report: every finding leads to its places in the text, and the text is nothing but text."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from extractor.output.html import page
from extractor.output.marked import Mark, marked
from extractor.report import Report


class Read(HTMLParser):
    """What a browser would make of a page. Fails where tags are not closed in their order."""

    def __init__(self, made: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.said: dict[str, list[str]] = {}
        self.feed(made)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if "href" in given:
            self.links.append(str(given["href"]))
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        for tag in set(self.open):
            self.said.setdefault(tag, []).append(data)

    def text(self, tag: str) -> str:
        return "".join(self.said.get(tag, []))


def test_findings_come_first_and_the_whole_text_last(reviewed: Report) -> None:
    read = Read(page(reviewed, "zh", info=True))
    body = read.text("body")
    parts = ["发现问题：错误 1", "1. 错误 NA101", "算式70.00+40.00 = 110.00 ≠ 100.00", "报告中的陈述", "报告全文"]
    places = [body.index(part) for part in parts]
    assert places == sorted(places)
    assert read.text("pre") == reviewed.text


def test_every_finding_leads_to_its_place_and_back(reviewed: Report) -> None:
    read = Read(page(reviewed, "zh", info=True))
    assert len(read.ids) == len(set(read.ids))
    assert {link.removeprefix("#") for link in read.links} <= set(read.ids)
    assert {f"#m{number}" for number, one in enumerate(reviewed.findings, 1) if one.spans} <= set(read.links)
    assert all(reviewed.quote(span) in read.text("mark") for one in reviewed.findings for span in one.spans)


def test_info_is_folded_to_a_count_unless_asked_for(reviewed: Report) -> None:
    folded = page(reviewed, "zh")
    assert "另有提示 1 条。" in folded
    assert folded.count("<section") == page(reviewed, "zh", info=True).count("<section") - 1


def test_a_report_without_findings_says_so(reviewed: Report) -> None:
    assert "发现问题：无" in page(replace(reviewed, findings=()), "zh")


def test_english(reviewed: Report) -> None:
    made = page(reviewed, "en")
    assert '<html lang="en">' in made
    assert "claims contradicted" in made


def test_what_a_report_says_is_never_markup(hostile: Report) -> None:
    made = page(hostile, "zh", info=True)
    read = Read(made)
    assert "script" not in read.tags
    assert "<script>alert(1)</script>" in read.text("pre")
    assert not any(ch in made for ch in "\x1b\x07\u202e\u200b")
    assert all(link.startswith("#") for link in read.links)


@pytest.mark.parametrize(
    ("spans", "said"),
    [
        ([("a", 0, 2)], '<mark class="a">甲乙</mark>丙丁'),
        ([("a", 0, 3), ("b", 1, 2)], '<mark class="a">甲</mark><mark class="a">乙</mark><mark class="a">丙</mark>丁'),
        ([("b", 0, 2), ("a", 1, 9)], '<mark class="b">甲</mark><mark class="a">乙</mark><mark class="a">丙丁</mark>'),
        ([("a", 3, 3), ("b", 5, 9)], "甲乙丙丁"),
    ],
)
def test_the_most_serious_mark_colours_a_piece(spans: list[tuple[str, int, int]], said: str) -> None:
    marks = [Mark(f"{style}{start}", [(start, end)], style, style) for style, start, end in spans]
    made = "".join(marked("甲乙丙丁", marks, ("a", "b")))
    for mark in marks:
        made = made.replace(f'<a id="{mark.id}"></a>', "")
    for told in ("a\nb", "a", "b"):
        made = made.replace(f' title="{told}"', "")
    assert made == said
