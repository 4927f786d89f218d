"""The grounding suite: what `extractor.claims.grounding` accepts of quotes that stand in their window of 1,000
characters in another form, and of quotes that do not stand there.

    python eval/grounding/run.py

Exit code 1 where a quote that must be accepted is not, or one that must not be is.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path

from extractor.claims.grounding import ground
from extractor.document.model import Span

SUITE = Path(__file__).with_name("suite.jsonl")


def main() -> int:
    tally: dict[tuple[str, bool], list[int]] = defaultdict(lambda: [0, 0])
    wrong, claims = [], 0
    for raw in SUITE.read_text(encoding="utf-8").splitlines():
        claim = json.loads(raw)
        claims += 1
        window = claim["window"]
        place = Span(claim["at"], claim["at"] + len(claim["quote"]))
        assert place.of(window) == claim["quote"], claim["report"]
        for form in claim["forms"]:
            found = ground(window, form["quote"], Span(0, len(window)), at=claim["at"])
            accepted = found.span == place if form["accept"] else found.status != "none"
            counted = tally[form["form"], form["accept"]]
            counted[0] += accepted
            counted[1] += 1
            if accepted != form["accept"]:
                wrong.append(f"{claim['report']} {form['form']}: {form['quote']}")
    print(f"{claims} claims")
    for (form, must), (accepted, made) in sorted(tally.items(), key=lambda item: (not item[0][1], item[0][0])):
        print(f"{'must be accepted' if must else 'must be refused ':<18} {form:<12} accepted {accepted:>3} of {made}")
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
