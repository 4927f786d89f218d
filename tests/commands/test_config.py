from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Extract = Callable[..., tuple[int, str, str]]
Reports = Callable[..., None]


def write(path: str, content: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(content, encoding="utf-8")


def test_the_nearest_file_above_the_report_counts(extract: Extract, reports: Reports) -> None:
    reports(包__子__甲="疑", 乙="疑")
    write("包/extractor.toml", 'fail-on = "warning"')
    assert extract("lint", "包/子/甲.txt")[0] == 1
    assert extract("lint", "乙.txt")[0] == 0


def test_without_one_there_the_working_folder_counts(extract: Extract, tmp_path: Path, reports: Reports) -> None:
    reports(包__甲="疑")
    work = tmp_path / "工作"
    work.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(work)
        write("extractor.toml", 'fail-on = "warning"')
        assert extract("lint", "../包/甲.txt")[0] == 1


def test_pyproject_counts_where_it_has_the_table(extract: Extract, reports: Reports) -> None:
    reports(包__甲="疑")
    write("pyproject.toml", '[tool.extractor]\nfail-on = "warning"')
    write("包/pyproject.toml", '[project]\nname = "x"')
    assert extract("lint", "包/甲.txt")[0] == 1


def test_file_then_environment_then_option(extract: Extract, reports: Reports, monkeypatch: pytest.MonkeyPatch) -> None:
    reports(甲="疑")
    write("extractor.toml", 'fail-on = "warning"')
    assert extract("lint", "甲.txt")[0] == 1
    monkeypatch.setenv("EXTRACTOR_FAIL_ON", "never")
    assert extract("lint", "甲.txt")[0] == 0
    assert extract("lint", "甲.txt", "--fail-on", "warning")[0] == 1


def test_each_command_has_its_own_format(extract: Extract, reports: Reports) -> None:
    reports(甲="错")
    write("extractor.toml", '[lint]\nformat = "github"\n[report]\nformat = "json"')
    assert extract("lint", "甲.txt")[1].startswith("::error")
    assert json.loads(extract("甲.txt")[1])["findings"]


def test_config_show_names_every_source(extract: Extract, reports: Reports, monkeypatch: pytest.MonkeyPatch) -> None:
    reports()
    write("extractor.toml", 'select = ["BE", "NA001"]\nwaivers = "豁免.toml"')
    monkeypatch.setenv("EXTRACTOR_INFO", "yes")
    shown = json.loads(extract("config", "show", "--format", "json")[1])
    file = str(Path("extractor.toml").absolute())
    assert shown["select"] == {"value": ["BE", "NA001"], "source": file}
    assert shown["waivers"] == {"value": [str(Path("豁免.toml").absolute())], "source": file}
    assert shown["info"] == {"value": True, "source": "EXTRACTOR_INFO"}
    assert shown["lang"] == {"value": "zh", "source": "default"}
    text = extract("config", "show")[1]
    assert "默认" in text
    assert "EXTRACTOR_INFO" in text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('fail_on = "warning"', "是否指 fail-on？"),
        ('[lint]\nformt = "json"', "是否指 lint.format？"),
        ('fail-on = "warnings"', "是否指 warning？"),
        ('select = ["BE01O"]', "没有规则“BE01O”，是否指 BE0"),
        ('info = "yes"', "应为 true 或 false"),
        ("select = 3", "应为规则代号的列表"),
        ('profile = "hubie"', "是否指 hubei？"),
        ("=", "不是有效的 TOML（第1行第1列附近有误"),
        ("lang = 3", "“lang”应为 zh、en 之一"),
        ("preview = 'yes'", "“preview”应为 true 或 false"),
    ],
)
def test_what_is_unknown_is_wrong_usage_and_names_the_nearest(
    extract: Extract, reports: Reports, content: str, said: str
) -> None:
    reports(甲="好")
    write("extractor.toml", content)
    code, out, err = extract("lint", "甲.txt")
    assert (code, out) == (2, "")
    assert said in err


def test_a_misspelt_variable_is_named_and_others_are_let_be(
    extract: Extract, reports: Reports, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports(甲="好")
    monkeypatch.setenv("EXTRACTOR_CORPUS", "somewhere")
    assert extract("lint", "甲.txt")[0] == 0
    monkeypatch.setenv("EXTRACTOR_FAILON", "never")
    code, _, err = extract("lint", "甲.txt")
    assert code == 2
    assert "EXTRACTOR_FAIL_ON" in err


def test_help_is_given_even_where_the_configuration_is_broken(extract: Extract, reports: Reports) -> None:
    reports()
    write("extractor.toml", "=")
    assert extract("lint", "--help")[0] == 0


def test_a_named_file_counts_in_place_of_the_nearest(extract: Extract, reports: Reports) -> None:
    reports(甲="疑")
    write("extractor.toml", 'fail-on = "warning"')
    write("别处/我的.toml", 'fail-on = "never"')
    assert extract("lint", "甲.txt", "--config", "别处/我的.toml")[0] == 0
    assert extract("lint", "甲.txt", "--config", "没有.toml")[0] == 2


def test_a_file_saved_with_a_bom_is_read(extract: Extract, reports: Reports) -> None:
    reports(甲="好")
    Path("extractor.toml").write_text('lang = "en"\n', encoding="utf-8-sig")
    assert 'lang = "en"' in extract("config", "show", "甲.txt")[1]
