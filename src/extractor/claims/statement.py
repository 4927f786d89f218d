"""Claims without a figure: what a clause asserts as done, better, weak, promised or awarded."""

from __future__ import annotations

import re

from extractor.claims.admission import admits, spared, undone, weaknesses
from extractor.claims.clause import Clause
from extractor.claims.coordinated import coordinated
from extractor.claims.disposal import gives
from extractor.claims.draft import Draft
from extractor.claims.framing import predicates, without_framing
from extractor.claims.lexicon import pattern
from extractor.claims.modality import asked, due, told, zealous
from extractor.claims.model import Backing, Direction, Kind, Role, SectionName
from extractor.claims.predicate import has_verb, names, opens_with_verb
from extractor.claims.rank import rank
from extractor.claims.topic import topic
from extractor.language.words import cut

_PLANS = re.compile(r"^(?:[^，]{0,8}?)拟(?!定|订|发|办|写)")
_AIMED = re.compile(r"^针对(?P<what>.{4,}的?问题)$")
_BRACKET = re.compile(r"[（(][^（()）]*[)）]$")
_PERFECTIVE = re.compile(r"了|已|成功|顺利|圆满|得到|取得|荣获|达到|获得")
_ONLY = re.compile(r"^[^，]{2,12}(?:只|仅|才)[^，]{1,12}了")
_WILL = re.compile(
    r"(?:^|^[^，]{2,14}?(?<![即必]))将(?:作为|把|用于|按|于|予以|继续|进一步|及时|根据|严格|加强|持续|不断|逐步|适时|会)|^建议"
    r"|^[^，将]{2,14}将(?:在|对|以|与|向|通过|结合)"
)
"""`自评结果将作为…依据` promises; `将自评结果作为…依据` need not."""
_CAUSE = re.compile(r"^(?:由于|因为|因(?!地|此|材|公|病))|受.{2,12}影响$")
_DUE = re.compile(r"^(?:(?:20\d\d年|次年|明年|下年)?\d{0,2}月?[^，]{0,4}(?:底前|前|继续|补)|每|按[月季年]|逐|先)")
"""By when, how often or in which order something will be done."""
_BEING = re.compile(r"^(?:为|是|系|属于?)[^，的]{2,}$|^待[^，]+后[^，]{2,4}$")
"""What something is, and what waits for something else, is no fault."""
_GOAL_IS = re.compile(r"^[^，]{0,12}目标(?:任务)?(?:是|为)[:：]?(?=[\u4e00-\u9fff]{4,})")
"""What a goal is introduced by."""
_NAME = 2
"""Characters of the shortest name."""
_BECAUSE = re.compile(r"^[^，]{0,14}?原因(?:为|是|在于|系|主要是|主要为)[:：]?")


def statements(
    clause: Clause,
    section: SectionName,
    *,
    figures: bool,
    promised: bool,
    cell: bool = False,
    going_on: bool = False,
) -> list[Draft]:
    """The claims that `clause` makes without a figure: none, one, or one for each weakness that it lists. `figures`
    says that a figure in the same sentence measures it, `cell` that the clause stands in a form, where a note is no
    admission, `going_on` that its sentence has begun to tell what was done."""
    aimed = _AIMED.match(clause.text)
    if aimed and section != "duties":
        # What a measure is aimed at is thereby admitted.
        return [_draft(clause.start + aimed.start("what"), aimed["what"], "problem", "actual")]
    reason = _reason(clause) if section not in ("duties", "goals", "improvements") else None
    if reason is not None:
        start, text = reason
        direction = _direction(text)
        return [_draft(start, text, "change" if direction else "problem", "actual", figures=figures)]
    said = without_framing(clause, section)
    if said is None:
        return []
    start, text = said
    if goal := _GOAL_IS.match(text):
        start, text = start + goal.end(), text[goal.end() :]
    text = _BRACKET.sub("", text) or text
    kind, role = _kind(text, clause, section, promised, going_on)
    if kind is None or (
        cell and kind == "problem" and not (admits(text, section) or (_tells(text) and not names(text)))
    ):
        return []
    aim = pattern("来(?=<words>)", words="framing.aims").search(text)
    if aim and "了" in text[: aim.start()]:
        text = text[: aim.start()]
    if kind == "problem":
        return [_draft(at, item, kind, role) for at, item in weaknesses(start, text, section)]
    if kind in ("status", "measure") and (parts := coordinated(start, text)):
        return [_draft(at, part, "change" if _direction(part) else kind, role, figures=figures) for at, part in parts]
    if kind == "honour":
        return [_draft(start, part, kind, role, figures=figures) for part in _awards(text)]
    return [_draft(start, text, kind, role, figures=figures)]


