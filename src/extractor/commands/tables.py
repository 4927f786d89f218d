"""`extract tables REPORT`: every table as a grid with the places of its cells."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING, Literal

import click

from extractor.commands import exits
from extractor.commands.command import Command, OneOf, unless_dash
from extractor.commands.sources import complain, done
from extractor.commands.writing import spare, write_whole

if TYPE_CHECKING:
    from extractor.document.model import Submission
    from extractor.output.labels import Lang


@click.command(
    "tables",
    cls=Command,
    help="""把报告中的每张表画成网格，每格下面注明它在文字中的起止位置。

    “↑”表示该格延续上面一格；过长的文字从略，全文用 --format json 或 extract text 查看。
    """,
)
@click.argument("report", metavar="报告")
@click.option("-f", "--format", "format_", type=OneOf(["text", "json"]), default="text", help="输出格式，默认 text。")
@click.option("-o", "--output", callback=unless_dash, metavar="FILE", help="写入文件，不写到标准输出。")
@click.option("--lang", type=OneOf(["zh", "en"]), default="zh", help="输出语言，默认 zh。")
@click.option("--encoding", metavar="NAME", help="报告的编码（如 gb18030）；不加时自动判断。")
def command(report: str, format_: Literal["text", "json"], output: str | None, lang: Lang, encoding: str | None) -> int:
    spare([report], output)

    def work() -> None:
        from extractor.document.load import load

        submission = load(report, encoding)
        if output is None:
            _write(submission, format_, lang, sys.stdout)
        else:
            content = io.StringIO()
            _write(submission, format_, lang, content)
            write_whole(Path(output), content.getvalue())

    outcome = done(report, work, lang)
    if not outcome.reason:
        return exits.DONE
    complain(outcome, lang)
    return exits.PARTIAL if outcome.readable else exits.USAGE


def _write(submission: Submission, format_: Literal["text", "json"], lang: Lang, stream: IO[str]) -> None:
    from extractor.output.grid import grids, write
    from extractor.output.table import console

    if format_ == "json":
        stream.write(json.dumps(grids(submission), ensure_ascii=False, indent=1) + "\n")
    else:
        write(submission, console(stream), lang)
