"""The figures that are stated of a run: each a ratio of two counts, so that reports add up and can be drawn anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from extractor.evaluation.scores import CLAIM_SCORES, Match, Score, Share

Counts = tuple[int, int]
"""Numerator and denominator of one report."""


@dataclass(frozen=True, slots=True)
class Measure:
    """`counts` of a report; over reports numerators and denominators are added (micro). `empty` is its value where
    there is nothing to count, None where it then has none. `better` is None for what no gate looks at."""

    name: str
    label: str
    counts: Callable[[Score], Counts]
    empty: float | None = None
    better: Literal["more", "less"] | None = "more"

    def value(self, counts: Iterable[Counts]) -> float | None:
        """The measure over several reports."""
        hit = of = 0
        for one, all_ in counts:
            hit, of = hit + one, of + all_
        return hit / of if of else self.empty


def _f1(match: Match) -> Counts:
    return 2 * match.hit, match.gold + match.predicted


def _share(share: Share) -> Counts:
    return share.hit, share.asked


def _covered(score: Score) -> Counts:
    segments = score.coverage.get("segments", 0)
    return segments - score.coverage.get("segments_failed", 0), segments


def _claims(name: str) -> Callable[[Score], Counts]:
    return lambda score: _f1(score.claims[name])


_CLAIMS = dict(zip(CLAIM_SCORES, ("找到位置", "严格一致", "严格·有数字", "严格·无数字"), strict=True))

MEASURES = (
    *(Measure(name, f"陈述 {said} F1", _claims(name), empty=1.0) for name, said in _CLAIMS.items()),
    Measure("rows", "表格各行 F1", lambda s: _f1(s.rows), empty=1.0),
    Measure("cells", "单元格", lambda s: _share(s.cells)),
    Measure("computed", "发现·可计算 查全", lambda s: _share(s.computed)),
    Measure("judged", "发现·需判断 查全", lambda s: _share(s.judged)),
    Measure("precision", "发现 查准", lambda s: _share(s.precision)),
    Measure("false_alarms", "误报 每份", lambda s: (s.false_alarms, 1), better=None),
    Measure("defects", "摘录·缺陷 查全", lambda s: _share(s.defects)),
    Measure("disturbed", "摘录·一致而误报", lambda s: _share(s.disturbed), better="less"),
    Measure("grounded", "引文可定位", lambda s: _share(s.grounded)),
    Measure("coverage", "语句覆盖", _covered),
)
