"""The rules as a person reads them: a list, and the documentation of each, from the docstrings of the rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from rich.console import Console
from rich.text import Text

from extractor.checks.documentation import sections
from extractor.checks.rule import Rule
from extractor.output.labels import Lang, label
from extractor.output.layout import Box, beside, indented

_CODE, _SEVERITY = 5, 6


class RuleRecord(TypedDict):
    """One rule; `sections` are those of its documentation in order."""

    code: str
    name: str
    title: str
    family: str
    severity: str
    status: str
    basis: list[str]
    sections: dict[str, str]


def describe(rule: Rule) -> RuleRecord:
    """What the class says of itself."""
    return {
        "code": rule.code,
        "name": rule.name,
        "title": rule.title,
        "family": rule.family,
        "severity": rule.severity,
        "status": rule.status,
        "basis": list(rule.basis),
        "sections": sections(type(rule)),
    }


def markdown(rules: Sequence[Rule]) -> str:
    """A chapter for each rule."""
    return "\n".join(map(_chapter, rules))


def pages(rules: Sequence[Rule]) -> dict[str, str]:
    """File name → content: a page for each rule, and README.md that lists them by group."""
    made = {f"{rule.code}.md": _chapter(rule, 1) for rule in rules}
    lines = [
        "# 检查规则",
        "",
        "由 `extract rules --write-docs docs/rules` 生成，请修改规则文件中的说明，不要修改这些页面。",
    ]
    groups: dict[str, list[Rule]] = {}
    for rule in rules:
        groups.setdefault(rule.code[:2], []).append(rule)
    for group, members in groups.items():
        lines += [
            "",
            f"## {group} {label('group', group, 'zh')}",
            "",
            "| 代号 | 级别 | 查什么 |",
            "| --- | --- | --- |",
        ]
        for rule in members:
            severity = label("severity", rule.severity, "zh") + _preview(rule, "zh")
            lines.append(f"| [{rule.code}]({rule.code}.md) | {severity} | {rule.title} |")
    return {**made, "README.md": "\n".join(lines) + "\n"}


def _chapter(rule: Rule, level: int = 2) -> str:
    said = describe(rule)
    facts = f"`{said['name']}` · {label('severity', said['severity'], 'zh')}" + _preview(rule, "zh")
    parts = [f"{'#' * level} {said['code']} {said['title']}", facts]
    parts += [f"**{heading}** {text}" for heading, text in said["sections"].items()]
    return "\n\n".join(parts) + "\n"


def write_list(rules: Sequence[Rule], out: Console, lang: Lang) -> None:
    """A line for each rule: code, severity, name, title."""
    named = max((len(rule.name) for rule in rules), default=0)
    for rule in rules:
        boxes = [
            Box.of(rule.code, _CODE, "bold"),
            Box.of(label("severity", rule.severity, lang), _SEVERITY + 2 * (lang == "en")),
            Box.of(rule.name, named, "dim"),
            Box.of(rule.title + _preview(rule, lang), max(out.width - _CODE - _SEVERITY - named - 8, 20)),
        ]
        for line in beside(boxes):
            out.print(line)


def write_rule(rule: Rule, out: Console, lang: Lang) -> None:
    """The documentation of one rule."""
    said = describe(rule)
    out.print(Text(f"{rule.code}  {rule.title}", style="bold"))
    out.print(Text(f"{rule.name} · {label('severity', rule.severity, lang)}{_preview(rule, lang)}", style="dim"))
    for heading, text in said["sections"].items():
        out.print()
        out.print(Text(heading, style="bold"))
        out.print(Text(f"  {indented(text, out.width, 2)}"))


def _preview(rule: Rule, lang: Lang) -> str:
    if rule.status == "stable":
        return ""
    return " · preview: off unless selected" if lang == "en" else " · 试行，默认不启用"
