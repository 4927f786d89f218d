"""A rule's documentation, read from its docstring."""

from __future__ import annotations

import inspect
import re

SECTIONS = ("是什么", "为什么", "依据", "错误示例", "正确示例", "何时不报", "怎样满足")
"""What every rule explains, in this order; each starts a line and ends in a full-width colon."""

_START = re.compile(rf"^({'|'.join(SECTIONS)})：", re.MULTILINE)


def sections(rule: type) -> dict[str, str]:
    """Section → text. Lines of one section are joined; a section that is missing is missing here too."""
    text = inspect.cleandoc(rule.__doc__ or "")
    pieces = _START.split(text)
    return {title: _joined(body) for title, body in zip(pieces[1::2], pieces[2::2], strict=True)}


def _joined(body: str) -> str:
    return re.sub(r"\s*\n\s*", "", body.strip())
