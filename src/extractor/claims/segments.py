"""The narrative of a submission in segments: one sentence or list item each, with its section and year."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from extractor.claims.model import SectionName, Segment
from extractor.claims.runon import parts
from extractor.claims.section import begins_improvements, begun_by, label_of, section_of
from extractor.document.model import Document, Span, Submission
from extractor.language.numbering import MARK
from extractor.tables.model import Form

_STOP = re.compile(r"[。！？!?]+[”’」』）)]*|\n+")
_FULL_STOP = re.compile(r"[。！？!?]+[”’」』）)]*")
"""Ends of sentences where a line's end is only that of the print."""
_PAUSE = re.compile(r"[；，;、](?!\d)")
_LONGEST = 800
_LEFT_OVER = "，,；;、。：:）) "
_SHORTEST = 8
"""Characters of the shortest part of a sentence beside a row that still says something."""
_YEAR = re.compile(r"(?:20\d\d\s?|20[xX×*]{2}|二[〇○零]\d{2}|二[〇○零][一二三四五六七八九〇○零]{2})年度?")
_ITEM = re.compile(rf"\s*(?:{MARK}|[一二三四五六七八九十]{{1,2}}是)")
_TEXT = re.compile(r"[^\W_]")


def segments(submission: Submission, forms: Sequence[Form] = ()) -> tuple[Segment, ...]:
    """Every sentence of narrative outside tables and in the forms' free-text cells, in order of the text. Rows that a
    form prints as prose are rows, and are left out."""
    rows = sorted(row.span for form in forms for row in form.rows if form.kind == "prose")
    found: list[Segment] = []
    for document in submission.documents:
        year = _document_year(submission.text, document)
        turned: tuple[str, ...] | None = None
        within = False
        titled: tuple[tuple[str, ...], SectionName] | None = None
        for titles, part in _parts(submission.text, document):
            period = next((seen for seen in map(_year, reversed(titles)) if seen), year)
            section = section_of(titles)
            if named := begun_by(part.of(submission.text)):
                # A title that no number marks as one.
                titled = titles, named
                continue
            if titled and titled[0] == titles:
                section = titled[1]
            if within and _ITEM.match(part.of(submission.text)):
                turned = None
            for at, span in enumerate(_sentences(submission.text, part, rows, _FULL_STOP)):
                said = span.of(submission.text)
                turns = begins_improvements(said, titles)
                if turns:
                    # After a turn within an item the next one begins with its problem again.
                    turned, within = titles, at > 0
                if turns is not None:
                    section = "improvements" if turned == titles else "problems"
                if labelled := label_of(said):
                    section = labelled[1]
                    span = Span(span.start + labelled[0], span.end)
                if len(span):
                    found.append(Segment("", span, document.id, section, titles, period))
        cells = [cell for form in forms if form.document == document.id for cell in form.free_texts]
        for cell in cells:
            for span in _sentences(submission.text, cell.span, rows, _STOP):
                found.append(Segment("", span, document.id, section_of((), cell.label), (), year, cell.label))
    found.sort(key=lambda segment: segment.span)
    unique = [
        one for one, before in zip(found, [None, *found], strict=False) if before is None or one.span != before.span
    ]
    return tuple(
        Segment(f"s{index}", one.span, one.document, one.section, one.headings, one.period, one.cell_label)
        for index, one in enumerate(unique, 1)
    )


def _parts(text: str, document: Document) -> Iterator[tuple[tuple[str, ...], Span]]:
    """The paragraphs of a document, and the parts of those in which chapters run on, each with the titles that it
    stands under; what runs on stays under the last one until the next heading."""
    above: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    for paragraph in document.paragraphs:
        headings = _headings(text, document, paragraph.section)
        inside = inside if headings == above else ()
        above = headings
        for titles, span in parts(text, paragraph.span):
            inside = titles or inside
            yield (*above, *inside), span


def _sentences(text: str, span: Span, rows: Sequence[Span], stop: re.Pattern[str]) -> Iterator[Span]:
    begin = span.start
    for end in _ends(text, span, stop):
        one = _trimmed(text, begin, end)
        begin = end
        if one is not None:
            yield from _beside(text, one, rows)


def _beside(text: str, one: Span, rows: Sequence[Span]) -> Iterator[Span]:
    """What a sentence says before, between and behind the rows that it holds; scraps of them are left out."""
    at, cut = one.start, False
    for row in rows[max(0, bisect_left(rows, one) - 1) :]:
        if row.start >= one.end:
            break
        if row.overlaps(one):
            if (part := _rest(text, at, row.start)) is not None:
                yield part
            at, cut = row.end, True
    if not cut:
        yield one
    elif (part := _rest(text, at, one.end)) is not None:
        yield part


def _rest(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start] in _LEFT_OVER:
        start += 1
    part = _trimmed(text, start, end) if start < end else None
    return part if part is not None and len(part) >= _SHORTEST else None


def _ends(text: str, span: Span, stop: re.Pattern[str]) -> Iterator[int]:
    """Where sentences end; one that is too long to be one ends at its next comma, so that cost stays linear."""
    begin = span.start
    for end in [*(found.end() for found in stop.finditer(text, span.start, span.end)), span.end]:
        while end - begin > _LONGEST:
            comma = _PAUSE.search(text, begin + _LONGEST - 100, begin + _LONGEST)
            begin = comma.end() if comma else begin + _LONGEST
            yield begin
        begin = end
        yield end


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if _TEXT.search(text, start, end) else None


def _headings(text: str, document: Document, section: int | None) -> tuple[str, ...]:
    """Titles of the headings above a paragraph, outermost first."""
    titles: list[str] = []
    while section is not None:
        here = document.sections[section]
        if here.heading is not None:
            titles.append(here.heading.title.of(text).strip())
        section = here.parent
    return tuple(reversed(titles))


def _document_year(text: str, document: Document) -> str | None:
    """The year of the title, else the one that the document names most."""
    title = _year(document.title.of(text)) if document.title else None
    if title:
        return title
    years = Counter(found.group() for found in _YEAR.finditer(text, document.span.start, document.span.end))
    for year, _ in years.most_common(1):
        return year
    return None


def _year(title: str) -> str | None:
    found = _YEAR.search(title)
    return found.group() if found else None
