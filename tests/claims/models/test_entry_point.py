"""An extractor of the user's own, as CONTRIBUTING shows it, is installed and named like any other."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import extractor
from extractor.claims.models.choose import GROUP, chosen
from extractor.claims.models.reply import Unusable
from extractor.commands.main import run

SHOWN = (Path(__file__).parents[3] / "CONTRIBUTING.md").read_text(encoding="utf-8")
Install = Callable[[str, str], None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Leaves a module and what it brings as pip would."""

    def put(code: str, brought: str) -> None:
        (tmp_path / "promised_extractor.py").write_text(code, encoding="utf-8")
        metadata = tmp_path / "promised_extractor-1.0.dist-info"
        metadata.mkdir()
        (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: promised-extractor\nVersion: 1.0\n")
        (metadata / "entry_points.txt").write_text(f"[{GROUP}]\n{brought}\n")
        monkeypatch.delitem(sys.modules, "promised_extractor", raising=False)
        monkeypatch.syspath_prepend(tmp_path)

    return put


@pytest.fixture
def _installed(install: Install) -> None:
    """The example of CONTRIBUTING."""
    found = re.search(r"```python\n(from collections.abc.*?)```", SHOWN, re.DOTALL)
    assert found
    install(found[1], "promised = promised_extractor:Promised")


@pytest.mark.usefixtures("_installed")
def test_an_installed_extractor_is_named_by_its_entry_point() -> None:
    report = extractor.review_text("五、改进措施\n下一步将完善台账。\n台账不全。\n", extractor=chosen("promised"))
    assert [(claim.quote, claim.extractor) for claim in report.claims] == [("下一步将完善台账", "promised")]
    assert report.versions["extractor"] == "promised"


@pytest.mark.usefixtures("_installed")
def test_a_name_that_nothing_brings_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(Unusable, match="没有名为“promise”的提取器，是否指 promised？可用的名称有 embedded、promised；"):
        chosen("promise")


@pytest.mark.usefixtures("_installed")
def test_the_doctor_lists_what_is_installed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor"]) == 0
    assert re.search(r"✓ promised +由软件包 promised-extractor 1.0 提供", capsys.readouterr().out)


@pytest.mark.parametrize(
    ("code", "brought", "said"),
    [
        ("raise ImportError('no such library')", "Promised", "ImportError: no such library"),
        ("", "Promised", "AttributeError: "),
        ("def Promised():\n    raise RuntimeError('no licence')", "Promised", "RuntimeError: no licence"),
        ("class Promised:\n    name = 'promised'", "Promised", "没有 name 和 extract"),
    ],
)
def test_a_broken_one_is_refused_with_its_package_and_what_to_do(
    install: Install, capsys: pytest.CaptureFixture[str], code: str, brought: str, said: str
) -> None:
    install(code, f"promised = promised_extractor:{brought}")
    with pytest.raises(Unusable, match=rf"软件包 promised-extractor 1\.0 提供，但不能使用（.*{said}.*重新安装"):
        chosen("promised")
    run(["doctor"])
    assert "✗ promised" in capsys.readouterr().out
