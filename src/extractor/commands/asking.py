"""Options that name a model to ask, and what they mean.

They stand on the command line alone: no file beside a report can make its text be sent anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import click

from extractor.commands.command import Special

if TYPE_CHECKING:
    from extractor.claims.model import Extractor
    from extractor.claims.models.options import Options
    from extractor.claims.question import Judge

F = TypeVar("F", bound=Callable[..., object])
EMBEDDED = "embedded"


class Spent(NamedTuple):
    """What a run has used."""

    calls: int
    tokens: int
    cache_hits: int


class Asked(NamedTuple):
    """Who proposes the claims (None: the default) and who judges them (None: nobody)."""

    extractor: Extractor | None
    judge: Judge | None

    def spent(self) -> Spent:
        """What they have used so far; nothing where no model is asked."""
        used = [one.usage for one in self if one is not None and hasattr(one, "usage")]
        return Spent(
            sum(one.calls for one in used), sum(one.tokens for one in used), sum(one.cache_hits for one in used)
        )


def model_options(command: F) -> F:
    """Adds `--model` and what goes with it; the command takes them as `**given`, for `asked_of`."""
    option = partial(click.option, cls=Special)
    for added in reversed(
        [
            option(
                "--model",
                metavar="NAME",
                default=EMBEDDED,
                help="由谁提取陈述：embedded（默认，不联网）、weights:FILE、spacy:DIR、tagger:DIR（extract train "
                "的结果，不联网）、transformers:PATH（本机的模型权重，不联网）、服务商/模型名（如 openai/NAME，报告文字"
                "会发送给它），或在后两者前加 cascade:（只把没有把握的语句交给它）。本机能用哪些，见 extract doctor。",
            ),
            option(
                "--judge",
                metavar="NAME",
                help="另由模型判断没有数字的陈述有无佐证、承认的问题与满分是否矛盾；写法同 --model，"
                "只能从给定的候选中指认。",
            ),
            option("--offline", is_flag=True, help="禁止发送任何内容：给出要联网的 --model 即报错。"),
            option("--prompts", metavar="DIR", help="用此文件夹中的提示词代替自带的。"),
            option("--max-tokens", type=click.IntRange(min=1), metavar="N", help="模型用量上限，用完不再发送。"),
            option(
                "--segments",
                type=click.IntRange(1, 100),
                default=12,
                metavar="N",
                help="每次最多问几句，默认 12；小模型宜为 1。",
            ),
            option(
                "--concurrency", type=click.IntRange(1, 64), default=4, metavar="N", help="同时发送的请求数，默认 4。"
            ),
            option(
                "--timeout",
                type=click.FloatRange(1),
                default=180,
                metavar="SECONDS",
                help="每个回答的时限，默认 180 秒。",
            ),
            option("--no-cache", is_flag=True, help="不保存也不使用已有的模型回答（见 extract cache）。"),
            option("--resume", is_flag=True, help="接着上次中断处做；没有上次的回答可用时报错，不重新付费。"),
        ]
    ):
        command = added(command)
    return command


def asked_of(
    *,
    model: str,
    judge: str | None,
    offline: bool,
    prompts: str | None,
    max_tokens: int | None,
    segments: int,
    concurrency: int,
    timeout: float,
    no_cache: bool,
    resume: bool,
    progress: Callable[[int, int], None] | None = None,
) -> Asked:
    """What `--model` and `--judge` mean. Raises `click.UsageError` where one of them cannot be asked."""
    if model == EMBEDDED and judge is None:
        return Asked(None, None)
    from extractor.claims.models.choose import chosen, stays_here

    for option, name in (("--model", model), ("--judge", judge)):
        if offline and name and not stays_here(name):
            raise click.UsageError(f"--offline 禁止发送，而 {option} {name} 需要把报告文字发送给服务商。")
    if resume and no_cache:
        raise click.UsageError("--resume 要用已保存的回答，不能与 --no-cache 同用。")
    from extractor.claims.models import cache
    from extractor.claims.models.options import Options

    options = Options(
        prompts=Path(prompts) if prompts else None,
        max_tokens=max_tokens,
        segments=segments,
        concurrency=concurrency,
        timeout=timeout,
        cache=None if no_cache else cache.default_folder(),
        resume=resume,
        progress=progress,
    )
    with refusals():
        return Asked(None if model == EMBEDDED else chosen(model, options), _judge(judge, options) if judge else None)


def _judge(name: str, options: Options) -> Judge:
    from extractor.claims.models.judge import ModelJudge

    return ModelJudge(name, options)


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
