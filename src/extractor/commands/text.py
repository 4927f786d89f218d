"""`extract text REPORT`: the text of a report, to which every offset refers."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from extractor.commands import exits
from extractor.commands.command import Command, unless_dash
from extractor.commands.sources import complain, done
from extractor.commands.writing import spare, write_whole


@click.command(
    "text",
    cls=Command,
    help="""原样输出报告的文字（UTF-8，换行不变，不含 BOM）；Word 文件和网页输出转成的文字。

    其他命令给出的行号和起止位置，都是这份文字的行号（从 1 起）和字符序号（从 0 起，含起点不含终点）。
    """,
)
@click.argument("report", metavar="报告")
@click.option("-o", "--output", callback=unless_dash, metavar="FILE", help="写入文件，不写到标准输出。")
@click.option("--encoding", metavar="NAME", help="报告的编码（如 gb18030）；不加时自动判断。")
def command(report: str, output: str | None, encoding: str | None) -> int:
    spare([report], output)

    def work() -> None:
        from extractor.document.load import load

        text = load(report, encoding).text
        if output is None:
            sys.stdout.write(text)
        else:
            write_whole(Path(output), text)

    outcome = done(report, work)
    if not outcome.reason:
        return exits.DONE
    complain(outcome)
    return exits.PARTIAL if outcome.readable else exits.USAGE
