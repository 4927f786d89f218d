"""What a rule is. One rule a file under `checks/rules/`; its class docstring is its documentation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Literal

from extractor.checks.documentation import sections
from extractor.checks.finding import Family, Finding, Severity
from extractor.document.model import Span
from extractor.report import Report


class Rule:
    """A rule reads a `Report` (rows, claims, relations) and yields findings. The class docstring is documentation for
    users, in Chinese, with the sections 是什么 · 为什么 · 依据 · 错误示例 · 正确示例 · 何时不报 · 怎样满足.
    """

    code: ClassVar[str]
    name: ClassVar[str]
    """Kebab-case; says the defect: `rate-contradicts-amounts`."""
    title: ClassVar[str]
    """The same in Chinese, short."""
    family: ClassVar[Family]
    severity: ClassVar[Severity]
    status: ClassVar[Literal["stable", "preview"]] = "stable"
    basis: ClassVar[tuple[str, ...]] = ()
    """Documents by name and number; only those that are sure."""

    def check(self, report: Report) -> Iterable[Finding]:
        raise NotImplementedError

    def finding(
        self,
        spans: Iterable[Span],
        message: str,
        message_en: str,
        *,
        family: Family | None = None,
        severity: Severity | None = None,
        computed: str | None = None,
        satisfied_by: str = "",
        certainty: Literal["sure", "arguable"] = "sure",
        relation: str | None = None,
        verdict: str | None = None,
        flips: tuple[str, ...] = (),
        support: Literal["code", "model"] = "code",
        labels: Iterable[str] = (),
    ) -> Finding:
        """A finding of this rule: what is not given is the rule's own. Spans are put in order of the text, once each,
        and empty ones (an empty cell has no text to point at) are left out."""
        return Finding(
            code=self.code,
            family=family or self.family,
            severity=severity or self.severity,
            message=message,
            message_en=message_en,
            spans=tuple(sorted({span for span in spans if len(span)})),
            computed=computed,
            satisfied_by=satisfied_by or sections(type(self)).get("怎样满足", ""),
            certainty=certainty,
            basis=self.basis,
            relation=relation,
            verdict=verdict,
            flips=flips,
            support=support,
            labels=tuple(labels),
        )
