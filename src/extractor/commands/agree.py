"""`extract corpus agree PATH`: how far the labels of two people agree."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from extractor.commands.command import Command, OneOf

if TYPE_CHECKING:
    from extractor.evaluation.agreement import Agreement


@click.command(
    "agree",
    cls=Command,
    help="""比较两人各自独立标注的报告：报告文件夹中的标注，与其下 second/ 中的第二份标注。

    只读标注，不运行程序。指标与 extract eval 相同，以第一份标注为准衡量第二份；
    “发现”另给双向平均：一方确定的发现，另一方也有的比例。
    """,
)
@click.argument("corpus", metavar="语料")
@click.argument("names", metavar="[报告]...", nargs=-1)
@click.option("-f", "--format", "format_", type=OneOf(["text", "json"]), default="text", help="输出格式，默认 text。")
def command(corpus: str, names: Sequence[str], format_: Literal["text", "json"]) -> int:
    from extractor.evaluation.agreement import agreement, as_record, twice_labelled
    from extractor.evaluation.corpus import BadCorpus, read

    try:
        reports = [one for one in read(Path(corpus)) if not names or one.name in names]
        pairs = twice_labelled(reports)
    except BadCorpus as error:
        raise click.UsageError(str(error)) from None
    if not pairs:
        raise click.UsageError(f"{corpus}：没有标注过两次的报告（报告文件夹/second/claims.jsonl）。")
    found = agreement(Path(corpus).name, pairs)
    if format_ == "json":
        sys.stdout.write(json.dumps(as_record(found), ensure_ascii=False, indent=1) + "\n")
    else:
        _print(found)
    return 0


def _print(found: Agreement) -> None:
    from extractor.evaluation.sheets import agreement as agreed
    from extractor.evaluation.sheets import shown, text

    print(text(agreed(found.result)), end="")
    print(f"\n发现（双向平均，确定的错误和警告）：{shown(found.findings)}")
