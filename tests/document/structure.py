"""What holds for every submission, and short ways to look at one."""

from __future__ import annotations

from itertools import pairwise

from extractor.document.model import Span, Submission, Table


def tables(submission: Submission) -> list[Table]:
    return [table for document in submission.documents for table in document.tables]


def words(text: str, span: Span) -> str:
    return "".join(span.of(text).split())


def grid(submission: Submission, table: Table) -> list[list[str]]:
    return [[words(submission.text, cell.span) for cell in row] for row in table.rows]


def columns(table: Table) -> list[list[tuple[int, int]]]:
    return [[(cell.column, cell.colspan) for cell in row] for row in table.rows]


def check(submission: Submission) -> None:
    """Documents cover the text, and nothing in them overlaps or stands outside."""
    text, documents = submission.text, submission.documents
    assert documents[0].span.start == 0
    assert documents[-1].span.end == len(text)
    assert all(left.span.end == right.span.start for left, right in pairwise(documents))
    for document in documents:
        taken: list[Span] = []
        for table in document.tables:
            assert document.span.covers(table.span)
            places = [cell.span for cell in table.cells()]
            assert all(left.end <= right.start for left, right in pairwise(places))
            assert all(place.of(text) == place.of(text).strip() for place in places)
            assert all(table.span.covers(place) for place in places)
            taken += [place for place in places if len(place)]
            for row in table.rows:
                assert row
                assert all(left.column + left.colspan <= right.column for left, right in pairwise(row))
                assert row[-1].column + row[-1].colspan <= table.width
        for paragraph in document.paragraphs:
            assert len(paragraph.span)
            assert document.sections[paragraph.section].span.covers(paragraph.span)
            taken.append(paragraph.span)
        for heading in document.headings:
            assert document.span.covers(heading.span)
            assert heading.span.covers(heading.title)
            taken.append(heading.span)
        taken.sort()
        assert all(left.end <= right.start for left, right in pairwise(taken))
        assert document.sections[0].heading is None
        for section in document.sections[1:]:
            assert section.parent is not None
            assert document.sections[section.parent].span.covers(section.span)
    ids = [table.id for table in tables(submission)]
    assert len(ids) == len(set(ids))
