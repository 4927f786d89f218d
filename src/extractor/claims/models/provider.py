"""One question to one model through instructor, and what can go wrong with it.

instructor speaks to many providers. OpenAI-compatible servers and Anthropic are tested; every other name that it knows
is passed through. Its own retries are off: how often a question is asked, and why, is decided here.
"""

from __future__ import annotations

import asyncio
import email.utils
import importlib.util
import logging
import os
import re
import time
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from extractor.claims.models.options import Options
from extractor.claims.models.reply import A, Malformed, Message, Reply, Stopped, TooLong, Unusable, first_line
from extractor.extras import install

KEYS = {
    "openai": ("OPENAI_API_KEY",),
    "anthropic": ("ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN"),
    "deepseek": ("DEEPSEEK_API_KEY",),
}
"""Variables of the environment, any of which holds the key; keys come from nowhere else."""
_PACKAGES = {"anthropic": "anthropic"}
"""The package that a provider needs beside instructor; every other one that is named here speaks through openai."""
INSTALL = install("models")
_OPENAI_HOST = "api.openai.com"
_TOO_LONG = re.compile(r"context|too long|too large|maximum.{0,20}(?:length|tokens)|exceed", re.IGNORECASE)
_SAID = {
    401: "服务拒绝访问（HTTP 401），请检查密钥",
    403: "服务拒绝访问（HTTP 403），请检查密钥和权限",
    404: "服务没有这个模型或地址（HTTP 404），请检查模型名称和 BASE_URL",
}


class Client:
    """A session with one provider, through instructor."""

    def __init__(self, model: str, options: Options) -> None:
        """`model` is PROVIDER/NAME. Raises `Unusable`."""
        self.model, self._options = model, options
        provider = model.partition("/")[0]
        _check(model)
        import instructor

        # Its log would print the text of errors, and with it parts of reports, where nobody has set logging up.
        logging.getLogger("instructor").addHandler(logging.NullHandler())
        mode = instructor.Mode.JSON_SCHEMA if provider == "openai" else None
        try:
            self._client: Any = instructor.from_provider(model, async_client=True, mode=mode)
        except Exception as error:
            raise Unusable(f"模型 {model}：无法使用（{type(error).__name__}: {first_line(error)}）。") from None
        raw = getattr(self._client, "client", None)
        if hasattr(raw, "max_retries"):
            raw.max_retries = 0  # type: ignore[union-attr]
        if hasattr(raw, "timeout"):
            # The client's own limit, 10 minutes, would end what the option allows.
            raw.timeout = options.timeout  # type: ignore[union-attr]
        if hasattr(getattr(raw, "_client", None), "follow_redirects"):
            # A redirect would send the report to a host that nobody was told of.
            raw._client.follow_redirects = False  # type: ignore[union-attr]
        self.host = urlsplit(str(getattr(raw, "base_url", ""))).netloc.rpartition("@")[2] or provider
        self.parameters = _parameters(raw, self.host, options.answer_tokens)

    async def ask(self, messages: Sequence[Message], schema: type[A]) -> Reply[A]:
        """The answer to `messages`, of `schema`. Raises `Trouble`, after as many attempts as the options allow."""
        attempt, tokens = 0, 0
        while True:
            attempt += 1
            try:
                return await self._once(messages, schema)
            except _Again as again:
                allowed = min(2, self._options.attempts) if again.slow else self._options.attempts
                wait = again.wait if again.wait is not None else self._options.backoff * 2 ** (attempt - 1)
                if attempt >= allowed or wait > self._options.longest_wait:
                    asked = f"，并要求 {wait:.0f} 秒后再试" if wait > self._options.longest_wait else ""
                    raise Stopped(f"{again}（已试 {attempt} 次{asked}）", tokens) from None
                await asyncio.sleep(wait)

    async def _once(self, messages: Sequence[Message], schema: type[A]) -> Reply[A]:
        try:
            async with asyncio.timeout(self._options.timeout):
                answer, raw = await self._client.create_with_completion(
                    messages=[dict(message) for message in messages], response_model=schema, max_retries=0,
                    **self.parameters,
                )  # fmt: skip
        except TimeoutError:
            raise _Again(f"服务在 {self._options.timeout:g} 秒内没有答完", slow=True) from None
        except Exception as error:
            raise _trouble(error, messages) from None
        said = getattr(raw, "model", None)
        return Reply(answer, _tokens(raw, messages, answer.model_dump_json()), said if isinstance(said, str) else None)

    async def close(self) -> None:
        """Give the connections back."""
        close = getattr(getattr(self._client, "client", None), "close", None)
        if close is not None:
            await close()


