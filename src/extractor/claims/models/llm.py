"""An extractor that asks a model, batch by batch, and believes nothing that the text does not say."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from pydantic import ValidationError

from extractor.claims.model import Claim, Failed, Rejected, Segment
from extractor.claims.models import cache
from extractor.claims.models.options import Options
from extractor.claims.models.prompt import Message, Prompt, load, shown
from extractor.claims.models.proposal import Answer, Proposal, Proposer, Unfounded, carried_into, claim
from extractor.claims.models.provider import Malformed, Session, Stopped, TooLong, Trouble

Found = Claim | Rejected | Failed
T = TypeVar("T")
Ask = Callable[[Sequence[Message]], Awaitable[Answer]]


class NothingStored(ValueError):
    """There is nothing to go on with: no answer that a report needs is stored."""


@dataclass(slots=True)
class Usage:
    """What a run has cost so far."""

    calls: int = 0
    tokens: int = 0
    cache_hits: int = 0


def _to_stderr(said: str) -> None:
    print(said, file=sys.stderr, flush=True)


class Model:
    """Asks `name` (PROVIDER/NAME). What it proposes and does not stand in the text is asked again once, with the
    reason; what is still wrong then is rejected. Segments without an answer are `Failed`; the others stay."""

    def __init__(self, name: str, options: Options | None = None, announce: Callable[[str], None] = _to_stderr) -> None:
        """`announce` is told the host once, before anything is sent to it. Raises `provider.Unusable` and
        `userfile.BadFile` (the prompts)."""
        self.name = name
        self.usage = Usage()
        self._options = options or Options()
        self._prompt: Prompt = load(self._options.prompts)
        self._by = Proposer(name, self._options.confidence, self._prompt.quotes)
        self._announce = announce
        self._announced = False
        self._another: str | None = None
        # Whatever is missing is said before a report is read.
        self._identity = self._identify(Session(name, self._options))

    @property
    def versions(self) -> dict[str, str]:
        """For the output: which prompt made these claims."""
        return {"prompt": self._prompt.version}

    def extract(
        self, text: str, segments: Sequence[Segment], among: Sequence[Segment] | None = None
    ) -> Iterator[Found]:
        """`among` are all segments of the report, where `segments` are only some of them."""
        batches = list(self._batches(text, segments))
        carried = carried_into(text, list(among or segments))
        if self._options.resume and batches and not any(self._stored(text, batch) for batch in batches):
            raise NothingStored(
                "缓存中没有这份报告的回答（报告、模型、提示词或参数与上次不同），无从继续；请去掉 --resume。"
            )
        for found in _finished(self._answers(text, batches, carried)):
            yield from found

    def _batches(self, text: str, segments: Sequence[Segment]) -> Iterator[list[Segment]]:
        batch: list[Segment] = []
        size = 0
        for segment in segments:
            length = len(segment.span)
            if batch and (len(batch) >= self._options.segments or size + length > self._options.characters):
                yield batch
                batch, size = [], 0
            batch.append(segment)
            size += length
        if batch:
            yield batch

    async def _answers(
        self, text: str, batches: Sequence[list[Segment]], carried: dict[str, str | None]
    ) -> list[list[Found]]:
        session = Session(self.name, self._options)
        try:
            one = _Report(text, carried, self._by, self._prompt, self._asker(session))
            done = 0

            async def counted(batch: Sequence[Segment]) -> list[Found]:
                nonlocal done
                found = await one.batch(batch)
                done += 1
                if self._options.progress is not None:
                    self._options.progress(done, len(batches))
                return found

            return await asyncio.gather(*(counted(batch) for batch in batches))
        finally:
            await session.close()

    def _asker(self, session: Session) -> Ask:
        """What answers a question: the store, else the provider, as long as it is there and the budget lasts."""
        limit = asyncio.Semaphore(self._options.concurrency)
        stopped: list[Stopped] = []

        async def ask(messages: Sequence[Message]) -> Answer:
            key = self._key(messages)
            stored = _read(cache.get(self._options.cache, key))
            if stored is not None:
                self.usage.cache_hits += 1
                return stored
            async with limit:
                if stopped:
                    raise Stopped(str(stopped[0]))
                if self._options.max_tokens is not None and self.usage.tokens >= self._options.max_tokens:
                    raise Stopped(f"已用完 --max-tokens {self._options.max_tokens} 的额度")
                self._say_where(session.host)
                self.usage.calls += 1
                try:
                    reply = await session.ask(messages)
                except Trouble as trouble:
                    self.usage.tokens += trouble.tokens
                    if isinstance(trouble, Stopped):
                        stopped.append(trouble)
                    raise
            self.usage.tokens += reply.tokens
            self._say_who(reply.model)
            cache.put(self._options.cache, key, reply.answer.model_dump_json())
            return reply.answer

        return ask

    def _say_where(self, host: str) -> None:
        if not self._announced:
            self._announced = True
            self._announce(f"报告的文字将发送到 {host}（--model {self.name}）。")

    def _say_who(self, answered: str | None) -> None:
        """Servers with one model answer to any name."""
        wanted = self.name.partition("/")[2]
        # A dated release of what was asked for (`NAME-2026-01-01`) is no other model.
        if answered and not answered.startswith(wanted) and answered != self._another:
            self._another = answered
            self._announce(f"注意：服务用来作答的模型是 {answered}，不是 {wanted}。")

    def _identify(self, session: Session) -> dict[str, object]:
        """All that an answer depends on beside the messages."""
        return {
            "schema": Answer.model_json_schema(),
            "model": self.name,
            "host": session.host,
            "parameters": session.parameters,
        }

    def _key(self, messages: Sequence[Message]) -> str:
        return cache.key({**self._identity, "messages": list(messages)})

    def _stored(self, text: str, batch: Sequence[Segment]) -> bool:
        return cache.get(self._options.cache, self._key(self._prompt.question(batch, text))) is not None


def _finished(work: Coroutine[None, None, T]) -> T:
    """What `work` gives, also where an event loop is running already (a notebook)."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    with ThreadPoolExecutor(1) as elsewhere:
        return elsewhere.submit(asyncio.run, work).result()


