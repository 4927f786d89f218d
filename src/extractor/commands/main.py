"""`extract`: which command is meant, and how a run ends."""

from __future__ import annotations

import contextlib
import difflib
import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from extractor.commands import exits
from extractor.commands.command import Group, complaint, options

DEFAULT = "report"
COMMANDS = {
    "report": "审核报告：列出陈述和发现的问题（默认命令，可不写）",
    "lint": "报送前检查：列出会被退回的问题，以退出码表示结果",
    "rules": "列出检查规则，或说明其中一条",
    "tables": "列出报告中的表格，每格注明位置",
    "text": "输出报告的文字（各处偏移量以此为准）",
    "config": "列出各项设置及其来源（config show）",
    "eval": "在已标注的语料上衡量本程序（另有 eval corrupt、eval planted）",
    "train": "用已标注的报告训练提取陈述的模型",
    "corpus": "检查和统计已标注的语料（corpus check、corpus stats）",
    "doctor": "检查本机可以用哪些方式提取陈述，缺什么",
    "cache": "查看或清除保存的模型回答（cache show、cache clear）",
    "schema": "输出 JSON 结果的格式定义（JSON Schema）",
}


class Commands(Group):
    """All commands; a command line that begins with an option or a report is that of `report`."""

    def __init__(self, name: str, **rest: Any) -> None:
        super().__init__(name, COMMANDS, default=DEFAULT, **rest)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        # What a group makes of its first word is too little here: it may be a file, or a slip.
        return click.Group.parse_args(self, ctx, [DEFAULT, *args] if _is_report(args) else args)

    def get_help(self, ctx: click.Context) -> str:
        report = self.get_command(ctx, DEFAULT)
        assert report is not None
        own = [param for param in self.params if isinstance(param, click.Option)]
        listed = "\n".join(f"  {name:<8}{said}" for name, said in COMMANDS.items())
        return (
            "用法：extract [选项] 报告...\n      extract 命令 [选项] ...\n\n"
            "审核绩效自评报告：提取报告中的每项陈述和表格的每一行，互相核对，指出不符之处。\n"
            "可给出文件和文件夹（审核其中的 .txt、.docx、.html 文件）；“-”表示标准输入。\n"
            "不指定 --model 时全部在本机完成，不联网。\n\n"
            f"命令：\n{listed}\n\n{options(report, ctx, *own)}\n\n"
            "退出码：0 完成 · 1 lint 发现问题 · 2 用法有误或全部无法读取\n"
            "        3 部分未能完成 · 130 中断 · 141 读取输出的一方（如 head）已关闭\n"
            "示例：extract 报告.docx    extract 报告.docx --format html -o 结果.html"
        )


def _is_report(args: Sequence[str]) -> bool:
    """Whether the command line is that of the default command: it begins with an option of it or with a report.

    A word that is no file and nearly a command is a typing error, not a report. Raises `click.UsageError` for it.
    """
    if not args:
        raise click.UsageError("请给出要审核的报告。")
    if args[0] in (*COMMANDS, "--help", "-h", "--version"):
        return False
    word = args[0]
    near = difflib.get_close_matches(word, COMMANDS, n=1, cutoff=0.7)
    if near and not os.path.lexists(word):
        raise click.UsageError(f"没有命令“{word}”，也没有这个文件；是否指 {near[0]}？")
    return True


def _version(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if wanted:
        from extractor import __version__

        click.echo(f"extract {__version__}")
        ctx.exit()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="显示版本。")
def extract() -> None:
    """The group itself does nothing: its commands do."""


def run(arguments: Sequence[str]) -> int:
    """Run one command line and give its exit code. Data goes to stdout, everything else to stderr."""
    try:
        with extract.make_context("extract", list(arguments)) as ctx:
            code: Any = extract.invoke(ctx)
        sys.stdout.flush()
        return code if isinstance(code, int) else exits.DONE
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        return _usage(complaint(error), getattr(error, "ctx", None))
    except (KeyboardInterrupt, click.Abort):
        return exits.INTERRUPTED
    except BrokenPipeError:
        _drop_the_rest()
        return exits.BROKEN_PIPE
    except OSError as error:
        from extractor.commands.sources import Done, complain, unwritten

        _drop_the_rest()
        complain(Done("", reason=unwritten("", error, "zh")))
        return exits.PARTIAL
    except Exception as error:
        # Python's own way out would be a traceback and 1, which means that findings were made.
        from extractor.commands.sources import Done, complain, crash

        complain(Done("", reason=f"程序内部出错（{crash(error)}），未能完成；请反馈给维护者。"))
        return exits.PARTIAL


def _drop_the_rest() -> None:
    """What is still in the buffer of stdout would fail once more when Python closes the stream."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _usage(said: str, ctx: click.Context | None) -> int:
    from extractor.output.escape import printable, visible

    path = (ctx.command_path if ctx else "extract").replace(" measure", "")
    print(f"错误：{visible(printable(said))}\n用法见 {path} --help", file=sys.stderr)
    return exits.USAGE


def main() -> NoReturn:
    """The console script."""
    for stream in (sys.stdout, sys.stderr):
        # The contract says UTF-8 and the same bytes everywhere, whatever the locale or the system's line ends.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    sys.exit(run(sys.argv[1:]))
