"""The extractors that are measured side by side, by name; each sees the same segments through the same interface."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from extractor.claims.embedded import Embedded
from extractor.claims.model import Claim, Extractor, Segment

OUTPUTS = "outputs:"
_FIGURE = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,12}?)(?:为|是|达到?|共计?|约|近|超过?)*(?P<value>(?P<number>\d+(?:\.\d+)?)(?P<unit>[^\d\s，。；、：（）()%]{1,3}|%))"
)
_KINDS = (("元", "amount"), ("%", "ratio"), ("分", "score"))


class Expressions:
    """The baseline that a reviewer writes in an afternoon: one regular expression for names with a figure."""

    name = "regex"

    def extract(self, text: str, segments: Sequence[Segment]) -> Iterator[Claim]:
        for segment in segments:
            for found in _FIGURE.finditer(text, segment.span.start, segment.span.end):
                unit = found["unit"]
                yield Claim(
                    quote=found.group(), start=found.start(), end=found.end(), indicator=found["name"],
                    kind=next((kind for end, kind in _KINDS if unit.endswith(end)), "count"),
                    value=found["value"], number=found["number"], unit=unit, comparator="eq",
                    section=segment.section, document=segment.document, extractor=self.name,
                )  # fmt: skip


_NAMED: dict[str, Callable[[], Extractor]] = {"rules": Embedded, "regex": Expressions}


def measured(name: str) -> Extractor | None:
    """`rules` or `regex`; None for a name that is neither."""
    return _NAMED[name]() if name in _NAMED else None
