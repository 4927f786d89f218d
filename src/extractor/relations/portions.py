"""Shares of a part of what is added up elsewhere, told by its name (补助60万元、物资40万元…补助占项目支出的60%)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from extractor.relations import equation
from extractor.relations.equation import HOLDING
from extractor.relations.hints import is_surely_misread, is_swapped
from extractor.relations.model import Figure, Relation
from extractor.relations.narrative import FigureMention
from extractor.relations.words import bare

_SHARE = re.compile(
    r"^(?:其中)?(?P<part>[\u4e00-\u9fff]{3,16}?)(?:占|占到)(?P<of>[\u4e00-\u9fff]{2,16}?)的?(?:比例|比重)?[为是达]?$"
)


def relations(mentions: Sequence[FigureMention], found: Iterable[Relation]) -> Iterator[Relation]:
    """`found` are the relations that are known: sums that hold are looked through for the part, and no share that
    another relation explains is looked at again."""
    known = list(found)
    sums = [r for r in known if r.kind == "sum" and r.verdict in HOLDING]
    explained = {m.figure.span for r in known if r.kind in ("share", "rate") for m in r.members}
    for mention in mentions:
        named = _SHARE.match(mention.lead.strip()) if mention.dimension == "percent" else None
        if named is None or mention.figure.span in explained:
            continue
        pairs = _parts(sums, bare(named["part"]), mention.document)
        label = mention.figure.label or bare(named[0])
        tried = [equation.rate_of(mention.figure, [p], [w], label, "document", kind="share") for p, w in pairs]
        fits = [r for r in tried if r.verdict in HOLDING]
        meant = [r for r, (_, whole) in zip(tried, pairs, strict=True) if bare(whole.label) == bare(named["of"])]
        slips = [r for r in tried if is_swapped(r) or is_surely_misread(r, len(tried))]
        for likely in (fits[:1], meant, slips):
            if len(likely) == 1:
                yield likely[0]
                break


def _parts(sums: Sequence[Relation], name: str, document: str) -> list[tuple[Figure, Figure]]:
    """The parts of sums whose name holds `name`, each value once, with their wholes."""
    found: dict[tuple[object, object], tuple[Figure, Figure]] = {}
    for relation in sums:
        whole = next((m.figure for m in relation.members if m.part == "whole"), None)
        for member in relation.members:
            part = member.figure
            if whole is None or member.part != "addend" or part.value >= whole.value:
                continue
            if part.document == document and name in bare(part.label):
                found.setdefault((part.value, whole.value), (part, whole))
    return list(found.values())
