"""Where reviewed reports go, one after another: standard output, or a file for each."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol, cast

from extractor.commands.writing import write_whole

if TYPE_CHECKING:
    from rich.console import Console

    from extractor.output.labels import Lang
    from extractor.output.schema import ReportRecord, UsageRecord, What
    from extractor.report import Report

Format = Literal["table", "json", "jsonl", "csv", "html"]
SUFFIX: Mapping[Format, str] = {"table": "txt", "json": "json", "jsonl": "jsonl", "csv": "csv", "html": "html"}


@dataclass(frozen=True, slots=True)
class Style:
    """How a report is written. `what` is None for what the format shows by itself."""

    format: Format
    lang: Lang = "zh"
    what: What | None = None
    info: bool = False


class Sink(Protocol):
    def add(self, name: str, report: Report, usage: UsageRecord | None) -> None:
        """Write one report. Raises `OSError` where that fails."""

    def close(self) -> None:
        """Write what can be written only at the end."""


class Stdout:
    """All reports on standard output: each as soon as it is ready, but CSV at the end, under one heading."""

    def __init__(self, style: Style, *, several: bool) -> None:
        self._style, self._several = style, several
        self._records: list[ReportRecord] = []
        self._written = 0

    def add(self, name: str, report: Report, usage: UsageRecord | None) -> None:
        match self._style.format:
            case "table":
                if self._written:
                    sys.stdout.write("\n\n")
                _print(report, self._style, _console(sys.stdout))
            case "csv":
                self._records.append(_record(report, self._style, usage))
            case "json" if self._several:
                sys.stdout.write(",\n" if self._written else "[\n")
                sys.stdout.write(_render(report, self._style, usage).rstrip("\n"))
            case _:
                sys.stdout.write(_render(report, self._style, usage))
        self._written += 1
        sys.stdout.flush()

    def close(self) -> None:
        if self._style.format == "csv" and self._records:
            from extractor.output.csv import lines

            sys.stdout.write(lines(self._records, self._style.what or "claims"))
        if self._style.format == "json" and self._several:
            sys.stdout.write("\n]\n" if self._written else "[]\n")


class Files:
    """A file for each report."""

    def __init__(self, style: Style, targets: Mapping[str, Path]) -> None:
        self._style, self._targets = style, targets

    def add(self, name: str, report: Report, usage: UsageRecord | None) -> None:
        write_whole(self._targets[name], _render(report, self._style, usage))

    def close(self) -> None:
        """Every file is whole already."""


def _render(report: Report, style: Style, usage: UsageRecord | None) -> str:
    match style.format:
        case "table":
            out = io.StringIO()
            _print(report, style, _console(out))
            return out.getvalue()
        case "json":
            return json.dumps(_record(report, style, usage), ensure_ascii=False, indent=1) + "\n"
        case "jsonl":
            return json.dumps(_record(report, style, usage), ensure_ascii=False) + "\n"
        case "csv":
            from extractor.output.csv import lines

            return lines([_record(report, style, usage)], style.what or "claims")
        case "html":
            from extractor.output.html import page

            return page(report, style.lang, info=style.info)


def _record(report: Report, style: Style, usage: UsageRecord | None) -> ReportRecord:
    from extractor.output.record import record

    made = record(report, lang=style.lang)
    return made if usage is None else cast("ReportRecord", {**made, "usage": usage})


def _print(report: Report, style: Style, out: Console) -> None:
    from extractor.output.table import write

    shown: Sequence[What] = (style.what,) if style.what else ("claims", "findings")
    write(report, out, what=shown, lang=style.lang, info=style.info)


def _console(stream: io.TextIOBase | object) -> Console:
    from typing import IO

    from extractor.output.table import console

    return console(cast(IO[str], stream))
