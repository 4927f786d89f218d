"""Numbers in arabic digits: well-formed, in groups, ranges, signs; and whether one without a unit is a value."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.language import numerals
from extractor.language.grammar import grammar
from extractor.language.number import Number

_LUMP = re.compile(r"\d{1,3}(?:，\d{3})+(?:\.\d+|(?=\s?[万亿]?元))|\d+(?:[.,]\d+){0,12}")
"""At most thirteen groups: a longer list is read piece by piece, so that its length costs once."""
_MIXED = re.compile(
    r"(?P<yi>\d+)亿零?(?P<wan>\d{1,4}(?:\.\d+)?)(?P<thousand>千?)(?=[余多]?万)"
    r"|(?P<head>\d+)万零?(?P<tail>\d{1,4})(?P<hundred>[千百]?)(?=[余多]?[元人])"
)
_SIGN = re.compile(r"(?:^|[\s(（:：=率长降幅额减为约到])(?P<sign>±|[-+])\s?$")


def number(text: str, at: int) -> Number | int:
    """The number whose first digit is at `at`, or where its misshapen digits end."""
    if mixed := _MIXED.match(text, at):
        return _mixed(mixed)
    lump = _LUMP.match(text, at)
    if not lump:
        return at
    printed = lump[0].replace("，", ",")
    value = numerals.arabic(printed)
    if value is None:
        parts = printed.split(",")
        if not _is_list(parts):
            return lump.end()
        printed = parts[0]
        value = Decimal(printed)
    return Number(at, at + len(printed), value, decimals=len(printed.partition(".")[2]))


def is_outline(printed: str) -> bool:
    """`1.1.2`: a section's number, where dots are too many for a figure."""
    return "," not in printed and all(len(part) <= 2 for part in printed.split("."))


def _mixed(match: re.Match[str]) -> Number:
    """1亿2000万 → 12000 (万 is the unit), 1亿3千万 → 13000, 3万5千 → 35000."""
    if match["yi"]:
        below = Decimal(match["wan"]) * (1000 if match["thousand"] else 1)
        return Number(match.start(), match.end(), Decimal(match["yi"]) * 10000 + below)
    low = Decimal(match["tail"]) * {"千": 1000, "百": 100}.get(match["hundred"], 1)
    return Number(match.start(), match.end(), Decimal(match["head"]) * 10000 + low)


def _is_list(parts: list[str]) -> bool:
    """Whether commas separate numbers (`1,2,3`, `2020,2021`, `10.5,20.3`) and not groups of digits."""
    years = all(len(part) == 4 and part.isdigit() for part in parts)
    small = all(len(part) <= 2 and part.isdigit() for part in parts)
    decimals = all("." in part for part in parts)
    return len(parts) > 1 and (years or small or decimals)


def widen(text: str, number: Number) -> None:
    """Takes in the upper end of a range, if there is one that makes sense: not `由85%到92%`, `136-143`÷… or 10-3."""
    match = grammar().upper.match(text, number.end)
    if not match:
        return
    high = numerals.arabic(match["high"])
    before, behind = text[number.start - 1 : number.start], text[match.end() : match.end() + 1]
    tail = grammar().tail.match(text, match.end())
    own, other = match["first"].strip(), (tail["factor"] or "") + (tail["unit"] or "") if tail else ""
    factor = tail["factor"] if tail else None  # 3万-5万元
    if high is None or high < number.low or (own and own not in (other, factor)):
        return
    if match["dash"].strip() in ("至", "到") and (not other or before in tuple("从由自")):
        return
    if not other and (behind in tuple("=÷×*/)）-年月日") or before in tuple("÷×+*/")):
        return
    number.high, number.end = high, match.end()
    number.decimals = max(number.decimals, len(match["high"].partition(".")[2]))


def signed(text: str, number: Number, begin: int, limit: int) -> int:
    """Applies a sign before `begin` to the number; where the expression begins with it."""
    start = max(limit, begin - 2)
    match = _SIGN.search(text[start:begin])
    if not match:
        return begin
    if match["sign"] == "±":
        number.low, number.high = -number.low, number.low
    elif match["sign"] == "-":
        number.low = -number.low
    return start + match.start("sign")


def is_value(text: str, number: Number, begin: int, end: int) -> bool:
    """Whether a number without a unit stands as a value: it fills its line or cell, or follows a word that a figure
    follows (`分值10，`); not an item's number, a label's, a code, a year, or the beginning of a name."""
    line = text[max(0, begin - 12) : begin].rpartition("\n")[2]
    following, second = text[end : end + 1], text[end + 1 : end + 2]
    alone = not line.strip(" \t|") or line[-1:] in ("\t", "|")
    if alone and following in ("", "\t", "\n", "|"):
        return True
    plain = number.low == number.low.to_integral_value() and not number.decimals and number.high is None
    if following.isalnum() or following in tuple("_“《：:"):
        return False
    if plain and number.low < 100 and following in tuple("、.．)）") and not second.isdigit():
        return False
    if plain and 1900 <= number.low < 2100:
        return False
    if following in tuple("-—/#+") and second.isalpha():
        return False
    return not grammar().label.search(line) and line[-1:] not in tuple('“"#№〔')