def _reason(clause: Clause) -> tuple[int, str] | None:
    """What a shortfall is put down to (`原因是设备故障`, `主要是雨季停工`), where that is told as a clause."""
    named = _BECAUSE.match(clause.text)
    begin = named.end() if named else 0
    text = clause.text[begin:]
    opened = _BECAUSE.search(clause.opener) or (clause.opener.endswith("主要是") and admits(text, "problems"))
    if not (named or opened) or len(text) < 4 or not (has_verb(text) or admits(text, "problems")):
        return None
    return clause.start + begin, text


def _draft(start: int, text: str, kind: Kind, role: Role, *, figures: bool = False) -> Draft:
    evidence: Backing | None = None
    if role == "actual" and kind in ("status", "honour", "change"):
        evidence = evidence_of(text, figures=figures)
    place = rank(text) if kind == "honour" else None
    return Draft(
        start=start, end=start + len(text), kind=kind, indicator=topic(text, kind), role=role, evidence=evidence,
        direction=_direction(text) if kind == "change" else None, made_by=f"{kind}-words",
        value=(start + place.start, start + place.end) if place else None, number=place.number if place else None,
        unit=place.unit if place else None, comparator=place.comparator if place else None,
    )  # fmt: skip


def evidence_of(text: str, *, figures: bool) -> Backing:
    """What backs a claim without a figure: a figure of the same sentence, something named in `text`, or nothing."""
    named = pattern(r"《[^》]+》|[〔\[［（(]20\d\d[〕\]］）)]\s*\d+号|“[^”]{2,}”|<events>", events="status.events")
    return "number" if figures else "named" if named.search(text) else "none"


def _awards(text: str) -> list[str]:
    """`荣获二等奖以及优秀组织奖` is two honours; the second quote holds the first, as it shares its verb."""
    joined = re.search(r"以及|及(?!时)", text)
    if joined and pattern(r"<words>[”\"]?$", words="honour.titles").search(text[: joined.start()]):
        return [text[: joined.start()], text]
    return [text]


def _kind(text: str, clause: Clause, section: SectionName, promised: bool, going_on: bool) -> tuple[Kind | None, Role]:
    """Kind and role of what a clause says; order matters: what is admitted before what is asserted."""
    if section == "duties":
        return None, "actual"
    acts = predicates(text)
    if section == "improvements":
        return _undertaken(text, acts)
    if section == "goals":
        aim: Kind = "change" if _direction(text) else "status"
        past = (going_on and not due(text)) or (told(text, section) and "目标" not in clause.opener)
        return (aim if acts or has_verb(text) else None), "actual" if past else "target"
    if _honoured(text):
        return "honour", "actual"
    absent = spared(text, section)
    if (admits(text, section) or undone(text)) and not absent:
        return "problem", "actual"
    if (
        pattern("<words>", words="measure.future").search(clause.opener + text)
        or _PLANS.match(text)
        or _WILL.match(text)
    ):
        return ("measure" if acts else None), "target"
    if (moves := _direction(text)) is not None:
        return "problem" if section == "problems" and _worsens(text, moves) else "change", "actual"
    done = bool(_PERFECTIVE.search(text)) and not _ONLY.search(text)
    if promised and not done and not absent:
        return ("measure" if acts or _starts_with_verb(text) else None), "target"
    if section == "problems" and not done and not absent and not _BEING.match(text) and not _asserts_well(text, clause):
        return "problem", "actual"
    if section == "profile" and not absent and not (acts and (going_on or zealous(text))):
        return None, "actual"
    copula = pattern(r"^(?:均|全部|都|主要)?(?:为(?![^，]{2,40}<bringing>)|是|系|属)", bringing="status.bringing")
    if _CAUSE.search(clause.opener + text) or (copula.match(text) and not gives(text) and not done):
        return None, "actual"
    if pattern("^<words>", words="framing.duties").match(text) and "了" not in text:
        return None, "actual"
    return ("status" if acts or absent else None), "target" if asked(text) else "actual"


