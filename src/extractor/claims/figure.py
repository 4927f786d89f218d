"""Claims with a figure: amounts, counts, ratios, scores, and rises and falls by so much."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.claims.compared import Comparand, arrives, comparand, differs
from extractor.claims.draft import Draft
from extractor.claims.ellipsis import completed, last_words, leans
from extractor.claims.kind import AGES, claimable, comparator_of, direction, kind_of, loses
from extractor.claims.lexicon import pattern
from extractor.claims.model import Role, SectionName
from extractor.claims.naming import (
    Mention,
    governing_verb,
    listed_names,
    mention,
    noun_after,
    plain_name,
    qualifies_next,
    summed_up,
)
from extractor.claims.role import role_of
from extractor.claims.topic import topic
from extractor.language.quantity import Quantity

_GENERIC_RATE = re.compile(r"^(?:指标|目标|预算|任务|资金)?(?:完成|执行|到位|支出|达标|合格|及时)率$")
_GENERIC_MONEY = re.compile(
    r"^(?:年初|全年|年中|本年|实际|调整后|当年|累计)?(?:批复|完成|使用|发放|拨付|下达|安排|追加|到位|调整|预算|支出|执行|决算)"
    r"(?:预算|安排|支出|执行|拨付|批复|调整)?(?:数|额|总额|资金|安排)?的?$"
)
_GENERIC_TAIL = re.compile(
    r"(?:年初|全年|年中|调整后?的?|本年)?(?:预算|批复|执行|决算|拨付|下达|安排|到位|追加)(?:数|额|总额|安排|批复|资金)?(?:为)?$"
)
_CLAUSE = re.compile(r"(?P<text>[^，。；,;：:（()）\n]{2,})[，,：:]?\s*$")
_SOURCE = re.compile(r"^(?:中央|省级?|市级?|县级?|区级?|州级?|本级|财政|上级|地方|自筹|其他)(?:财政)?$")
_MONEY_NOUN = re.compile(r"(?:[补专][助项])?(?:资金|经费|补助|预算|支出|投资)$")
_TOTAL = re.compile(r"(?:合计|共计|总计)\s*$")
_EACH = re.compile(r"^(?:平均)?(?:每.{1,3}|人均|户均|亩均|均)$")
_WEIGHT = re.compile(r"(?:权重|分值|满分)$")
_BASE = 8
"""Characters of what amounts are of, where it is carried to a general word (`执行`, `实际支出`)."""


def figures(
    sentence: str, quantities: Sequence[Quantity], section: SectionName, year: str | None, heading: str = ""
) -> list[Draft]:
    """The claims that the quantities of `sentence` (folded text, offsets its own) make, in order of the text; `year` is
    the segment's, `heading` the title that it stands under."""
    return _Walk(sentence, quantities, section, year, heading).drafts()


@dataclass(frozen=True, slots=True)
class _Named:
    """What a figure measures. `start` is where the quote begins."""

    start: int
    name: str


