"""`extract schema`: the JSON Schema of one report's object."""

from __future__ import annotations

import json
import sys

import click

from extractor.commands.command import Command


@click.command("schema", cls=Command, help="输出一份报告的 JSON 结果的格式定义（JSON Schema）。")
def command() -> int:
    from extractor.output.schema import json_schema

    sys.stdout.write(json.dumps(json_schema(), ensure_ascii=False, indent=1) + "\n")
    return 0
