"""`extract eval` and `extract corpus` on invented corpora: figures, gates, formats, complaints."""

from __future__ import annotations

import json
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from tests.evaluation.conftest import Write, claim, place

from extractor.commands.main import run

HOSTILE = "<script>alert(1)</script>&\x1b[31m|`"
TEXT = f"云岭县农技站处理收文1553份、发文210份。{HOSTILE}培训不够。\n"
CLAIMS = [
    claim(TEXT, "处理收文1553份", number="1553", unit="份", value="1553份", indicator="处理收文"),
    claim(TEXT, "发文210份", number="210", unit="份", value="210份", indicator="发文"),
    claim(TEXT, f"{HOSTILE}培训不够", "problem", section="problems", indicator="培训"),
]
Ran = tuple[int, str, str]


@pytest.fixture
def extract(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    def call(*arguments: str | Path) -> Ran:
        code = run([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


@pytest.fixture
def corpus(write: Write) -> Path:
    return write("甲", TEXT, claims=CLAIMS, rows=[], findings=[], relations=[])


def store(folder: Path, **outputs: Any) -> Path:
    folder.mkdir()
    for name, output in outputs.items():
        (folder / f"{name}.json").write_text(json.dumps(output), encoding="utf-8")
    return folder


def test_the_program_is_run_and_scored(corpus: Path, extract: Callable[..., Ran]) -> None:
    code, out, err = extract("eval", corpus, "-f", "json", "-q")
    made = json.loads(out)
    assert (code, err) == (0, "")
    assert made["versions"]["extractor"] == "embedded"
    assert made["measures"]["strict"]["of"] >= 3
    assert "seconds" not in made["reports"]["甲"]
    assert extract("eval", corpus, "-f", "json", "-q")[1] == out
    assert json.loads(extract("eval", corpus, "-f", "json", "--timings")[1])["reports"]["甲"]["seconds"] > 0


def test_confidence_is_set_against_what_was_right(corpus: Path, tmp_path: Path, extract: Callable[..., Ran]) -> None:
    said = [{**CLAIMS[0], "confidence": 0.9}, {**CLAIMS[1], "confidence": 0.9, "kind": "amount"}, CLAIMS[2]]
    outputs = store(tmp_path / "out", 甲={"claims": said})
    held = json.loads(extract("eval", corpus, "--outputs", outputs, "-f", "json")[1])["confidence"]
    assert held["bins"] == [{"said": 0.9, "right": 0.5, "claims": 2}]
    assert round(held["expected_error"], 6) == 0.4
    assert "0.400" in extract("eval", corpus, "--outputs", outputs)[1]
    beside = extract("eval", corpus, "--model", f"outputs:{outputs}", "--model", "regex")[1]
    assert "ECE" in beside


def test_stored_outputs_are_scored_without_running(
    corpus: Path, tmp_path: Path, extract: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extractor.review_text", None)
    outputs = store(tmp_path / "out", 甲={"claims": CLAIMS[:2], "versions": {"program": "0"}})
    code, out, _ = extract("eval", corpus, "--outputs", outputs)
    assert code == 0
    assert "0.800" in out  # 2 of 3 found, nothing false
    empty = store(tmp_path / "none")
    code, out, err = extract("eval", corpus, "--outputs", empty)
    assert (code, "甲" in err) == (3, True)


def test_a_report_that_makes_the_program_fail_scores_as_empty_and_is_named(
    corpus: Path, extract: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extractor.review_text", lambda *_, **__: 1 / 0)
    code, out, err = extract("eval", corpus, "-f", "json")
    assert code == 3
    assert json.loads(out)["missing"] == ["甲"]
    assert "ZeroDivisionError" in err


def test_gates_end_in_exit_code_1_and_name_what_was_lost(
    corpus: Path, tmp_path: Path, extract: Callable[..., Ran]
) -> None:
    good = store(tmp_path / "good", 甲={"claims": CLAIMS})
    bad = store(tmp_path / "bad", 甲={"claims": CLAIMS[:1]})
    before = tmp_path / "run.json"
    assert extract("eval", corpus, "--outputs", good, "-f", "json", "-o", before)[:2] == (0, "")
    assert extract("eval", corpus, "--outputs", good, "--min-f1", "1", "--compare", before)[0] == 0
    code, _, err = extract("eval", corpus, "--outputs", bad, "--min-f1", "0.9")
    assert code == 1
    assert "0.5000" in err
    code, out, err = extract("eval", corpus, "--outputs", bad, "--compare", before, "--max-regression", "0.1")
    assert code == 1
    assert "新漏 甲" in err
    assert "发文210份" in err
    assert "-0.500" in out
    assert extract("eval", corpus, "--outputs", bad, "--compare", before, "--max-regression", "1")[0] == 0


class Page(HTMLParser):
    """What a browser would make of a page: its elements, marked places, links and ids."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_shows_every_mistake_in_its_place_and_runs_nothing(
    corpus: Path, tmp_path: Path, extract: Callable[..., Ran]
) -> None:
    false = {"code": "XX", "family": "unit", "severity": "error", "message": HOSTILE, "spans": [place(TEXT, "210份")]}
    differs = {**CLAIMS[1], "role": "target"}
    outputs = store(tmp_path / "out", 甲={"claims": [differs], "findings": [false]})
    made = tmp_path / "page.html"
    assert extract("eval", corpus, "--outputs", outputs, "-f", "html", "-o", made)[0] == 0
    page = made.read_text(encoding="utf-8")
    seen = Page(page)
    assert "script" not in seen.tags
    assert "\x1b" not in page
    assert not [
        value for name, value in seen.attributes if name in ("src", "onclick") or (value or "").startswith("http")
    ]
    links = {value.removeprefix("#") for name, value in seen.attributes if name == "href" and value}
    ids = [value for name, value in seen.attributes if name == "id"]
    assert len(links) == 4
    assert links <= set(ids)
    assert len(ids) == len(set(ids))
    # Marks cut the text in pieces and change none of it.
    assert TEXT.replace("\x1b", "\\u{001B}").strip() in seen.text


def test_markdown_escapes_what_comes_from_outputs(corpus: Path, tmp_path: Path, extract: Callable[..., Ran]) -> None:
    false = {"code": "A|<b>", "family": "unit", "severity": "error", "message": "", "spans": [place(TEXT, "210份")]}
    outputs = store(tmp_path / "out", 甲={"findings": [false]})
    out = extract("eval", corpus, "--outputs", outputs, "-f", "md")[1]
    assert "| A\\|\\<b\\> | 1 | 0 | 1 |" in out


def test_a_split_takes_its_reports_and_says_which_are_not_labelled(
    corpus: Path, write: Write, extract: Callable[..., Ran]
) -> None:
    write("乙", TEXT)
    (corpus / "splits.toml").write_text('[splits]\ndev = ["甲", "乙"]\n', encoding="utf-8")
    code, _, err = extract("eval", corpus, "--split", "dev", "-q")
    assert code == 0
    assert "乙" in err
    assert extract("eval", corpus, "--split", "train")[0] == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ["eval", "没有"],
        ["eval", "{corpus}", "--outputs", "没有"],
        ["eval", "{corpus}", "--compare", "没有.json"],
        ["eval", "{corpus}", "--max-regression", "0.1"],
        ["eval", "{corpus}", "--split", "dev"],
        ["corpus", "check", "没有"],
        ["corpus", "chek", "{corpus}"],
        ["corpus"],
    ],
)
def test_wrong_usage_is_said_in_chinese(corpus: Path, arguments: list[str], extract: Callable[..., Ran]) -> None:
    code, out, err = extract(*(argument.format(corpus=corpus) for argument in arguments))
    assert (code, out) == (2, "")
    assert err.startswith("错误：")


def test_check_finds_what_is_wrong_and_says_so_in_its_exit_code(
    corpus: Path, write: Write, extract: Callable[..., Ran]
) -> None:
    code, out, _ = extract("corpus", "check", corpus)
    assert (code, out) == (0, "1 份报告，已标注 1 份，标注 3 条：错误 0，存疑 0。\n")
    write("甲", TEXT, claims=[{**CLAIMS[0], "end": 3}])
    code, out, _ = extract("corpus", "check", corpus)
    assert code == 1
    assert out.startswith("错误 甲/claims.jsonl 第1条：")
    assert json.loads(extract("corpus", "check", corpus, "-f", "json")[1])[0]["number"] == 1


def test_stats_count(corpus: Path, extract: Callable[..., Ran]) -> None:
    code, out, _ = extract("corpus", "stats", corpus)
    assert code == 0
    assert "陈述·类别：count 2，problem 1" in out
    assert json.loads(extract("corpus", "stats", corpus, "-f", "json")[1])["totals"]["claims"] == 3


@pytest.mark.parametrize("arguments", [["eval"], ["eval", "corrupt"], ["corpus"], ["corpus", "stats"]])
def test_help_explains(arguments: list[str], extract: Callable[..., Ran]) -> None:
    code, out, _ = extract(*arguments, "--help")
    assert code == 0
    assert out.startswith("用法：")


def test_several_models_stand_in_one_table(corpus: Path, extract: Callable[..., Ran]) -> None:
    code, out, _ = extract("eval", corpus, "--model", "rules", "--model", "regex", "--format", "json", "--quiet")
    assert code == 0
    models = json.loads(out)["models"]
    assert list(models) == ["rules", "regex"]
    assert models["rules"]["kinds"]["count"]["hit"] == models["regex"]["kinds"]["count"]["hit"] == 2
    assert models["rules"]["versions"]["extractor"] == "embedded"
    assert models["regex"]["versions"]["extractor"] == "regex"
    _, table, _ = extract("eval", corpus, "--model", "rules", "--model", "regex", "--quiet")
    assert "regex" in table
    assert "各份报告" in table


def test_models_side_by_side_make_no_page(corpus: Path, extract: Callable[..., Ran]) -> None:
    code, _, err = extract("eval", corpus, "--model", "rules", "--model", "regex", "--format", "html")
    assert code == 2
    assert "html" in err
