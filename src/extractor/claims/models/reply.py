"""What asking a model comes to: an answer of the schema that was asked for, or trouble."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from pydantic import BaseModel

A = TypeVar("A", bound=BaseModel)

Message = dict[str, str]
"""`role` and `content`, as chat interfaces take them."""


class Unusable(ValueError):
    """A model that cannot be asked at all on this machine; the message says what is missing."""


def first_line(error: Exception) -> str:
    """What an exception says, as far as a message has room for it."""
    return (str(error).splitlines() or [""])[0][:200]


class Trouble(Exception):
    """A question without a usable answer; the message (Chinese) says why. `tokens` were spent on it."""

    def __init__(self, message: str, tokens: int = 0) -> None:
        super().__init__(message)
        self.tokens = tokens


class Stopped(Trouble):
    """The model is away or refuses: asking it about anything else is of no use."""


class TooLong(Trouble):
    """The question or its answer is longer than the model takes: less at a time may do."""


class Malformed(Trouble):
    """An answer that is empty, broken, or not of the schema."""


@dataclass(frozen=True, slots=True)
class Reply(Generic[A]):
    """An answer, the tokens that it cost with its question, and the model that the server says has answered."""

    answer: A
    tokens: int
    model: str | None = None


class Session(Protocol):
    """A model that can be asked inside one event loop. `host` is where the text goes, empty where it stays in this
    process; `parameters` are whatever an answer depends on beside model, messages and schema."""

    host: str
    parameters: dict[str, Any]

    async def ask(self, messages: Sequence[Message], schema: type[A]) -> Reply[A]:
        """Raises `Trouble`."""
        ...

    async def close(self) -> None: ...
