"""The prompts, which lie beside the package in a checkout and inside it in a wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def folder() -> Path:
    """Where the prompts are. Raises `FileNotFoundError`: an installation without them is broken."""
    for place in (_PACKAGE / "prompts", _PACKAGE.parents[1] / "prompts"):
        if place.is_dir():
            return place
    raise FileNotFoundError(f"no prompts beside {_PACKAGE}")


def prompt(name: str) -> str:
    """The text of one prompt. Raises `FileNotFoundError`."""
    return (folder() / name).read_text(encoding="utf-8")
