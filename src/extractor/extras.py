"""Optional packages, each set of them under a name in pyproject.toml."""

from __future__ import annotations


def install(extra: str) -> str:
    """The command that adds the packages of `extra`: of the installed program, so it works in any folder."""
    return f'pip install "jixiao-extractor[{extra}]"'
