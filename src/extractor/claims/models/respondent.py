"""A model that answers questions: the store first, else the model itself, while it is there and the budget lasts."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Protocol, TypeVar

from pydantic import BaseModel, ValidationError

from extractor.claims.models import cache, inprocess, provider
from extractor.claims.models.options import Options
from extractor.claims.models.reply import A, Message, Session, Stopped, Trouble

T = TypeVar("T")


@dataclass(slots=True)
class Usage:
    """What a run has cost so far."""

    calls: int = 0
    tokens: int = 0
    cache_hits: int = 0


class Ask(Protocol):
    """Asks one question. Raises `reply.Trouble`."""

    async def __call__(self, messages: Sequence[Message], schema: type[A]) -> A: ...


def to_stderr(said: str) -> None:
    print(said, file=sys.stderr, flush=True)


def missing(name: str) -> str:
    """What the machine lacks to ask `name`, and how to get it; empty where nothing is missing."""
    return inprocess.missing(name) if inprocess.names(name) else provider.missing(name)


class Respondent:
    """Asks `name` (PROVIDER/NAME or `transformers:PATH`) one question after another."""

    def __init__(self, name: str, options: Options, announce: Callable[[str], None]) -> None:
        """`announce` is told the host once, before anything is sent to it. Raises `reply.Unusable`."""
        self.name = name
        self.usage = Usage()
        self._options = options
        self._announce = announce
        self._announced = False
        self._another: str | None = None
        # Whatever is missing is said before a report is read.
        session = self._session()
        self._identity = {"model": name, "host": session.host, "parameters": session.parameters}

    def _session(self) -> Session:
        if inprocess.names(self.name):
            return inprocess.Weights(self.name, self._options)
        return provider.Client(self.name, self._options)

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Ask]:
        """What answers questions, inside one event loop. Where the model is away or the budget is used up, every
        question that is not stored is `reply.Stopped`."""
        session = self._session()
        limit = asyncio.Semaphore(self._options.concurrency)
        stopped: list[Stopped] = []

        async def ask(messages: Sequence[Message], schema: type[A]) -> A:
            key = self._key(messages, schema)
            stored = _read(cache.get(self._options.cache, key), schema)
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
                    reply = await session.ask(messages, schema)
                except Trouble as trouble:
                    self.usage.tokens += trouble.tokens
                    if isinstance(trouble, Stopped):
                        stopped.append(trouble)
                    raise
            self.usage.tokens += reply.tokens
            self._say_who(reply.model)
            cache.put(self._options.cache, key, reply.answer.model_dump_json())
            return reply.answer

        try:
            yield ask
        finally:
            await session.close()

    def is_stored(self, messages: Sequence[Message], schema: type[BaseModel]) -> bool:
        """Whether this question needs no call."""
        return cache.get(self._options.cache, self._key(messages, schema)) is not None

    def _key(self, messages: Sequence[Message], schema: type[BaseModel]) -> str:
        return cache.key({**self._identity, "schema": schema.model_json_schema(), "messages": list(messages)})

    def _say_where(self, host: str) -> None:
        if host and not self._announced:
            self._announced = True
            self._announce(f"报告的文字将发送到 {host}（模型 {self.name}）。")

    def _say_who(self, answered: str | None) -> None:
        """Servers with one model answer to any name."""
        wanted = self.name.partition("/")[2]
        # A dated release of what was asked for (`NAME-2026-01-01`) is no other model.
        if answered and not answered.startswith(wanted) and answered != self._another:
            self._another = answered
            self._announce(f"注意：服务用来作答的模型是 {answered}，不是 {wanted}。")


def finished(work: Coroutine[None, None, T]) -> T:
    """What `work` gives, also where an event loop is running already (a notebook)."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    with ThreadPoolExecutor(1) as elsewhere:
        return elsewhere.submit(asyncio.run, work).result()


def _read(stored: str | None, schema: type[A]) -> A | None:
    try:
        return schema.model_validate_json(stored) if stored is not None else None
    except ValidationError:
        return None
