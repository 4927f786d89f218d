"""How fast the program is, in figures that another machine can be compared by.

    python benchmarks/speed.py REPORT...

Cold: seconds of wall clock of a fresh process, the median of several. Warm: processor seconds of a review in a process
that has done one already, against what jieba alone needs to cut the same text there; the best of several, report by
report, and for all together. The goals stand in CONTRIBUTING.md.
"""

from __future__ import annotations

import logging
import statistics
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

_RUNS = 5


def cold(*arguments: str) -> float:
    """Seconds from start to end of `extract ARGUMENTS`."""

    def once() -> float:
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "extractor", *arguments], stdout=subprocess.DEVNULL, check=True)
        return time.perf_counter() - began

    once()  # compiled files and the cached dictionary are made once, at the first start ever
    return statistics.median(once() for _ in range(_RUNS))


def warm(work: Callable[[], object]) -> float:
    """Processor seconds of `work`, done once before."""

    def once() -> float:
        began = time.process_time()
        work()
        return time.process_time() - began

    once()
    return min(once() for _ in range(_RUNS))


def main(paths: list[str]) -> None:
    if not paths:
        raise SystemExit(__doc__)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    import extractor
    from extractor.document.load import load

    jieba.setLogLevel(logging.WARNING)
    print(f"extract --help     cold {cold('--help'):.2f} s")
    reviews = cuts = 0.0
    for path in paths:
        text = load(path).text
        reviewed = warm(lambda text=text: extractor.review_text(text))  # type: ignore[misc]
        cut = warm(lambda text=text: jieba.lcut(text))  # type: ignore[misc]
        reviews, cuts = reviews + reviewed, cuts + cut
        print(
            f"{Path(path).name}  {len(text)} characters  cold {cold(path):.2f} s  "
            f"warm {reviewed * 1000:.0f} ms = {reviewed / cut:.1f} × jieba ({cut * 1000:.1f} ms)"
        )
    print(f"together  {reviews / cuts:.1f} × jieba")


if __name__ == "__main__":
    main(sys.argv[1:])
