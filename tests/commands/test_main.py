from __future__ import annotations

import errno
import io
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import version

import click
import pytest

from extractor.commands.main import COMMANDS
from extractor.commands.main import extract as group

Extract = Callable[..., tuple[int, str, str]]
Reports = Callable[..., None]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("lnt", "lint"), ("rule", "rules"), ("shcema", "schema"), ("txt", "text"), ("reprot", "report")],
)
def test_a_typing_error_in_a_command_is_asked_back(extract: Extract, typed: str, meant: str) -> None:
    code, out, err = extract(typed, "x.txt")
    assert (code, out) == (2, "")
    assert f"是否指 {meant}？" in err


def test_a_file_of_nearly_a_commands_name_is_a_report(extract: Extract, reports: Reports) -> None:
    reports(rule="错")
    from pathlib import Path

    Path("rule.txt").rename("rule")
    assert extract("rule")[0] == 0


def test_what_is_no_command_at_all_is_a_missing_file(extract: Extract) -> None:
    code, _, err = extract("没有这个.txt")
    assert code == 2
    assert "没有这个.txt：文件不存在" in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "请给出要审核的报告"),
        (("--fromat", "json", "x"), "没有选项 --fromat，是否指 --format"),
        (("-f", "jsn", "x"), "没有“jsn”这个取值，可选 table、json、jsonl、csv、html，是否指 json？"),
        (("x.txt", "-o"), "选项 -o 的用法不对"),
        (("text",), "缺少参数：报告。"),
        (("lint",), "缺少参数：路径。"),
        (("train", "语料"), "缺少选项 --output。"),
        (("eval",), "用法见 extract eval --help"),
        (("corpus",), "用法见 extract corpus --help"),
        (("lint", "x", "--select", "ZZ999"), "没有规则“ZZ999”"),
        (("rules", "ZZ999"), "没有规则“ZZ999”"),
    ],
)
def test_wrong_usage_is_2_and_says_what_in_chinese(extract: Extract, arguments: tuple[str, ...], said: str) -> None:
    code, out, err = extract(*arguments)
    assert (code, out) == (2, "")
    assert said in err


@pytest.mark.parametrize("arguments", [("--help",), ("-h",), *((name, "--help") for name in COMMANDS)])
def test_help_is_chinese_and_fits_80_columns(extract: Extract, arguments: tuple[str, ...]) -> None:
    from rich.cells import cell_len

    code, out, err = extract(*arguments)
    assert (code, err) == (0, "")
    assert out.startswith("用法：extract")
    assert "Usage" not in out
    assert "Options" not in out
    assert max(map(cell_len, out.splitlines())) <= 80
    assert not any(word in out for word in ("[required]", "x>=", "<=x"))


def test_help_names_every_exit_code_and_puts_what_few_need_last(extract: Extract) -> None:
    from extractor.commands import exits

    said = extract("--help")[1]
    codes = [value for name, value in vars(exits).items() if name.isupper()]
    assert all(f" {code} " in said.partition("退出码：")[2] or f"：{code} " in said for code in codes)
    assert said.index("--version") < said.index("一般不需要") < said.index("--model NAME")


def test_every_option_of_every_command_is_explained() -> None:
    context = click.Context(group)
    for name in COMMANDS:
        command = group.get_command(context, name)
        assert command is not None
        options = [param for param in command.params if isinstance(param, click.Option)]
        assert all(option.help for option in options), name


def test_the_version_is_the_packages(extract: Extract) -> None:
    assert extract("--version") == (0, f"extract {version('jixiao-extractor')}\n", "")


def test_help_imports_nothing_heavy() -> None:
    """What makes help fast, without a clock: no pydantic, no jieba, no rules."""
    code = (
        "import sys; from extractor.commands.main import run; run(['--help']); "
        "print([m for m in ('pydantic', 'jieba', 'rich.console', 'extractor.pipeline', 'extractor.checks.registry') "
        "if m in sys.modules], file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stderr.strip() == "[]"


def test_python_m_extractor_is_extract() -> None:
    ran = subprocess.run([sys.executable, "-m", "extractor", "--version"], capture_output=True, text=True, check=True)
    assert ran.stdout.startswith("extract ")


@pytest.mark.parametrize("arguments", [["schema"], ["rules"], ["--help"]])
def test_a_broken_pipe_ends_quietly_with_141(arguments: list[str]) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "extractor", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as ran:
        assert ran.stdout is not None
        assert ran.stderr is not None
        ran.stdout.close()
        assert ran.stderr.read() == b""
        assert ran.wait() == 141


def test_output_is_utf_8_whatever_the_locale() -> None:
    ran = subprocess.run(
        [sys.executable, "-X", "utf8=0", "-m", "extractor", "--help"],
        capture_output=True,
        check=True,
        env={"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PATH": ""},
    )
    assert "用法" in ran.stdout.decode("utf-8")


def test_a_full_disk_behind_stdout_is_told_and_is_3(extract: Extract, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(io.StringIO):
        def write(self, _text: str) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("sys.stdout", Full())
    code, _, said = extract("schema")
    assert code == 3
    assert said == "错误：结果未能写到标准输出（磁盘已满），请腾出空间，或用 --output 写到别处。\n"


def test_what_nobody_foresaw_is_3_and_not_the_1_of_findings(
    extract: Extract, reports: Reports, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports(甲="好")

    def broken(*_: object, **__: object) -> None:
        raise AttributeError("no such thing")

    monkeypatch.setattr("extractor.commands.report.asked_of", broken)
    code, out, err = extract("甲.txt")
    assert (code, out) == (3, "")
    assert err.startswith("错误：程序内部出错（AttributeError, test_main.py:")
