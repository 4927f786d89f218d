"""What stands around the digits of a quantity: words of comparison, units, ends of ranges."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractor.datafile import any_of, datafile
from extractor.language import units
from extractor.language.quantity import Comparator

INCLUDED = r"(?:[（(]不?含(?:本数)?[）)])?"
_DASH = r"[ ]{0,2}(?:[-~]|—{1,2}|至|到)[ ]{0,2}"
_PARTS = "内多余"
_NOT_AFTER = r"[设部容外涵需业镇蒙资陆\d]"
"""Behind words that end in one of those: the word is another one (内设, 内部), or belongs to the next figure
(200份多9份)."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """Patterns made of the words in data/quantities.toml and data/units.toml."""

    before: dict[str, Comparator]
    after: dict[str, Comparator]
    prefix: re.Pattern[str]
    """Ends where the number starts; group `word` is a key of `before`."""
    suffix: re.Pattern[str]
    tail: re.Pattern[str]
    """Behind a number, always matches: `more` (余, 多), `factor`, `inner` (余 in 万余人), `unit`, or `lone` (a factor
    alone) and `late`, `included` (（含）), `after` (a key of `after`)."""
    bracketed: re.Pattern[str]
    """Behind a number, what may be its unit in brackets: `4.52(万人)`; `tail` tells whether it is."""
    upper: re.Pattern[str]
    """Behind a number: what can be its unit (`first`), `dash`, and the range's `high` end."""
    zero: re.Pattern[str]
    people: re.Pattern[str]
    label: re.Pattern[str]
    plan: re.Pattern[str]
    after_one_digit: str
    after_one: str


@cache
def grammar() -> Grammar:
    data = datafile("quantities")
    before: dict[str, Comparator] = {word: sign for sign, words in data["before"].items() for word in words.split()}
    after: dict[str, Comparator] = {word: sign for sign, words in data["after"].items() for word in words.split()}
    parts = {word for word in after if word[-1] in _PARTS}
    bounds = after.keys() - parts
    others = ")(?<!".join(map(re.escape, data["lookalikes"].split()))
    unit, factor = units.pattern(), units.FACTOR
    measure = rf"(?P<factor>{factor})?(?P<inner>余|多)?(?P<unit>{unit})|(?P<lone>{factor})(?P<late>余|多)?"
    return Grammar(
        before=before,
        after=after,
        # 每超过一个百分点扣分 is no bound.
        prefix=re.compile(rf"(?<!每)(?<!每超)(?<!每低)(?:[≥≤]\s?)*(?P<word>{any_of(before)})(?<!{others})\s{{0,2}}$"),
        suffix=re.compile(any_of(after)),
        tail=re.compile(
            rf"[ ]{{0,2}}(?P<more>有余|余|多|几|来)?[ ]?(?P<measure>{measure})?(?P<included>{INCLUDED})"
            rf"(?:\s?(?P<after>{any_of(bounds)}|(?:{any_of(parts)})(?!{_NOT_AFTER})))?"
        ),
        bracketed=re.compile(r"\s?[（(]\s?(?P<inside>[^\s（）()]{1,12})\s?[）)]"),
        upper=re.compile(
            rf"(?P<first>[ ]?[^\s\d，,。；;、（）()~-]{{0,8}}?){INCLUDED}(?P<dash>{_DASH})"
            r"(?P<high>\d+(?:,\d{3})*(?:\.\d+)?)(?![\d.,]\d)"
        ),
        zero=re.compile(rf"[零0][”\"]?(?:{any_of(data['zero'].split())})"),
        people=re.compile(rf"(?:{any_of(data['people'].split())})[^，。；,;\n]{{0,6}}$"),
        label=re.compile(rf"(?:{any_of(data['labels'].split())})\s?[:：]?\s?$"),
        plan=re.compile(any_of(data["plans"].split())),
        after_one_digit=data["after_one_digit"],
        after_one=data["after_one"],
    )
