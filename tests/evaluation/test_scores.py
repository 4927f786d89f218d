"""Scores of invented reports whose right answers are counted by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.evaluation.conftest import Write, claim, place

from extractor.evaluation.corpus import BadCorpus, Labelled, read
from extractor.evaluation.intervals import difference, draws, interval
from extractor.evaluation.measures import MEASURES
from extractor.evaluation.result import Result
from extractor.evaluation.scores import Match, Score, Share, score
from extractor.evaluation.stored import as_json, compare

TEXT = "云岭县农技站处理收文1553份、发文210份。群众满意度显著提升。支出100万元，其中人员60万元、项目50万元。"
INCOMING = claim(TEXT, "处理收文1553份", number="1553", unit="份", value="1553份")
OUTGOING = claim(TEXT, "发文210份", number="210", unit="份", value="210份")
RISE = claim(TEXT, "群众满意度显著提升", "change", direction="up", evidence="none")
SUM = {
    "family": "arithmetic", "severity": "error", "certainty": "sure", "message": "合计不符。",
    "spans": [place(TEXT, "100万元"), place(TEXT, "60万元"), place(TEXT, "50万元")],
}  # fmt: skip
ROW = {"table": "表", "row_kind": "indicator", "cells": {"三级指标": "收文", "得分": "9", "偏差原因": ""}} | place(
    TEXT, "发文210份"
)


def labelled(**labels: list[dict[str, Any]]) -> Labelled:
    return Labelled("甲", Path("甲"), TEXT, {key: tuple(records) for key, records in labels.items()})


def scored(*said: dict[str, Any]) -> Score:
    """Claims against the three labels."""
    return score(labelled(claims=[INCOMING, OUTGOING, RISE]), {"claims": list(said)})


def test_what_is_labelled_and_said_is_right() -> None:
    one = scored(INCOMING, OUTGOING, RISE)
    assert one.claims == {
        "located": Match(3, 3, 3),
        "strict": Match(3, 3, 3),
        "numeric": Match(2, 2, 2),
        "textual": Match(1, 1, 1),
    }
    assert one.kinds == {"change": Match(1, 1, 1), "count": Match(2, 2, 2)}
    assert one.mistakes == ()


@pytest.mark.parametrize(
    ("changed", "located", "strict"),
    [
        ({"number": "1554"}, 2, 2),
        ({"number": "1553.0"}, 3, 3),
        ({"unit": "件"}, 2, 2),
        ({"role": "target"}, 3, 2),
        ({"kind": "amount"}, 3, 2),
        ({"comparator": "ge"}, 3, 2),
        ({"indicator": "印发"}, 3, 2),
        ({"end": INCOMING["start"] + 2}, 2, 2),
        ({"start": None}, 2, 2),
    ],
)
def test_a_claim_is_located_by_place_and_figure_and_strict_by_all(
    changed: dict[str, Any], located: int, strict: int
) -> None:
    one = scored({**INCOMING, **changed}, OUTGOING, RISE)
    assert one.claims["located"] == Match(located, 3, 3)
    assert one.claims["strict"] == Match(strict, 3, 3)


def test_direction_counts_for_changes_alone() -> None:
    assert scored({**RISE, "direction": "down"}).claims["strict"].hit == 0
    assert scored({**OUTGOING, "direction": "down"}).claims["strict"].hit == 1


def test_one_label_is_matched_once() -> None:
    assert scored(OUTGOING, OUTGOING).claims["strict"] == Match(1, 3, 2)


def test_a_located_claim_that_differs_is_one_mistake_that_says_how() -> None:
    (mistake,) = scored({**INCOMING, "role": "target"}, OUTGOING, RISE).mistakes
    assert (mistake.what, mistake.side) == ("claim", "differs")
    assert "role 应为 actual，得 target" in mistake.told


def test_fields_are_asked_where_the_label_has_them() -> None:
    fields = scored(INCOMING, {**RISE, "section": "other", "indicator": "满意度提"}).fields
    assert fields["section"] == Share(1, 2)
    assert fields["evidence"] == Share(1, 1)
    assert fields["comparator"] == Share(1, 1)
    assert fields["indicator"] == Share(1, 2)


def test_cells_count_under_their_heading_and_its_other_names() -> None:
    said = {**ROW, "cells": {"三级指标": " 收文", "得分": "8"}}
    one = score(labelled(rows=[ROW]), {"rows": [said]})
    assert (one.rows, one.cells) == (Match(1, 1, 1), Share(1, 2))
    renamed = {**ROW, "cells": {"指标值": "9"}}
    assert score(labelled(rows=[{**ROW, "cells": {"年度指标值": "9"}}]), {"rows": [renamed]}).cells == Share(1, 1)
    assert score(labelled(rows=[ROW]), {"rows": [{**said, "row_kind": "budget"}]}).rows == Match(0, 1, 1)


def finding(*quotes: str, family: str = "arithmetic", severity: str = "error", code: str = "NA001") -> dict[str, Any]:
    spans = [place(TEXT, quote) for quote in quotes]
    return {"code": code, "family": family, "severity": severity, "message": "不符", "spans": spans}


@pytest.mark.parametrize(
    ("said", "right"),
    [
        (finding("100", "60"), 1),
        (finding("100"), 0),  # arithmetic needs two of its figures
        (finding("100", "60", family="scoring"), 1),
        (finding("100", "60", family="template"), 0),
        (finding("100", "60", TEXT[:20]), 0),  # points at too much else
    ],
)
def test_a_finding_is_matched_by_family_and_figures(said: dict[str, Any], right: int) -> None:
    one = score(labelled(findings=[SUM]), {"findings": [said]})
    assert one.families == {"arithmetic": Share(right, 1)}
    assert (one.computed, one.judged) == (Share(right, 1), Share())
    assert one.precision == Share(right, 1)
    assert one.codes == {"NA001": Share(right, 1)}
    assert one.false_alarms == 1 - right


def test_what_is_only_worth_a_look_is_neither_asked_nor_a_false_alarm() -> None:
    assert score(labelled(findings=[]), {"findings": [finding("100", "60", severity="info")]}).precision == Share()
    arguable = {**SUM, "certainty": "arguable"}
    one = score(labelled(findings=[arguable]), {"findings": [finding("100", "60")]})
    assert (one.computed, one.precision) == (Share(), Share(1, 1))
    assert score(labelled(findings=[{**SUM, "severity": "info"}]), {}).computed == Share()


def test_a_second_finding_of_one_defect_is_a_false_alarm() -> None:
    one = score(labelled(findings=[SUM]), {"findings": [finding("100", "60"), finding("100", "50", code="NA002")]})
    assert one.precision == Share(1, 2)
    assert sum(share.asked - share.hit for share in one.codes.values()) == 1


def test_a_quote_that_is_not_at_its_place_is_not_grounded() -> None:
    assert scored(INCOMING, {**OUTGOING, "end": OUTGOING["end"] - 1}).grounded == Share(1, 2)


def test_an_excerpt_asks_for_defects_and_for_silence_about_what_holds() -> None:
    numbers = [place(TEXT, "1553"), place(TEXT, "210")]
    expected = [
        {"verdict": "defect", "family": "arithmetic", "about": "合计", "numbers": SUM["spans"]},
        {"verdict": "consistent", "family": "arithmetic", "about": "收发文", "numbers": numbers},
        {"verdict": "consistent", "family": "arithmetic", "about": "一个数", "numbers": numbers[:1]},
    ]
    one = score(labelled(expected=expected), {"findings": [finding("100", "60"), finding("1553", "210")]})
    assert (one.defects, one.disturbed) == (Share(1, 1), Share(1, 1))
    assert score(labelled(expected=expected), {}).disturbed == Share(0, 1)


def test_nothing_against_nothing_is_right_and_counted_apart() -> None:
    full, empty = score(labelled(claims=[INCOMING, RISE]), {"claims": [INCOMING]}), score(labelled(claims=[]), {})
    strict = next(one for one in Result("语料", None, {}, (full, empty)).measured if one.measure.name == "strict")
    assert strict.value == pytest.approx(2 / 3)
    assert strict.macro == pytest.approx((2 / 3 + 1) / 2)
    assert (strict.empty, strict.interval) == (1, None)


STRICT = next(measure for measure in MEASURES if measure.name == "strict")


def test_intervals_hold_the_value_and_are_the_same_each_time() -> None:
    counts = [(8, 10), (2, 10), (9, 10), (5, 10)]
    low, high = interval(STRICT, counts, draws(4)) or (0, 0)
    assert 0.2 <= low < 0.6 < high <= 0.9
    assert interval(STRICT, counts, draws(4)) == (low, high)
    assert interval(STRICT, [(7, 10)] * 5, draws(5)) == (0.7, 0.7)


def test_a_paired_difference_is_narrower_than_its_sides() -> None:
    then = [(8, 10), (2, 10), (9, 10), (5, 10)]
    now = [(hit + 1, of) for hit, of in then]
    assert difference(STRICT, now, then, draws(4)) == pytest.approx((0.1, 0.1))


def test_a_comparison_names_what_was_lost() -> None:
    before = as_json(Result("语料", None, {}, (scored(INCOMING, OUTGOING, RISE),)))
    compared = compare(
        [scored(INCOMING, RISE, claim(TEXT, "支出100万元", "amount", number="100", unit="万元"))], before
    )
    strict = next(change for change in compared.changes if change.measure.name == "strict")
    assert strict.then == 1
    assert strict.fall == pytest.approx(1 / 3)
    assert [told for _, told in compared.lost] == ["claim “发文210份”（count · actual · 发文21 · 210份）"]
    assert ["支出100" in told for _, told in compared.alarms] == [True]


def test_a_corpus_is_read_by_split_and_says_what_is_wrong(write: Write) -> None:
    corpus = write("甲", TEXT, claims=[INCOMING])
    write("乙", TEXT)
    assert [(report.name, report.is_labelled) for report in read(corpus)] == [("乙", False), ("甲", True)]
    (corpus / "splits.toml").write_text('[splits]\ndev = ["甲"]\n', encoding="utf-8")
    assert [report.name for report in read(corpus, "dev")] == ["甲"]
    assert [report.name for report in read(corpus / "甲")] == ["甲"]
    (corpus / "splits.toml").write_text('[splits]\ndev = ["甲"]\ntrain = ["甲"]\n', encoding="utf-8")
    with pytest.raises(BadCorpus, match="两个划分"):
        read(corpus, "dev")
    (corpus / "甲" / "claims.jsonl").write_text('{"quote": \n', encoding="utf-8")
    with pytest.raises(BadCorpus, match="第1行"):
        read(corpus)