def _undertaken(text: str, acts: bool) -> tuple[Kind | None, Role]:
    """What a clause among the improvements is: a promise, unless it says how things are."""
    acting = _starts_with_verb(text) or re.match("[对将把]|未[^，]{1,4}的", text)
    if spared(text, "improvements") and (not acting or re.match("未|没有|不存在|无", text)):
        return "status", "actual"
    if not acting and admits(text, "improvements"):
        return "problem", "actual"
    promised = (acts or has_verb(text) or _DUE.match(text)) and not _heading_like(text)
    return ("measure" if promised else None), "target"


def remedies(text: str) -> bool:
    """Whether a note that follows a reason says what will be done about it (`加快接口建设`, `6月底前补齐`)."""
    done = re.search("了|已|未|没有|不|仍|尚", text)
    return not done and not admits(text, "performance") and (_starts_with_verb(text) or bool(_DUE.match(text)))


def _tells(text: str) -> bool:
    """Whether a note in a form says that something happened, not what something is or where it is from."""
    return has_verb(text)


def _asserts_well(text: str, clause: Clause) -> bool:
    """Whether a clause among the problems tells of something done all the same."""
    if text.endswith("突出"):
        return False
    return (
        "虽" in clause.opener
        or "尽管" in clause.opener
        or text.startswith("能")
        or _starts_with_verb(text)
        or bool(pattern(r"<words>$|十分重视|高度重视|虽", words="predicate.adjectives").search(text))
    )


def _heading_like(text: str) -> bool:
    return text.endswith(("方面", "情况如下", "措施"))


def _starts_with_verb(text: str) -> bool:
    disposes = re.match("对.{2,20}?(?:进行|开展|实施|予以)", text)
    return disposes is not None or opens_with_verb(text)


def _honoured(text: str) -> bool:
    if pattern(
        r"(?:<firm>(?!第三方)|<won>.{0,60}?<titles>)", firm="honour.firm", won="honour.won", titles="honour.titles"
    ).search(text):
        return not re.search(r"(?:制度|机制|工作|方案|办法)$", text)
    return bool(pattern("(?<![放摆][在到])(?:<ranks>)", ranks="honour.ranks").search(text))


def _direction(text: str) -> Direction | None:
    """Whether something measurable rises or falls: `满意度明显上升`, `总体较上年减幅明显`; `提升了效能` does not."""
    ways: tuple[Direction, ...] = ("up", "down")
    for direction in ways:
        found = pattern(
            r"(?P<what>.*?)(?:<degrees>|<compared>)*<words>(?:(?:了|较为|十分|非常|更为|更加)?<degrees>)?$",
            degrees="change.degrees", compared="change.compared", words=f"change.{direction}",
        ).match(text)  # fmt: skip
        compared = pattern("<words>", words="change.compared").search(text)
        if found and (compared or _measurable(found["what"]) or (direction == "down" and _thing(found["what"]))):
            return direction
    if pattern(r".{2,}(?:为|创|达|属|处于)?.{0,8}<words>$", words="change.peak").match(text):
        return "up"
    if pattern(r".{2,}(?:为|创|达|属|处于)?.{0,8}<words>$", words="change.trough").match(text):
        return "down"
    if pattern(r"<compared>.*<none>$", compared="change.compared", none="change.none").search(text):
        return "none"
    return None


def _worsens(text: str, moves: Direction) -> bool:
    """Whether a rise or fall that nothing is compared with is for the worse."""
    compared = pattern("<words>", words="change.compared").search(text.replace("逐年", ""))
    if compared:
        return False
    burden = pattern("(?:<words>)[^，]{0,8}$", words="change.burdens").search(text)
    return (moves == "up") == bool(burden)


def _thing(what: str) -> bool:
    """Whether `what` names something of which there may be less (`违法行为`明显减少)."""
    if len(what) < _NAME or opens_with_verb(what):
        return False
    return cut(what)[-1].tag[0] == "n" or bool(pattern("(?:<words>)$", words="change.burdens").search(what))


def _measurable(what: str) -> bool:
    return bool(pattern(r"<words>(?<!质量)$", words="change.measurable").search(what))