@dataclass(slots=True)
class _Walk:
    """One walk over the quantities of a sentence; what an elliptic one leaves out is carried from those before it."""

    sentence: str
    quantities: Sequence[Quantity]
    section: SectionName
    year: str | None
    heading: str = ""
    subject: _Named | None = None
    latest: dict[str, _Named] = field(default_factory=dict)
    """What was measured last, by dimension."""
    near: _Named | None = None
    """Whose figure stands just before."""
    whole: tuple[str, str | None] = ("", None)
    """The last full name and the unit of its figure."""
    compared: int | None = None
    """Where the comparison with the figure just before begins."""
    head: str = ""
    """Name of the last amount that is no part of another."""
    role: Role | None = None
    """And its role."""
    base: str = ""
    """What the amounts of the sentence are of (`基本支出`), for those that say only `实际支出`."""
    waiting: list[_Named] = field(default_factory=list)
    """Names of an `A、B分别为x、y` that have no figure yet."""
    unit: str | None = None
    last: Role | None = None
    depth: int = 0
    among: bool = False

    def drafts(self) -> list[Draft]:
        found: list[Draft] = []
        before = read = 0
        for index, quantity in enumerate(self.quantities):
            one = mention(self.sentence, self.quantities, index, before)
            self._nesting(self.sentence[read : quantity.start])
            before = read = quantity.end
            if not claimable(one, self.sentence[quantity.digits_start : quantity.digits_end]):
                if quantity.dimension == "score" and one.named:
                    self.subject = _Named(one.start, _WEIGHT.sub("", one.label) or one.label)
                    self.near = self.subject if one.nested else None
                before = self._age(one, before)
                continue
            begin = qualifies_next(one)
            if begin is not None:
                before = begin
                continue
            made = self._draft(one)
            if one.nested and one.verbal and made and made[0].end > quantity.end:
                # `批复8个项目985万元`: the amount is that of what was counted.
                before = one.start
            elif one.nested and (one.lists or not one.named) and made:
                before = max(before, made[-1].end)
            found += made
        return found

    def _age(self, one: Mention, before: int) -> int:
        """Where the words of the next figure begin: an age (`80至89周岁`每人50元) belongs to them."""
        return one.quantity.start if (one.quantity.unit or "").startswith(AGES) else before

    def _nesting(self, text: str) -> None:
        for char in text:
            self.depth = max(0, self.depth + (char in "(（") - (char in ")）"))
        self.among = self.among or "其中" in text

    def _draft(self, one: Mention) -> list[Draft]:
        than = comparand(one)
        if than is not None:
            return self._comparand(one, than)
        moves = direction(one, after=self.compared is not None)
        part = self.depth > 0 or self.among
        end = one.quantity.end
        names = [self.waiting.pop(0)] if self.waiting and not one.named else []
        if names:
            pass
        elif moves is not None:
            names = [self._moved(one)]
        elif _TOTAL.search(one.run) and not one.named and self.subject and one.quantity.unit == self.unit:
            # The sum of what was listed before it.
            names = [_Named(one.left + len(one.run.rstrip()) - 2, one.run.rstrip()[-2:])]
        elif _EACH.match(one.label) and self.subject:
            names, self.near = [_Named(one.start, self.subject.name + one.label)], None
        elif loses(one):
            names = [self._lost(one)]
        elif one.label == "得" and self.subject:
            names = [self._carried(self.subject, one)]
        elif one.label.startswith("占"):
            share = self._carried(self.subject, one) if self.subject else _Named(one.start, "")
            names = [_Named(share.start, share.name + one.label)]
        elif self.compared is not None and arrives(one.run[one.start - one.left :] + "到"):
            # `由16420株减少到13860株`: one clause says both.
            about = self._about(one)
            names = [_Named(min(about.start, one.start), about.name)]
        else:
            names, end = self._named(one)
        kind = kind_of(one, moves)
        role = role_of(
            kind,
            one.run + self.sentence[one.quantity.end : end],
            self.section,
            self.year,
            part_of=self.role if part else self._listed_role(one),
        )
        self.last, self.unit, self.compared = role, one.quantity.unit, None
        if kind == "amount" and not part:
            self.role, self.head = role, names[0].name
        quantity = one.quantity
        return [
            Draft(
                start=min(name.start, quantity.start), end=end, kind=kind,
                indicator=self._composed(name.name) if kind == "amount" and part else name.name,
                value=(quantity.start, quantity.end), number=format(quantity.number, "f"),
                number_high=None if quantity.high is None else format(quantity.high, "f"),
                unit=quantity.unit, comparator=comparator_of(quantity, self.sentence[quantity.start : quantity.end]),
                direction=moves if kind == "change" else None, role=role,
                made_by=f"{kind}-figure" if one.named else f"{kind}-carried",
            )
            for name in names
            if name.name
        ]  # fmt: skip

    def _lost(self, one: Mention) -> _Named:
        """What points were taken off for: named, else what the heading is about."""
        own = one.label.removesuffix("减").removesuffix("扣")
        heading = re.sub(r"[（(].*", "", self.heading)
        subject = self.near.name if self.near else ""
        return _Named(one.start, (own or (subject if "分" in heading else heading) or heading) + "扣分")

    def _comparand(self, one: Mention, than: Comparand) -> list[Draft]:
        """The claim of a figure that another is only compared with."""
        if len(than.what) > 1:
            self.subject = _Named(one.start, plain_name(than.what)[1])
            self._measured(one, self.subject)
        about = self._about(one)
        self.compared, self.near = than.joint, None
        if not about.name:
            return []
        quantity, kind = one.quantity, kind_of(one, None)
        return [
            Draft(
                start=min(than.start, quantity.start), end=quantity.end, kind=kind, indicator=about.name,
                value=(quantity.start, quantity.end), number=format(quantity.number, "f"), unit=quantity.unit,
                comparator=quantity.comparator, role=than.role, made_by=f"{kind}-carried",
            )
        ]  # fmt: skip

    def _measured(self, one: Mention, name: _Named) -> None:
        self.latest[one.quantity.dimension] = self.near = name

    def _about(self, one: Mention) -> _Named:
        """What a figure that says how another differs is about: the last one of its dimension."""
        dimension = "percent" if one.quantity.dimension == "points" else one.quantity.dimension
        newest = self.near or self.subject
        same = None if one.quantity.dimension == "percent" else self.latest.get(dimension)
        return same or newest or _Named(one.start, "")

    def _carried(self, about: _Named, one: Mention) -> _Named:
        """What the clause before names is quoted with it only where nothing else was measured in between."""
        if self.near == about:
            self.near = None
            return about
        return _Named(one.start, about.name)

    def _listed_role(self, one: Mention) -> Role | None:
        """`争创五星支部14个、四星支部20个`: what a verb governs has one role."""
        return self.last if one.left and self.sentence[one.left - 1] in "、和及" else None

    def _named(self, one: Mention) -> tuple[list[_Named], int]:
        noun = noun_after(one)
        adverbs, name = plain_name(one.label)
        start = one.start + adverbs
        listed = [_Named(start, each) for each in listed_names(one)]
        if listed and "分别" in one.run:
            self.waiting = listed[1:]
            return listed[:1], one.quantity.end
        if listed:
            return listed, one.quantity.end
        part = self.depth > 0 or self.among
        governed = bool(one.left) and self.sentence[one.left - 1] in "、和及"
        same = one.quantity.unit == self.whole[1]
        leaning = one.named and not noun and self.whole[0] and one.quantity.dimension != "money"
        if leaning and leans(name, part=part, same_unit=same, listed=governed):
            found = _Named(start, completed(name, self.whole[0]))
            self._measured(one, found)
            return [found], one.quantity.end
        if one.named and one.lists and noun:
            found = _Named(start, summed_up(name) + noun)
        elif one.named:
            full = noun and (one.verbal or len(noun) <= 12)
            found = _Named(
                start, (summed_up(name) + noun if "、" in name else name.rstrip("了") + noun) if full else name
            )
            if one.quantity.dimension in ("money", "percent") and self.base and _GENERIC_MONEY.match(one.label):
                found = _Named(start, last_words(self.base, _BASE) + one.label)
            elif one.quantity.dimension == "money" and not _SOURCE.match(name):
                self.base = _GENERIC_TAIL.sub("", found.name)
        elif noun:
            found = _Named(one.quantity.start, noun)
        elif self.subject and governed and not one.run.strip() and one.quantity.unit != self.unit:
            # `改造小区42个、8650户`: the verb counts one thing after another.
            found = _Named(one.quantity.start, governing_verb(self.subject.name) + (one.quantity.unit or ""))
        elif self.subject:
            found = self._carried(self.subject, one)
        else:
            found = self._clause_before(one)
        if one.named or noun:
            self._measured(one, found)
            if not _GENERIC_RATE.match(one.label):
                self.subject = found
                if not part or not self.whole[0]:
                    self.whole = (found.name, one.quantity.unit)
        return [found], one.quantity.end + len(noun)

    def _clause_before(self, one: Mention) -> _Named:
        """`环卫工人实行市场化聘用，共计428人`: what the clause before is about; no name at the start of a sentence."""
        begin = max(0, one.left - 40)
        before = _CLAUSE.search(self.sentence, begin, one.left)
        if before is None or not one.left:
            return _Named(one.quantity.start, "")
        return _Named(before.start("text"), topic(before["text"], "status"))

    def _moved(self, one: Mention) -> _Named:
        """What rose or fell: named in the clause itself, else the subject so far."""
        own = pattern(
            r"^(?P<x>.*?)(?:<degrees>|<compared>.{0,10}?)*<moves>",
            degrees="change.degrees", compared="change.compared", moves="change.up change.down",
        ).match(one.label)  # fmt: skip
        if own and len(own["x"]) >= 2 and not re.match("[比较]", own["x"]):
            found = _Named(one.start, own["x"])
            self._measured(one, found)
            return found
        about = self._about(one)
        if not about.name:
            return _Named(one.start, one.label)
        if self.compared is not None and differs(one.label):
            return _Named(self.compared, about.name)
        return self._carried(about, one)

    def _composed(self, name: str) -> str:
        """A source of money (`中央`, `省级`) is named together with the money it gives."""
        noun = _MONEY_NOUN.search(self.head)
        return name + noun.group() if noun and _SOURCE.match(name) else name
