"""Two small invented reports to train on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

LINES = (
    "一、工作成效\n全年处理收文{a}份，发放补助{b}万元，办结率达{c}%。建立了巡查制度。\n"
    "二、存在问题\n培训力度不够。\n三、改进措施\n下一步加强培训。\n"
)


def claim(text: str, quote: str, kind: str, indicator: str, figure: tuple[str, str] | None = None) -> dict[str, Any]:
    start = text.index(quote)
    number, unit = figure or (None, None)
    return {
        "quote": quote, "start": start, "end": start + len(quote), "kind": kind, "indicator": indicator,
        "value": f"{number}{unit}" if number else None, "number": number, "unit": unit,
        "comparator": "eq" if number else None, "direction": None, "role": "target" if kind == "measure" else "actual",
        "period": None, "section": "performance", "evidence": "none" if kind == "status" else None,
    }  # fmt: skip


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    for name, (a, b, c) in {"甲": ("1553", "26", "98"), "乙": ("420", "17.5", "100")}.items():
        text = LINES.format(a=a, b=b, c=c)
        labels = [
            claim(text, f"处理收文{a}份", "count", "处理收文", (a, "份")),
            claim(text, f"发放补助{b}万元", "amount", "发放补助", (b, "万元")),
            claim(text, f"办结率达{c}%", "ratio", "办结率", (c, "%")),
            claim(text, "建立了巡查制度", "status", "巡查制度"),
            claim(text, "培训力度不够", "problem", "培训力度"),
            claim(text, "加强培训", "measure", "培训"),
        ]
        folder = tmp_path / "corpus" / name
        folder.mkdir(parents=True)
        (folder / "report.txt").write_text(text, encoding="utf-8")
        lines = [json.dumps(one, ensure_ascii=False) + "\n" for one in labels]
        (folder / "claims.jsonl").write_text("".join(lines), encoding="utf-8")
    (tmp_path / "corpus" / "splits.toml").write_text('[splits]\ntrain = ["甲", "乙"]\n', encoding="utf-8")
    return tmp_path / "corpus"
