"""`extract eval planted CORPUS FILE...`: defects are planted in labelled reports; are they noticed?"""

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
    from extractor.evaluation.planting import Outcome, Plant


@click.command(
    "planted",
    cls=Command,
    help="""按文件的写法在已标注的报告中逐一植入缺陷，看对应的规则是否新报出并指到该处。

    语料是一个文件夹，每份报告一个子文件夹；文件是 TOML，写法见 eval/planted/README.md。
    """,
)
@click.argument("corpus", metavar="语料")
@click.argument("files", nargs=-1, required=True, metavar="文件...")
@click.option("--rule", "rules", multiple=True, metavar="CODE", help="只植入为这条规则（或这一组）写的缺陷；可重复。")
@click.option("--verbose", is_flag=True, help="逐条列出没有发现的缺陷。")
@click.option("--fail-under", type=click.FloatRange(0, 1), metavar="SHARE", help="发现的比例低于此值即以 1 退出。")
@click.option("-f", "--format", "format_", type=OneOf(["text", "json"]), default="text", help="输出格式，默认 text。")
@click.option("-q", "--quiet", is_flag=True, help="不显示进度。")
def command(
    corpus: str,
    files: tuple[str, ...],
    rules: tuple[str, ...],
    verbose: bool,
    fail_under: float | None,
    format_: Literal["text", "json"],
    quiet: bool,
) -> int:
    from extractor.evaluation.corpus import BadCorpus
    from extractor.evaluation.planting import measure, read
    from extractor.userfile import BadFile

    try:
        plants = [plant for file in files for plant in read(Path(file), Path(corpus))]
    except (BadCorpus, BadFile) as error:
        raise click.UsageError(str(error)) from None
    if rules:
        plants = [plant for plant in plants if plant.rule.startswith(rules)]
    if not plants:
        raise click.UsageError("没有可以植入的缺陷。")
    progress = Progress(len(plants), quiet=quiet)
    outcomes = list(measure(progress.each(plants, lambda one: one.report), findings))
    noticed = sum(outcome.noticed for outcome in outcomes)
    if format_ == "json":
        _write_json(outcomes)
    else:
        _write_text(outcomes, verbose)
    return exit_code(noticed, len(outcomes), fail_under)


def _write_text(outcomes: Sequence[Outcome], verbose: bool) -> None:
    from extractor.evaluation.planting import tally
    from extractor.output.escape import one_line

    for line in tally(outcomes):
        print(f"{line.noticed:>4}/{line.made:<4} {line.rule}")
    print(f"{sum(o.noticed for o in outcomes):>4}/{len(outcomes):<4} 植入的缺陷被发现")
    for one in (outcome.plant for outcome in outcomes if verbose and not outcome.noticed):
        print(one_line(f"未发现 {one.report} {one.rule or one.family}：{one.why}"))


def _write_json(outcomes: Sequence[Outcome]) -> None:
    from extractor.evaluation.planting import tally

    made = {
        "rules": {line.rule: {"noticed": line.noticed, "made": line.made} for line in tally(outcomes)},
        "noticed": sum(outcome.noticed for outcome in outcomes),
        "made": len(outcomes),
        "plants": [
            {**_said(outcome.plant), "told": [[f.code, f.message] for f in outcome.told]} for outcome in outcomes
        ],
    }
    sys.stdout.write(json.dumps(made, ensure_ascii=False, indent=1) + "\n")


def _said(one: Plant) -> dict[str, object]:
    return {
        "number": one.number,
        "rule": one.rule,
        "family": one.family,
        "report": one.report,
        "why": one.why,
        "at": [one.text[place.start : place.end] for place in one.places],
    }
