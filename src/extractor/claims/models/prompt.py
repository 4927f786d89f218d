"""What a model is told: a folder of files, checked before a call is paid."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from extractor import prompt_files, userfile
from extractor.claims.model import Segment
from extractor.claims.models.proposal import Answer, Proposer, Unfounded, claim
from extractor.claims.models.reply import Message
from extractor.document.model import Span
from extractor.userfile import BadFile

_TASK = "claims"
_TEXTS = ("system.md", "again.md", "malformed.md")
_OPTIONAL = {"direction": None, "evidence": None}


@dataclass(frozen=True, slots=True)
class Prompt:
    """The files of one folder. `messages` come before every question; `quotes` are those of the examples' answers."""

    version: str
    messages: tuple[Message, ...]
    quotes: frozenset[str]
    again: str
    malformed: str

    def question(self, segments: Sequence[Segment], text: str) -> list[Message]:
        """What to send for `segments` of `text`."""
        return [*self.messages, {"role": "user", "content": shown([told(one, text) for one in segments])}]


def told(segment: Segment, text: str) -> dict[str, str]:
    """A segment as a model sees it: with its headings and, in a form, the label of its cell."""
    seen = {"id": segment.id, "heading": " / ".join(segment.headings), "cell": segment.cell_label}
    return {key: value for key, value in seen.items() if value} | {"text": segment.span.of(text)}


def shown(content: object) -> str:
    """JSON: no text of a report can end the string that it stands in."""
    return json.dumps(content, ensure_ascii=False)


def load(folder: Path | None = None) -> Prompt:
    """The prompt in `folder`/claims, or the one that is shipped. Raises `BadFile` for a file that is missing, for an
    example that is not of the schema, and for one whose claims do not stand in its own text."""
    place = (folder or prompt_files.folder()) / _TASK
    texts = {name: written(place / name) for name in _TEXTS}
    messages: list[Message] = [{"role": "system", "content": texts["system.md"]}]
    quotes: set[str] = set()
    examples = userfile.load(place / "examples.toml").get("example", [])
    for number, example in enumerate(examples, 1):
        where = f"{place / 'examples.toml'}：第{number}个示例"
        segments, answer = _example(example, where)
        quotes |= {proposal.quote for proposal in answer.claims}
        messages.append({"role": "user", "content": shown(segments)})
        messages.append({"role": "assistant", "content": shown(answer.model_dump())})
    return Prompt(
        versioned(place, [messages, texts]), tuple(messages), frozenset(quotes), texts["again.md"],
        texts["malformed.md"],
    )  # fmt: skip


def versioned(place: Path, whole: object) -> str:
    """The version that a prompt's folder names, and a hash of all that is told. Raises `BadFile`."""
    version = userfile.load(place / "prompt.toml").get("version")
    if not isinstance(version, str) or not version:
        raise BadFile(f"{place / 'prompt.toml'}：“version”应为文字。")
    return f"{version} {hashlib.sha256(shown(whole).encode()).hexdigest()[:12]}"


def written(path: Path) -> str:
    """What a prompt's file says. Raises `BadFile`."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise BadFile(f"{path}：提示词文件缺失或不是 UTF-8 编码。") from None


def _example(example: Any, where: str) -> tuple[list[dict[str, str]], Answer]:
    """The example's segments as they are shown, and its answer, each claim of which passes the gate that a model's
    proposals pass."""
    try:
        segments: list[Mapping[str, str]] = example["segments"]
        answer = Answer.model_validate({"claims": [{**_OPTIONAL, **made} for made in example["claims"]]})
        text = "\n".join(one["text"] for one in segments)
        known = {}
        for one in segments:
            span = Span(at := text.index(one["text"]), at + len(one["text"]))
            known[one["id"]] = Segment(
                one["id"], span, "", "other", tuple(filter(None, [one.get("heading")])), cell_label=one.get("cell", "")
            )
    except (KeyError, TypeError, ValidationError) as error:
        reason = error.errors()[0]["msg"] if isinstance(error, ValidationError) else repr(error)
        raise BadFile(f"{where}不合格式（{reason}）。") from None
    for made in answer.claims:
        try:
            if made.segment not in known:
                raise Unfounded(f"没有编号为 {made.segment} 的语句")
            claim(made, text, known[made.segment], None, Proposer("example", 1))
        except Unfounded as error:
            raise BadFile(f"{where}“{made.quote}”：{error}。") from None
    return [told(one, text) for one in known.values()], answer
