"""What the amounts of a sentence are of (`基本支出`), for those that say only what became of it (`实际支出`)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.claims.clause import Clause
from extractor.claims.draft import Draft
from extractor.claims.ellipsis import last_words
from extractor.claims.lexicon import pattern, words
from extractor.language.words import cut

_GENERIC_MONEY = re.compile(
    r"^(?:项目(?=全年|年初|实际))?(?:年初|全年|年中|本年|实际|调整后|当年|累计)?(?:批复|完成|使用|发放|拨付|下达|安排|追加|到位|调整|预算|支出|执行|决算)"
    r"(?:预算|安排|支出|执行|拨付|批复|调整)?(?:数|额|总额|资金|安排)?的?$"
)
_MONEY_TITLE = re.compile(
    r"(?:^|[、.．)）\s])(?P<x>[\u4e00-\u9fff“”]{2,12}?(?:经费|支出|资金|费|补助|补贴|奖补))(?:收支|使用|支出|执行)?(?:情况)?[。.:：]?$"
)
"""A title that names money."""
_GENERIC_TAIL = re.compile(
    r"(?:年初|全年|年中|调整后?的?|本年)?(?:预算|批复|执行|决算|拨付|下达|安排|到位|追加)(?:数|额|总额|安排|批复|资金)?(?:为)?$"
)
_SOURCE = re.compile(r"^(?:中央|省级?|市级?|县级?|区级?|州级?|本级|财政|上级|地方|自筹|其他)(?:财政)?$")
_GIVEN = re.compile(r"(?:[补专][助项])?(?:资金|经费|补助|预算|支出|投资)$")
"""The money that somebody gives."""
_WHOLLY = re.compile(
    r"^(?P<name>资金来源)?(?:全部|均|都)(?:为|系|来源于|来自|属于?)(?!\d)[^，；]{2,}(?:资金|经费|预算|拨款|费用?)$"
)
_BASE = 8
"""Characters of what amounts are of, where it is carried to a general word (`执行`, `实际支出`)."""


def wholly_from(clause: Clause, figures: Sequence[Draft]) -> Draft | None:
    """The claim of where all of the money came from that was told before, or what it is (`全部为区级财政资金`)."""
    found = _WHOLLY.match(clause.text)
    told = next((one for one in reversed(figures) if one.kind == "amount" and one.end <= clause.start), None)
    if found is None or told is None:
        return None
    return Draft(
        start=clause.start, end=clause.end, kind="status", indicator=found["name"] or told.indicator,
        role="actual", evidence="none", made_by="status-beside",
    )  # fmt: skip


def base_of(label: str, base: str, heading: str) -> str:
    """What an amount is of whose `label` says only what became of it, by the `base` named before, else by a `heading`
    that names money; nothing for any other label."""
    if not _GENERIC_MONEY.match(label):
        return ""
    named = "" if _says_nothing(base) or _acts(base) else last_words(base, _BASE)
    if not named:
        title = _MONEY_TITLE.search(heading)
        named = "" if title is None or _says_nothing(title["x"]) else title["x"]
    return "" if named.endswith("收入") and "支出" in label else named


def without_step(name: str) -> str:
    """The money that `name` names, without what became of it."""
    return _GENERIC_TAIL.sub("", name)


def is_source(name: str) -> bool:
    """Whether `name` only says who gives."""
    return bool(_SOURCE.match(name))


def given(name: str, head: str) -> str:
    """A source of money (`中央`, `省级`) together with the money that it gives, which `head` names."""
    noun = _GIVEN.search(head)
    return name + noun.group() if noun and is_source(name) else name


def _acts(name: str) -> bool:
    """Whether `name` holds what somebody does, and is no thing that amounts are of."""
    return any(word.text in words("generic", "grants") for word in cut(name))


def _says_nothing(name: str) -> bool:
    """Whether `name` is of money in general (`部门支出`, `年初预算资金数`)."""
    return bool(pattern("^(?:<words>)*$", words="generic.money").match(name))
