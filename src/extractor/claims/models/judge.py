"""A model as a judge: it points at candidates that it is given, and can say nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model

from extractor import prompt_files, userfile
from extractor.claims.models.options import Options
from extractor.claims.models.prompt import shown, versioned, written
from extractor.claims.models.reply import Malformed, Message, Trouble
from extractor.claims.models.respondent import Ask, Respondent, Usage, finished, to_stderr
from extractor.claims.question import Candidate, Question, Ruling, Task
from extractor.userfile import BadFile

_TASK = "judge"
_TEXTS = ("system.md", "malformed.md")


class Pointing(BaseModel):
    """The shape of every answer; `schema` narrows the ids to those of the candidates."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    ids: list[Any]


def schema(question: Question) -> type[Pointing]:
    """What may be answered to `question`."""
    given = tuple(candidate.id for candidate in question.candidates)
    one: Any = Literal.__getitem__(given)
    return create_model("Pointing", __base__=Pointing, ids=(list[one], Field(max_length=len(given))))


@dataclass(frozen=True, slots=True)
class Prompt:
    """The files of one folder; `messages` come before every question."""

    version: str
    messages: tuple[Message, ...]
    malformed: str

    def question(self, question: Question) -> list[Message]:
        return [*self.messages, {"role": "user", "content": told(question)}]


def told(question: Question) -> str:
    """A question as a model sees it."""
    candidates = [{"id": one.id, "text": one.said} for one in question.candidates]
    seen = {"task": question.task, "heading": question.heading, "claim": question.said, "candidates": candidates}
    return shown({key: value for key, value in seen.items() if value})


def load(folder: Path | None = None) -> Prompt:
    """The prompt in `folder`/judge, or the one that is shipped. Raises `BadFile` for a file that is missing and for an
    example that points at what is no candidate of it."""
    place = (folder or prompt_files.folder()) / _TASK
    texts = {name: written(place / name) for name in _TEXTS}
    messages: list[Message] = [{"role": "system", "content": texts["system.md"]}]
    for number, example in enumerate(userfile.load(place / "examples.toml").get("example", []), 1):
        asked, answer = _example(example, f"{place / 'examples.toml'}：第{number}个示例")
        messages.append({"role": "user", "content": asked})
        messages.append({"role": "assistant", "content": answer})
    return Prompt(versioned(place, [messages, texts]), tuple(messages), texts["malformed.md"])


def _example(example: Any, where: str) -> tuple[str, str]:
    try:
        candidates = tuple(Candidate(id, said) for id, said in example["candidates"].items())
        if example["task"] not in get_args(Task):
            raise KeyError(example["task"])
        question = Question("", example["task"], example["claim"], example.get("heading", ""), candidates)
        answer = schema(question).model_validate({"ids": example["ids"]})
    except (AttributeError, KeyError, TypeError, ValidationError) as error:
        reason = error.errors()[0]["msg"] if isinstance(error, ValidationError) else repr(error)
        raise BadFile(f"{where}不合格式（{reason}）。") from None
    return told(question), shown(answer.model_dump())


class ModelJudge:
    """Asks `name` (PROVIDER/NAME or `transformers:PATH`), a question a claim."""

    def __init__(self, name: str, options: Options | None = None, announce: Callable[[str], None] = to_stderr) -> None:
        """As of `llm.Model`. Raises `reply.Unusable` and `userfile.BadFile` (the prompts)."""
        self.name = name
        self._options = options or Options()
        self._prompt = load(self._options.prompts)
        self._respondent = Respondent(name, self._options, announce)

    @property
    def usage(self) -> Usage:
        return self._respondent.usage

    @property
    def versions(self) -> dict[str, str]:
        """For the output: which model and prompt judged."""
        return {"judge": self.name, "judge_prompt": self._prompt.version}

    def rule(self, questions: Sequence[Question]) -> Iterator[Ruling]:
        yield from finished(self._rulings(questions))

    async def _rulings(self, questions: Sequence[Question]) -> list[Ruling]:
        async with self._respondent.open() as ask:
            done = 0

            async def counted(question: Question) -> Ruling:
                nonlocal done
                ruling = await self._ruling(ask, question)
                done += 1
                if self._options.progress is not None:
                    self._options.progress(done, len(questions))
                return ruling

            return await asyncio.gather(*(counted(question) for question in questions))

    async def _ruling(self, ask: Ask, question: Question) -> Ruling:
        messages, wanted = self._prompt.question(question), schema(question)
        try:
            try:
                answer = await ask(messages, wanted)
            except Malformed as malformed:
                said = self._prompt.malformed.replace("{{reason}}", str(malformed))
                turns: list[Message] = [{"role": "assistant", "content": "{}"}, {"role": "user", "content": said}]
                answer = await ask([*messages, *turns], wanted)
        except Trouble as trouble:
            return Ruling(question, failed=str(trouble))
        return Ruling(question, tuple(dict.fromkeys(answer.ids)))
