"""Clauses that only say what something is done or meant for, or by which principles."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.claims.clause import Clause
from extractor.claims.disposal import gives
from extractor.claims.lexicon import pattern
from extractor.claims.modality import done
from extractor.claims.predicate import opens_with_verb

SPENT_ON = re.compile(
    r"^[^，]*?(?:全部|一律|均|都|皆|严格|按规定|按要求|没有|未|了|已|下拨)[^，的]{0,12}用于|^[^，]*用于了"
)
"""That money went to its purpose, not which one it has."""
_GROUNDS = re.compile(r"(?:[^，]{0,12}?(?:根据|按照|依据|依照|遵照)|结合|围绕|经|现将|特|我[^，]|本[^，])")
"""What follows the purposes of a sentence: on which grounds, and who acts."""


def purposes_only(text: str) -> bool:
    """Whether a clause says what money or a project is for (`经费主要用于引进人才`), which the next ones go on with."""
    return bool(pattern("(?<=..)(?:<words>)(?=.{2,}$)", words="framing.meant").search(text)) and not SPENT_ON.match(
        text
    )


def goes_on(text: str) -> bool:
    """Whether a clause may go on with a list of purposes: it has no subject, and nothing says that it was done."""
    return (opens_with_verb(text) or bool(re.match("[在为以向对]|通过", text))) and not done(text)


def purposes(parts: Sequence[Clause]) -> frozenset[int]:
    """Which clauses of a sentence only say what something is done for, or by which principles:
    `为加强管理，提高效益，根据…要求，`, `本着公开透明，注重实效的原则，`."""
    return frozenset((*_sought(parts), *_principles(parts)))


def _sought(parts: Sequence[Clause]) -> range:
    purpose = pattern(r"^为了?(?!.*(?:<bringing>|了))", bringing="status.bringing")
    acts = pattern(r"^为了?(?:<adverbs>[地的]?)*<verbs>", adverbs="predicate.adverbs", verbs="predicate.verbs")
    comes = pattern(r"^(?:<adverbs>[地的]?)*<words>", adverbs="predicate.adverbs", words="framing.outcomes")
    for first in (at for at, clause in enumerate(parts) if purpose.match(clause.text) and not gives(clause.text)):
        last = next((at for at in range(first + 1, len(parts)) if not _aims(parts[at])), len(parts))
        main = parts[last] if last < len(parts) else None
        if main and _GROUNDS.match((main.opener + main.text).lstrip()):
            return range(first, last)
        if acts.match(parts[first].text):
            # Without grounds behind it, a purpose goes on to what was done, or as long as it tells what comes of it.
            ended = (at for at in range(first + 1, last) if not comes.match(parts[at].text))
            return range(first, last if main and done(main.text) else next(ended, last))
    return range(0)


def _principles(parts: Sequence[Clause]) -> range:
    first = next((at for at, clause in enumerate(parts) if re.match("本着|秉承|秉持|遵循", clause.text)), len(parts))
    closed = (at for at in range(first, min(first + 5, len(parts))) if parts[at].text.endswith("原则"))
    return range(first, next(closed, first - 1) + 1)


def _aims(clause: Clause) -> bool:
    return opens_with_verb(clause.text) and not re.search("了|已", clause.opener + clause.text)
