"""`extract config show`: every setting, and where it comes from."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from typing import Literal

import click

from extractor.commands.checking import usage_errors
from extractor.commands.command import Command, OneOf
from extractor.commands.configuration import Value, resolve


@click.command(
    "config",
    cls=Command,
    help="""列出各项设置的取值和来源：默认、配置文件或环境变量。命令行选项优先于这些来源。

    配置文件是 extractor.toml，或含 [tool.extractor] 的 pyproject.toml：从第一份报告所在的
    文件夹向上找最近的一个，没有时从当前文件夹起找。环境变量（EXTRACTOR_…）优先于配置文件。
    """,
)
@click.argument("action", type=OneOf(["show"]), metavar="show")
@click.argument("report", required=False, metavar="[报告]")
@click.option("--config", metavar="FILE", help="配置文件；不加时取最近的一个。")
@click.option("-f", "--format", "format_", type=OneOf(["text", "json"]), default="text", help="输出格式，默认 text。")
def command(action: str, report: str | None, config: str | None, format_: Literal["text", "json"]) -> int:
    with usage_errors():
        values = list(resolve(report, config, os.environ).values())
    if format_ == "json":
        told = {v.setting.key: {"value": v.value, "source": v.source or "default"} for v in values}
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.writelines(_lines(values))
    return 0


def _lines(values: Iterable[Value]) -> Iterable[str]:
    from extractor.output.escape import one_line, printable

    for value in values:
        said = f"{value.setting.key} = {json.dumps(value.value, ensure_ascii=False)}"
        yield f"{one_line(printable(said)):<40}  {one_line(printable(value.source)) or '默认'}\n"
