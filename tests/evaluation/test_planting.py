"""Planted defects: what is planted where, what counts as noticed, and that the plants of this corpus can be used."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from extractor.checks.finding import Finding
from extractor.commands.main import run
from extractor.document.model import Span
from extractor.evaluation.planting import Plant, measure, read, tally
from extractor.userfile import BadFile

TEXT = "全年执行95万元，预算100万元，执行率95%。发放补贴30户。"
FIRST = """[[plant]]
rule = "BE001"
report = "甲"
why = "执行率与金额不符"
edits = [{find = "执行率95%", replace = "执行率91.5%"}, {find = "30户", replace = "300户"}]
at = ["91.5%"]
"""


def corpus(folder: Path, text: str = TEXT) -> Path:
    (folder / "甲").mkdir()
    (folder / "甲" / "report.txt").write_text(text, encoding="utf-8")
    return folder


def plants(folder: Path, table: str = FIRST) -> list[Plant]:
    file = folder / "plants.toml"
    file.write_text(table, encoding="utf-8")
    return read(file, folder)


def finding(text: str, quote: str, code: str = "BE001", **more: str) -> Finding:
    start = text.index(quote)
    fields = {"family": "arithmetic", "severity": "error", "message": "不符", "message_en": "no", **more}
    return Finding(code=code, spans=(Span(start, start + len(quote)),), **fields)  # type: ignore[arg-type]


def test_every_edit_is_made_and_places_are_those_of_the_changed_report(tmp_path: Path) -> None:
    (one,) = plants(corpus(tmp_path))
    assert one.text == "全年执行95万元，预算100万元，执行率91.5%。发放补贴300户。"
    assert [one.text[place.start : place.end] for place in one.places] == ["91.5%"]


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ('find = "30户"', 'find = "31户"', "“31户”应恰好出现一次，现出现 0 次"),
        ('find = "30户"', 'find = "0"', "现出现 3 次"),
        ('at = ["91.5%"]', 'at = ["95%"]', "“95%”应恰好出现一次"),
        ('find = "30户"', 'find = "执行率"', "互相重叠"),
        ('why = "执行率与金额不符"', "", "缺少“why”"),
        ('{find = "30户", replace = "300户"}', '{find = "30户"}', "find 和 replace"),
        ('rule = "BE001"', 'ruel = "BE001"', "是否指 rule"),
    ],
)
def test_a_plant_that_cannot_be_made_is_told_by_its_number(tmp_path: Path, was: str, now: str, said: str) -> None:
    assert was in FIRST
    with pytest.raises(BadFile, match="第 1 个") as error:
        plants(corpus(tmp_path), FIRST.replace(was, now))
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("found", "noticed"),
    [
        ({"quote": "91.5%"}, True),
        ({"quote": "91.5%", "code": "SC001"}, False),
        ({"quote": "91.5%", "code": "NA003"}, True),
        ({"quote": "91.5%", "severity": "info"}, True),
        ({"quote": "300户"}, False),
    ],
)
def test_its_rule_or_one_that_tells_the_same_notices_it_at_its_place(
    tmp_path: Path, found: dict[str, str], noticed: bool
) -> None:
    table = FIRST.replace('rule = "BE001"', 'rule = "BE001"\ntold_as = ["NA003"]')

    def check(text: str, name: str) -> Sequence[Finding]:
        return [] if text == TEXT else [finding(text, **found)]

    assert [one.noticed for one in measure(plants(corpus(tmp_path), table), check)] == [noticed]


def test_what_the_report_had_before_is_not_noticed_also_where_it_moved(tmp_path: Path) -> None:
    table = FIRST.replace('at = ["91.5%"]', 'at = ["补贴"]')

    def check(text: str, name: str) -> Sequence[Finding]:
        return [finding(text, "补贴")]

    assert [one.noticed for one in measure(plants(corpus(tmp_path), table), check)] == [False]


@pytest.mark.parametrize(("severity", "noticed"), [("warning", True), ("info", False)])
def test_where_no_rule_is_named_any_error_or_warning_notices_it(tmp_path: Path, severity: str, noticed: bool) -> None:
    table = FIRST.replace('rule = "BE001"', 'family = "arithmetic"')

    def check(text: str, name: str) -> Sequence[Finding]:
        return [] if text == TEXT else [finding(text, "91.5%", "XX001", severity=severity)]

    outcomes = list(measure(plants(corpus(tmp_path), table), check))
    assert [(line.rule, line.noticed, line.made) for line in tally(outcomes)] == [("arithmetic", int(noticed), 1)]


def test_the_command_counts_by_rule_and_says_what_was_missed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus(tmp_path)
    unread = FIRST.replace("91.5%", "95.0%").replace('rule = "BE001"', 'rule = "SC001"')
    (tmp_path / "plants.toml").write_text(FIRST + unread, encoding="utf-8")
    arguments = ["eval", "planted", str(tmp_path), str(tmp_path / "plants.toml")]
    assert run([*arguments, "--verbose"]) == 0
    told = capsys.readouterr().out
    assert "1/1    BE001" in told
    assert "0/1    SC001" in told
    assert "未发现 甲 SC001：执行率与金额不符" in told
    assert run([*arguments, "-f", "json", "--rule", "BE", "--fail-under", "1"]) == 0
    assert json.loads(capsys.readouterr().out)["rules"] == {"BE001": {"made": 1, "noticed": 1}}
    assert run([*arguments, "--fail-under", "0.9"]) == 1
    assert run([*arguments[:-1], str(tmp_path / "没有.toml")]) == 2
