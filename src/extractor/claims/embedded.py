"""The extractor that ships with the package: rules over quantities, sections, clauses and a lexicon, and what training
made of them; no network."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractor.claims import modality
from extractor.claims.aim import goes_on, purposes, purposes_only
from extractor.claims.antecedent import Antecedents
from extractor.claims.beside import beside
from extractor.claims.clause import clauses
from extractor.claims.draft import Draft
from extractor.claims.ellipsis import bare_verb, last_words
from extractor.claims.figure import figures
from extractor.claims.framing import evaluates, serves
from extractor.claims.fund import wholly_from
from extractor.claims.grade import grades
from extractor.claims.grounding import ground
from extractor.claims.learned.reviser import Reviser
from extractor.claims.lexicon import confidence, words
from extractor.claims.line import asserts_nothing, is_note, scored_item, title_of
from extractor.claims.model import Claim, Rejected, Segment
from extractor.claims.period import carried_on, period_at
from extractor.claims.predicate import says_how
from extractor.claims.proportion import proportions
from extractor.claims.standing import Standing, nothing_spent, under_heading
from extractor.claims.statement import remedies, statements
from extractor.claims.subject import bared
from extractor.document.model import Span
from extractor.language.normalise import Folded, fold
from extractor.language.quantities import quantities

_ANNOUNCES = re.compile(r"(?:包括|包含|如下|分别|有|为|是|用于|内容|范围|名单|人员|职能|职责)$")
_PRAISED = re.compile(
    r"(?:也|均|并|普遍|一致)*(?:得到|受到|获得|赢得)了?[^，。；]{0,24}(?:认可|好评|肯定|赞誉|欢迎|表扬|赞扬|称赞)"
)
"""Whoever is praised stands in the clause before."""
_PUBLISHED = re.compile(
    r"^(?:将|拟|并|已|均)*(?:按[^，。；]{2,8})?(?:于|在|通过|向)[^，。；]{2,30}?(?:进行)?(?:公开|公示|公布)(?:接受[^，]*)?$"
)
_TELLS = re.compile(r"[，,。；;：:、了已不未没无]")
"""Marks and words that a line of a cover, or one that is left of a form, has none of."""
_SCRAP = 12
"""Characters of the longest line that may be left of a form."""
_ASIDE = re.compile(r"[（(][^（()）]*[)）]")
_HELD = re.compile(
    r"^(?:均|都|也|且)*(?:与[^，。；]{2,20}(?:一致|相符|持平|吻合)|(?:未?超[过出]?(?!额)|未突破|低于|高于|早于|晚于|优于)[^，。；]{2,}"
    r"|(?:与|较|比|距|距离|离)[^，。；]{2,20}?(?:还|仍|尚)?(?:有|存在)(?:一定|较大|明显|不小)?的?差距)$"
)
"""What is only held against something is named in the clause before."""
_PROMISED = re.compile(r"应用|运用|公开")
"""Headings under which what is not said to be done is promised."""
_TOLD = ("profile", "spending", "goals", "other")
"""Sections that tell what money is for."""
_NOUN = 6
"""Characters of a noun that is carried to a verb without one."""
_METHOD = re.compile(r"(?:评价|自评)(?:工作)?的?(?:目的|意义|原则|依据|方法|标准|指标体系|对象|范围)")
"""Headings under which is told what an evaluation is for and how one is made."""
_DUTIES = re.compile(r"(?:主要)?(?:职责|职能)[^，。]{0,6}(?:是|为|有)?[:：]")
_SIGNED = re.compile(
    r"(?:负责人|联系人|填报人|经办人|审核人|制表人|填表人|电话|签字|盖章|日期|填报单位|单位名称|项目名称)\s*$"
)


@dataclass(frozen=True, slots=True)
class Read:
    """What the rules make of a segment: `drafts` over its folded text, or the one that it makes with its heading."""

    segment: Segment
    folded: Folded
    drafts: Sequence[Draft]
    standing: Standing | None = None


class Embedded:
    """Deterministic and offline. Each claim passes the same grounding as a model's proposal. `trained` revises what the
    rules propose; with None they stand alone."""

    name = "embedded"

    def __init__(self, trained: Reviser | None = None) -> None:
        self._trained = trained
        if trained is not None:
            self.name = trained.name

    @property
    def versions(self) -> dict[str, str]:
        return self._trained.versions if self._trained else {}

    def extract(self, text: str, segments: Sequence[Segment]) -> Iterator[Claim | Rejected]:
        lines = [found.end() for found in re.finditer("\n", text)]
        duties = "\n".join(_folded(text, segment).text for segment in segments if _states_duties(text, segment))
        carried: str | None = None
        last: Segment | None = None
        for read in self.read(text, segments):
            segment, folded, whole = read.segment, read.folded, read.standing
            sentence = folded.text
            # A time named in one sentence goes on to the next of the same paragraph.
            if last is None or "\n" in text[last.span.end : segment.span.start]:
                carried = None
            last = segment
            drafts = read.drafts
            if self._trained is not None and whole is None:
                drafts = self._trained.revised(sentence, segment, drafts)
            for draft in drafts:
                if draft.number is None and draft.end - draft.start > 3 and sentence[draft.start : draft.end] in duties:
                    # What the unit is for, copied into a goal, asserts nothing.
                    continue
                place = folded.span(draft.start, draft.end)
                offset = segment.span.start
                span = whole.span if whole else Span(offset + place.start, offset + place.end)
                period = period_at(sentence, draft.value[0] if draft.value else draft.start, carried) or segment.period
                yield self._claim(draft, text, segment, span, folded, period, bisect_right(lines, span.start) + 1)
            carried = carried_on(sentence, carried, segment.period)

    def read(self, text: str, segments: Sequence[Segment]) -> Iterator[Read]:
        """What the rules propose, segment by segment; left out are titles, lines that name a report, in columns or of a
        form."""
        last: Segment | None = None
        item = ""
        noted = False
        past = Antecedents()
        last_headings: tuple[str, ...] = ()
        for segment in segments:
            continues = last is not None and "\n" not in text[last.span.end : segment.span.start]
            if not continues:
                item = segment.headings[-1] if segment.headings else ""
            last = segment
            folded = _folded(text, segment)
            sentence = folded.text
            if not continues:
                item = scored_item(sentence) or item
            noted = is_note(sentence, noted and segment.headings == last_headings)
            last_headings = segment.headings
            if noted:
                continue
            title = title_of(sentence, segment) if _runs_on(text, segment) else ""
            if title:
                item = title
                continue
            past = Antecedents(before=past.first or past.before, role=past.role) if continues else Antecedents()
            whole = under_heading(text, segment, sentence)
            if whole is None and asserts_nothing(sentence):
                continue
            yield Read(segment, folded, [whole.draft] if whole else self._read(sentence, segment, item, past), whole)

    def _read(self, sentence: str, segment: Segment, item: str, past: Antecedents) -> list[Draft]:
        """The drafts of one segment, in order of the text, `item` being the title of what it stands in."""
        stated = proportions(sentence)
        counted = [
            one for one in quantities(sentence) if not any(draft.start <= one.start < draft.end for draft in stated)
        ]
        drafts = [*figures(sentence, counted, segment.section, segment.period, item, past), *grades(sentence), *stated]
        measured = [draft.value for draft in drafts if draft.value]
        promised = any(_PROMISED.search(title) for title in segment.headings)
        method = bool(_METHOD.search(item)) and not modality.done(sentence)
        listing = going_on = meant = proposed = False
        cell = bool(segment.cell_label)
        preamble = not segment.headings and not cell
        short = len(sentence) <= _SCRAP and segment.section not in ("goals", "problems", "improvements")
        scrap = not cell and (preamble or short) and not _TELLS.search(sentence) and not says_how(sentence)
        parts = clauses(sentence)
        aims = purposes(parts)
        for index, clause in enumerate(parts):
            # What follows `包括：` or `如下：` names parts and asserts nothing.
            listing = listing and not clause.opener.strip()
            meant = segment.section in _TOLD and (purposes_only(clause.text) or (meant and goes_on(clause.text)))
            named = clause.mark in (":", "：") and any(start - clause.end in (1, 2) for start, _ in measured)
            section = segment.section
            if cell and index and section == "problems" and remedies(clause.text):
                # What a cell of reasons goes on with is what will be done.
                section = "improvements"
            proposed = (proposed or modality.proposes(clause.text, clause.mark)) and not modality.done(clause.text)
            if proposed and section not in ("duties", "problems", "improvements"):
                section = "goals"
            single = None if segment.section == "problems" else nothing_spent(clause)
            if single is not None:
                drafts.append(single)
            elif not listing and (told := beside(clause, drafts, segment.section) or wholly_from(clause, drafts)):
                drafts.append(told)
            elif (
                not listing
                and not named
                and not method
                and index not in aims
                and not (meant and goes_on(clause.text))
                and not (preamble and evaluates(clause.text))
                and not scrap
                and not any(clause.start < end and start < clause.end for start, end in measured)
            ):
                measures = index == 0 and bool(drafts)
                drafts += [
                    self._resolved(made, sentence, drafts)
                    for made in statements(
                        clause,
                        section,
                        figures=measures,
                        promised=promised,
                        cell=cell,
                        going_on=going_on or modality.dispatched(clause.text, segment.headings),
                    )
                ]
                going_on = (going_on or modality.told(clause.text, section)) and not modality.sets_goals(clause.text)
                promised = promised or (bool(drafts) and drafts[-1].kind == "measure")
            announced = _ANNOUNCES.search(clause.text) or _SIGNED.search(clause.text)
            listing = listing or (clause.mark in (":", "：") and bool(announced))
        return sorted(drafts, key=lambda draft: (draft.start, draft.end))

    def _resolved(self, made: Draft, sentence: str, drafts: Sequence[Draft]) -> Draft:
        """A statement that leaves out what it is about, with what the last claim before it is about."""
        before = max(
            (draft for draft in drafts if draft.start < made.start), key=lambda draft: draft.start, default=None
        )
        said = sentence[made.start : made.end]
        if _PUBLISHED.match(said) and made.kind == "measure":
            return replace(made, indicator="自评结果公开")
        if serves(said):
            # Of what, the clause before names, or it is the result of the evaluation.
            return replace(made, indicator=before.indicator if before else "自评结果应用")
        if before is None:
            return made
        if (_PRAISED.match(said) and made.kind != "honour") or _HELD.match(said):
            return replace(made, indicator=before.indicator)
        left = bared(said)
        verb = bare_verb(said) or (left if left != said and left in words("predicate", "verbs") else "")
        noun = last_words(_ASIDE.sub("", before.indicator), _NOUN)
        return replace(made, indicator=noun + verb) if verb else made

    def _claim(
        self, draft: Draft, text: str, segment: Segment, span: Span, folded: Folded, period: str | None, line: int
    ) -> Claim | Rejected:
        quote = span.of(text)
        # What stands alone under its heading is quoted from the heading on.
        window = Span(min(span.start, segment.span.start), segment.span.end)
        place = ground(text, quote, window, at=span.start)
        if place.span != span or place.status == "none":
            return Rejected(quote, segment.id, "quote does not stand in its segment", self.name)
        value = None
        if draft.value is not None:
            there = folded.span(*draft.value)
            value = text[segment.span.start + there.start : segment.span.start + there.end]
        back = _way_back(folded, segment, text)
        return Claim(
            quote=quote, start=span.start, end=span.end, kind=draft.kind, indicator=_as_written(draft.indicator, back),
            value=value, number=draft.number, number_high=draft.number_high, unit=_as_written(draft.unit, back) or None,
            comparator=draft.comparator, direction=draft.direction, role=draft.role,
            period=None if draft.kind in ("problem", "measure") else period, section=segment.section,
            evidence=draft.evidence, line=line, document=segment.document, extractor=self.name,
            confidence=confidence(draft.made_by) if draft.confidence is None else draft.confidence,
        )  # fmt: skip


def _folded(text: str, segment: Segment) -> Folded:
    return fold(segment.span.of(text), punctuation=False, wrapped=True)


def _runs_on(text: str, segment: Segment) -> bool:
    """Whether the line goes on behind the segment."""
    return text[segment.span.end : segment.span.end + 1].strip() != ""


def _way_back(folded: Folded, segment: Segment, text: str) -> dict[str, str]:
    """Folded character → as written, so that words put together are given back in the report's own characters."""
    said = segment.span.of(text)
    if folded.text == said:
        return {}
    return {char: said[folded.origin(at)] for at, char in enumerate(folded.text)}


def _as_written(words: str | None, back: dict[str, str]) -> str:
    return "".join(back.get(char, char) for char in words or "")


def _states_duties(text: str, segment: Segment) -> bool:
    return segment.section == "duties" or bool(_DUTIES.search(segment.span.of(text)))