def _read(stored: str | None) -> Answer | None:
    try:
        return Answer.model_validate_json(stored) if stored is not None else None
    except ValidationError:
        return None


@dataclass(slots=True)
class _Report:
    """The questions about one report."""

    text: str
    carried: dict[str, str | None]
    by: Proposer
    prompt: Prompt
    ask: Ask

    async def batch(self, segments: Sequence[Segment]) -> list[Found]:
        """Everything about `segments`; never raises `Trouble`."""
        messages = self.prompt.question(segments, self.text)
        try:
            answer = await self._answer(messages)
        except TooLong as trouble:
            if len(segments) == 1:
                return self._failed(segments, trouble)
            half = len(segments) // 2
            return [*await self.batch(segments[:half]), *await self.batch(segments[half:])]
        except Trouble as trouble:
            return self._failed(segments, trouble)
        claims, wrong = self._judged(answer, segments)
        if not wrong:
            return [*claims]
        listed = shown([{**one.model_dump(), "reason": reason} for one, reason in wrong])
        messages += [
            {"role": "assistant", "content": answer.model_dump_json()},
            {"role": "user", "content": self.prompt.again.replace("{{rejected}}", listed)},
        ]
        try:
            mended, still_wrong = self._judged(await self.ask(messages), segments)
        except Trouble:
            mended, still_wrong = [], wrong
        rejected = [Rejected(one.quote[:400], one.segment[:40], reason, self.by.name) for one, reason in still_wrong]
        return [*_distinct([*claims, *mended]), *rejected]

    async def _answer(self, messages: list[Message]) -> Answer:
        try:
            return await self.ask(messages)
        except Malformed as malformed:
            said = self.prompt.malformed.replace("{{reason}}", str(malformed))
            # Templates of many models want the two sides to take turns.
            turns: list[Message] = [{"role": "assistant", "content": "{}"}, {"role": "user", "content": said}]
            return await self.ask([*messages, *turns])

    def _judged(self, answer: Answer, segments: Sequence[Segment]) -> tuple[list[Claim], list[tuple[Proposal, str]]]:
        """The claims among what is proposed, and what is none with the reason."""
        known = {segment.id: segment for segment in segments}
        claims, wrong = [], []
        for proposal in answer.claims:
            try:
                if proposal.segment not in known:
                    raise Unfounded("没有这个编号的语句")
                segment = known[proposal.segment]
                claims.append(claim(proposal, self.text, segment, self.carried.get(segment.id), self.by))
            except Unfounded as reason:
                wrong.append((proposal, str(reason)))
        return _distinct(claims), wrong

    def _failed(self, segments: Sequence[Segment], trouble: Trouble) -> list[Found]:
        return [Failed(segment.id, segment.span, str(trouble), self.by.name) for segment in segments]


def _distinct(claims: Sequence[Claim]) -> list[Claim]:
    """Each claim once, however often it is proposed."""
    return list({(one.start, one.end, one.kind, one.indicator): one for one in reversed(claims)}.values())[::-1]
