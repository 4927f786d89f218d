"""A model on a scripted server, and reports about it."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from tests.claims.models.server import Script, Server, scripted

INSTALLED = all(importlib.util.find_spec(name) for name in ("instructor", "openai", "anthropic"))

Serve = Callable[[Script], Server]


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    """Starts a scripted server that OPENAI_BASE_URL and ANTHROPIC_BASE_URL name."""
    if not INSTALLED:
        pytest.skip("the extra 'models' is not installed: pip install '.[models]'")
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    with ExitStack() as running:

        def start(script: Script) -> Server:
            server = running.enter_context(scripted(script))
            monkeypatch.setenv("OPENAI_BASE_URL", server.url)
            monkeypatch.setenv("OPENAI_API_KEY", "sk-scripted")
            monkeypatch.setenv("ANTHROPIC_BASE_URL", server.url.removesuffix("/v1"))
            monkeypatch.setenv("ANTHROPIC_API_KEY", "scripted")
            return server

        yield start
