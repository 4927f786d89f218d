"""Words with their tags: jieba's dictionary and method over an own, private copy merged with the domain lexicon.

jieba's own start parses 5 MB of dictionary, or unmarshals half a million entries from a folder that everybody may
write to, and logs to stderr. Here the merged dictionary lies in the user's cache folder, split by first character: a
report touches a fraction of the characters, and only their words are loaded. jieba's global tokenizer stays untouched;
its model for unknown words (`finalseg`) is used as it is.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import re
import stat
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from math import log
from pathlib import Path

from extractor.document.model import Span

_FORMAT = 1
_BLOCK = re.compile(r"[\u4e00-\u9fd5]+|[a-zA-Z0-9]+(?:\.\d+)?%?|[^\S\n]+|.|\n")
_TAG_BITS = 8

Shard = dict[str, int]
"""Words with one first character: frequency << 8 | index of the tag; 0 for what only begins a word."""


@dataclass(frozen=True, slots=True)
class Word:
    """`text` is the word as printed; `tag` the dictionary's part of speech, `m` for digits, `eng` for letters, `x` for
    signs and words that the dictionary lacks."""

    start: int
    end: int
    text: str
    tag: str


def cut(text: str, span: Span | None = None) -> list[Word]:
    """The words of a part of the text, blanks left out. Never take a number from them: quantities.py reads those."""
    return list(_words(text, span or Span(0, len(text))))


def _words(text: str, span: Span) -> Iterator[Word]:
    dictionary = _dictionary()
    for block in _BLOCK.finditer(text, span.start, span.end):
        first = block[0][0]
        if "\u4e00" <= first <= "\u9fd5":
            yield from dictionary.cut(text, block.start(), block.end())
        elif not first.isspace():
            tag = "x" if not first.isalnum() else "eng" if first.isalpha() else "m"
            yield Word(block.start(), block.end(), block[0], tag)


class _Dictionary:
    """Shards by first character, loaded when a text first needs them."""

    def __init__(self, packed: dict[str, bytes], total: int, tags: list[str]) -> None:
        self._packed = packed
        self._tags = tags
        self._total = log(total)
        self._shards: dict[str, Shard] = {}

    def _shard(self, char: str) -> Shard:
        shard = self._shards.get(char)
        if shard is None:
            packed = self._packed.get(char)
            shard = self._shards[char] = marshal.loads(packed) if packed else {}
        return shard

    def cut(self, text: str, start: int, end: int) -> Iterator[Word]:
        """The likeliest path through a run of Chinese characters; runs of single ones go to the unknown-word model."""
        best = [0.0] * (end - start + 1)
        ahead = [0] * (end - start)
        for at in range(end - 1, start - 1, -1):
            shard = self._shard(text[at])
            score, to = best[at + 1 - start] + log((shard.get(text[at], 0) >> _TAG_BITS) or 1) - self._total, at + 1
            stop = at + 2
            while stop <= end:
                entry = shard.get(text[at:stop])
                if entry is None:
                    break
                if entry:
                    other = best[stop - start] + log(entry >> _TAG_BITS) - self._total
                    if other >= score:
                        score, to = other, stop
                stop += 1
            best[at - start], ahead[at - start] = score, to
        at = single = start
        while at < end:
            to = ahead[at - start]
            if to - at > 1:
                yield from self._unknown(text, single, at)
                yield self._word(text, at, to)
                single = to
            at = to
        yield from self._unknown(text, single, end)

    def _unknown(self, text: str, start: int, end: int) -> Iterator[Word]:
        if end - start < 2:
            if start < end:
                yield self._word(text, start, end)
            return
        run = text[start:end]
        parts: Iterable[str] = run if self._shard(run[0]).get(run) else _finalseg()(run)
        for part in parts:
            yield self._word(text, start, start + len(part))
            start += len(part)

    def _word(self, text: str, start: int, end: int) -> Word:
        word = text[start:end]
        entry = self._shard(word[0]).get(word, 0)
        return Word(start, end, word, self._tags[entry & ((1 << _TAG_BITS) - 1)] if entry else "x")


@contextmanager
def _hidden(module: str) -> Iterator[None]:
    """`module` cannot be imported, unless it is already."""
    absent = module not in sys.modules
    if absent:
        sys.modules[module] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        if absent:
            del sys.modules[module]


@cache
def _finalseg() -> Callable[[str], Iterable[str]]:
    # Only where a text has unknown words. jieba opens its files by pkg_resources where that exists, which costs more
    # than all the rest of it and warns on stderr; without it, jieba opens them by their path.
    with warnings.catch_warnings(), _hidden("pkg_resources"):
        warnings.simplefilter("ignore")
        from jieba import finalseg
    cut: Callable[[str], Iterable[str]] = finalseg.cut
    return cut


@cache
def _dictionary() -> _Dictionary:
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("jieba")
    base = Path(spec.origin).with_name("dict.txt")
    lexicon = (files("extractor") / "data" / "lexicon.txt").read_bytes()
    key = hashlib.sha256(repr((_FORMAT, sys.version_info[:2], base.stat().st_size, marshal.version)).encode() + lexicon)
    place = _cache_folder()
    path = place / f"words-{key.hexdigest()[:16]}" if place else None
    if path:
        try:
            return _Dictionary(*marshal.loads(path.read_bytes()))
        except (OSError, ValueError, EOFError, TypeError):
            pass  # not there yet, or cut short: built again below
    built = _build(base.read_bytes(), lexicon)
    if path:
        _store(path, marshal.dumps(built))
    return _Dictionary(*built)


def _build(base: bytes, lexicon: bytes) -> tuple[dict[str, bytes], int, list[str]]:
    """Merged shards, the sum of all frequencies, and the tags; the lexicon wins over the dictionary."""
    tags: dict[str, int] = {}
    shards: dict[str, Shard] = {}
    for source in (base, lexicon):
        for line in source.decode("utf-8").splitlines():
            word, frequency, tag = line.split(" ")
            shard = shards.setdefault(word[0], {})
            shard[word] = max(int(frequency), 1) << _TAG_BITS | tags.setdefault(tag, len(tags))
            for size in range(1, len(word)):
                shard.setdefault(word[:size], 0)
    total = sum(entry >> _TAG_BITS for shard in shards.values() for entry in shard.values())
    return {char: marshal.dumps(shard) for char, shard in shards.items()}, total, list(tags)


def _cache_folder() -> Path | None:
    """A folder that only this user can write to, None where there is none: what lies in it is trusted when loaded."""
    root = os.environ.get("XDG_CACHE_HOME")
    try:
        folder = (Path(root) if root else Path.home() / ".cache") / "jixiao-extractor"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        state = folder.lstat()
    except (OSError, RuntimeError):
        return None
    if not stat.S_ISDIR(state.st_mode):
        return None
    if os.name == "posix" and (state.st_uid != os.getuid() or state.st_mode & 0o077):
        return None
    return folder


def _store(path: Path, content: bytes) -> None:
    """Whole or not at all; a full disk or a read-only folder only costs the next start its time."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.replace(name, path)
    except OSError:
        return
