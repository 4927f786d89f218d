"""`extract eval CORPUS`: run the program over labelled reports, or take stored outputs, and score what it says."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from extractor.commands import exits
from extractor.commands.command import Command, OneOf
from extractor.commands.progress import Progress
from extractor.commands.sources import complain, done, unwritten
from extractor.commands.writing import write_whole

if TYPE_CHECKING:
    from extractor.claims.model import Extractor
    from extractor.evaluation.corpus import Labelled
    from extractor.evaluation.result import Comparison, Result

Format = Literal["table", "json", "md", "html"]


@click.command("measure", cls=Command)
@click.argument("corpus", metavar="语料")
@click.option("--split", type=OneOf(["train", "dev", "test"]), help="只用这一划分（语料的 splits.toml）。")
@click.option(
    "-f",
    "--format",
    "format_",
    type=OneOf(["table", "json", "md", "html"]),
    default="table",
    help="输出格式，默认 table；html 为一个网页，逐处标出漏报和误报；json 可供 --compare。",
)
@click.option("-o", "--output", metavar="FILE", help="写入文件，不写到标准输出。")
@click.option(
    "--outputs",
    metavar="DIR",
    help="不运行程序，给已存的结果评分：DIR/报告文件夹名.json（extract --format json --name parent 所写）。",
)
@click.option(
    "--model",
    "models",
    metavar="NAME",
    multiple=True,
    help="由谁提取陈述：embedded（默认）、rules（只用规则）、regex（正则表达式基线）、weights:FILE、spacy:DIR、"
    "tagger:DIR（extract train 的结果）、outputs:DIR（已存的结果）或 extract --model 的其他名称。给出几个，就在一张表中"
    "并列。",
)
@click.option(
    "--answers",
    metavar="DIR",
    help="模型已有的回答存放在此；有的不再问。不加时与 extract 同一文件夹（extract cache）。",
)
@click.option("--compare", metavar="RUN.json", help="与存下的一次结果（--format json）成对比较。")
@click.option("--min-f1", type=click.FloatRange(0, 1), metavar="F1", help="全部陈述严格一致的 F1 低于此值即以 1 退出。")
@click.option(
    "--max-regression",
    type=click.FloatRange(0, 1),
    metavar="D",
    help="任何一项比 --compare 的结果差得超过此值即以 1 退出，并列出新漏和新误报的各处。",
)
@click.option("--timings", is_flag=True, help="写明用时（每次运行会不同）。")
@click.option("-q", "--quiet", is_flag=True, help="不显示进度，只显示出错信息。")
def command(
    corpus: str,
    split: str | None,
    format_: Format,
    output: str | None,
    outputs: str | None,
    models: Sequence[str],
    answers: str | None,
    compare: str | None,
    min_f1: float | None,
    max_regression: float | None,
    timings: bool,
    quiet: bool,
) -> int:
    from extractor.evaluation.corpus import BadCorpus, read
    from extractor.evaluation.models import OUTPUTS
    from extractor.evaluation.stored import BadRun, load
    from extractor.userfile import BadFile

    if max_regression is not None and compare is None:
        raise click.UsageError("--max-regression 需要 --compare。")
    try:
        stored = load(Path(compare)) if compare else None
        asked = read(Path(corpus), split)
        reports = [report for report in asked if report.is_labelled]
        if not reports:
            raise click.UsageError(f"{corpus}：没有已标注的报告。")
        unlabelled = [report.name for report in asked if not report.is_labelled]
        if len(models) > 1 and (outputs or compare or format_ == "html"):
            raise click.UsageError("几个 --model 并列时，不能用 --outputs、--compare 和 --format html。")
        if outputs and models:
            raise click.UsageError("--outputs 不能与 --model 同用；并列时写 --model outputs:DIR。")
        named = [f"{OUTPUTS}{outputs}"] if outputs else models or ["embedded"]
        results = {name: _result(corpus, split, reports, unlabelled, name, answers, stored, quiet) for name in named}
    except (BadCorpus, BadRun, BadFile) as error:
        raise click.UsageError(str(error)) from None
    result = _gated(next(iter(results.values())), min_f1, max_regression)
    several = len(results) > 1
    written = _beside(results, format_, timings) if several else _written(result, reports, format_, timings)
    if output is None:
        sys.stdout.write(written)
    else:
        try:
            write_whole(Path(output), written)
        except OSError as error:
            raise click.UsageError(unwritten("", error, "zh")) from None
    _tell(result)
    if result.missing:
        return exits.PARTIAL
    return exits.FOUND if result.failed else exits.DONE


def _result(
    corpus: str,
    split: str | None,
    reports: Sequence[Labelled],
    unlabelled: Sequence[str],
    model: str,
    answers: str | None,
    stored: Any,
    quiet: bool,
) -> Result:
    from extractor.evaluation.models import OUTPUTS
    from extractor.evaluation.result import Result
    from extractor.evaluation.run import nothing, rescore, review
    from extractor.evaluation.stored import compare

    outputs = Path(model.removeprefix(OUTPUTS)) if model.startswith(OUTPUTS) else None
    if outputs is not None and not outputs.is_dir():
        raise click.UsageError(f"{outputs}：没有这个文件夹。")
    proposer = _proposer(model, answers) if outputs is None else None
    progress = Progress(len(reports), quiet=quiet)
    scored = []
    for report in reports:
        progress.begin(report.name)
        if outputs is not None:
            scored.append(rescore(report, outputs))
        else:
            outcome = done(report.name, lambda report=report: review(report, proposer))  # type: ignore[misc]
            progress.end()
            if outcome.result is None:
                complain(outcome)
            scored.append(outcome.result or nothing(report))
        progress.end()
    scores = tuple(one.score for one in scored)
    return Result(
        corpus=Path(corpus).name or corpus,
        split=split,
        versions=next((one.versions for one in scored if one.versions), {}),
        scores=scores,
        unlabelled=tuple(unlabelled),
        missing=tuple(one.score.name for one in scored if one.missing),
        comparison=compare(scores, stored) if stored is not None else None,
    )


def _proposer(model: str, answers: str | None) -> Extractor | None:
    """Who extracts; None for the default. What a model has answered before (`answers`, else the folder that extract
    uses too) is not asked again."""
    from extractor.commands.asking import EMBEDDED, refusals
    from extractor.evaluation.models import measured

    if model == EMBEDDED:
        return None
    proposer = measured(model)
    if proposer is None:
        from extractor.claims.models import cache
        from extractor.claims.models.choose import chosen
        from extractor.claims.models.options import Options

        with refusals():
            return chosen(model, Options(cache=Path(answers) if answers else cache.default_folder()))
    return proposer


def _beside(results: Mapping[str, Result], format_: Format, timings: bool) -> str:
    from extractor.evaluation.sheets import markdown, side_by_side, text
    from extractor.evaluation.stored import as_json

    if format_ == "json":
        made = {name: as_json(result, timings=timings) for name, result in results.items()}
        return json.dumps({"models": made}, ensure_ascii=False, indent=1) + "\n"
    first, sheets = next(iter(results.values())), side_by_side(results, timings=timings)
    headed = f"{first.corpus} · {first.split or '全部'} · {len(first.scores)} 份报告"
    return markdown(headed, sheets) if format_ == "md" else f"{headed}\n\n{text(sheets)}"


def _gated(result: Result, min_f1: float | None, max_regression: float | None) -> Result:
    from dataclasses import replace

    failed = []
    strict = result.value("strict")
    if min_f1 is not None and (strict is None or strict < min_f1):
        failed.append(f"全部陈述严格一致的 F1 为 {strict or 0:.4f}，低于 {min_f1:g}。")
    if max_regression is not None and result.comparison:
        if not result.comparison.reports:
            failed.append("与旧结果没有共同的报告，不能比较。")
        failed += [
            f"{change.measure.label} 从 {change.then:.4f} 变为 {change.now:.4f}，变差超过 {max_regression:g}。"
            for change in result.comparison.changes
            if change.fall > max_regression
        ]
    return replace(result, failed=tuple(failed))


def _written(result: Result, reports: Sequence[Labelled], format_: Format, timings: bool) -> str:
    from extractor.evaluation.page import page
    from extractor.evaluation.sheets import markdown, sheets, text, title
    from extractor.evaluation.stored import as_json

    match format_:
        case "json":
            return json.dumps(as_json(result, timings=timings), ensure_ascii=False, indent=1) + "\n"
        case "html":
            return page(result, reports, timings=timings)
        case "md":
            return markdown(title(result), sheets(result, timings=timings))
        case "table":
            return f"{title(result)}\n\n{text(sheets(result, timings=timings))}"


def _tell(result: Result) -> None:
    """What a reader of the figures must know, on stderr."""
    from extractor.output.escape import one_line, printable

    said = []
    if result.unlabelled:
        said.append(f"提示：{len(result.unlabelled)} 份报告尚未标注，没有计入：{'、'.join(result.unlabelled)}。")
    if result.missing:
        said.append(f"警告：没有结果，按空结果评分：{'、'.join(result.missing)}。")
    said += [f"未达到：{sentence}" for sentence in result.failed]
    if result.failed and result.comparison:
        said += _lost(result.comparison)
    for line in said:
        print(one_line(printable(line)), file=sys.stderr)


def _lost(compared: Comparison) -> list[str]:
    return [f"新漏 {name} {told}" for name, told in compared.lost] + [
        f"新误报 {name} {told}" for name, told in compared.alarms
    ]
