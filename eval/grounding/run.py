"""The grounding suite: which quotes are accepted that stand in their window of 1,000 characters in another form, and
which that do not stand there; by this program, and beside it by the libraries of the extra `bench` where installed.

    python eval/grounding/run.py

Exit code 1 where this program refuses a quote that must be accepted, or accepts one that must not be.
"""

from __future__ import annotations

import json
import logging
import sys
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

# Run as a file: the checkout's root is not on the path.
sys.path.insert(0, str(Path(__file__).parents[2]))

from eval.grounding.grounders import Grounder, installed

from extractor.document.model import Span

SUITE = Path(__file__).with_name("suite.jsonl")

Tally = dict[tuple[str, bool], list[int]]
"""(form, whether it must be accepted) → how many were, of how many."""


def main() -> int:
    logging.disable()
    grounders = installed()
    tallies = {name: tally(grounder) for name, grounder in grounders.items()}
    own, wrong = tallies["ours"]
    print(f"{len(SUITE.read_text(encoding='utf-8').splitlines())} claims; accepted:")
    print(f"{'':<31}{'of':>5}  " + "  ".join(f"{name:>11}" for name in tallies))
    for (form, must), (_, made) in sorted(own.items(), key=lambda item: (not item[0][1], item[0][0])):
        accepted = (counts[form, must][0] for counts, _ in tallies.values())
        columns = (f"{number:>{max(11, len(name))}}" for number, name in zip(accepted, tallies, strict=True))
        print(f"{'must be accepted' if must else 'must be refused':<18}{_padded(form)}{made:>5}  " + "  ".join(columns))
    print("\n".join(wrong))
    return 1 if wrong else 0


def _padded(form: str) -> str:
    """Chinese takes two columns of a terminal."""
    return form + " " * (13 - len(form) - sum(ch > "\u2e80" for ch in form))


def tally(grounder: Grounder) -> tuple[Tally, list[str]]:
    """What `grounder` accepts at the right place, and what it must not accept at any; and which it had wrong."""
    counts: Tally = defaultdict(lambda: [0, 0])
    wrong = []
    for raw in SUITE.read_text(encoding="utf-8").splitlines():
        claim: Mapping[str, object] = json.loads(raw)
        window, at, quote = str(claim["window"]), int(str(claim["at"])), str(claim["quote"])
        place = Span(at, at + len(quote))
        assert place.of(window) == quote, claim["report"]
        for form in claim["forms"]:  # type: ignore[attr-defined]
            found = grounder(window, form["quote"], at)
            accepted = found == place if form["accept"] else found is not None
            counted = counts[form["form"], form["accept"]]
            counted[0] += accepted
            counted[1] += 1
            if accepted != form["accept"]:
                wrong.append(f"{claim['report']} {form['form']}: {form['quote']}")
    return counts, wrong


if __name__ == "__main__":
    sys.exit(main())
