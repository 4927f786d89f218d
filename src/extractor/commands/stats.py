"""`extract corpus stats PATH`: what a corpus holds."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from extractor.commands.command import Command, OneOf

if TYPE_CHECKING:
    from extractor.evaluation.statistics import Statistics


@click.command(
    "stats",
    cls=Command,
    help="""统计语料：各类标注的条数、表格的印法，以及最相似的两份报告。

    相似：8 个字的片段（不计空白）中，较短一份有多少也见于另一份。
    """,
)
@click.argument("corpus", metavar="语料")
@click.option("--split", type=OneOf(["train", "dev", "test"]), help="只用这一划分（语料的 splits.toml）。")
@click.option("-f", "--format", "format_", type=OneOf(["text", "json"]), default="text", help="输出格式，默认 text。")
def command(corpus: str, split: str | None, format_: Literal["text", "json"]) -> int:
    from extractor.evaluation.corpus import BadCorpus, read
    from extractor.evaluation.statistics import statistics

    try:
        counted = statistics(read(Path(corpus), split))
    except BadCorpus as error:
        raise click.UsageError(str(error)) from None
    if format_ == "json":
        sys.stdout.write(json.dumps(asdict(counted), ensure_ascii=False, indent=1) + "\n")
    else:
        _print(counted)
    return 0


def _print(counted: Statistics) -> None:
    from extractor.output.escape import one_line

    print(f"报告 {counted.reports} 份（已标注 {counted.labelled} 份），{counted.characters} 字")
    listed = {
        "标注": counted.totals,
        "陈述·类别": counted.kinds,
        "陈述·有值的栏": counted.fields,
        "陈述·角色": counted.roles,
        "陈述·章节": counted.sections,
        "表格行·类别": counted.rows,
        "发现·类型": counted.families,
        "发现·级别": counted.severities,
        "发现·把握": counted.certainties,
        "数字关系": counted.relations,
        "报告·表格印法": counted.dialects,
    }
    for said, counts in listed.items():
        if counts:
            print(one_line(f"{said}：{'，'.join(f'{name} {count}' for name, count in counts.items())}"))
    if counted.shared:
        most = counted.shared
        print(one_line(f"最相似：{most.first} 与 {most.second}，共有片段 {most.share:.1%}"))
