from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extractor.checks.finding import Finding
from extractor.checks.prose import clauses
from extractor.checks.rule import Rule
from extractor.checks.values import TARGET, bare, figured
from extractor.checks.words import pattern
from extractor.claims.model import Claim, Segment
from extractor.document.model import Span
from extractor.report import Report

_SHORTEST = 5
_MOST = 5
"""Clauses that are quoted."""
_DATED = re.compile(
    r"20\d\d年?度?|\d{1,2}月|第?[一二三四五六七八九十]+|〔\d+〕\d*号?|“[^”]*”|(?<![\d.])\d{1,2}[.、．](?=[\u4e00-\u9fa5])"
)
"""Figures that no goal is measured by: years, numbers of documents and of items, slogans."""
_INLINE = re.compile(r"(?:产出)?(数量|质量)(?:(?:指标)?[：:。.]|指标[为是])")
_STATING = ("goals", "profile", "duties", "management", "spending", "performance", "other")
"""Sections in which the goals of the year that is evaluated may stand."""


class GoalWithoutValue(Rule):
    """绩效目标没有目标值。

    是什么：正文年度绩效目标的“数量指标”“质量指标”只有文字，没有目标数量或可衡量的标准；或“绩效目标”一节从头到尾都是“努力”“保障”“提升”之类的定性表述（或只写资金的下达），全文和自评表也没有任何目标值。
    为什么：没有目标值就无法判断完成程度。
    依据：绩效目标应当细化量化，见《中央部门预算绩效目标管理办法》（财预〔2015〕88号）。
    错误示例：数量指标：确保材料上稿数量。
    正确示例：数量指标：上报材料不少于60篇，采用不少于20篇。
    何时不报：该项有数字；写在表格里；只是说明指标含义；“绩效目标”一节虽都是定性表述，而自评表或正文别处有目标值（改进措施里的不算；“数量指标”“质量指标”一项没有数的，不论别处有无都报）；文件到目标一节为止，后文不知。
    怎样满足：请补充目标数量、比率或可以判定的标准。
    """

    code, name, title = "ST012", "goal-without-value", "目标没有目标值"
    family, severity = "structure", "warning"
    basis = ("《中央部门预算绩效目标管理办法》（财预〔2015〕88号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        goals = [s for s in report.segments if not s.cell_label and (s.section == "goals" or _said_to_be(report, s))]
        groups: dict[str, list[Span]] = {}
        for segment in goals:
            said = report.quote(segment.span)
            label = _INLINE.search(said[:12])
            under = label.group(1) + "指标" if label else bare(segment.headings[-1]) if segment.headings else ""
            found = pattern("structure", "countable_goal").search(under)
            if found:
                groups.setdefault(found.group(), []).append(segment.span)
        empty = {name: spans for name, spans in groups.items() if not any(figured(report.quote(s)) for s in spans)}
        if empty:
            yield self.finding(
                [span for spans in empty.values() for span in spans],
                f"年度绩效目标的{'、'.join(empty)}没有目标值或可衡量的标准，无法判断完成程度，请补充。",
                f"Goals without a value: {', '.join(empty)}.",
                labels=list(empty),
            )
        elif not _targets_elsewhere(report):
            yield from self._whole(report, goals)

    def _whole(self, report: Report, goals: list[Segment]) -> Iterator[Finding]:
        """The goals of a document that give no figure at all, other than of the money."""
        for document in report.submission.documents:
            own = [s for s in goals if document.span.covers(s.span) and (_of_goals(s) or _said_to_be(report, s))]
            # What would come next in a text that ends here is not known.
            if not own or not report.text[own[-1].span.end :].strip():
                continue
            told = [Span(at, at + len(said)) for s in own for at, said in clauses(report, s.span)]
            told = [span for span in told if len(span) >= _SHORTEST]
            aims = [span for span in told if not _of_money(report.quote(span))]
            aims = [span for span in aims if not pattern("structure", "on_grounds").search(report.quote(span))]
            if not told or any(figured(_DATED.sub("", bare(report.quote(span)))) for span in aims):
                continue
            shown = [span for span in aims if pattern("structure", "vague_goal").search(report.quote(span))][:_MOST]
            under = bare(own[0].headings[-1]) if own[0].headings else ""
            titles = [h.title for h in document.headings if bare(report.quote(h.title)) == under]
            why = "都是定性表述，没有一项数量、质量或时限的目标值" if aims else "只写了资金，没有绩效目标"
            if not aims or shown:
                yield self.finding(
                    shown or titles[:1] or told[:1],
                    f"绩效目标{why}，无法衡量完成程度，请补充可量化的目标。",
                    "The goals give no figure that could be reached or missed.",
                    labels=["绩效目标"],
                )


def _of_goals(segment: Segment) -> bool:
    """Whether it stands under a heading of goals, not of how they were reached."""
    return any(pattern("structure", "goals_heading").search(bare(heading)) for heading in segment.headings)


def _of_money(said: str) -> bool:
    return bool(re.search(r"\d[\d.,]*\s*[万亿]?元", said)) and bool(pattern("structure", "granted").search(said))


def _said_to_be(report: Report, segment: Segment) -> bool:
    """Whether a sentence says of itself that it gives the goals (2017年度绩效目标是：…)."""
    said = bare(report.quote(segment.span))
    return segment.section in _STATING and bool(pattern("structure", "goals_stated").match(said))


def _targets_elsewhere(report: Report) -> bool:
    """Whether a form, or the narrative in another chapter, gives targets in figures."""
    rows = any(row.kind == "indicator" and figured(row.text(*TARGET)) for row in report.rows)
    return rows or any(map(_is_target, report.claims))


def _is_target(claim: Claim) -> bool:
    """A target in figures; not one of a measure, which is another year's, nor a standard of money."""
    return claim.role == "target" and bool(claim.number) and claim.kind != "amount" and claim.section in _STATING
