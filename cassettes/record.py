"""Record every conversation anew from a llama.cpp server that this command starts.

    python cassettes/record.py --weights PATH [NAME...]

PATH holds the weights whose hash stands below (Qwen2.5-Coder-1.5B-Instruct, Q4_K_M, GGUF). Needs the extra `record`.
Without NAME all scenarios of scenarios.toml are recorded; recorded.toml then says by what.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from importlib import metadata
from pathlib import Path

# Run as a file: the checkout's root is not on the path.
sys.path.insert(0, str(Path(__file__).parents[1]))

from cassettes.tape import HERE, NAME, Scenario, judged, play, scenarios

SHA256 = "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046"
SERVER = """
import sys, threading, xllamacpp
asked = xllamacpp.CommonParams()
asked.model.path, asked.port, asked.n_ctx = sys.argv[1], 0, int(sys.argv[2])
asked.model_alias, asked.n_parallel, asked.warmup = {sys.argv[3]}, 1, False
running = xllamacpp.Server(asked)
print(running.listening_address, flush=True)
sys.stdin.read()
"""
"""Runs until its standard input closes, and so never longer than whoever started it."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True, metavar="PATH")
    parser.add_argument("names", nargs="*", metavar="NAME")
    given = parser.parse_args()
    known = scenarios()
    if unknown := set(given.names) - known.keys():
        parser.error(f"no such scenario: {', '.join(sorted(unknown))}")
    with given.weights.open("rb") as weights:
        digest = hashlib.file_digest(weights, "sha256").hexdigest()
    if digest != SHA256:
        parser.error(f"{given.weights} has the hash {digest}, not {SHA256}")
    wanted = [one for one in known.values() if not given.names or one.name in given.names]
    # One server for all of a size: it keeps what it has read of the prompt.
    for context in dict.fromkeys(one.context for one in wanted):
        with serving(given.weights, context) as url:
            for scenario in (one for one in wanted if one.context == context):
                _record(scenario, url)
    (HERE / "recorded.toml").write_text(
        f'model = "Qwen2.5-Coder-1.5B-Instruct Q4_K_M"\nalias = "{NAME}"\nsha256 = "{SHA256}"\n'
        f'server = "llama.cpp (xllamacpp {metadata.version("xllamacpp")})"\ndate = {date.today()}\n',
        encoding="utf-8",
    )
    return 0


def _record(scenario: Scenario, url: str) -> None:
    began = time.monotonic()
    if scenario.judge:
        ruled = judged(scenario, server=url)
        calls, told = ruled.model.usage.calls, ", ".join(one.failed or str(list(one.ids)) for one in ruled.rulings)
    else:
        heard = play(scenario, server=url)
        kinds = [type(one).__name__ for one in heard.found]
        calls, told = heard.model.usage.calls, ", ".join(f"{kinds.count(kind)} {kind}" for kind in dict.fromkeys(kinds))
    print(f"{scenario.name}: {calls} calls, {told}, {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)


@contextmanager
def serving(weights: Path, context: int) -> Iterator[str]:
    """The base URL of a llama.cpp server of these weights on the loopback interface."""
    command = [sys.executable, "-c", SERVER, str(weights), str(context), NAME]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as server:
        try:
            assert server.stdout is not None
            url = server.stdout.readline().decode().strip()
            with urllib.request.urlopen(f"{url}/health", timeout=60):
                yield f"{url}/v1"
        finally:
            assert server.stdin is not None
            server.stdin.close()
            server.wait(timeout=60)


if __name__ == "__main__":
    sys.exit(main())
