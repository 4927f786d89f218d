"""`extract doctor`: what can extract claims on this machine, and how to get what is missing. Nothing is sent."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import NamedTuple

import click

from extractor.commands import exits
from extractor.commands.command import Command

_BASES = ("OPENAI_BASE_URL", "ANTHROPIC_BASE_URL")
_PACKAGES = ("instructor", "openai", "anthropic")
_NAMED = 24
"""Cells of a name with its mark."""


class Line(NamedTuple):
    """`said` is what of `name` can be used, or why not; `usable` is None where that is no question."""

    name: str
    said: str
    usable: bool | None = None

    @property
    def headed(self) -> str:
        return f"{'·' if self.usable is None else '✓' if self.usable else '✗'} {self.name}"


@click.command(
    "doctor",
    cls=Command,
    help="""检查本机可以用哪些方式提取陈述，缺什么、怎样补。

    只看本机：不联网，不核对密钥是否有效，也不显示密钥。
    """,
)
@click.option("--prompts", metavar="DIR", help="检查此文件夹中的提示词，而不是自带的。")
def command(prompts: str | None) -> int:
    from rich.text import Text

    from extractor.output.escape import one_line, printable
    from extractor.output.layout import Box, beside
    from extractor.output.table import console

    out = console(sys.stdout)
    for title, lines in (
        ("提取方式（--model）", _extractors()),
        ("软件包、环境变量和文件", [*_packages(), *_variables(), *_prompts(prompts), _cache()]),
    ):
        out.print(Text(title, style="bold"))
        for line in lines:
            said = Box.of(one_line(printable(line.said)), out.width - _NAMED - 2)
            for drawn in beside([Box.of(one_line(printable(line.headed)), _NAMED), said]):
                out.print(drawn)
    return exits.DONE


def _extractors() -> Iterator[Line]:
    from extractor.claims.learned.local import PIPELINES
    from extractor.claims.models import inprocess, provider
    from extractor.claims.models.choose import CASCADE

    yield Line("embedded", "自带，默认；不联网", True)
    yield Line("weights:FILE", "extract train 的结果；不联网", True)
    for kind, (package, install) in PIPELINES.items():
        here = _version(package)
        yield Line(
            f"{kind}:DIR",
            f"extract train --kind {kind} 的结果；不联网" if here else f"需要另外安装（缺 {package}）：{install}",
            bool(here),
        )
    yield from _installed()
    absent = inprocess.lacking()
    yield Line("transformers:PATH", absent or "PATH 为模型文件夹；不联网，有 GPU 时用 GPU", not absent)
    for name, reach in (("openai", "OpenAI 及兼容服务"), ("anthropic", "Anthropic")):
        absent = provider.lacking(name)
        yield Line(f"{name}/NAME", absent or f"{reach}；报告文字会发送给它", not absent)
    yield Line("其他服务商", "ollama/NAME、deepseek/NAME 等交给 instructor，未经测试")
    yield Line(f"{CASCADE}模型", "embedded 没有把握的语句才交给模型；模型写作 transformers:PATH 或 服务商/NAME")


def _installed() -> Iterator[Line]:
    """Extractors that other packages bring, each made once as `--model` would make it."""
    from extractor.claims.models.choose import chosen, installed, package
    from extractor.claims.models.reply import Unusable

    for name, brought in installed().items():
        try:
            chosen(name)
        except Unusable as error:
            yield Line(name, str(error), False)
        else:
            yield Line(name, f"由软件包 {package(brought)} 提供；是否联网，见其说明", True)


def _packages() -> Iterator[Line]:
    from extractor.claims.models import inprocess

    for package in (*_PACKAGES, *inprocess.PACKAGES):
        yield Line(package, _version(package) or "未安装")


def _variables() -> Iterator[Line]:
    from extractor.claims.models import provider

    for variable in sorted({key for keys in provider.KEYS.values() for key in keys}):
        yield Line(variable, "已设置" if os.environ.get(variable) else "未设置")
    for variable in _BASES:
        yield Line(variable, _host(os.environ.get(variable)) or "未设置，用服务商自己的地址")


def _version(package: str) -> str:
    from importlib import metadata

    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


def _host(url: str | None) -> str:
    """The host alone: an address can hold a password."""
    from urllib.parse import urlsplit

    return (urlsplit(url).netloc.rpartition("@")[2] or "不是网址") if url else ""


def _prompts(folder: str | None) -> Iterator[Line]:
    from pathlib import Path

    from extractor.claims.models import judge, prompt
    from extractor.userfile import BadFile

    place = Path(folder) if folder else None
    for option, load in (("--model", prompt.load), ("--judge", judge.load)):
        try:
            yield Line(f"{option} 的提示词", load(place).version, True)
        except BadFile as error:
            yield Line(f"{option} 的提示词", str(error), False)


def _cache() -> Line:
    from extractor.claims.models import cache

    folder = cache.default_folder()
    return Line("模型回答的缓存", f"{folder}：{len(list(cache.stored(folder)))} 份回答")
