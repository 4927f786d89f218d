"""Reports that a command is asked to read: named on the command line, or standard input."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

import click

if TYPE_CHECKING:
    from extractor.output.labels import Lang

STDIN = "-"
SUFFIXES = (".txt", ".docx", ".html", ".htm")
"""Files of a folder that are taken for reports; of several with one name, the first kind."""
_UNREAD = (".doc", ".wps", ".rtf", ".pdf", ".ofd", ".xls", ".xlsx", ".et")
"""Files of a folder that may be reports too, and are not read."""
_NAMED = 4
"""File names in one message."""
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
    """Files of `paths`, each once, folders replaced by the reports in them, in order of their names. Raises
    `click.UsageError` for a folder without any."""
    names: list[str] = []
    for path in paths:
        if path == STDIN or not os.path.isdir(path):
            names.append(path)
            continue
        inside = sorted(str(file) for file in _files(Path(path)) if _is_report(file))
        if not inside:
            raise click.UsageError(f"文件夹“{path}”中没有报告（{'、'.join(SUFFIXES)} 文件）。")
        names += inside
    return tuple(dict.fromkeys(names))


def pass_over(paths: Sequence[str], lang: Lang) -> None:
    """Say on stderr which files of the folders among `paths` may be reports and are not read: those without a text of
    the same name beside them."""
    from extractor.output.escape import one_line, printable

    for path in filter(os.path.isdir, paths):
        left = [file for file in _files(Path(path)) if file.suffix.lower() in _UNREAD]
        names = sorted(str(file) for file in left if not any(file.with_suffix(kind).exists() for kind in SUFFIXES))
        if not names:
            continue
        if lang == "en":
            listed = ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")
            said = f"note: {len(names)} files were not checked; save them as .docx or text (.txt): {listed}"
        else:
            listed = "、".join(names[:_NAMED]) + ("等" if len(names) > _NAMED else "")
            said = f"提示：有 {len(names)} 个文件没有审核，请另存为 .docx 或纯文本（.txt）：{listed}"
        print(one_line(printable(said)), file=sys.stderr)


def _is_report(file: Path) -> bool:
    kind = file.suffix.lower()
    return kind in SUFFIXES and not any(file.with_suffix(o).exists() for o in SUFFIXES[: SUFFIXES.index(kind)])


def _files(folder: Path) -> Iterator[Path]:
    """The files in `folder` and below, none that is hidden or in a hidden folder, nor what Word leaves (`~$…`)."""
    for file in folder.rglob("*"):
        if not any(part.startswith((".", "~$")) for part in file.relative_to(folder).parts) and file.is_file():
            yield file


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
        return Done(name, reason=unwritten(name, error, lang))
    except Exception as error:
        told = crash(error)
        if lang == "en":
            return Done(
                name, reason=f"{name}: the program failed ({told}) and this report is not done; please report it."
            )
        return Done(name, reason=f"{name}：程序内部出错（{told}），本报告未能处理；请反馈给维护者。")


def crash(error: Exception) -> str:
    """What a maintainer wants to know of an error that nobody foresaw: its kind and its place."""
    at = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}, {Path(at.filename).name}:{at.lineno}"


_WRITING = {
    errno.ENOSPC: ("磁盘已满", "请腾出空间，或用 --output 写到别处", "make room or choose another --output"),
    errno.EDQUOT: ("超出磁盘配额", "请腾出空间，或用 --output 写到别处", "make room or choose another --output"),
    errno.EACCES: ("没有写入权限", "请用 --output 指定可以写入的位置", "choose an --output that can be written"),
    errno.EPERM: ("没有写入权限", "请用 --output 指定可以写入的位置", "choose an --output that can be written"),
    errno.EROFS: ("该位置只读", "请用 --output 指定可以写入的位置", "choose an --output that can be written"),
    errno.EISDIR: ("这是文件夹", "请用 --output 指定文件名", "name a file with --output"),
    errno.ENOTDIR: ("上级不是文件夹", "请检查 --output 的路径", "check the path of --output"),
    errno.EEXIST: ("上级不是文件夹", "请检查 --output 的路径", "check the path of --output"),
    errno.ENOENT: ("该位置不存在", "请检查 --output 的路径", "check the path of --output"),
    errno.ENAMETOOLONG: ("文件名过长", "请用 --output 指定较短的文件名", "choose a shorter --output"),
}
"""Why a result cannot be written, and what to do."""


def unwritten(name: str, error: OSError, lang: Lang) -> str:
    """What to tell where the result of `name` could not be written; without `name`, where anything could not."""
    told = error.strerror or str(error)
    where, cause = str(error.filename or ""), error.errno or 0
    if lang == "en":
        advice = _WRITING[cause][2] if cause in _WRITING else "check the disk"
        said = f"{name}: " if name not in ("", where) else ""
        return f"{said}the result could not be written to {where or 'standard output'} ({told}); {advice}."
    reason, advice, _ = _WRITING.get(cause, (told, "请检查磁盘", ""))
    said = f"{name}：" if name not in ("", where) else ""
    return f"{said}结果未能写到{where or '标准输出'}（{reason}），{advice}。"


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
