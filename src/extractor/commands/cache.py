"""`extract cache show|clear`: the stored answers of models."""

from __future__ import annotations

import click

from extractor.commands import exits
from extractor.commands.command import Command, OneOf


@click.command(
    "cache",
    cls=Command,
    help="""查看或清除保存的模型回答。

    回答中有报告原文的摘录，文件只有本人可读。show 列出位置、份数和大小；clear 全部删除。
    """,
)
@click.argument("action", type=OneOf(["show", "clear"]), metavar="show|clear")
def command(action: str) -> int:
    from extractor.claims.models import cache

    folder = cache.default_folder()
    if action == "clear":
        try:
            print(f"已删除 {cache.clear(folder)} 份模型回答。")
        except OSError as error:
            raise click.UsageError(f"{folder}：无法删除（{error.strerror or error}）。") from None
        return exits.DONE
    files = list(cache.stored(folder))
    print(f"{folder}  {len(files)} 份回答，{sum(file.stat().st_size for file in files)} 字节")
    return exits.DONE
