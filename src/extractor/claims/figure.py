"""Claims with a figure: amounts, counts, ratios, scores, and rises and falls by so much."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extractor.claims.antecedent import Antecedents, Named
from extractor.claims.compared import Comparand
from extractor.claims.draft import Draft
from extractor.claims.fund import given
from extractor.claims.goal import held_role, is_goal, of_goal, whole_of_share
from extractor.claims.kind import claimable, comparator_of, direction, kind_of, says_whose, within
from extractor.claims.measured import Measured
from extractor.claims.mention import Mention, mention
from extractor.claims.model import Kind, Role, SectionName
from extractor.claims.naming import plain_noun, qualifies_next, sizes_next
from extractor.claims.parts import Parts
from extractor.claims.role import (
    answered,
    dealt,
    due_later,
    ensured,
    granted_under,
    missed,
    planned_before,
    role_of,
    was_set,
)
from extractor.language.quantity import Quantity

_BARE_SUM = re.compile(r"\d\s*[=＝÷/]\s*$")
"""Arithmetic between figures without units, of which nothing is named."""
_PARTS = re.compile(r"(?:其中|分别|具体|主要|包括|包含|含(?!税)|一是|[二三四五六七八九]是)")
"""How a sentence goes on that parts what the one before told."""
_TOLD = re.compile(r"实际(?:完成|执行)(?:情况|结果)?(?:为|是)?[:：]")
"""Behind it stands what was done, also in a chapter of goals."""
_CONTENT = re.compile(
    r"(?<!完成)(?<!实施的)(?<!实际)(?:建设|施工|工程|改造)(?:内容|规模)(?:主要)?(?:为|是|有|包括|包含|[:：])"
)
"""What a project is to build."""
_BUILT = re.compile(
    r"(?:(?:均|都|全部)已?|已经?)[^，。；]{0,16}(?:完成|建成|完工|竣工|实施)|(?:完成|建成)了|(?<!未)完成[^，。；]{0,12}项目"
)
"""Where its sentence says that it was built."""
_BASIS = re.compile("^(?:进行)?(?:计算|测算|折算|计)")
"""Behind an amount that a rate is only reckoned by (`按全年预算900万元计算`)."""
_PLANS = re.compile("计划|拟|力争|预计|预期|争取|将")
_ANSWERS = re.compile(r"(?:年[底末]|全年|最终|截至[^，]*)?(?:实际|完成|已|共|累计|现)|.*了")
"""What says that something planned was done."""
_GOALS_TOLD = re.compile(
    r"(?:建设|绩效|总体|年度|预期|工作|项目)目标(?:任务)?(?:主要)?(?:为|是)?[:：](?!.*(?:实际|完成情况))"
)
"""Behind it stand goals, in whatever chapter."""
_CLAUSE = 40
"""Characters of the clause before a colon that are looked at."""
_AIMED = re.compile("目标|任务|计划|拟|将|预计|力争|要求|应(?![急用对届])")
_SOURCE = re.compile("资金(?:来源|构成)$")
_AND = ("、", "和", "及", "与")
_GENERAL = 2
"""Characters of a name that says only whether it was planned (`预算`)."""


def figures(
    sentence: str,
    quantities: Sequence[Quantity],
    section: SectionName,
    year: str | None,
    heading: str,
    past: Antecedents,
) -> list[Draft]:
    """The claims that the quantities of `sentence` (folded text, offsets its own) make, in order of the text; `year` is
    the segment's, `heading` the title that it stands under, `past` takes what they name."""
    told = [one for one in quantities if not says_whose(sentence, one)]
    return _Walk(sentence, told, section, year, Measured(sentence, heading, past)).drafts()


