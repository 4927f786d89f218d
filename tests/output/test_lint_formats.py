"""SARIF, JUnit, workflow commands and the text of `lint`, also for a report that tries to break out of them."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, ClassVar
from xml.etree import ElementTree

import jsonschema
import pytest

from extractor.checks.finding import Family, Finding, Severity
from extractor.checks.rule import Rule
from extractor.checks.waiver import Waived, Waiver
from extractor.output import junit, lines, sarif
from extractor.output.github import workflow_commands
from extractor.output.table import console
from extractor.report import Report


class SumContradicts(Rule):
    """
    是什么：各分项之和与合计不等。
    为什么：合计应等于各分项之和。
    """

    code: ClassVar[str] = "NA101"
    name: ClassVar[str] = "sum-contradicts-parts"
    title: ClassVar[str] = "合计与分项[不等]"
    family: ClassVar[Family] = "arithmetic"
    severity: ClassVar[Severity] = "error"

    def check(self, report: Report) -> Iterable[Finding]:
        return ()


SHAPE = json.loads((Path(__file__).parent / "sarif-shape.json").read_text(encoding="utf-8"))


def logged(*reports: Report) -> dict[str, Any]:
    made = sarif.log(reports, [SumContradicts()], "zh")
    jsonschema.Draft202012Validator(SHAPE).validate(json.loads(json.dumps(made)))
    return made


def test_sarif_points_at_each_figure(reviewed: Report) -> None:
    first = logged(reviewed)["runs"][0]["results"][0]
    region = first["locations"][0]["physicalLocation"]["region"]
    assert reviewed.text[region["charOffset"] :][: region["charLength"]] == "100.00"
    assert (region["startLine"], region["startColumn"]) == (3, 5)
    assert (region["endLine"], region["endColumn"]) == (3, 11)
    assert [r["physicalLocation"]["region"]["snippet"]["text"] for r in first["relatedLocations"]] == ["70.00", "40.00"]


def test_sarif_levels_rules_and_fingerprints(reviewed: Report) -> None:
    run = logged(reviewed)["runs"][0]
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note"]
    assert run["results"][0]["ruleIndex"] == 0
    assert "ruleIndex" not in run["results"][1]
    assert run["results"][0]["partialFingerprints"]["identity/v1"] == "0123456789abcdef"
    assert run["columnKind"] == "unicodeCodePoints"


def test_sarif_has_what_is_waived_as_suppressed(reviewed: Report, hostile: Report) -> None:
    first, *rest = reviewed.findings
    waiver = Waiver(first.identity, "waivers.toml", "waiver", reason=hostile.title)
    reviewed.findings, reviewed.waived = tuple(rest), (Waived(first, waiver),)
    results = logged(reviewed)["runs"][0]["results"]
    assert ["suppressions" in result for result in results] == [False, False, True]
    assert "\x1b" not in results[-1]["suppressions"][0]["justification"]


def test_sarif_text_is_neither_link_nor_placeholder(hostile: Report) -> None:
    run = logged(hostile)["runs"][0]
    said = run["results"][0]["message"]["text"]
    assert "\\[bold\\]" in said
    assert "{{001B}}" in said
    assert run["tool"]["driver"]["rules"][0]["shortDescription"]["text"] == "合计与分项\\[不等\\]"
    assert "\x1b" not in json.dumps(run, ensure_ascii=False)


@pytest.mark.parametrize(
    ("path", "uri"), [("甲/报告 1.txt", "%E7%94%B2/%E6%8A%A5%E5%91%8A%201.txt"), ("a\\b.txt", "a/b.txt")]
)
def test_sarif_names_files_as_uris(path: str, uri: str) -> None:
    assert sarif.uri(path) == uri


def test_a_finding_without_place_points_at_its_file(reviewed: Report) -> None:
    crashed = Finding("XX901", "structure", "error", "规则出错。", "", (), id="F1", identity="0" * 16, evidence_hash="")
    reviewed.findings = (crashed,)
    location = logged(reviewed)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert location == {"artifactLocation": {"uri": "folder/report.txt"}}
    assert "line=" not in workflow_commands([reviewed], "zh")
    stream = io.StringIO()
    lines.write([reviewed], console(stream))
    assert stream.getvalue().startswith("folder/report.txt: 错误 XX901\n")


def test_junit_counts_errors_and_warnings_as_failures(reviewed: Report) -> None:
    root = ElementTree.fromstring(junit.suites([reviewed], "zh"))
    (suite,) = root
    assert (suite.get("tests"), suite.get("failures")) == ("3", "2")
    assert [failure.get("type") for failure in root.iter("failure")] == ["error", "warning"]
    assert root.findtext(".//system-out") == "建议补充目录。"


def test_junit_of_a_clean_report_has_a_case_that_passes(reviewed: Report) -> None:
    reviewed.findings = ()
    (suite,) = ElementTree.fromstring(junit.suites([reviewed], "zh"))
    assert (suite.get("tests"), suite.get("failures"), len(suite)) == ("1", "0", 1)


def test_junit_of_a_hostile_report_is_still_xml(hostile: Report) -> None:
    written = junit.suites([hostile], "zh")
    assert "<script>" not in written
    root = ElementTree.fromstring(written)
    failure = root.find(".//failure")
    assert failure is not None
    assert "<script>alert(1)</script>" in (failure.text or "")


def test_workflow_commands_are_one_line_a_finding(hostile: Report, reviewed: Report) -> None:
    written = workflow_commands([hostile, reviewed], "zh").splitlines()
    assert len(written) == 4
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in written)
    assert written[1].startswith("::error file=folder/report.txt,title=NA101,line=3,col=5::全年支出100.00万元")
    assert "%0A::error file=a" in written[0]
    assert "100%25完成" in written[0]
    assert "\x1b" not in written[0]


def test_a_file_name_cannot_add_properties(hostile: Report) -> None:
    properties = workflow_commands([hostile], "zh").split("::")[1]
    assert properties.count(",") == 3
    assert properties.startswith('error file==HYPERLINK("http%3A//x"%2C')


def test_lines_lead_with_the_place_and_end_with_the_count(reviewed: Report) -> None:
    stream = io.StringIO()
    lines.write([reviewed], console(stream, width=80))
    shown = stream.getvalue()
    assert shown.startswith("folder/report.txt:3:5: 错误 NA101\n")
    assert "ST301" not in shown
    assert shown.endswith("1 份报告：错误 1 · 警告 1 · 提示 1（提示加 --info 查看）\n")


def test_lines_of_a_hostile_report_are_printable(hostile: Report) -> None:
    stream = io.StringIO()
    lines.write([hostile], console(stream, width=80), info=True)
    assert all(ch.isprintable() or ch == "\n" for ch in stream.getvalue())
