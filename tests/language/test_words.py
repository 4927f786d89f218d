"""Words over the private dictionary."""

from __future__ import annotations

import os
import stat
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.document.model import Span
from extractor.language import words
from extractor.language.words import cut


@pytest.fixture
def fresh(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    words._dictionary.cache_clear()
    yield tmp_path
    words._dictionary.cache_clear()


def test_domain_terms_stay_whole():
    found = [word.text for word in cut("服务对象满意度提高，三公经费下降")]
    assert "服务对象满意度" in found
    assert "三公经费" in found


def test_gives_places_of_the_whole_text():
    text = "前言。预算执行率"
    assert [(w.text, w.start) for w in cut(text, Span(3, len(text)))] == [("预算执行率", 3)]


@settings(deadline=None)
@given(st.text("预算执行率满意度的魑魅12.5% ，\nab", max_size=40))
def test_words_cover_all_but_blanks(text):
    found = cut(text)
    assert all(text[word.start : word.end] == word.text for word in found)
    assert "".join(word.text for word in found) == "".join(text.split())


def test_cache_is_private(fresh):
    cut("预算")
    folder = fresh / "jixiao-extractor"
    assert len(list(folder.iterdir())) == 1
    if os.name == "posix":
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_damaged_or_missing_cache_costs_only_time(fresh):
    cut("预算")
    (stored,) = (fresh / "jixiao-extractor").iterdir()
    stored.write_bytes(stored.read_bytes()[:1000])
    words._dictionary.cache_clear()
    assert [word.text for word in cut("预算执行率")] == ["预算执行率"]


def test_works_where_no_cache_can_be_written(fresh, monkeypatch):
    blocked = fresh / "file"
    blocked.write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    assert [word.text for word in cut("预算执行率")] == ["预算执行率"]


def test_unknown_words_do_not_bring_pkg_resources_along():
    asked = "import sys; from extractor.language.words import cut; cut('龘靐齉'); print(*sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout.split()
    assert "jieba.finalseg" in loaded
    assert "pkg_resources" not in loaded
