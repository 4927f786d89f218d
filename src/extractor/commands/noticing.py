"""What the commands share that spoil a labelled report and ask whether that is noticed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from extractor.commands import exits

if TYPE_CHECKING:
    from extractor.checks.finding import Finding


def findings(text: str, name: str) -> Sequence[Finding]:
    """The findings of the program as it is, on the report called `name`."""
    import extractor

    return extractor.review_text(text, name=name).findings


def exit_code(noticed: int, made: int, fail_under: float | None) -> int:
    """1 where a smaller share than `fail_under` was noticed."""
    return exits.FOUND if fail_under is not None and noticed < fail_under * made else exits.DONE
