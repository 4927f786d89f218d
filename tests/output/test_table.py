from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.cells import cell_len
from rich.console import Console

from extractor.output.table import console, write
from extractor.report import Report


def printed(report: Report, width: int = 80, **options: object) -> str:
    stream = io.StringIO()
    write(report, console(stream, width=width), **options)  # type: ignore[arg-type]
    return stream.getvalue()


def test_a_person_reads_title_claims_findings_and_coverage_in_this_order(reviewed: Report) -> None:
    shown = printed(reviewed)
    parts = ["绩效自评报告", "报告中的陈述  2", "审核发现  错误 1 · 警告 1 · 提示 1", "NA101", "EV201", "覆盖"]
    places = [shown.index(part) for part in parts]
    assert places == sorted(places)


def test_the_outcome_stands_before_the_lists(reviewed: Report) -> None:
    assert "发现问题：错误 1 · 警告 1 · 提示 1 · 有矛盾的陈述 1/2\n\n报告中的陈述" in printed(reviewed)
    assert "发现问题" not in printed(reviewed, what=("claims",))


def test_a_finding_says_where_the_arithmetic_and_what_satisfies_it(reviewed: Report) -> None:
    shown = printed(reviewed)
    for said in (
        "位置  第3行",
        "算式  70.00+40.00 = 110.00 ≠ 100.00",
        "补正  改正合计数或分项数。",
        "依据  财预〔2020〕10号",
    ):
        assert said in shown


def test_info_is_a_count_unless_asked_for(reviewed: Report) -> None:
    assert "建议补充目录" not in printed(reviewed)
    assert "另有提示 1 条" in printed(reviewed)
    assert "建议补充目录" in printed(reviewed, info=True)
    assert "另有提示" not in printed(reviewed, info=True)


def test_english_labels(reviewed: Report) -> None:
    shown = printed(reviewed, width=100, lang="en")
    assert "The parts add up to 110.00" in shown
    assert "contradicted" in shown


def test_only_what_was_asked_for(reviewed: Report) -> None:
    assert "全年支出100.00 = 基本支出70.00" in printed(reviewed, what=("relations",))
    assert "NA101" not in printed(reviewed, what=("rows", "claims"))


@pytest.mark.parametrize("width", [60, 80, 100, 120])
def test_columns_stand_below_each_other_and_no_line_is_too_wide(reviewed: Report, width: int) -> None:
    lines = printed(reviewed, width, what=("claims", "rows", "relations", "findings"), info=True).splitlines()
    assert all(cell_len(line) <= width for line in lines)
    heading = next(line for line in lines if "印证" in line)
    claim = next(line for line in lines if line.endswith("有矛盾"))
    assert cell_len(heading[: heading.index("印证")]) == cell_len(claim[: claim.index("有矛盾")])


@pytest.mark.parametrize("width", [60, 80])
def test_english_fits_a_narrow_terminal_too(reviewed: Report, width: int) -> None:
    assert all(cell_len(line) <= width for line in printed(reviewed, width, lang="en").splitlines())


def test_numbers_are_never_cut(reviewed: Report) -> None:
    long = "1234567890123.45万元"
    claim = reviewed.claims[0].model_copy(update={"value": long})
    reviewed.claims = (claim,)
    assert "1234567890123.45" in printed(reviewed, 70)


def test_text_of_a_report_cannot_touch_the_terminal(hostile: Report) -> None:
    shown = printed(hostile, info=True)
    assert all(ch.isprintable() or ch == "\n" for ch in shown)
    assert "\\u{001B}[2J" in shown
    assert "[bold]红[/b]" in shown.replace("\n", "").replace(" ", "")


def test_colour_only_where_there_is_a_terminal_and_no_wish_against_it(
    reviewed: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    def coloured() -> bool:
        stream = io.StringIO()
        write(reviewed, Console(file=stream, force_terminal=True, width=80, markup=False, highlight=False))
        return "\x1b[33m" in stream.getvalue() or "\x1b[1;31m" in stream.getvalue()

    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert coloured()
    monkeypatch.setenv("NO_COLOR", "1")
    assert not coloured()
    assert "\x1b" not in printed(reviewed)


def test_a_failed_segment_shows_in_the_coverage(reviewed: Report) -> None:
    reviewed.coverage = replace(reviewed.coverage, segments_failed=1)
    assert "语句 1/2" in printed(reviewed)


def test_the_other_lines_of_a_finding_are_named(reviewed: Report) -> None:
    wrong, vague, note = reviewed.findings
    reviewed.findings = (replace(wrong, spans=(*wrong.spans, *vague.spans)), vague, note)
    assert "位置  第3行，“一、基本情况”部分；另见第4行" in printed(reviewed)
    assert "; see also line 4" in printed(reviewed, lang="en")
