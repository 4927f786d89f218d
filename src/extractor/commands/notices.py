"""What stderr says of a report that was reviewed, and is not what its reader expects."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from extractor.output.escape import one_line, printable

if TYPE_CHECKING:
    from extractor.output.labels import Lang
    from extractor.report import Report


def notify(name: str, report: Report, lang: Lang) -> None:
    """Say what of the report `name` was not done, or that nothing was found in it."""
    for said in filter(None, (_nothing(report, lang), _undone(report, lang))):
        colon = ": " if lang == "en" else "："
        print(f"{one_line(printable(name))}{colon}{one_line(said)}", file=sys.stderr)


def _nothing(report: Report, lang: Lang) -> str:
    """A file that is no report has no findings, which must not be taken for a report without faults."""
    if report.claims or report.rows or report.findings or report.failed:
        return ""
    if lang == "en":
        return "no claims and no form rows found, nothing checked: is it a self-evaluation report in its encoding?"
    return "没有读到任何陈述和表格，未作核对；请确认这是绩效自评报告，且文字编码正确。"


def _undone(report: Report, lang: Lang) -> str:
    """Which part of a report a model did not do, and why; empty where it did all."""
    missed = [*(one.reason for one in report.failed), *(one.failed for one in report.unjudged)]
    reasons = "；".join(dict.fromkeys(missed))
    if not reasons:
        return ""
    segments = f"{report.coverage.segments_failed}/{report.coverage.segments}"
    claims = f"{len(report.unjudged)}/{len(report.rulings)}"
    if lang == "en":
        said = [f"{segments} segments were not done"] if report.failed else []
        said += [f"{claims} claims were not judged"] if report.unjudged else []
        return f"{', '.join(said)} ({reasons}); run again to go on with stored answers."
    said = [f"{segments} 句未能提取"] if report.failed else []
    said += [f"{claims} 项陈述未能判断"] if report.unjudged else []
    return f"{'，'.join(said)}（{reasons}），其余照常输出；再次运行时，已保存的回答不必重新发送。"
