"""Reads Chinese performance self-evaluation reports (绩效自评报告) and checks them against themselves.

>>> import extractor
>>> report = extractor.review_text("一、基本情况\\n在职人员10人。\\n")
>>> [claim.quote for claim in report.claims]
['在职人员10人']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from os import PathLike

    from extractor.claims.model import Extractor
    from extractor.claims.question import Judge
    from extractor.report import Report

__version__ = "0.1.0"
__all__ = ["__version__", "review", "review_text"]


def review(
    path: str | PathLike[str],
    *,
    encoding: str | None = None,
    extractor: Extractor | None = None,
    judge: Judge | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    preview: bool = False,
    profile: str | None = None,
) -> Report:
    """Read the report at `path` and check it; see `extractor.report.Report` for what comes back.

    `select` and `ignore` are codes of rules, their names or prefixes; `preview` runs those on trial too. `profile` is
    the name of one or the path of a `.toml` file; without it, the profile that the report shows. `extractor` proposes
    the claims: without it the embedded one, offline (see `extractor.claims.models.choose` for those that ask a model).
    `judge` links what is asserted without a figure to what bears it out: without it nobody does (see
    `extractor.claims.models.judge`).

    Raises `extractor.document.load.Unreadable` where the file cannot be read as text, `extractor.userfile.BadFile` for
    a profile and `extractor.checks.registry.UnknownRule` for a rule that there is not.
    """
    from extractor.checks.registry import select as rules
    from extractor.pipeline import review_path
    from extractor.profile import named

    chosen = rules(select, ignore, preview=preview)
    return review_path(
        path,
        encoding=encoding,
        extractor=extractor,
        judge=judge,
        rules=chosen,
        profile=named(profile) if profile else None,
    )


def review_text(
    text: str,
    *,
    name: str = "<text>",
    extractor: Extractor | None = None,
    judge: Judge | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    preview: bool = False,
    profile: str | None = None,
) -> Report:
    """Check a report that is already text; offsets in the result are code points of `text`. Options as of `review`."""
    from extractor.checks.registry import select as rules
    from extractor.pipeline import review_string
    from extractor.profile import named

    chosen = rules(select, ignore, preview=preview)
    return review_string(
        text,
        name=name,
        extractor=extractor,
        judge=judge,
        rules=chosen,
        profile=named(profile) if profile else None,
    )
