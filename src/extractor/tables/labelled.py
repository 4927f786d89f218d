"""Cells that stand beside their label: identity, posts and people, free text, amounts."""

from __future__ import annotations

from extractor.document.model import Span
from extractor.tables.builder import FormBuilder
from extractor.tables.lexicon import Lexicon, bare, look_up
from extractor.tables.model import CellValue
from extractor.tables.printed import PrintedCells, empty_at, is_figure, is_number, is_quantity

_LONGEST_COUNT = 12


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
        elif label := look_up(lexicon.goals, cell.text) or look_up(lexicon.narrative, cell.text):
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
    labels, values = filled[::2], filled[1::2]
    if not any(is_number(cell.text) for cell in values) or any(is_figure(cell.text) for cell in labels):
        return above
    if not all(is_number(cell.text) or lexicon.is_blank(cell.text) for cell in values):
        return above
    names = [lexicon.column(cell.text) or bare(cell.text) for cell in labels]
    funds = all(lexicon.among("funds", cell.text) for cell in labels)
    span = Span(filled[0].span.start, filled[-1].span.end)
    if funds and above and len(values) <= len(above):
        form.add_row("budget", {"项目": labels[0]} | dict(zip(above, values, strict=False)), span=span)
        return above
    words = "".join(names)
    money = any(lexicon.type(name) == "money" for name in names) or any(w in words for w in lexicon.words["money"])
    if not (money or funds):
        return above
    form.add_row("budget", dict(zip(names, values, strict=False)), span=span)
    return names
