"""How an item of a list or a title is numbered."""

from __future__ import annotations

MARK = r"(?:[（(]?[一二三四五六七八九十\d]{1,2}(?:[)）、．]|\.(?!\d))|[①-⑳])"
"""Pattern of `一、`, `（二）`, `3.`, `④`; `3.5` is a number."""
