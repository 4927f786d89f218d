"""What a rule is. One rule a file under `checks/rules/`; its class docstring is its documentation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Literal

from extractor.checks.finding import Family, Finding, Severity
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
