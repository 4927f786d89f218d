"""A scripted server: an OpenAI-compatible or Anthropic endpoint on the loopback interface, saying what a test wants.

It is no model and records none; it shows what a real server does not show on demand (429, a slow drip, lies).
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Proposed = list[dict[str, Any]]
Segments = list[dict[str, str]]


@dataclass(frozen=True)
class Reply:
    """What goes back: `body` in pieces of `drip` bytes with pauses, where `drip` is given."""

    body: bytes
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    drip: int = 0


@dataclass(frozen=True)
class Asked:
    """One request."""

    path: str
    body: dict[str, Any]
    headers: Mapping[str, str]

    @property
    def said(self) -> list[dict[str, Any]]:
        """The messages, without the system's."""
        return [message for message in self.body["messages"] if message["role"] != "system"]

    @property
    def last(self) -> str:
        content = self.said[-1]["content"]
        return content if isinstance(content, str) else "".join(part["text"] for part in content)

    @property
    def segments(self) -> Segments:
        """The segments of the question; none where the last message is no question."""
        try:
            return list(json.loads(self.last))
        except ValueError:
            return []


Script = Callable[[Asked], Reply]


def content(text: str, *, finish: str = "stop", tokens: int | None = 100) -> Reply:
    """An answer of an OpenAI-compatible server whose message is `text`."""
    made: dict[str, Any] = {
        "id": "x", "object": "chat.completion", "created": 0, "model": "scripted",
        "choices": [{"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": finish}],
    }  # fmt: skip
    if tokens is not None:
        made["usage"] = {"prompt_tokens": tokens - 10, "completion_tokens": 10, "total_tokens": tokens}
    return Reply(json.dumps(made).encode())


def proposing(propose: Callable[[Segments], Proposed]) -> Script:
    """Answers each question with what `propose` makes of its segments; asked again, with nothing."""
    return lambda asked: content(json.dumps({"claims": propose(asked.segments)}, ensure_ascii=False))


def proposal(segment: str, quote: str, kind: str, indicator: str, **fields: Any) -> dict[str, Any]:
    """One proposal, complete."""
    made = {"segment": segment, "quote": quote, "kind": kind, "indicator": indicator, "role": "actual"}
    return {**made, "direction": None, "evidence": None, **fields}


@dataclass
class Server:
    """What it was asked so far, and where it listens."""

    url: str
    asked: list[Asked]


@contextmanager
def scripted(script: Script) -> Iterator[Server]:
    """Serve `script` on a free port of the loopback interface."""
    asked: list[Asked] = []
    done = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            one = Asked(self.path, body, dict(self.headers))
            asked.append(one)
            reply = script(one)
            self.send_response(reply.status)
            for name, value in {"content-type": "application/json", **reply.headers}.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(reply.body)))
            self.end_headers()
            try:
                for piece in _pieces(reply):
                    self.wfile.write(piece)
                    self.wfile.flush()
                    if reply.drip and done.wait(0.05):
                        return
            except OSError:
                return  # whoever asked has gone

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing on stderr: the tests look at it."""

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    httpd.daemon_threads = True
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield Server(f"http://127.0.0.1:{httpd.server_port}/v1", asked)
    finally:
        done.set()
        httpd.shutdown()
        httpd.server_close()
        thread.join()


def _pieces(reply: Reply) -> Iterator[bytes]:
    step = reply.drip or len(reply.body) or 1
    yield from (reply.body[at : at + step] for at in range(0, len(reply.body), step))
