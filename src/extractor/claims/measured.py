"""What a figure measures: named by its own words, by what they lean on, or by what stands before."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractor.claims.antecedent import Antecedents, Named
from extractor.claims.bracketed import named_before
from extractor.claims.compared import Comparand, arrives, comparand
from extractor.claims.ellipsis import acts, completed, leans
from extractor.claims.fund import base_of, is_source, without_step
from extractor.claims.goal import held_to, is_goal, share_of_figure, share_of_goal
from extractor.claims.kind import each_moves, held_against, within
from extractor.claims.lexicon import pattern, words
from extractor.claims.mention import Mention
from extractor.claims.model import Direction
from extractor.claims.naming import (
    governing_verb,
    listed_names,
    lists_units,
    noun_after,
    plain_name,
    summed_up,
    without_items,
    without_modality,
)
from extractor.claims.points import points
from extractor.claims.preceding import PAUSES, clause_before, topics
from extractor.claims.purpose import put_in_for
from extractor.claims.remainder import said_behind
from extractor.claims.standalone import fronted, lacks
from extractor.claims.standard import standard

_GENERIC_RATE = re.compile(r"^(?:指标|目标|预算|任务|资金)?(?:完成|执行|到位|支出|达标|合格|及时)率$")
_TOTAL = re.compile(r"(?:合计|共计|总计|小计)\s*$")
_ADDED = re.compile(
    r"(?:(?:以上|上述|前)?(?:\d|[一二两三四五六七八九])[项类者市县区处家个笔块](?:资金|经费|费用)?|以上|上述)$"
)
"""How many of what was told before are added up: no name."""
_SINCE = re.compile(r"(?:均|都|全部|须|应|要)*(?:在|于|自|收到|接到)[^，]*$|(?:均|都|全部)$")
"""Since when a time is reckoned: no part of what was done within it."""
_FIGURE = re.compile(r"\d[\d.,]*[万亿]*[\u4e00-\u9fff]")
"""A figure in the name of a share (占26个项目的)."""
_LISTED = tuple("、和及")
_APART = (*PAUSES, *_LISTED, "（", "(", "。", "")
"""What stands between two figures that are told one after another."""
_SIGNS = tuple("×÷*=＝")
_SUMS = re.compile(r"^\s*(?:一?共计?|合计|总计)")
_EACH = re.compile(r"^(?:按照?|折合|平均|测算)*(?:每.{1,3}|[人户亩村件次案家校生班日月年处台]?均)+$")
_AIMED = re.compile(r"(?<=[^年全][^年度]..)的?(?:年初|年度|预期|绩效|计划)*(?:目标|指标)值$")
"""What says that a figure is a goal, behind what is measured."""
_AGAINST = re.compile(r"(?:与|同|和|较|比)[^，。；]{2,24}相比[，,]")
"""With what all that follows is compared."""
_LEFT_OVER = re.compile("结[转余]")
_NOUN = 12
"""Characters of the longest noun behind a count that belongs to its name."""
_ACTUAL = 2
"""Characters of 实际 before a bare verb."""


@dataclass(slots=True)
class Measured:
    """The names of the figures of one sentence, asked for from left to right."""

    sentence: str
    heading: str
    past: Antecedents
    compared: int | None = None
    """Where the comparison with the figure just before begins."""
    waiting: list[Named] = field(default_factory=list)
    """Names of an `A、B分别为x、y` that have no figure yet."""
    unit: str | None = None
    """Of the figure just before."""
    formula: int = 0
    """Where the product begins that the figure may be a factor of."""

    def against(self, one: Mention) -> tuple[Comparand, Named] | None:
        """What the figure of `one` is where another is only compared with it, and its name."""
        than = comparand(one)
        if than is None:
            return None
        if len(than.what) > 1:
            self.past.subject = Named(one.start, plain_name(than.what)[1])
            self.past.measure(one, self.past.subject)
        about = self.past.about(one)
        self.compared, self.past.near, self.unit = than.joint, None, one.quantity.unit
        return than, about

    def compares(self, one: Mention) -> bool:
        """Whether the figure of `one` is told against another one, or the sentence against an earlier time."""
        return self.compared is not None or bool(_AGAINST.search(self.sentence, 0, one.left))

    def names(self, one: Mention, moves: Direction | None) -> tuple[list[Named], int]:
        """What the figure of `one` measures (several names for `A和B均为`), and where the quote ends."""
        found = self._found(one, moves)
        self.unit, self.compared = one.quantity.unit, None
        if one.edge not in _SIGNS:
            self.formula = min(found[0][0].start, one.quantity.start)
        return found

    def _found(self, one: Mention, moves: Direction | None) -> tuple[list[Named], int]:
        past, end = self.past, one.quantity.end
        past.item += one.edge in ("；", ";")
        if self.waiting and not one.named:
            return [self.waiting.pop(0)], end
        if moves is not None:
            return [self._moved(one)], end
        added_up = _ADDED.match(one.label)
        if _TOTAL.search(one.run) and (added_up or not one.named) and past.subject and one.quantity.unit == self.unit:
            word, added = one.run.rstrip()[-2:], past.summed(one)
            found = Named(one.left + len(one.run.rstrip()) - 2, added + word)
            past.measure(one, Named(found.start, added or word))
            return [found], end
        if given := standard(one, past.subject.name if past.subject else ""):
            return [Named(given[0], given[1])], end + given[2]
        if _EACH.match(one.label) and past.subject:
            past.near = None
            return [Named(one.start, past.noun(one) + one.label)], end
        if name := points(one, self.heading, past.near.name if past.near else ""):
            return [Named(one.start, name)], end
        if one.label == "得" and past.subject:
            return [Named(one.start, past.subject.name) if one.edge in PAUSES else past.carried(past.subject, one)], end
        if share_of_goal(one) and (about := past.near or past.subject):
            return [Named(one.start, about.name + one.label.removesuffix("的"))], end
        if one.label.startswith("占"):
            share = past.carried(past.subject, one) if past.subject else Named(one.start, "")
            return [Named(share.start, share.name + _FIGURE.sub("", one.label).removesuffix("的"))], end
        if self.compared is not None and arrives(one.run[one.start - one.left :] + "到"):
            return [Named(self.compared, past.about(one).name)], end
        return self._named(one)

    def _named(self, one: Mention) -> tuple[list[Named], int]:
        past, noun = self.past, noun_after(one)
        adverbs, name = plain_name(one.label)
        start = one.start + adverbs
        if past.subject and (share := share_of_figure(one, past.subject.name)):
            return [Named(one.start, share)], one.quantity.end
        listed = [Named(start, each) for each in listed_names(one)]
        if listed and "分别" in one.run:
            self.waiting = listed[1:]
            return listed[:1], one.quantity.end
        if listed:
            return listed, one.quantity.end
        if is_goal(name) and past.near:
            return [Named(start, past.near.name)], one.quantity.end
        if held := held_to(one, name):
            about = past.near or past.subject or clause_before(one, self.sentence)
            return [Named(one.quantity.start, about.name)], one.quantity.end + held
        name = "" if is_goal(name) else without_modality(name)
        name = _AIMED.sub("", name)
        if (
            not name
            and one.label.startswith(("实", "现"))
            and "完成" not in one.label
            and one.quantity.unit in ("人", "名")
        ):
            name = "实有人员"
        named = one.named and bool(name)
        counted = past.whole_of(one)
        if counted and one.quantity.dimension == "count" and len(name) == _ACTUAL + 2:
            name = name.removeprefix("实际")
        if named and not noun and past.whole and self._leans(one, name):
            found = Named(start, completed(name, counted or past.whole, same_unit=bool(counted)))
            past.measure(one, found)
            return [found], one.quantity.end
        if not named and (said := said_behind(one, past.counted(one))):
            noun = one.follows
            found = Named(one.quantity.start, said)
        elif named and (purpose := put_in_for(one, name)):
            noun = "" if one.nested else one.follows
            found = Named(start, purpose + name)
        elif named:
            listing = noun and (lists_units(one) or (one.placed and not governing_verb(name)))
            own = self._own(one, name, noun)
            own = without_items(own) if one.quantity.dimension == "count" else own
            if not noun and one.edge not in _LISTED and lacks(own, one):
                own = fronted(own, topics(one, self.sentence, self.heading, past))
            found = Named(one.quantity.start if listing else start, own)
        elif noun:
            found = Named(one.quantity.start, noun)
        elif (begin := named_before(one, self.sentence)) is not None:
            found = Named(begin, self.sentence[begin : one.left - 1])
        else:
            found = self._left_out(one)
        if named or noun:
            past.measure(one, found)
            if not _GENERIC_RATE.match(one.label):
                depends = bool(pattern("^<words>", words="generic.dependent").match(name)) or (
                    not noun
                    and bool(counted)
                    and one.quantity.dimension == "count"
                    and acts(name)
                    and not name.startswith(("参加", "参与", "接受"))
                )
                past.settle(one, found, depends=depends)
        return [found], one.quantity.end + len(noun)

    def _leans(self, one: Mention, name: str) -> bool:
        if name in words("generic", "put_in") or name in ("资金", "经费"):
            return False
        alike = one.quantity.dimension == self.past.dimension
        if (alike and one.quantity.dimension == "money") or (self.past.dimension == "score" and not alike):
            return False
        other = self.past.dimension not in ("count", "percent") and not self.past.whole_of(one)
        if one.quantity.dimension == "count" and other:
            # `发放贷款20万元，惠及320人`: what is counted is no money and no area.
            return False
        if self.unit is not None and one.edge not in _APART:
            # `在5个乡镇实施飞防3.6万亩`: one clause, in which the verb has its own object.
            return False
        people = (one.quantity.unit or "").lstrip("万千百").startswith("人")
        listed = one.edge in _LISTED and not people
        return leans(name, part=self.past.part, same_unit=one.quantity.unit in self.past.wholes, listed=listed)

    def _own(self, one: Mention, name: str, noun: str) -> str:
        """The name that a figure's own words give."""
        past = self.past
        if within(one):
            return _SINCE.sub("", name) + noun
        if (one.lists or one.placed) and noun:
            return summed_up(name) + noun
        if noun and (one.verbal or len(noun) <= _NOUN or one.quantity.dimension == "money"):
            verb = summed_up(name) if "、" in name and one.quantity.dimension != "money" else name.rstrip("了")
            return noun if noun.startswith(verb) else verb + noun
        if one.quantity.dimension in ("money", "percent") and (base := base_of(one.label, past.base, self.heading)):
            return base + one.label
        if one.quantity.dimension == "money" and not past.part and not is_source(name) and not _LEFT_OVER.search(name):
            past.base = without_step(name)
        return name

    def _left_out(self, one: Mention) -> Named:
        """A figure without a name of its own: what was measured before, or what the clause before is about."""
        past = self.past
        if past.subject is None:
            return Named(one.start, past.near.name) if past.near else clause_before(one, self.sentence)
        if past.near and not one.run and one.edge not in (*_APART, *_SIGNS):
            # `接待26批次180人次`
            return past.carried(past.near, one)
        if past.near and not one.run.strip() and one.edge in _LISTED and one.quantity.unit == self.unit:
            # `签约率分别为52%和78%`
            return past.carried(past.near, one)
        if one.edge in _SIGNS:
            # A factor stands for itself, the product with what made it.
            return Named(self.formula if one.edge in "=＝" else one.quantity.start, past.subject.name)
        if one.edge in _LISTED and not one.run.strip() and one.quantity.unit != self.unit:
            # `改造小区42个、8650户`: the verb counts one thing after another.
            verb = "" if one.quantity.dimension == "money" else governing_verb(past.subject.name)
            return Named(one.quantity.start, verb + (one.quantity.unit or "") if verb else past.subject.name)
        if one.edge in ("（", "("):
            return Named(one.quantity.start, past.subject.name)
        if one.edge in PAUSES and (one.quantity.unit == self.unit or not _SUMS.search(one.run)):
            return Named(one.start, past.subject.name)
        return past.carried(past.subject, one)

    def _moved(self, one: Mention) -> Named:
        """What rose or fell: named in the clause itself, else the subject so far."""
        held = held_against(one)
        if held is not None:
            named = Named(one.start, one.run[one.start - one.left : held])
            return named if len(named.name) > 1 else Named(one.left + held, self.past.about(one).name)
        if each_moves(one):
            return Named(one.start, one.label)
        own = pattern(
            r"^(?P<x>.*?)(?:<degrees>|<compared>.{0,10}?)*(?:<moves>|(?<=[上去前]年|同期|年度|年初|期初|计划|目标|预算)[多少高低][出了]?$)",
            degrees="change.degrees", compared="change.compared", moves="change.up change.down",
        ).match(one.label)  # fmt: skip
        if own and len(own["x"]) >= 2 and not re.match("[比较]", own["x"]):
            found = Named(one.start, own["x"])
            self.past.measure(one, found)
            return found
        about = self.past.about(one)
        if not about.name:
            return Named(one.start, one.label)
        if self.past.subject is None:
            # What the sentence before measured is what all changes of this one are about.
            self.past.subject = about
        return Named(one.start if self.compared is None else self.compared, about.name)