@dataclass(slots=True)
class _Walk:
    """One walk over the quantities of a sentence."""

    sentence: str
    quantities: Sequence[Quantity]
    section: SectionName
    year: str | None
    measured: Measured
    head: str = ""
    """Name of the last amount that is no part of another."""
    role: Role | None = None
    """Role of the last figure that is none."""
    last: Role | None = None
    last_kind: Kind | None = None
    """Role and kind of the figure just before."""
    prizes: str | None = None
    """The unit of the figure just before, where that counts prizes."""
    parts: Parts = field(default_factory=Parts)
    moved: Draft | None = None
    """The claim of the figure just before, where that says how something rose or fell."""
    granted: bool = False
    """Whether the sentence tells of money that was granted."""
    content: int = 0
    """Where it begins to tell what is to be built."""

    def __post_init__(self) -> None:
        built = self.section == "performance" or _BUILT.search(self.sentence)
        found = None if built else _CONTENT.search(self.sentence)
        self.content = found.end() if found else len(self.sentence)

    def drafts(self) -> list[Draft]:
        found: list[Draft] = []
        before = read = 0
        for index, quantity in enumerate(self.quantities):
            if quantity.end <= before and quantity.dimension == "duration":
                # `5起火情均在24小时内扑灭`: within what time is part of what was told.
                continue
            before = min(before, quantity.start)
            one = mention(self.sentence, self.quantities, index, before)
            self.parts.read(self.sentence[read : quantity.start], quantity)
            before = read = quantity.end
            if _BARE_SUM.search(self.sentence, max(0, one.left - 6), one.left) or not claimable(
                one, self.sentence[quantity.digits_start : quantity.digits_end]
            ):
                before = self._passed(one, before)
                continue
            following = self.quantities[index + 1] if one.nested else None
            whole = whole_of_share(one, following) if following else None
            if whole is not None:
                found.append(self._whole_of(one, *whole))
                before = one.start
                continue
            begin = sizes_next(one, following) if following else None
            begin = qualifies_next(one) if begin is None else begin
            if begin is not None:
                before = begin
                continue
            made = self._draft(one)
            if following and following.dimension != "count" and one.verbal and made and made[0].end > quantity.end:
                # `批复8个项目985万元`: the amount is that of what was counted.
                before = one.start
            elif made and (one.nested or plain_noun(one.follows)):
                before = max(before, made[-1].end)
            found += made
        return found

    def _passed(self, one: Mention, before: int) -> int:
        """A figure that claims nothing: what it names all the same, and where the words of the next one begin."""
        past = self.measured.past
        if one.quantity.dimension == "score" and len(one.label) > 1 and one.named:
            past.subject = Named(one.start, one.label)
            past.near = past.subject if one.nested else None
        if within(one) and one.nested:
            # `7日内办结412件`: until when belongs to what was done.
            return one.start
        return before

    def _draft(self, one: Mention) -> list[Draft]:
        part = self.parts.part
        self.measured.past.part, self.measured.past.aside = part, self.parts.depth > 0
        against = self.measured.against(one)
        if against is not None:
            return self._comparand(one, *against)
        quantity = one.quantity
        joined = one.run.strip() in _AND if one.run.strip() else one.edge == "、"
        if self.moved and joined and quantity.unit == self.moved.unit:
            # `分别下降8%、12%`: the verb says it of each.
            again = (quantity.start, quantity.end)
            return [replace(self.moved, end=quantity.end, value=again, number=format(quantity.number, "f"))]
        moves = direction(one, after=self.measured.compares(one), unit=self.measured.unit)
        names, end = self.measured.names(one, moves)
        kind = kind_of(one, moves)
        if kind == "count" and quantity.unit == self.prizes and (part or one.edge == "、" or one.run.startswith("共")):
            kind = "honour"
        self.prizes = quantity.unit if kind == "honour" else None
        words = one.run + self.sentence[quantity.start : quantity.digits_start] + self.sentence[quantity.end : end]
        source = False
        if one.edge in (":", "："):
            opening = re.split("[，。；]", self.sentence[max(0, one.left - _CLAUSE) : one.left - 1])[-1]
            source = kind == "amount" and bool(_SOURCE.search(opening))
            words = opening + words if kind == "amount" or opening.endswith("目标") else words
        if kind == "amount":
            words += dealt(one.run, one.follows, one.rest)
        role = role_of(
            kind, words, names[0].name, self._section(one), self.year,
            part_of=self._whole(one, kind), before=self.last if self.last_kind == "amount" else None,
        )  # fmt: skip
        spent = part or (self.last_kind == "amount" and self.last == "actual")
        if kind == "amount" and role == "actual" and not spent:
            told = self.sentence[max(0, one.left - _CLAUSE) : one.left] + words
            role = "budget" if granted_under(self.measured.heading, told) else role
        aimed = kind == "count" and role == "actual" and (self.content <= quantity.start or self._planned(one))
        held = kind not in ("score", "change") and (
            of_goal(one)
            or answered(words, one.rest)
            or missed(words + one.follows)
            or due_later(words + one.follows, self.year)
            or ensured(one.run, quantity.comparator)
        )
        if (
            kind == "ratio"
            and one.label.startswith(("占", "分别占"))
            and self.last_kind == "amount"
            and self.last == "budget"
        ):
            role = "budget"
        planned = one.edge != "、" and not part and planned_before(words, one.rest)
        if kind == "amount" and role == "actual" and (source or planned):
            role = "budget"
        role = "target" if aimed or held else role
        if not (kind == "count" and was_set(one.run.strip(), one.rest)):
            self.last, self.last_kind = role, kind
        elif role == "actual":
            # What it is held against says nothing of what follows.
            role = "target"
        self.granted = self.granted or (kind == "amount" and role == "budget")
        if kind == "amount" and not part and not _BASIS.match(one.follows):
            self.measured.past.role, self.head = role, names[0].name
        if not part:
            self.role = role
        made = [
            Draft(
                start=min(name.start, quantity.digits_start if name.start > quantity.start else quantity.start),
                end=end, kind=kind,
                indicator=given(name.name, self.head) if kind == "amount" and part else name.name,
                value=(quantity.start, quantity.end), number=format(quantity.number, "f"),
                number_high=None if quantity.high is None else format(quantity.high, "f"),
                unit=quantity.unit,
                comparator="eq"
                if of_goal(one)
                else comparator_of(quantity, self.sentence[quantity.start : quantity.end]),
                direction=moves if kind == "change" else None, role=role,
                evidence="named" if kind == "honour" and role == "actual" else None,
                made_by=f"{kind}-figure" if one.named else f"{kind}-carried",
            )
            for name in names
            if name.name
        ]  # fmt: skip
        self.moved = made[-1] if made and kind == "change" else None
        return made

    def _whole(self, one: Mention, kind: Kind) -> Role | None:
        """The role of what the figure of `one` is a part of, or stands in one list with."""
        if kind == "amount" and (self.parts.part or (self.last is None and _PARTS.match(self.sentence))):
            return self.measured.past.role
        if self.parts.part:
            return self.role
        return self.last if one.edge in ("、", "和", "及") else None

    def _section(self, one: Mention) -> SectionName:
        if self.section in ("profile", "other") and _GOALS_TOLD.search(self.sentence, 0, one.left):
            return "goals"
        told = (
            self.section == "goals"
            and one.quantity.comparator not in ("ge", "le")
            and (
                _TOLD.search(self.sentence, 0, one.quantity.start)
                or (
                    (self.granted or (self.last == "actual" and self.last_kind == "count"))
                    and not _AIMED.search(self.sentence, 0, one.quantity.end + len(one.follows))
                )
            )
        )
        return "performance" if told else self.section

    def _planned(self, one: Mention) -> bool:
        """Whether what the sentence plans goes on (`计划扫描160万页，建立目录22万条`)."""
        return (
            self.last == "target"
            and self.last_kind == "count"
            and one.edge in "，,、"
            and bool(_PLANS.search(self.sentence, 0, one.left))
            and not _ANSWERS.match(one.run)
        )

    def _comparand(self, one: Mention, than: Comparand, about: Named) -> list[Draft]:
        """The claim of a figure that another is only compared with."""
        start, end = min(than.start, one.quantity.start), one.quantity.end
        if not about.name:
            return []
        made = self._held_against(one, start, end, about.name, than.role, "carried")
        return [made if than.joint is not None else replace(made, comparator="eq")]

    def _whole_of(self, one: Mention, start: int, end: int) -> Draft:
        """The claim of a figure of which the next one is a share."""
        past, before = self.measured.past, self.sentence[start : one.quantity.start]
        role, name = held_role(before, kind_of(one, None)), before or self.sentence[one.quantity.end : end]
        about = past.near or past.subject
        if about and role and (is_goal(name) or len(name) <= _GENERAL):
            name = about.name if is_goal(name) else about.name + name
        return self._held_against(one, start, end, name, role or "actual", "figure")

    def _held_against(self, one: Mention, start: int, end: int, name: str, role: Role, made: str) -> Draft:
        quantity, kind = one.quantity, kind_of(one, None)
        return Draft(
            start=start, end=end, kind=kind, indicator=name, value=(quantity.start, quantity.end),
            number=format(quantity.number, "f"), unit=quantity.unit, comparator=quantity.comparator,
            role=role, made_by=f"{kind}-{made}",
        )  # fmt: skip
