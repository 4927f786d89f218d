"""Writes `suite.jsonl`: claims of this project's own corpus in windows of 1,000 characters, each written in ways that a
grounder must accept and in ways that it must not.

    python eval/grounding/make.py

Deterministic. A changed quote that happens to stand in its window is left out, since it would be true there.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
WINDOW = 1000
CLAIMS = 72
TRADITIONAL = str.maketrans(
    "亿万务项实达类费资预执个训开发处户场节关业总数", "億萬務項實達類費資預執個訓開發處戶場節關業總數"
)
COMPARED = re.compile(r"及?以[上下内]|左右")
"""Behind a label's quote: without these words it is another statement, and no form of it may be accepted."""


def main() -> None:
    dice = random.Random(20201)
    lines = [
        line
        for report in sorted(f.parent for f in (HERE.parent / "corpus").glob("1[0-2]*/claims.jsonl"))
        for line in _claims(report)
    ]
    # The rare kinds first: claims with a negation, with 万元 or 亿元, then any with a figure.
    dice.shuffle(lines)
    chosen: dict[tuple[str, int], dict[str, object]] = {}
    for wanted, count in ((r"未|已", 20), (r"万元|亿元", 26), (r"\d", CLAIMS)):
        for line in lines:
            enough = sum(bool(re.search(wanted, str(c["quote"]))) for c in chosen.values()) >= count
            if len(chosen) >= CLAIMS or (enough and wanted != r"\d"):
                break
            if re.search(wanted, str(line["quote"])):
                chosen.setdefault((str(line["report"]), int(str(line["at"]))), line)
    with (HERE / "suite.jsonl").open("w", encoding="utf-8", newline="\n") as out:
        for line in sorted(chosen.values(), key=lambda c: (str(c["report"]), int(str(c["at"])))):
            line["forms"] = [{"form": f, "quote": q, "accept": ok} for f, q, ok in _forms(line, lines, dice)]
            out.write(json.dumps(line, ensure_ascii=False) + "\n")


def _claims(report: Path) -> Iterator[dict[str, object]]:
    text = (report / "report.txt").read_bytes().decode("utf-8")
    for raw in (report / "claims.jsonl").read_text(encoding="utf-8").splitlines():
        claim = json.loads(raw)
        if not 6 <= len(claim["quote"]) <= 60 or "\n" in claim["quote"] or COMPARED.match(text, claim["end"]):
            continue
        begin = max(0, min(claim["start"] - WINDOW // 2, len(text) - WINDOW))
        yield {
            "report": report.name,
            "at": claim["start"] - begin,
            "quote": claim["quote"],
            "window": text[begin : begin + WINDOW],
        }


def _forms(
    line: dict[str, object], others: list[dict[str, object]], dice: random.Random
) -> Iterator[tuple[str, str, bool]]:
    quote, window = str(line["quote"]), str(line["window"])
    yield "verbatim", quote, True
    wide = "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isalnum() else c for c in quote)
    if wide != quote:
        yield "full width", wide, True
    yield (
        "spaced",
        re.sub(r"(?<=[\u4e00-\u9fff])(?=\d)|(?<=\d)(?=[\u4e00-\u9fff])", " ", quote[:2] + " " + quote[2:]),
        True,
    )
    traditional = quote.translate(TRADITIONAL)
    if traditional != quote:
        yield "traditional", traditional, True
    changed = []
    digits = [found.start() for found in re.finditer(r"\d", quote)]
    if digits:
        at = dice.choice(digits)
        other = dice.choice([d for d in "0123456789" if d != quote[at]])
        changed.append(("one digit", quote[:at] + other + quote[at + 1 :]))
    for was, now in (("未", "已"), ("已", "未"), ("万元", "亿元"), ("亿元", "万元")):
        if was in quote:
            changed.append(("未/已" if len(was) == 1 else "万元/亿元", quote.replace(was, now, 1)))
    near = [o for o in others if o["report"] == line["report"] and str(o["quote"]) in window and o["quote"] != quote]
    if near:
        other = str(dice.choice(near)["quote"])
        changed.append(("merged", quote[: len(quote) // 2 + 1] + other[len(other) // 2 :]))
    yield from ((form, said, False) for form, said in changed if said not in window)


if __name__ == "__main__":
    main()
