"""Claims, rows, findings or relations as CSV for a spreadsheet: UTF-8 with BOM, no cell that runs as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from extractor.output.escape import spreadsheet, visible
from extractor.output.schema import FindingRecord, RelationRecord, ReportRecord, RowRecord, What

BOM = "\ufeff"


def lines(records: Iterable[ReportRecord], what: What) -> str:
    """One header and a line for each record of `what`; the first column names the report."""
    table = [(record["report"]["path"], item) for record in records for item in _ITEMS[what](record)]
    columns = list(dict.fromkeys([*_COLUMNS[what], *(key for _, item in table for key in item)]))
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["report", *map(_cell, columns)])
    writer.writerows([_cell(path), *(_cell(item.get(key)) for key in columns)] for path, item in table)
    return BOM + out.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = "；".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
    return spreadsheet(visible(text))


def _claims(record: ReportRecord) -> list[dict[str, Any]]:
    flat = []
    for claim in record["claims"]:
        item: dict[str, Any] = dict(claim)
        support = claim["support"]
        item |= {"support": support["verdict"], "support_ids": support["ids"], "support_by": support["by"]}
        flat.append(item)
    return flat


def _rows(record: ReportRecord) -> list[dict[str, Any]]:
    # The headings of all forms stand side by side; a heading of a form cannot hide a field of the record.
    return [{**{f"{heading}": text for heading, text in row["cells"].items()}, **_named(row)} for row in record["rows"]]


def _named(row: RowRecord) -> dict[str, Any]:
    return {key: row[key] for key in _COLUMNS["rows"]}  # type: ignore[literal-required]


def _findings(record: ReportRecord) -> list[dict[str, Any]]:
    return [_with_quotes(finding, finding["spans"], "spans") for finding in record["findings"]]


def _relations(record: ReportRecord) -> list[dict[str, Any]]:
    flat = []
    for relation in record["relations"]:
        item = _with_quotes(relation, relation["members"], "members")
        for key in ("reported", "computed"):
            interval = item[key]
            item[key] = f"[{interval['low'] or '-∞'}, {interval['high'] or '∞'}]" if interval else None
        flat.append(item)
    return flat


def _with_quotes(item: FindingRecord | RelationRecord, places: Sequence[Mapping[str, Any]], key: str) -> dict[str, Any]:
    """`item` with its places as `quote@start-end`."""
    return {**item, key: [f"{p['quote']}@{p['start']}-{p['end']}" for p in places]}


_ITEMS: dict[What, Callable[[ReportRecord], list[dict[str, Any]]]] = {
    "claims": _claims,
    "rows": _rows,
    "findings": _findings,
    "relations": _relations,
}
_COLUMNS: dict[What, tuple[str, ...]] = {
    "claims": (
        "id", "line", "kind", "indicator", "value", "number", "number_high", "unit", "comparator", "direction", "role",
        "period", "section", "evidence", "support", "support_ids", "support_by", "quote", "start", "end",
    ),
    "rows": ("id", "line", "table", "row_kind", "start", "end"),
    "findings": (
        "id", "line", "severity", "code", "family", "message", "where", "computed", "satisfied_by", "basis", "spans",
    ),
    "relations": ("id", "kind", "verdict", "formula", "reason", "members"),
}  # fmt: skip
"""What a reader wants first, in this order; the remaining fields of the record follow."""
