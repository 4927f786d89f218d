"""Outputs to be scored: the program's own, made here, or stored ones."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import extractor
from extractor.evaluation.corpus import BadCorpus, Labelled
from extractor.evaluation.scores import Score, score
from extractor.output.record import record


@dataclass(frozen=True, slots=True)
class Scored:
    """`versions` as the output names them; `missing` where there was no output to score."""

    score: Score
    versions: Mapping[str, str]
    missing: bool = False


def review(reports: Sequence[Labelled]) -> Iterator[Scored]:
    """Run the program over each report and score what it says, with the seconds that it took."""
    for report in reports:
        began = time.perf_counter()
        # Offsets of labels count every code point of the file; the text is given as it was read, not the path.
        output = record(extractor.review_text(report.text, name=report.name))
        seconds = time.perf_counter() - began
        yield Scored(score(report, output, seconds), output["versions"])


def rescore(reports: Sequence[Labelled], outputs: Path) -> Iterator[Scored]:
    """Score `outputs/<name>.json` for each report; one that is missing scores as empty. Raises `BadCorpus`."""
    if not outputs.is_dir():
        raise BadCorpus(f"{outputs}：没有这个文件夹。")
    for report in reports:
        output = _stored(outputs / f"{report.name}.json")
        if output is None:
            yield Scored(score(report, {}), {}, missing=True)
        else:
            usage = output.get("usage") or {}
            seconds = (usage.get("seconds") or {}).get("review")
            yield Scored(score(report, output, seconds), output.get("versions") or {})


def _stored(file: Path) -> Mapping[str, Any] | None:
    try:
        held = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise BadCorpus(f"{file}：不能读取（{error}）。") from None
    if not isinstance(held, dict):
        raise BadCorpus(f"{file}：应为一份报告的 JSON 对象。")
    return held
