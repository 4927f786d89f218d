"""Answers on disk, for their owner alone: they quote reports that are internal.

An answer is found again only by all that it was made from: prompt, schema, model, host, parameters and text. Nothing
here fails a run: a full disk or a spoilt file only costs another call.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

_SUFFIX = ".json"


def default_folder() -> Path:
    """Where answers are kept unless another folder is given. Raises `RuntimeError` for a user without a home."""
    root = os.environ.get("XDG_CACHE_HOME")
    return (Path(root) if root else Path.home() / ".cache") / "jixiao-extractor" / "answers"


def key(asked: object) -> str:
    """The name of whatever makes a question (plain data)."""
    return hashlib.sha256(json.dumps(asked, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def get(folder: Path | None, name: str) -> str | None:
    """The stored answer, if there is one."""
    if folder is None:
        return None
    try:
        return (folder / f"{name}{_SUFFIX}").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def put(folder: Path | None, name: str, answer: str) -> None:
    """Store an answer, whole or not at all, readable by its owner alone (0600 in a folder of 0700)."""
    if folder is None:
        return
    with contextlib.suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # mkstemp makes the file 0600 whatever the umask is.
        handle, path = tempfile.mkstemp(dir=folder)
        try:
            with open(handle, "w", encoding="utf-8") as file:
                file.write(answer)
            os.replace(path, folder / f"{name}{_SUFFIX}")
        except BaseException:
            os.unlink(path)
            raise


def stored(folder: Path) -> Iterator[Path]:
    """The files of the folder, answers and what an interrupted run left half-written."""
    if folder.is_dir():
        yield from (path for path in sorted(folder.iterdir()) if path.is_file())


def clear(folder: Path) -> int:
    """Delete every stored answer; how many there were. Raises `OSError`."""
    count = 0
    for path in stored(folder):
        path.unlink()
        count += 1
    return count
