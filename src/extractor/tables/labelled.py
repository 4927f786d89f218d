"""Cells that stand beside their label: identity, posts and people, free text, amounts."""

from __future__ import annotations

from extractor.document.model import Span
from extractor.tables.builder import FormBuilder
from extractor.tables.lexicon import Lexicon, bare, look_up, text_label
from extractor.tables.model import CellValue
from extractor.tables.printed import (
    PrintedCells,
    empty_at,
    is_amount,
    is_figure,
    is_mangled,
    is_number,
    is_quantity,
    value_of,
)

_LONGEST_COUNT = 12
_LONGEST_LABEL = 24
_RESULT = "实际完成情况"


def parted(text: str, cell: CellValue) -> tuple[CellValue, CellValue] | None:
    """A label and its value that share a cell (`预算数：2042`); None where no short label stands before a colon."""
    at = min((at for at in map(cell.text.find, "：:") if at > 0), default=0)
    if not 0 < at <= _LONGEST_LABEL or at + 1 >= len(cell.text):
        return None
    raw = cell.span.of(text)
    at = min(at for at in map(raw.find, "：:") if at > 0)
    start, end = cell.span.start, cell.span.end
    return value_of(text, Span(start, start + at)), value_of(text, Span(start + at + 1, end))


def _result_label(label: CellValue, value: CellValue, after_goal: bool) -> str | None:
    """`完成情况` is a column's heading too; behind a goal, or before a text, it is the goal's result."""
    told = after_goal or len(value.text) > _LONGEST_LABEL
    return _RESULT if told and bare(label.text) == "完成情况" else None


def read_parted(
    text: str, filled: list[CellValue], above: list[str], form: FormBuilder, lexicon: Lexicon
) -> list[str] | None:
    """Cells that hold a label and its value each: identity, free text, or (two at least) amounts, with the labels
    `above` for the parts of both below them. The labels that are in force afterwards; None where the row is no such."""
    pairs = [parted(text, cell) for cell in filled]
    if pairs and pairs[0] is None and len(pairs) > 2:
        head, pairs = [filled[0]], pairs[1:]
    else:
        head = []
    found = [pair for pair in pairs if pair is not None]
    if not found or len(found) < len(pairs):
        return None
    names = [lexicon.column(label.text) for label, _ in found]
    span = Span(filled[0].span.start, filled[-1].span.end)
    if len(found) > 1 and all(name and lexicon.type(name) in ("money", "rate") for name in names):
        columns = [name for name in names if name]
        cells = {"项目": head[0]} if head else {}
        form.add_row("budget", cells | dict(zip(columns, (value for _, value in found), strict=True)), span=span)
        return columns
    if above and not head and len(found) <= len(above) and all(is_amount(value.text) for _, value in found):
        cells = {"项目": found[0][0]}
        values = (value for _, value in found)
        form.add_row("budget", cells | dict(zip(above, values, strict=False)), span=span)
        return above
    known = False
    for label, value in () if head else found:
        if (name := look_up(lexicon.identity, label.text)) is not None:
            form.identity.setdefault(name, value)
            known = True
        elif name := text_label(label.text, lexicon):
            if not lexicon.is_blank(value.text):
                form.add_free_text(name, value)
            known = True
    return above if known else None


def read_labelled(row: PrintedCells, form: FormBuilder, lexicon: Lexicon) -> bool:
    """Add what the labels in `row` name; False where it has none."""
    staff: dict[str, CellValue] = {}
    places: list[Span] = []
    known = False
    at = 0
    while at < len(row):
        cell, value = row[at], row[at + 1] if at + 1 < len(row) else empty_at(row[at].span.end)
        at += 2
        if (name := look_up(lexicon.staff, cell.text)) is not None and len(value.text) < _LONGEST_COUNT:
            staff[name] = value
            places += [cell.span, value.span] if value.text else [cell.span]
        elif (name := look_up(lexicon.identity, cell.text)) is not None:
            form.identity.setdefault(name, value)
            known = True
        elif look_up(lexicon.duties, cell.text) is not None:
            known = True
        elif label := text_label(cell.text, lexicon) or _result_label(cell, value, known):
            if not lexicon.is_blank(value.text):
                form.add_free_text(label, value)
            known = True
        else:
            at -= 1
    if staff and any(is_quantity(cell.text) or is_number(cell.text) for cell in staff.values()):
        form.add_row("staff", staff, span=Span(places[0].start, places[-1].end))
    return known or bool(staff)


def read_pairs(filled: list[CellValue], above: list[str], form: FormBuilder, lexicon: Lexicon) -> list[str]:
    """`计划安排资金 1088.00 实际到位资金 1020.02`, and below it the parts of both (`省财政 40 省财政 38`), which go
    under the labels `above`. The labels that are in force afterwards."""
    if above and all(lexicon.among("funds", cell.text) for cell in filled):
        # Funds without an amount: the rows stand there, and what they lack is seen.
        form.add_row("budget", {"项目": filled[0]} | _empty_under(above, filled[0]))
        return above
    labels, values = filled[::2], filled[1::2]
    if not any(is_amount(cell.text) for cell in values) or any(is_figure(cell.text) for cell in labels):
        return above
    read = (is_amount, is_figure, is_mangled, lexicon.is_blank)
    if not all(any(fits(cell.text) for fits in read) for cell in values):
        return above
    names = [lexicon.column(cell.text) or bare(cell.text) for cell in labels]
    funds = all(lexicon.among("funds", cell.text) for cell in labels)
    span = Span(filled[0].span.start, filled[-1].span.end)
    if funds and above and len(values) <= len(above):
        cells = {"项目": labels[0]} | _empty_under(above, filled[-1])
        form.add_row("budget", cells | dict(zip(above, values, strict=False)), span=span)
        return above
    words = "".join(names)
    money = any(lexicon.type(name) == "money" for name in names) or any(w in words for w in lexicon.words["money"])
    if not (money or funds):
        return above
    form.add_row("budget", dict(zip(names, values, strict=False)), span=span)
    return names


def _empty_under(names: list[str], cell: CellValue) -> dict[str, CellValue]:
    return {name: empty_at(cell.span.end) for name in names}
