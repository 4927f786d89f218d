"""Options that decide what is checked, shared by the commands that check, and commands that configuration presets."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import click

from extractor.commands.command import Command

if TYPE_CHECKING:
    from extractor.checks.rule import Rule
    from extractor.profile import Profile

F = TypeVar("F", bound=Callable[..., object])


class Configured(Command):
    """A command whose options are preset by configuration files and the environment."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        given, _, _ = self.make_parser(ctx).parse_args(args=list(args))
        if not set(args) & set(ctx.help_option_names):
            from extractor.commands import configuration

            reports = next((given.get(p.name or "") for p in self.params if isinstance(p, click.Argument)), None)
            # What was not given is None in some releases of click, and a mark of its own in others.
            first = reports[0] if isinstance(reports, list | tuple) and reports else None
            file = given.get("config")
            with usage_errors():
                values = configuration.resolve(first, file if isinstance(file, str) else None, os.environ)
            ctx.default_map = configuration.presets(values, self.name or "")
        return super().parse_args(ctx, args)


class usage_errors:  # noqa: N801  (reads as a phrase: with usage_errors)
    """What is wrong in a file or a code that the user gave becomes an error of usage."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        from extractor.checks.registry import UnknownRule
        from extractor.userfile import BadFile

        if isinstance(error, BadFile | UnknownRule):
            raise click.UsageError(str(error)) from None


@dataclass(frozen=True, slots=True)
class Checking:
    """The rules that run, and the profile that they go by: None for the one that each report shows."""

    rules: tuple[Rule, ...]
    profile: Profile | None


def checking_options(command: F) -> F:
    """Adds `--select`, `--ignore`, `--preview`, `--profile` and `--config` to a command."""
    for option in reversed(
        [
            click.option(
                "--select", multiple=True, metavar="CODE", help="只用这些规则：代号、名称或代号开头，可用逗号分隔。"
            ),
            click.option("--ignore", multiple=True, metavar="CODE", help="不用这些规则，写法同上。"),
            click.option("--preview", is_flag=True, help="也用试行规则。"),
            click.option("--profile", metavar="NAME", help="口径的名称或 .toml 文件；不加时按报告内容识别。"),
            click.option("--config", metavar="FILE", help="配置文件；不加时取最近的一个（见 config show）。"),
        ]
    ):
        command = option(command)
    return command


def checking(select: Sequence[str], ignore: Sequence[str], *, preview: bool, profile: str | None) -> Checking:
    """What these options mean. Raises `click.UsageError` for an unknown rule or profile, naming the nearest."""
    with usage_errors():
        from extractor.checks import registry
        from extractor.profile import named

        rules = registry.select(codes(select), codes(ignore), preview=preview)
        return Checking(rules, named(profile) if profile else None)


def codes(given: Sequence[str]) -> list[str]:
    """`--select BE,NA --select EV` as one list."""
    return [code.strip() for word in given for code in word.split(",") if code.strip()]
