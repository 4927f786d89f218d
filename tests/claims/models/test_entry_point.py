"""An extractor of the user's own, as CONTRIBUTING shows it, is installed and named like any other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import extractor
from extractor.claims.models.choose import GROUP, chosen
from extractor.claims.models.reply import Unusable

SHOWN = (Path(__file__).parents[3] / "CONTRIBUTING.md").read_text(encoding="utf-8")


@pytest.fixture
def _installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The example of CONTRIBUTING, as pip would leave it."""
    found = re.search(r"```python\n(from collections.abc.*?)```", SHOWN, re.DOTALL)
    assert found
    (tmp_path / "promised_extractor.py").write_text(found[1], encoding="utf-8")
    metadata = tmp_path / "promised_extractor-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: promised-extractor\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text(f"[{GROUP}]\npromised = promised_extractor:Promised\n")
    monkeypatch.syspath_prepend(tmp_path)


@pytest.mark.usefixtures("_installed")
def test_an_installed_extractor_is_named_by_its_entry_point() -> None:
    report = extractor.review_text("五、改进措施\n下一步将完善台账。\n台账不全。\n", extractor=chosen("promised"))
    assert [(claim.quote, claim.extractor) for claim in report.claims] == [("下一步将完善台账", "promised")]
    assert report.versions["extractor"] == "promised"


def test_a_name_that_nothing_brings_is_refused() -> None:
    with pytest.raises(Unusable):
        chosen("promised")
