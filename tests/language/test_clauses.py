"""Sentences, clauses and list marks as places."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.language.clauses import clauses, sentences, strip_marker


def _sentences(text):
    return [span.of(text) for span in sentences(text)]


def _clauses(text):
    return [
        (c.span.of(text), c.marker.of(text) if c.marker else None) for s in sentences(text) for c in clauses(text, s)
    ]


def test_sentences_end_at_stops_and_line_ends_but_not_inside_marks():
    text = "处理来电300次；发文2件。\n“一次。两次！”的做法（见附件。）已推广\n\n支出1.5万元"
    assert _sentences(text) == ["处理来电300次；", "发文2件。", "“一次。两次！”的做法（见附件。）已推广", "支出1.5万元"]


def test_an_opening_mark_without_partner_shields_nothing():
    assert _sentences("完成“好事。又一件。") == ["完成“好事。", "又一件。"]


def test_clauses_split_at_commas_and_colons_but_not_in_numbers_or_lists():
    assert _clauses("支出1,356.00万元，其中：办公费、水费2万元。") == [
        ("支出1,356.00万元", None),
        ("其中", None),
        ("办公费、水费2万元", None),
    ]


def test_markers_stand_apart():
    assert _clauses("（1）完成验收") == [("完成验收", "（1）")]
    assert _clauses("①质量。二是，加强管理") == [("质量", "①"), ("加强管理", "二是，")]
    assert _clauses("目标1：建成水厂") == [("建成水厂", "目标1：")]
    assert _clauses("1.5万元到位") == [("1.5万元到位", None)]


def test_a_sentence_gives_its_marker_too():
    text = "2.一是抓好落实，见效快。"
    (sentence,) = sentences(text)
    clause = strip_marker(text, sentence)
    assert (clause.marker.of(text), clause.span.of(text)) == ("2.一是", "抓好落实，见效快。")


@settings(deadline=None)
@given(st.text("一是。，；：、“”（）()1.，\n 　好①目标：件", max_size=60))
def test_places_are_true_ordered_and_trimmed(text):
    last = 0
    for sentence in sentences(text):
        assert last <= sentence.start < sentence.end <= len(text)
        last = sentence.end
        for clause in clauses(text, sentence):
            assert sentence.start <= clause.span.start < clause.span.end <= sentence.end
            assert clause.span.of(text) == clause.span.of(text).strip()


def test_a_closing_mark_on_the_next_line_belongs_to_no_sentence_before_it():
    text = "①\n”"
    assert [sentence.of(text) for sentence in sentences(text)] == ["①", "”"]
