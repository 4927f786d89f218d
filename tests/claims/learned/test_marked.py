"""What is made of the places that a span model marks: the figure is read anew, the name is the nearest one."""

from __future__ import annotations

import pytest

from extractor.claims.embedded import Embedded
from extractor.claims.learned.marked import Mark, Marked, Marks
from extractor.claims.model import Claim, Segment
from extractor.document.model import Span


class Scripted:
    """Marks what it is told to, by the words."""

    name = "scripted"

    def __init__(self, claims: dict[str, str], names: list[str]) -> None:
        self.versions = {"scripted": "1"}
        self._claims, self._names = claims, names

    def marks(self, text: str, segment: Segment) -> Marks:
        def place(words: str, label: str = "") -> Mark:
            return Mark(text.index(words), text.index(words) + len(words), label, 0.75)

        return Marks(
            tuple(place(words, label) for words, label in self._claims.items()),
            tuple(place(words) for words in self._names),
        )


def read(text: str, claims: dict[str, str], *names: str) -> list[Claim]:
    segment = Segment("s1", Span(0, len(text)), "d1", "performance", ("二、工作成效",))
    found = Embedded(Marked(Scripted(claims, list(names)))).extract(text, [segment])
    return [one for one in found if isinstance(one, Claim)]


def test_a_figure_is_read_by_the_quantity_reader() -> None:
    (claim,) = read("全年发放补助约26.50万元。", {"发放补助约26.50万元": "amount:actual"}, "发放补助")
    assert (claim.indicator, claim.value, claim.number, claim.unit, claim.comparator) == (
        "发放补助", "约26.50万元", "26.50", "万元", "approx",
    )  # fmt: skip
    assert (claim.extractor, claim.confidence, claim.grounding) == ("scripted", 0.75, "exact")


def test_a_kind_that_needs_a_figure_claims_nothing_without_one() -> None:
    assert read("全年发放了补助。", {"发放了补助": "amount:actual"}) == []
    assert read("覆盖12个村。", {"覆盖12个村": "ratio:actual"}) == []


def test_a_name_before_the_mark_serves_a_figure_and_not_words() -> None:
    claims = read(
        "处理收文1553份，较上年增加20份，管理规范。",
        {"1553份": "count:actual", "较上年增加20份": "change:actual:up", "管理规范": "status:actual"},
        "处理收文",
    )
    assert [(one.indicator, one.direction) for one in claims] == [
        ("处理收文", None), ("处理收文", "up"), ("管理规范", None),
    ]  # fmt: skip


def test_without_a_marked_name_the_words_beside_the_figure_serve() -> None:
    (claim,) = read("办结率达到98%。", {"办结率达到98%": "ratio:actual"})
    assert (claim.indicator, claim.value, claim.evidence) == ("办结率", "98%", None)


@pytest.mark.parametrize(("text", "evidence"), [("建立了巡查制度。", "none"), ("建立了巡查制度，巡查12次。", "number")])
def test_words_are_told_what_backs_them(text: str, evidence: str) -> None:
    (claim,) = read(text, {"建立了巡查制度": "status:actual"})
    assert (claim.number, claim.evidence) == (None, evidence)
