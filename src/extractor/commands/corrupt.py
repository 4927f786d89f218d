"""`extract eval corrupt FOLDER...`: one figure of a relation that holds is changed; is it noticed?"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from extractor.commands.command import Command, OneOf
from extractor.commands.noticing import exit_code, findings
from extractor.commands.progress import Progress

if TYPE_CHECKING:
    from extractor.evaluation.corruption import Corruption, Outcome


@click.command(
    "corrupt",
    cls=Command,
    help="""把一处成立的数字关系改错一个数字，看是否新报出错误或警告并指到该数。

    文件夹中需有 report.txt 和 relations.jsonl；给出上级文件夹时取其中全部这样的文件夹。
    """,
)
@click.argument("folders", nargs=-1, required=True, metavar="文件夹...")
@click.option("--sample", type=click.IntRange(min=1), default=240, metavar="N", help="改错多少处，默认 240。")
@click.option("--verbose", is_flag=True, help="逐条列出没有发现的改动。")
@click.option("--fail-under", type=click.FloatRange(0, 1), metavar="SHARE", help="发现的比例低于此值即以 1 退出。")
@click.option("-f", "--format", "format_", type=OneOf(["text", "json"]), default="text", help="输出格式，默认 text。")
@click.option("-q", "--quiet", is_flag=True, help="不显示进度。")
def command(
    folders: tuple[str, ...],
    sample: int,
    verbose: bool,
    fail_under: float | None,
    format_: Literal["text", "json"],
    quiet: bool,
) -> int:
    from extractor.evaluation.corruption import BadCorpus, labelled, measure, plan

    try:
        planned = plan([labelled(folder) for folder in _reports(folders)], sample)
    except BadCorpus as error:
        raise click.UsageError(str(error)) from None
    if not planned:
        raise click.UsageError("这些文件夹中没有可以改错的关系。")
    progress = Progress(len(planned), quiet=quiet)
    outcomes = list(measure(progress.each(planned, lambda one: one.report.name), findings))
    noticed = sum(outcome.noticed for outcome in outcomes)
    if format_ == "json":
        _write_json(outcomes)
    else:
        _write_text(outcomes, verbose)
    return exit_code(noticed, len(outcomes), fail_under)


def _reports(folders: Sequence[str]) -> list[Path]:
    """The folders that hold a labelled report: those given, or those inside them."""
    found = []
    for name in folders:
        folder = Path(name)
        inside = sorted(p.parent for p in folder.glob("*/relations.jsonl"))
        found += inside if inside and not (folder / "relations.jsonl").exists() else [folder]
    return found


def _write_text(outcomes: Sequence[Outcome], verbose: bool) -> None:
    from extractor.evaluation.corruption import tally
    from extractor.output.escape import one_line
    from extractor.output.labels import label

    for line in tally(outcomes):
        print(f"{line.noticed:>4}/{line.made:<4} {line.kind} {label('relation', line.kind, 'zh')}")
    print(f"{sum(o.noticed for o in outcomes):>4}/{len(outcomes):<4} 改错一个数字后被发现")
    for one in (outcome.corruption for outcome in outcomes if verbose and not outcome.noticed):
        print(one_line(f"未发现 {one.report.name} {one.kind} {one.formula}：{one.was} → {one.now}"))


def _write_json(outcomes: Sequence[Outcome]) -> None:
    from extractor.evaluation.corruption import tally

    made = {
        "kinds": {line.kind: {"noticed": line.noticed, "made": line.made} for line in tally(outcomes)},
        "noticed": sum(outcome.noticed for outcome in outcomes),
        "made": len(outcomes),
        "corruptions": [{**_told(outcome.corruption), "noticed": outcome.noticed} for outcome in outcomes],
    }
    sys.stdout.write(json.dumps(made, ensure_ascii=False, indent=1) + "\n")


def _told(one: Corruption) -> dict[str, object]:
    return {
        "report": one.report.name,
        "relation": one.kind,
        "formula": one.formula,
        "start": one.start,
        "end": one.end,
        "was": one.was,
        "is": one.now,
    }
