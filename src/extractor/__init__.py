"""Reads Chinese performance self-evaluation reports (绩效自评报告) and checks them against themselves.

>>> import extractor
>>> report = extractor.review_text("一、基本情况\\n在职人员10人。\\n")
>>> [claim.quote for claim in report.claims]
['在职人员10人']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from os import PathLike

    from extractor.report import Report

__version__ = "0.1.0"
__all__ = ["__version__", "review", "review_text"]


def review(path: str | PathLike[str], *, encoding: str | None = None) -> Report:
    """Read the report at `path` and check it; see `extractor.report.Report` for what comes back.

    Raises `extractor.document.load.Unreadable` where the file cannot be read as text.
    """
    from extractor.pipeline import review_path

    return review_path(path, encoding=encoding)


def review_text(text: str, *, name: str = "<text>") -> Report:
    """Check a report that is already text; offsets in the result are code points of `text`."""
    from extractor.pipeline import review_string

    return review_string(text, name=name)
