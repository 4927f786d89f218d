"""`extract rules [CODE...]`: what is checked, and why."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from extractor.commands import exits
from extractor.commands.command import Command, OneOf
from extractor.commands.sources import complain, done
from extractor.commands.writing import write_whole

if TYPE_CHECKING:
    from extractor.output.labels import Lang


@click.command(
    "rules",
    cls=Command,
    help="""列出全部检查规则；给出代号、名称或代号开头（如 BE）时逐条说明。

    说明包括：查什么、为什么、依据、错误与正确的例子、何时不报、怎样补正。
    """,
)
@click.argument("codes", nargs=-1, metavar="[代号...]")
@click.option(
    "-f", "--format", "format_", type=OneOf(["text", "json", "md"]), default="text", help="输出格式，默认 text。"
)
@click.option("--write-docs", metavar="DIR", help="把每条规则的说明写成 DIR 中的一页（Markdown），另有目录。")
@click.option("--lang", type=OneOf(["zh", "en"]), default="zh", help="界面语言，默认 zh；规则说明只有中文。")
def command(codes: tuple[str, ...], format_: Literal["text", "json", "md"], write_docs: str | None, lang: Lang) -> int:
    from extractor.checks.registry import UnknownRule, select
    from extractor.output import rulebook
    from extractor.output.table import console

    try:
        wanted = select(codes, preview=True)
    except UnknownRule as error:
        raise click.UsageError(str(error)) from None
    if write_docs is not None:
        if codes:
            raise click.UsageError("--write-docs 写出全部规则，不与代号同用。")
        return _write(Path(write_docs), rulebook.pages(wanted))
    if format_ == "json":
        described = [rulebook.describe(rule) for rule in wanted]
        sys.stdout.write(json.dumps(described, ensure_ascii=False, indent=1) + "\n")
    elif format_ == "md":
        sys.stdout.write(rulebook.markdown(wanted))
    elif codes:
        out = console(sys.stdout)
        for number, rule in enumerate(wanted):
            if number:
                out.print("\n")
            rulebook.write_rule(rule, out, lang)
    else:
        rulebook.write_list(wanted, console(sys.stdout), lang)
    return 0


def _write(folder: Path, pages: Mapping[str, str]) -> int:
    """Write `pages` into `folder` and take away those of rules that there are no more."""

    def work() -> None:
        for name, content in pages.items():
            write_whole(folder / name, content)
        for page in folder.glob("[A-Z][A-Z][0-9][0-9][0-9].md"):
            if page.name not in pages:
                page.unlink()

    outcome = done(str(folder), work)
    if not outcome.reason:
        return exits.DONE
    complain(outcome)
    return exits.PARTIAL