def _parameters(client: object, host: str, longest: int) -> dict[str, Any]:
    """What a client takes beside the messages: compatible servers know what newer models of OpenAI itself refuse, and
    nothing is known of providers that are passed through."""
    speaks = type(client).__module__.partition(".")[0]
    if speaks == "anthropic":
        return {"max_tokens": longest}
    if speaks != "openai":
        return {}
    return {"max_completion_tokens": longest} if host == _OPENAI_HOST else {"max_tokens": longest, "temperature": 0}


class _Again(Exception):
    """The server is busy or away. `wait` is what it asks for, in seconds."""

    def __init__(self, message: str, wait: float | None = None, *, slow: bool = False) -> None:
        super().__init__(message)
        self.wait, self.slow = wait, slow


def missing(model: str) -> str:
    """What the machine lacks to ask `model`, and how to get it; empty where nothing is missing."""
    provider, _, name = model.partition("/")
    if not provider or not name:
        return f"模型应写作 服务商/模型名（如 openai/NAME），而不是“{model}”。"
    absent = lacking(provider)
    return f"模型 {model} {absent}" if absent else ""


def lacking(provider: str) -> str:
    """The packages or the key that are missing for any model of `provider`, and how to get them."""
    packages = [
        one for one in ("instructor", _PACKAGES.get(provider, "openai")) if importlib.util.find_spec(one) is None
    ]
    if packages:
        return f"需要另外安装（缺 {'、'.join(packages)}）：{INSTALL}"
    keys = KEYS.get(provider, ())
    if keys and not any(os.environ.get(key) for key in keys):
        hint = "；不核对密钥的自建服务可设为任意值" if provider == "openai" else ""
        return f"需要环境变量 {' 或 '.join(keys)}（密钥只从环境变量读取{hint}）。"
    return ""


def _check(model: str) -> None:
    lacking = missing(model)
    if lacking:
        raise Unusable(lacking)


def _trouble(error: Exception, messages: Sequence[Message]) -> Exception:
    """What an exception of instructor or of a provider's client means. Its text is not passed on: it may quote the
    report or a key."""
    chain = list(_chain(error))
    raw = next(filter(None, (getattr(one, "last_completion", None) for one in chain)), None)
    tokens = _tokens(raw, messages, "") if raw is not None else 0
    if any(type(one).__name__ == "IncompleteOutputException" for one in chain):
        return TooLong("回答超出长度上限，被截断", tokens)
    for one in chain:
        status = getattr(one, "status_code", None)
        if isinstance(status, int):
            return _of_status(status, one)
        if "Timeout" in type(one).__name__:
            return _Again("服务没有按时回应", slow=True)
        if type(one).__name__ in ("APIConnectionError", "ConnectError", "ConnectionError"):
            return _Again("无法连接到服务")
    return Malformed(f"回答不合格式（{type(chain[-1]).__name__}）", tokens)


def _of_status(status: int, error: BaseException) -> Exception:
    if status in (408, 409, 425, 429) or status >= 500:
        return _Again(f"服务繁忙或出错（HTTP {status}）", _retry_after(error))
    if status == 413 or (status in (400, 422) and _TOO_LONG.search(str(error))):
        return TooLong(f"文字超出模型所能处理的长度（HTTP {status}）")
    return Stopped(_SAID.get(status, f"服务拒绝了请求（HTTP {status}）"))


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The exception and what it wraps, outermost first."""
    seen: set[int] = set()
    todo: list[BaseException | None] = [error]
    while todo:
        one = todo.pop(0)
        if one is None or id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        tried = getattr(one, "failed_attempts", None) or ()
        todo += [one.__cause__, one.__context__, *(attempt.exception for attempt in tried)]


def _retry_after(error: BaseException) -> float | None:
    """Seconds that the server asks to wait: a number or a date."""
    headers = getattr(getattr(error, "response", None), "headers", None)
    said = headers.get("retry-after") if headers is not None else None
    if said is None:
        return None
    try:
        return max(0.0, float(said))
    except ValueError:
        pass
    try:
        return max(0.0, email.utils.parsedate_to_datetime(said).timestamp() - time.time())
    except (TypeError, ValueError):
        return None


def _tokens(raw: Any, messages: Sequence[Message], answer: str) -> int:
    """What a call cost. A server that does not say is taken at a token a character, which is more than it is."""
    usage = getattr(raw, "usage", None)
    total = getattr(usage, "total_tokens", None)
    if total is None and usage is not None:
        parts = (getattr(usage, "input_tokens", None), getattr(usage, "output_tokens", None))
        total = sum(part for part in parts if isinstance(part, int)) or None
    return total if isinstance(total, int) else sum(len(m["content"]) for m in messages) + len(answer)
