"""`extract train CORPUS -o FILE`: fit the learned part of the extractor to labelled reports."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from extractor.commands.command import Command
from extractor.commands.writing import write_whole

if TYPE_CHECKING:
    from extractor.training.calibration import Outcome
    from extractor.training.trainer import Choice

_SEED = 20261121


@click.command(
    "train",
    cls=Command,
    help="""用已标注的报告训练：在规则提出的和放过的语句中，判断哪些是陈述、属于哪类、叫什么、有多大把握。

    只用语料 splits.toml 中 train 的报告。门槛由按报告的交叉验证确定，不看 dev 和 test。
    同样的语料和种子得到同样的文件。结果用 extract eval --model weights:FILE 衡量。
    需要 scipy（pip install "jixiao-extractor[train]"）；使用结果不需要。
    """,
)
@click.argument("corpus", metavar="语料")
@click.option("-o", "--output", metavar="FILE", required=True, help="写入的文件；旁边另写一份 FILE.md 说明。")
@click.option("--seed", type=int, default=_SEED, metavar="N", help=f"随机种子，默认 {_SEED}。")
def command(corpus: str, output: str, seed: int) -> int:
    from extractor.evaluation.corpus import BadCorpus, read

    try:
        from extractor.training import card
        from extractor.training.examples import examples
        from extractor.training.trainer import rules_outcomes, train
    except ModuleNotFoundError as error:
        raise click.UsageError(f'训练需要 {error.name}：请先运行 pip install "jixiao-extractor[train]"。') from None
    try:
        reports = [report for report in read(Path(corpus), "train") if report.is_labelled]
    except BadCorpus as error:
        raise click.UsageError(str(error)) from None
    if len(reports) < 2:
        raise click.UsageError(f"{corpus}：train 中已标注的报告不足两份，不能训练。")
    held = [examples(report) for report in reports]
    weights, choice = train(held, seed, lambda done: print(f"交叉验证 {done}", file=sys.stderr))
    written = json.dumps(weights, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"
    rules = rules_outcomes(held)
    try:
        write_whole(Path(output), written)
        write_whole(Path(f"{output}.md"), card.card(held, written, choice, rules, seed))
    except OSError as error:
        raise click.UsageError(f"{output}：结果未能写出（{error.strerror or error}）。") from None
    _print(choice, rules, weights)
    return 0


def _print(choice: Choice, rules: Sequence[Outcome], weights: dict[str, Any]) -> None:
    from extractor.training.calibration import expected_error

    print(f"交叉验证，陈述严格一致 F1：规则 {choice.rules:.3f}，训练后 {choice.f1:.3f}")
    print(
        f"把握与实际的平均差距（ECE）：规则 {expected_error(rules):.3f}，训练后 {expected_error(choice.outcomes):.3f}"
    )
    print(f"门槛 {weights['threshold']:g}，改动规则所需的余量 {weights['margin']:g}")
