"""The command that prints the grounding figures finds nothing wrong."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

RUN = Path(__file__).parents[2] / "eval/grounding/run.py"


def test_every_form_that_stands_is_accepted_and_no_other() -> None:
    ran = subprocess.run([sys.executable, str(RUN)], capture_output=True, text=True, encoding="utf-8")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    told = re.findall(r"must be (accepted|refused) .*?(\d+) +(\d+)", ran.stdout)
    assert [int(own) for _, _, own in told] == [int(made) if must == "accepted" else 0 for must, made, _ in told]
    assert len(told) == 8
    assert int(ran.stdout.split()[0]) >= 60
    assert all(int(made) >= 20 for _, made, _ in told)
