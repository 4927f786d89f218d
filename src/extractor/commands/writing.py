"""Files that a command writes: where they go, and whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from extractor.commands.sources import STDIN, Naming, stem


def targets(names: Sequence[str], output: str, suffix: str, naming: Naming) -> dict[str, Path]:
    """Report → the file that it gives. `output` is a folder when it exists as one, ends in a slash, or several reports
    are given. Raises `click.UsageError` where two reports would give one file, or one would overwrite a report."""
    folder = Path(output)
    if len(names) == 1 and not output.endswith(("/", os.sep)) and not folder.is_dir():
        chosen = {names[0]: folder}
    else:
        if folder.exists() and not folder.is_dir():
            raise click.UsageError(f"--output {output} 是文件；多份报告需要一个文件夹。")
        chosen = {}
        taken: dict[Path, str] = {}
        for name in names:
            target = folder / f"{stem(name, naming)}.{suffix}"
            if target in taken:
                raise click.UsageError(
                    f"“{taken[target]}”与“{name}”都会写成 {target.name}；请改用 --name parent 或 --name path。"
                )
            taken[target] = name
            chosen[name] = target
    spare(names, *chosen.values())
    return chosen


def spare(names: Sequence[str], *targets: str | Path | None) -> None:
    """Raises `click.UsageError` where writing one of `targets` would overwrite one of the reports `names`."""
    for target in (Path(target) for target in targets if target is not None):
        for name in names:
            if name != STDIN and target.exists() and Path(name).exists() and target.samefile(name):
                raise click.UsageError(f"结果会覆盖报告“{name}”；请指定别的位置。")


def write_whole(target: Path, content: str | bytes) -> None:
    """Write `content`, text as UTF-8, in one step: whoever looks sees the old file or the whole new one. A link stays a
    link, and a device or pipe (/dev/stdout) is written to, not replaced. Raises `OSError` with `target` as its file."""
    data = content.encode() if isinstance(content, str) else content
    try:
        if target.exists() and not target.is_file() and not target.is_dir():
            with open(target, "wb") as stream:
                stream.write(data)
        else:
            place = target.resolve()
            place.parent.mkdir(parents=True, exist_ok=True)
            _replace(place, data)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(target)) from None


def write_folder(target: Path, files: Mapping[str, bytes]) -> None:
    """Make the folder `target`, new or empty until now, of `files` (path in it → content): all of them or nothing.
    Raises `OSError`."""
    target.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(dir=target.parent, prefix=".extract-"))
    try:
        for name, data in files.items():
            (made / name).parent.mkdir(parents=True, exist_ok=True)
            (made / name).write_bytes(data)
        os.chmod(made, 0o777 & ~_umask())
        if target.is_dir():
            target.rmdir()
        os.replace(made, target)
    except BaseException:
        shutil.rmtree(made)
        raise


def _replace(place: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=".extract-")
    try:
        with open(handle, "wb") as file:
            file.write(data)
        os.chmod(name, 0o666 & ~_umask())
        os.replace(name, place)
    except BaseException:
        os.unlink(name)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
