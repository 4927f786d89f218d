"""What the READMEs show of files that a user writes is valid."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

import extractor
from extractor.checks.waiver import read
from extractor.commands.configuration import SETTINGS, resolve
from extractor.output.table import console, write
from extractor.profile import named
from extractor.tables.standard import parse_standard

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_files_that_a_readme_shows_are_read(name: str, tmp_path: Path) -> None:
    shown = re.findall(r"```toml\n(.*?)```", (ROOT / name).read_text(encoding="utf-8"), re.DOTALL)
    files = []
    for number, content in enumerate(shown):
        files.append(tmp_path / f"{number}.toml")
        files[-1].write_text(content, encoding="utf-8")
    settings, profile, waivers = map(str, files)
    values = resolve(None, settings, {})
    assert {value.setting.key for value in values.values() if value.source} == {s.key for s in SETTINGS}
    made = named(profile)
    assert made.title == "云岭县"
    assert all(parse_standard(rubric.standard) for rubric in made.rubrics)
    assert len(read(waivers, "waiver")) == 1


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_what_a_readme_shows_as_printed_is_printed(name: str) -> None:
    shown = re.search(r"```\n(审核发现.*?)\n```", (ROOT / name).read_text(encoding="utf-8"), re.DOTALL)
    assert shown
    out = io.StringIO()
    write(extractor.review(ROOT / "examples" / "forms.txt"), console(out, width=100), what=["findings"])
    # Which other lines take part is nothing that a README is wrong about.
    plain = [re.sub(r"；另见.*?行", "", "".join(said.split())) for said in (shown[1], out.getvalue())]
    assert plain[0] in plain[1]
