"""Nothing and figures that stand alone: `无政府性基金预算支出`; `自评得分` as a heading and `100分` under it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.claims.clause import Clause
from extractor.claims.draft import Draft
from extractor.claims.lexicon import pattern
from extractor.claims.model import Segment
from extractor.document.model import Span
from extractor.language.quantities import quantities

_NOTHING = re.compile(r"^[“\"‘]?(?:本?(?:单位|部门|年度?)?(?:无|没有|未发生|不涉及|暂无))[”\"’]?[。；;.]?$")

_NO_KIND = re.compile(r"纳入|列入|专门|足够|不|未|超|违规|违纪|截留|挪用|挤占|滞留|沉淀|闲置|虚列|套取|浪费")
"""What says that money was not planned or not misused, not that there was none of a kind."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A claim whose quote runs from a heading to the end of what stands alone under it."""

    draft: Draft
    span: Span


def under_heading(text: str, segment: Segment, sentence: str) -> Standing | None:
    """The claim that the heading and `sentence` (the segment, folded) make together: the one names, the other says how
    much."""
    title = _heading(text, segment)
    if title is None:
        return None
    name = re.sub(r"(?:使用|安排|执行)?(?:情况|明细|说明)$", "", title.of(text))
    plain = sentence.rstrip("。；;. ")
    if _NOTHING.match(plain):
        if not pattern("<words>", words="none.money").search(name):
            return None
        nothing = re.search("无|没有|未发生|不涉及", plain)
        value = nothing.span() if nothing else (0, len(plain))
        draft = Draft(
            start=0, end=len(plain), kind="amount", indicator=name, value=value, number="0", comparator="eq",
            made_by="nothing-under-heading",
        )  # fmt: skip
    else:
        found = quantities(plain)
        if len(found) != 1 or found[0].start > 0 or found[0].end < len(plain) or found[0].dimension != "score":
            return None
        draft = Draft(
            start=0, end=len(plain), kind="score", indicator=name, value=(0, len(plain)),
            made_by="figure-under-heading",
            number=format(found[0].number, "f"), unit=found[0].unit, comparator=found[0].comparator,
        )  # fmt: skip
    return Standing(draft, Span(title.start, segment.span.start + len(plain)))


def _heading(text: str, segment: Segment) -> Span | None:
    """The title of the segment's heading, where nothing but blanks and punctuation stands between the two."""
    if not segment.headings:
        return None
    title = segment.headings[-1]
    at = text.rfind(title, max(0, segment.span.start - len(title) - 60), segment.span.start)
    if at < 0 or re.search(r"\w", text[at + len(title) : segment.span.start]):
        return None
    return Span(at, at + len(title))


def nothing_spent(clause: Clause) -> Draft | None:
    """The claim of `无…支出`: an amount of nothing; `没有专门的预算` and `未纳入预算` say something else."""
    found = pattern(
        r"^(?:[^，。；]{0,10}?)(?P<no>无|没有发生|没有安排|没有|未发生|未安排|暂无|无任何)(?P<what>[^，。；]{0,24}?<words>(?:安排)?)(?:情况|发生)?$",
        words="none.money",
    ).match(clause.text)
    if found is None or _NO_KIND.search(found["what"]):
        return None
    start = clause.start + found.start("no")
    return Draft(
        start=start, end=clause.start + found.end("what"), kind="amount", indicator=found["what"],
        value=(start, clause.start + found.end("no")),
        role="budget" if found["what"].endswith(("预算", "安排")) else "actual",
        number="0", comparator="eq", made_by="nothing-spent",
    )  # fmt: skip
