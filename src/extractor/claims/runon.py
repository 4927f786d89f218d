"""Paragraphs in which whole chapters run on, their titles glued to the text
(`…绩效自评报告一、基本情况（一）项目概况本项目…二、资金使用情况项目资金…`)."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.claims.lexicon import pattern
from extractor.document.model import Span

_LEAST = 2
"""Titles that a paragraph holds in which chapters run on."""
_TITLE = (
    r"(?<![第周年月\d一二三四五六七八九十])(?:(?P<chapter>[一二三四五六七八九十]{1,2}、)|[（(][一二三四五六七八九十]{1,2}[)）])\s*"
    r"(?P<title>(?:20\d\d年度?)?[^，。；：:\d（）()]{0,24}?<ends>(?:[^，。；：:\d（）()]{0,6}?情况)?(?:[和与及、]?(?:原因|其)?(?:分析|说明|综述|概述))*)"
    r"(?=[。：:]?\s*(?:[\u4e00-\u9fff\d“《（(]|$))(?!<goes>)[。：:]?"
)
"""A number in Chinese, and words that end like a title, before text."""


def parts(text: str, span: Span) -> Iterator[tuple[tuple[str, ...], Span]]:
    """The parts of a paragraph, each with the titles inside it that it stands under, outermost first; the whole with
    none where chapters do not run on in it."""
    title = pattern(_TITLE, ends="runon.ends", goes="runon.goes")
    found = list(title.finditer(text, span.start, span.end))
    if len(found) < _LEAST:
        yield (), span
        return
    begin = span.start
    titles: tuple[str, ...] = ()
    chapter: tuple[str, ...] = ()
    for one in found:
        yield titles, Span(begin, one.start())
        named: tuple[str, ...] = (one["title"],)
        chapter = named if one["chapter"] else chapter
        titles = named if one["chapter"] else (*chapter, *named)
        begin = one.end()
    yield titles, Span(begin, span.end)
