"""`extract train CORPUS -o FILE`: fit an extractor to labelled reports."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from extractor.commands.command import Command, OneOf
from extractor.commands.sources import unwritten
from extractor.commands.writing import write_whole
from extractor.extras import install

if TYPE_CHECKING:
    from extractor.evaluation.corpus import Labelled
    from extractor.evaluation.reliability import Outcome
    from extractor.training.trainer import Validated

Kind = Literal["weights", "spacy", "tagger"]
_SEED = 20261121
_EXTRAS = {"weights": "train", "spacy": "spacy", "tagger": "local"}


@click.command(
    "train",
    cls=Command,
    help="""用已标注的报告训练提取器；只用语料 splits.toml 中 train 的报告。

    weights（默认）：对规则提出的陈述，判断数字属于哪类、叫什么，哪些多半不对，
    有多大把握（由按报告的交叉验证校准）。结果是一个文件，使用时不需要任何软件包。
    spacy、tagger：不用规则、直接在语句中标出陈述的模型，供对照；结果是一个文件夹。
    同样的语料、种子和软件版本得到同样的结果。
    用 --model weights:FILE（spacy:DIR、tagger:DIR）使用和衡量。
    需要的软件包：pip install "jixiao-extractor[train]"（或 [spacy]、[local]）。
    """,
)
@click.argument("corpus", metavar="语料")
@click.option("-o", "--output", metavar="PATH", required=True, help="写入的文件（weights，旁边另写说明）或文件夹。")
@click.option("--kind", type=OneOf(list(_EXTRAS)), default="weights", help="训练哪一种，默认 weights。")
@click.option("--encoder", metavar="DIR", help="tagger 由此开始：本机上一个预训练编码器（transformers 格式）的文件夹。")
@click.option("--seed", type=int, default=_SEED, metavar="N", help=f"随机种子，默认 {_SEED}。")
def command(corpus: str, output: str, kind: Kind, encoder: str | None, seed: int) -> int:
    from extractor.evaluation.corpus import BadCorpus, read

    if (kind == "tagger") != (encoder is not None):
        raise click.UsageError("--encoder 与 --kind tagger 须同时给出。")
    try:
        reports = [report for report in read(Path(corpus), "train") if report.is_labelled]
    except BadCorpus as error:
        raise click.UsageError(str(error)) from None
    if len(reports) < 2:
        raise click.UsageError(f"{corpus}：train 中已标注的报告不足两份，不能训练。")
    with _packages(kind):
        if kind == "weights":
            _weights(reports, output, seed)
        else:
            _marker(reports, output, kind, encoder, seed)
    return 0


@contextmanager
def _packages(kind: Kind) -> Iterator[None]:
    """What is not installed, and what cannot be written or read, becomes an error of usage."""
    from extractor.userfile import BadFile

    try:
        yield
    except ModuleNotFoundError as error:
        raise click.UsageError(f"训练需要 {error.name}：请先运行 {install(_EXTRAS[kind])}。") from None
    except BadFile as error:
        raise click.UsageError(str(error)) from None
    except OSError as error:
        raise click.UsageError(unwritten("", error, "zh")) from None


def _weights(reports: Sequence[Labelled], output: str, seed: int) -> None:
    from extractor.training import card
    from extractor.training.examples import examples
    from extractor.training.trainer import rules_outcomes, train

    held = [examples(report) for report in reports]
    weights, validated = train(held, seed, lambda done: print(f"交叉验证 {done}", file=sys.stderr))
    written = json.dumps(weights, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"
    rules = rules_outcomes(held)
    write_whole(Path(output), written)
    write_whole(Path(f"{output}.md"), card.card(held, written, validated, rules, seed))
    _print(validated, rules)


def _marker(reports: Sequence[Labelled], output: str, kind: Kind, encoder: str | None, seed: int) -> None:
    from extractor.training.taught import taught

    def told(done: str) -> None:
        print(f"训练 {done}", file=sys.stderr)

    sentences = [one for report in reports for one in taught(report)]
    if encoder is None:
        from extractor.training import pipeline

        pipeline.train(sentences, seed, Path(output), told)
    else:
        from extractor.training import tagger

        tagger.train(sentences, seed, Path(encoder), Path(output), told)
    print(
        f"{output}：由 {len(reports)} 份报告的 {len(sentences)} 句训练；用 extract eval --model {kind}:{output} 衡量。"
    )


def _print(validated: Validated, rules: Sequence[Outcome]) -> None:
    from extractor.evaluation.reliability import expected_error

    print(f"交叉验证，陈述严格一致 F1：规则 {validated.rules:.3f}，训练后 {validated.f1:.3f}")
    ruled, trained = expected_error(rules), expected_error(validated.outcomes)
    print(f"把握与实际的平均差距（ECE）：规则 {ruled:.3f}，训练后 {trained:.3f}")
