"""`extract corpus check PATH`: are the labels what the codebook says?"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from extractor.commands import exits
from extractor.commands.command import Command, OneOf

if TYPE_CHECKING:
    from extractor.evaluation.corpus import Labelled
    from extractor.evaluation.validation import Issue


@click.command(
    "check",
    cls=Command,
    help="""核对标注：每处引文的位置、每栏的取值，并重新计算每个数字关系。

    “错误”明显不合标注规则；“存疑”可能有理由，请人看一眼。
    退出码：0 没有错误 · 1 有 · 2 无法读取
    """,
)
@click.argument("corpus", metavar="语料")
@click.option("-f", "--format", "format_", type=OneOf(["text", "json"]), default="text", help="输出格式，默认 text。")
def command(corpus: str, format_: Literal["text", "json"]) -> int:
    from extractor.evaluation.corpus import BadCorpus, read
    from extractor.evaluation.validation import issues

    try:
        reports = read(Path(corpus))
    except BadCorpus as error:
        raise click.UsageError(str(error)) from None
    found = [issue for report in reports for issue in issues(report)]
    if format_ == "json":
        sys.stdout.write(json.dumps([asdict(issue) for issue in found], ensure_ascii=False, indent=1) + "\n")
    else:
        _print(found, reports)
    return exits.FOUND if any(issue.level == "error" for issue in found) else exits.DONE


def _print(found: Sequence[Issue], reports: Sequence[Labelled]) -> None:
    from extractor.output.escape import one_line

    said = {"error": "错误", "doubt": "存疑"}
    for issue in found:
        at = f" 第{issue.number}条" if issue.number else ""
        print(one_line(f"{said[issue.level]} {issue.report}/{issue.file}{at}：{issue.told}"))
    records = sum(len(records) for report in reports for records in report.labels.values())
    errors = sum(issue.level == "error" for issue in found)
    labelled = sum(report.is_labelled for report in reports)
    print(
        f"{len(reports)} 份报告，已标注 {labelled} 份，标注 {records} 条：错误 {errors}，存疑 {len(found) - errors}。"
    )
