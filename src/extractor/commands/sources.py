"""Reports that a command is asked to read: named on the command line, or standard input."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

import click

if TYPE_CHECKING:
    from extractor.output.labels import Lang

STDIN = "-"
SUFFIX = ".txt"
"""Files of a folder that are taken for reports; others are named."""
Naming = Literal["stem", "parent", "path"]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """What became of one report: a result, or why there is none (a sentence that names the report). `readable` is False
    where it could not be read."""

    name: str
    result: T | None = None
    reason: str = ""
    readable: bool = True


def checked(names: Sequence[str]) -> tuple[str, ...]:
    """`names` if they make sense together. Raises `click.UsageError`: standard input can be read once only."""
    if names.count(STDIN) > 1:
        raise click.UsageError("标准输入“-”只能给出一次。")
    return tuple(names)


def found(paths: Sequence[str]) -> tuple[str, ...]:
    """Files of `paths`, folders replaced by the reports in them, in order of their names. Raises `click.UsageError`
    for a folder without any."""
    names: list[str] = []
    for path in paths:
        if path == STDIN or not os.path.isdir(path):
            names.append(path)
            continue
        inside = sorted(str(file) for file in Path(path).rglob("*") if _is_report(file, Path(path)))
        if not inside:
            raise click.UsageError(f"文件夹“{path}”中没有报告文件（{SUFFIX}）。")
        names += inside
    return tuple(dict.fromkeys(names))


def _is_report(file: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
    return not hidden and file.suffix.lower() == SUFFIX and file.is_file()


def done(name: str, work: Callable[[], T], lang: Lang = "zh") -> Done[T]:
    """Run `work` for the report `name`; a report that cannot be read or that makes the program fail stops no other."""
    from extractor.document.load import Unreadable

    try:
        return Done(name, work())
    except Unreadable as error:
        return Done(name, reason=error.english if lang == "en" else error.message, readable=False)
    except (BrokenPipeError, click.ClickException):
        raise
    except OSError as error:
        told = f"{error.strerror or error}: {error.filename or ''}"
        if lang == "en":
            return Done(name, reason=f"{name}: the result could not be written ({told}).")
        return Done(name, reason=f"{name}：结果未能写出（{told}）。")
    except Exception as error:
        at = traceback.extract_tb(error.__traceback__)[-1]
        told = f"{type(error).__name__}, {Path(at.filename).name}:{at.lineno}"
        if lang == "en":
            return Done(
                name, reason=f"{name}: the program failed ({told}) and this report is not done; please report it."
            )
        return Done(name, reason=f"{name}：程序内部出错（{told}），本报告未能处理；请反馈给维护者。")


def complain(outcome: Done[Any], lang: Lang = "zh") -> None:
    """Say on stderr why a report was not done."""
    from extractor.output.escape import one_line, printable

    print(("error: " if lang == "en" else "错误：") + one_line(printable(outcome.reason)), file=sys.stderr)


def stem(name: str, naming: Naming) -> str:
    """The name, without suffix, of the file that the report `name` gives."""
    if name == STDIN:
        return "stdin"
    path = Path(name)
    if naming == "parent":
        return path.absolute().parent.name or "root"
    if naming == "path":
        parts = [part for part in path.with_suffix("").parts if part not in ("/", ".", "..")]
        return "__".join(parts)
    return path.stem
