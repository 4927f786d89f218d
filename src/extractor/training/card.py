"""The card of trained weights: data, figures, calibration, limits, hash, and how to make them anew."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from extractor.evaluation.reliability import Outcome, expected_error, reliability
from extractor.training.examples import Examples
from extractor.training.trainer import FOLDS, Validated


def card(reports: Sequence[Examples], written: str, validated: Validated, rules: Sequence[Outcome], seed: int) -> str:
    """Markdown, in English; the figures are those of cross-validation over `reports`."""
    claims = sum(report.claims for report in reports)
    return "\n".join(
        [
            "# Trained weights of the claims extractor",
            "",
            "Log-linear classifiers over what the rules propose. A figure gets another reading (kind, role, direction)",
            "or another name where the weights are surer by a margin; what is hardly ever right is left out; a claim",
            "has a calibrated confidence. Run time needs no library.",
            "",
            f"- **Data**: {len(reports)} reports of invented units, {claims} claims; no real report. Labels were",
            "  made by reading; two labellers agree far from fully (`extract corpus agree`). Reports:",
            f"  {', '.join(report.report for report in reports)}.",
            f"- **File**: sha256 {hashlib.sha256(written.encode()).hexdigest()}, {len(written.encode())} bytes.",
            f"- **Made anew by**: `extract train CORPUS -o FILE --seed {seed}`.",
            f"- **Strict F1, {FOLDS}-fold cross-validation over reports**: rules {validated.rules:.3f}, trained",
            f"  {validated.f1:.3f}, over what the rules propose. They were partly tuned on the same reports, which",
            "  flatters both.",
            f"- **Calibration** (expected calibration error): rules {expected_error(rules):.3f}, trained"
            f" {expected_error(validated.outcomes):.3f} on the claims that the curves were fitted to.",
            "",
            "| confidence of the rules | right | claims |",
            "| ---: | ---: | ---: |",
            *(f"| {one.confidence:.2f} | {one.right:.2f} | {one.count} |" for one in reliability(rules)),
            "",
            "| confidence after training | right | claims |",
            "| ---: | ---: | ---: |",
            *(f"| {one.confidence:.2f} | {one.right:.2f} | {one.count} |" for one in reliability(validated.outcomes)),
            "",
            "**Limits**: it learns the habits of these labels; where a report's readers would label otherwise (figures",
            "inside problems and promises, composed names) it follows these. Train anew when the rules change.",
            "",
        ]
    )
