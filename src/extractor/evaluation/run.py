"""Outputs to be scored: the program's own, made here, or stored ones."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import extractor
from extractor.claims.model import Extractor
from extractor.evaluation.corpus import BadCorpus, Labelled
from extractor.evaluation.scores import Score, score
from extractor.output.record import record


@dataclass(frozen=True, slots=True)
class Scored:
    """`versions` as the output names them; `missing` where there was no output to score."""

    score: Score
    versions: Mapping[str, str]
    missing: bool = False


def review(report: Labelled, proposer: Extractor | None = None) -> Scored:
    """Run the program over a report and score what it says, with the seconds that it took; `proposer` takes the place
    of the default extractor."""
    began = time.perf_counter()
    # Offsets of labels count every code point of the file: the text is given as it was read, not the path.
    output = record(extractor.review_text(report.text, name=report.name, extractor=proposer))
    seconds = time.perf_counter() - began
    return Scored(score(report, output, seconds), output["versions"])


def rescore(report: Labelled, outputs: Path) -> Scored:
    """Score `outputs/<name>.json`; where there is none, as `nothing`. Raises `BadCorpus` where it cannot be read."""
    output = _stored(outputs / f"{report.name}.json")
    if output is None:
        return nothing(report)
    seconds = ((output.get("usage") or {}).get("seconds") or {}).get("review")
    return Scored(score(report, output, seconds), output.get("versions") or {})


def nothing(report: Labelled) -> Scored:
    """The score of a report that nobody said anything of."""
    return Scored(score(report, {}), {}, missing=True)


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
