"""Options that name a model to ask, and what they mean.

They stand on the command line alone: no file beside a report can make its text be sent anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import click

if TYPE_CHECKING:
    from extractor.claims.model import Extractor
    from extractor.output.labels import Lang
    from extractor.report import Report

F = TypeVar("F", bound=Callable[..., object])
EMBEDDED = "embedded"


class Spent(NamedTuple):
    """What a run has used."""

    calls: int
    tokens: int
    cache_hits: int


def model_options(command: F) -> F:
    """Adds `--model` and what goes with it; the command takes them as `**asked`, for `extractor_of`."""
    for option in reversed(
        [
            click.option(
                "--model",
                metavar="NAME",
                default=EMBEDDED,
                help="由谁提取陈述：embedded（默认，不联网）、weights:FILE（extract train 的结果，不联网）、"
                "transformers:PATH（本机的模型权重，不联网）、服务商/模型名（如 openai/NAME，报告文字会发送给它），"
                "或在后两者前加 cascade:（只把没有把握的语句交给它）。",
            ),
            click.option("--offline", is_flag=True, help="禁止发送任何内容：给出要联网的 --model 即报错。"),
            click.option("--prompts", metavar="DIR", help="用此文件夹中的提示词代替自带的。"),
            click.option("--max-tokens", type=click.IntRange(min=1), metavar="N", help="模型用量上限，用完不再发送。"),
            click.option(
                "--concurrency", type=click.IntRange(1, 64), default=4, metavar="N", help="同时发送的请求数，默认 4。"
            ),
            click.option(
                "--timeout",
                type=click.FloatRange(1),
                default=180,
                metavar="SECONDS",
                help="每个回答的时限，默认 180 秒。",
            ),
            click.option("--no-cache", is_flag=True, help="不保存也不使用已有的模型回答（见 extract cache）。"),
            click.option("--resume", is_flag=True, help="接着上次中断处做；没有上次的回答可用时报错，不重新付费。"),
        ]
    ):
        command = option(command)
    return command


def extractor_of(
    *,
    model: str,
    offline: bool,
    prompts: str | None,
    max_tokens: int | None,
    concurrency: int,
    timeout: float,
    no_cache: bool,
    resume: bool,
    progress: Callable[[int, int], None] | None = None,
) -> Extractor | None:
    """What `--model` means, None for the default. Raises `click.UsageError` where it cannot be asked."""
    if model == EMBEDDED:
        return None
    from extractor.claims.models.choose import chosen, stays_here

    if offline and not stays_here(model):
        raise click.UsageError(f"--offline 禁止发送，而 --model {model} 需要把报告文字发送给服务商。")
    if resume and no_cache:
        raise click.UsageError("--resume 要用已保存的回答，不能与 --no-cache 同用。")
    from extractor.claims.models import cache
    from extractor.claims.models.options import Options

    options = Options(
        prompts=Path(prompts) if prompts else None,
        max_tokens=max_tokens,
        concurrency=concurrency,
        timeout=timeout,
        cache=None if no_cache else cache.default_folder(),
        resume=resume,
        progress=progress,
    )
    with refusals():
        return chosen(model, options)


@contextmanager
def refusals() -> Iterator[None]:
    """A model that cannot be asked, or nothing to go on with, becomes an error of usage."""
    try:
        yield
    except ValueError as error:
        from extractor.claims.models.llm import NothingStored
        from extractor.claims.models.reply import Unusable
        from extractor.userfile import BadFile

        if isinstance(error, NothingStored | Unusable | BadFile):
            raise click.UsageError(str(error)) from None
        raise


def spent(proposer: Extractor | None) -> Spent:
    """What an extractor has used so far; nothing for one that asks no model."""
    usage = getattr(proposer, "usage", None)
    return Spent(usage.calls, usage.tokens, usage.cache_hits) if usage is not None else Spent(0, 0, 0)


def undone(report: Report, lang: Lang) -> str:
    """Which part of a report the model did not do, and why; empty where it did all."""
    reasons = "；".join(dict.fromkeys(one.reason for one in report.failed))
    if not reasons:
        return ""
    failed, segments = report.coverage.segments_failed, report.coverage.segments
    if lang == "en":
        return f"{failed} of {segments} segments were not done ({reasons}); run again to go on with stored answers."
    return f"{failed}/{segments} 句未能提取（{reasons}），其余照常输出；再次运行时，已保存的回答不必重新发送。"
