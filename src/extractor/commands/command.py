"""Commands whose help and complaints are Chinese, aligned by the cells that a character takes."""

from __future__ import annotations

import difflib
import importlib
import inspect
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NoReturn

import click

_WIDTH = 80
_LEFT = 28


class Command(click.Command):
    """A command with Chinese help."""

    def get_help(self, ctx: click.Context) -> str:
        usage = " ".join([ctx.command_path, *self.collect_usage_pieces(ctx)])
        return f"用法：{usage}\n\n{told(self)}\n\n{options(self, ctx)}"

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return ["[选项]", *(p.make_metavar(ctx) for p in self.get_params(ctx) if isinstance(p, click.Argument))]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option:
            option.help = "显示本帮助。"
        return option


class Group(click.Group):
    """Commands under one word, each a module of `extractor.commands` that is imported when it is called. With `default`
    a command line that begins with none of them is that command's."""

    def __init__(self, name: str, listed: Mapping[str, str], *, default: str | None = None, **rest: Any) -> None:
        super().__init__(name, no_args_is_help=False, **rest)
        self._listed, self._default = listed, default

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self._listed)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in self._listed and name != self._default:
            return None
        command: click.Command = importlib.import_module(f"extractor.commands.{name}").command
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        first = args[0] if args else ""
        if first not in (*self._listed, *ctx.help_option_names):
            if self._default is None:
                self._refuse(first, ctx)
            args = [str(self._default), *args]
        return super().parse_args(ctx, args)

    def _refuse(self, word: str, ctx: click.Context) -> NoReturn:
        named = f"没有命令“{word}”" if word else "缺少命令"
        near = difflib.get_close_matches(word, self._listed, n=1)
        raise click.UsageError(
            f"{named}，可用 {'、'.join(self._listed)}{f'，是否指 {near[0]}？' if near else '。'}", ctx
        )

    def get_help(self, ctx: click.Context) -> str:
        listed = "\n".join(f"  {name:<10}{said}" for name, said in self._listed.items())
        lines = [f"用法：{ctx.command_path} 命令 [选项] ..."]
        parts = [told(self), f"命令：\n{listed}"]
        default = self.get_command(ctx, self._default) if self._default else None
        if default:
            pieces = [p.make_metavar(ctx) for p in default.get_params(ctx) if isinstance(p, click.Argument)]
            lines.insert(0, f"用法：{ctx.command_path} [选项] {' '.join(pieces)}")
            lines[1] = f"      {lines[1].removeprefix('用法：')}"
            parts.append(options(default, ctx))
        return "\n\n".join(["\n".join(lines), *parts])


class OneOf(click.Choice[str]):
    """A choice that says in Chinese what may be chosen, and what was probably meant."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value not in self.choices:
            near = difflib.get_close_matches(str(value), self.choices, n=1)
            hint = f"，是否指 {near[0]}？" if near else "。"
            self.fail(f"没有“{value}”这个取值，可选 {'、'.join(self.choices)}{hint}", param, ctx)
        return str(value)


def unless_dash(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """`--output -` is standard output, as with other programs, and no file of that name."""
    return None if value == "-" else value


def told(command: click.Command) -> str:
    """What `command` is for, in lines that fit. A line of its source that ends in a full stop ends a line here too."""
    from extractor.output.layout import wrap

    return "\n".join(line for said in _lines(inspect.cleandoc(command.help or "")) for line in wrap(said, _WIDTH))


def _lines(text: str) -> Iterator[str]:
    """The lines of `text`, those that go on in the next one joined with it."""
    said = ""
    for line in text.splitlines():
        # Between Chinese characters, and after their punctuation, stands no blank.
        gap = "" if not said or said[-1] in "，、；：" or min(said[-1], line[:1] or " ") > "\u2e7f" else " "
        said += gap + line
        if not line or line.endswith(("。", "：")):
            yield said
            said = ""
    if said:
        yield said


class Special(click.Option):
    """An option that most users do without: in the help it stands below the others, under `heading`."""

    heading = "用模型提取陈述时的选项（一般不需要）"


def options(command: click.Command, ctx: click.Context, *more: click.Option) -> str:
    """The options of `command` and `more`, one below the other under their headings, explanations wrapped."""
    headed: dict[str, list[str]] = {}
    for param in (*command.get_params(ctx), *more):
        record = param.get_help_record(ctx) if isinstance(param, click.Option) else None
        if record and isinstance(param, click.Option):
            heading = param.heading if isinstance(param, Special) else "选项"
            headed.setdefault(heading, []).extend(_explained(record[0], f"{param.help or ''}{_asked(param)}"))
    return "\n\n".join(f"{heading}：\n" + "\n".join(lines) for heading, lines in headed.items())


def _explained(name: str, said: str) -> Iterator[str]:
    from extractor.output.layout import wrap

    left = f"  {name}"
    if len(left) > _LEFT - 2:
        yield left
        left = ""
    for part in wrap(said, _WIDTH - _LEFT):
        yield f"{left:<{_LEFT}}{part}"
        left = ""


def _asked(option: click.Option) -> str:
    """What a value must be, and whether there must be one: click says it in English."""
    low, high = (getattr(option.type, bound, None) for bound in ("min", "max"))
    said = "必填。" if option.required else ""
    if low is not None:
        said += f"取值不小于 {low}。" if high is None else f"取值 {low} 至 {high}。"
    return said


def complaint(error: click.ClickException) -> str:
    """What was wrong with the command line, in Chinese where click's own classes tell."""
    match error:
        case click.NoSuchOption():
            near = _near(error.possibilities)
            return f"没有选项 {error.option_name}{near}"
        case click.MissingParameter():
            if isinstance(error.param, click.Option):
                return f"缺少选项 {error.param.opts[-1]}。"
            return f"缺少参数：{error.param.human_readable_name.rstrip('.') if error.param else ''}。"
        case click.BadOptionUsage():
            return f"选项 {error.option_name} 的用法不对：缺少取值，或不应带取值。"
        case click.BadParameter():
            name = (error.param.opts or [""])[-1] if error.param else ""
            return f"{name}：{error.message}" if name.startswith("-") else error.message
        case _:
            return error.format_message()


def _near(possibilities: Sequence[str] | None) -> str:
    return f"，是否指 {' 或 '.join(possibilities)}？" if possibilities else "。"
