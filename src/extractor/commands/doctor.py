"""`extract doctor`: what can extract claims on this machine, and how to get what is missing. Nothing is sent."""

from __future__ import annotations

import os
from collections.abc import Iterator

import click

from extractor.commands import exits
from extractor.commands.command import Command

_BASES = ("OPENAI_BASE_URL", "ANTHROPIC_BASE_URL")
_PACKAGES = ("instructor", "openai", "anthropic")
_HERE = "transformers:PATH"


@click.command(
    "doctor",
    cls=Command,
    help="""检查本机可以用哪些方式提取陈述，缺什么、怎样补。

    只看本机：不联网，不核对密钥是否有效，也不显示密钥。
    """,
)
@click.option("--prompts", metavar="DIR", help="检查此文件夹中的提示词，而不是自带的。")
def command(prompts: str | None) -> int:
    from extractor.output.escape import one_line, printable

    for line in _lines(prompts):
        print(one_line(printable(line)))
    return exits.DONE


def _lines(prompts: str | None) -> Iterator[str]:
    from extractor.claims.learned.local import PIPELINES
    from extractor.claims.models import cache, inprocess, provider

    yield "✓ embedded  自带，不联网，默认"
    yield "✓ weights:FILE  extract train 的结果，不联网"
    for kind, (package, install) in PIPELINES.items():
        lacking = "" if _version(package) else f"缺少 {package}（{install}）"
        yield f"✗ {kind}:DIR  {lacking}" if lacking else f"✓ {kind}:DIR  extract train --kind {kind} 的结果，不联网"
    lacking = inprocess.lacking()
    here = "PATH 为模型文件夹；不联网，有 GPU 时用 GPU；也可用 cascade:"
    yield f"✗ {_HERE}  {lacking}" if lacking else f"✓ {_HERE}  {here}{_HERE}"
    for name, example in (("openai", "openai/NAME"), ("anthropic", "anthropic/NAME")):
        lacking = provider.missing(example)
        reach = "OpenAI 及兼容服务" if name == "openai" else "Anthropic"
        yield f"✗ {example}  {lacking}" if lacking else f"✓ {example}  {reach}；也可用 cascade:{example}"
    yield "· 其他服务商（ollama/NAME、deepseek/NAME 等）交给 instructor，未经测试"
    for packages, install in ((_PACKAGES, provider.INSTALL), (inprocess.PACKAGES, inprocess.INSTALL)):
        for package in packages:
            yield f"· 软件包 {package}：{_version(package) or f'未安装（{install}）'}"
    for variable in sorted({key for keys in provider.KEYS.values() for key in keys}):
        yield f"· 环境变量 {variable}：{'已设置' if os.environ.get(variable) else '未设置'}"
    for variable in _BASES:
        yield f"· 环境变量 {variable}：{_host(os.environ.get(variable)) or '未设置，用服务商自己的地址'}"
    yield from _prompts(prompts)
    folder = cache.default_folder()
    yield f"· 缓存 {folder}：{len(list(cache.stored(folder)))} 份回答"


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


def _prompts(folder: str | None) -> Iterator[str]:
    from pathlib import Path

    from extractor.claims.models import judge, prompt
    from extractor.userfile import BadFile

    place = Path(folder) if folder else None
    for option, load in (("--model", prompt.load), ("--judge", judge.load)):
        try:
            yield f"✓ {option} 的提示词 {load(place).version}"
        except BadFile as error:
            yield f"✗ {option} 的提示词 {error}"
