"""What is known today, as a file that `lint --baseline` reads."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from extractor.output.escape import one_line, printable, visible
from extractor.report import Report


def baseline(reports: Sequence[Report], today: date) -> str:
    """TOML: an entry for each finding of `reports` that no waiver answers for, equal ones counted."""
    entries: Counter[tuple[str, ...]] = Counter()
    for report in reports:
        name = Path(report.submission.path or report.submission.name).name
        known = [waived.finding for waived in report.waived if waived.waiver.origin == "baseline"]
        for finding in (*report.findings, *known):
            entries[name, finding.code, finding.identity, finding.evidence_hash, finding.where] += 1
    lines = ["# Findings that were known when this file was written; `extract lint --baseline` leaves them out.\n"]
    for (name, code, identity, evidence, where), count in sorted(entries.items()):
        said = {"report": name, "code": code, "identity": identity, "evidence": evidence, "where": where}
        lines.append("\n[[finding]]\n")
        lines += [f"{key} = {_quoted(value)}\n" for key, value in said.items() if value]
        lines += [f"date = {today.isoformat()}\n", f"count = {count}\n"]
    return "".join(lines)


def _quoted(text: str) -> str:
    """A basic string of TOML, which JSON's strings are once control characters are made visible."""
    return json.dumps(visible(one_line(printable(text))), ensure_ascii=False)
