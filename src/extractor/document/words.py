"""The words of data/document.toml, and the headings of data/headings.toml, compiled once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractor.datafile import any_of, datafile

_YEAR = re.compile(r"^(?:(?:19|20)\d\d年?度?|[上本]年度?)")
_NOTE = re.compile(r"\([^()]*\)")
_FOLD = str.maketrans("（）：．，；０１２３４５６７８９〔〕", "():.,;0123456789[]")


@dataclass(frozen=True, slots=True)
class Words:
    """Compiled patterns; every one is matched on `fold`ed text."""

    title: re.Pattern[str]
    about: re.Pattern[str]
    veto: re.Pattern[str]
    contents: re.Pattern[str]
    title_length: int
    title_row: re.Pattern[str]
    year: re.Pattern[str]
    opening: frozenset[str]
    tail: re.Pattern[str]
    nominal: re.Pattern[str]
    chapter: re.Pattern[str]
    heading_length: int
    label: re.Pattern[str]
    furniture: re.Pattern[str]
    block: re.Pattern[str]
    grouping: re.Pattern[str]
    closing: re.Pattern[str]
    goals: re.Pattern[str]
    columns: frozenset[str]
    """Headings of columns, as whole cells."""
    label_run: re.Pattern[str]
    """Three labels or more with nothing but blanks, years and brackets between them; on text as received."""
    named: re.Pattern[str]
    """A title at the beginning of text that runs on behind it; on text as received."""


def fold(text: str) -> str:
    """The text without blanks, its brackets, colons and digits half-width: for comparing, never for places."""
    return "".join(text.split()).translate(_FOLD)


@cache
def words() -> Words:
    data = datafile("document")
    headings_of_forms = datafile("headings")["columns"]
    known = [*headings_of_forms, *(word for synonyms in headings_of_forms.values() for word in synonyms)]
    titles, tables, headings = data["titles"], data["tables"], data["headings"]
    names = any_of(titles["form"] + titles["report"])
    labels = data["forms"]["labels"]
    heads = {*labels, *(word for word in known if len(word) > 2)}
    # The first sign rules most places out before hundreds of labels are tried.
    runs = f"(?=[{re.escape(''.join(sorted({head[0] for head in heads})))}])(?:{any_of(heads)})"
    unit = rf"{runs}(?:\s{{0,3}}[（(][^（）()\n]{{0,16}}[）)])?"
    return Words(
        title=re.compile(rf"^{titles['prefix']}[^。；;!?]*(?:{names}){titles['suffix']}$"),
        about=re.compile("|".join(map(re.escape, titles["about"]))),
        veto=re.compile(titles["veto"]),
        contents=re.compile(headings["contents"]),
        title_length=titles["max_length"],
        title_row=re.compile("|".join(tables["title_row"])),
        year=re.compile(tables["year"]),
        opening=frozenset(tables["opening"]),
        tail=re.compile(rf"(?:{'|'.join(headings['tails'])})$"),
        nominal=re.compile(rf"(?:{'|'.join(headings['nominal'])})$"),
        chapter=re.compile(rf"^(?:{'|'.join(headings['chapters'])}):?$"),
        heading_length=headings["max_length"],
        furniture=re.compile("|".join(data["furniture"]["lines"])),
        block=re.compile(data["forms"]["blocks"]),
        grouping=re.compile(data["forms"]["grouping"]),
        closing=re.compile(data["forms"]["closing"]),
        goals=re.compile(data["forms"]["goals"]),
        label=re.compile(rf"(?:{any_of(labels)})"),
        columns=frozenset(map(fold, labels + data["forms"]["columns"] + known)),
        label_run=re.compile(rf"{unit}(?:\s{{0,20}}(?:20\d\d年)?{unit}){{2,}}"),
        named=re.compile(
            rf"\s*(?:附件?\d*[：:.、]?\s*|\d{{1,2}}[、.]\s*)?(?P<title>[^\s。；;，,|]{{0,40}}?(?:{names})(?!表|报告|情况|的|報告))"
            r"[ \u3000]*(?P<year>[（(](?:19|20)\d\d年?度?[）)])?"
        ),
    )


def names_column(cell: str) -> bool:
    """Whether a cell of a line of headings is a known heading, with or without a year or a note."""
    label = _NOTE.sub("", fold(cell))
    return bool(label) and (
        label in words().columns
        or _YEAR.sub("", label) in words().columns
        or words().label.fullmatch(label) is not None
    )
