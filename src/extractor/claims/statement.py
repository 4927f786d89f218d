"""Claims without a figure: what a clause asserts as done, better, weak, promised or awarded."""

from __future__ import annotations

import re

from extractor.claims.clause import Clause
from extractor.claims.draft import Draft
from extractor.claims.lexicon import pattern
from extractor.claims.model import Backing, Direction, Kind, Role, SectionName
from extractor.claims.rank import rank
from extractor.claims.topic import topic
from extractor.language.words import cut

_TEMPLATE = re.compile(r"[XxＸ×*]{2,}|\d+字以内|此项指标|应根据|^例[:：]|^备?注[:：]|填表说明")
_BY = re.compile(r"^通过[^，]{2,16}$")
_PLANS = re.compile(r"^(?:[^，]{0,8}?)拟(?!定|订|发|办|写)")
_AIMED = re.compile(r"^针对(?P<what>.{4,}的?问题)$")
_REPAIRS = re.compile(r"维修|更换|改造|清理|处理|修复|帮助|帮扶|救助|治理|整治|打击|应对|预防|防范|排查")
_OVERCOME = re.compile(
    r"得到了?(?:有效|明显|彻底|显著|初步|进一步|较好)?(?:控制|遏制|改善|解决|缓解|化解|纠正|扭转|治理|整治|消除)$"
)
_GAPS = ("空白", "短板", "瓶颈", "漏洞", "堵点", "痛点", "隐患", "矛盾", "困难", "缺口")
_FILLED = re.compile(r"(?:填补了?|补齐了?|消除了?|破解了?|打通了?|化解了?|解决了?)[^，]{0,8}$")
_BRACKET = re.compile(r"[（(][^（()）]*[)）]$")
_NAMED = re.compile(
    r"《[^》]+》|[〔\[［（(]20\d\d[〕\]］）)]\s*\d+号|“[^”]{2,}”|(?:大会|会议|论坛|仪式|文化节|推介会|博览会|现场会|审计|大赛|竞赛|演练)"
)
_PERFECTIVE = re.compile(r"了|已|成功|顺利|圆满|得到|取得|荣获|达到|获得")
_ONLY = re.compile(r"^[^，]{2,12}(?:只|仅|才)[^，]{1,12}了")
_WILL = re.compile(
    r"(?:^|^[^，]{2,14}?(?<![即必]))将(?:作为|把|用于|按|于|予以|继续|进一步|及时|根据|严格|加强|持续|不断|逐步|适时|会)|^建议"
    r"|^[^，将]{2,14}将(?:在|对|以|与|向|通过|结合)"
)
"""`自评结果将作为…依据` promises; `将自评结果作为…依据` need not."""
_AIM = re.compile(r"来(?=保障|确保|保证|推动|推进|提高|提升|实现|促进|满足|规范)")
_ABSENT = re.compile(
    r"^(?:均|都|全年|也)?(?:无(?!法|力|偿|障碍|害化|缝|纸化)|没有|不存在|未发生|未出现|未收到|未发现|零)"
)
_CAUSE = re.compile(r"^(?:由于|因为|因(?!地|此|材|公|病))|受.{2,12}影响$")
_DEFINES = re.compile(
    r"^[^，了]{2,24}(?<!就)(?<!还)(?:是|系)(?!否)[^，了]*(?:支出|机构|单位|部门|机关|费用|经费|资金|项目|学校|医院|中心|公司|组织|制度|政策|工程|活动|地区)$"
    r"|^[^，了]{0,16}(?:构成|组成|项目|内容|对象|范围|方式|性质|来源|用途|类别|期限|地点|时间|依据|级次|口径|类型)(?:为|是|有)"
)
_AFFECTED = re.compile(r"^(?:因|由于)?受.{2,30}影响$")
_ASSESSES = re.compile(
    r"(?:开展|进行|组织|实施|完成)了?(?:认真|全面|客观|逐项|本次|此次|年度|部门|项目|整体|支出|预算|绩效|的)*(?:自评|自我评价)(?:工作|打分)?$"
    r"|^(?:本次|此次)?(?:自评|评价)(?:工作)?由|^由[^，]{2,20}牵头$"
)
"""That the self-evaluation was made is what the report is, not a claim of it."""
_OPEN = re.compile(r"如下$|(?<![行作有认])为$|(?<![不就还])是$")
_FIGURE = re.compile(r"^[^，\d]{0,4}\d[\d.,]*(?:%|分|天|日|个?月)?$")
"""A name and a figure that no reading took."""
_WHO = re.compile(
    r"^[^，]{1,16}(?:股|科|室|办|处|局|站|部门)(?:具体)?(?:牵头|参加|负责|配合|参与)$|^由[^，]{2,12}(?:股|科|室|办|处)(?:会同|具体|负责|牵头)"
)
_AFTER = re.compile(r"^经(?![过济营费常办典开])[^，了]{2,14}$|^[^，]{2,10}(?:(?:实施|完成|结束)后|时点)$")
_LABEL = re.compile(r"^[^，了已]{2,14}(?:情况|概述|简介|明细|相符性|合理性|规范性|及时性)$")
_WITH = re.compile(r"^[^，]{0,16}?(?:坚持)?以.{2,40}为[^，]{1,8}$")
_COPULA = re.compile(r"^(?:均|全部|都|主要)?(?:为|是|系|属)")
_ON = re.compile(
    r"(?:工作|执行|使用|管理|建设|编制|落实|推进|服务|制度|机制|业务|质量|保障|监督|组织|思想|认识|程序|时间|方式|内容|结构)上$|(?:工作|过程|实践|活动|实施|执行|管理|建设|使用|编制|推进)[当]?中$"
)


def statements(clause: Clause, section: SectionName, *, figures: bool, promised: bool) -> list[Draft]:
    """The claims that `clause` makes without a figure: none, one, or one for each weakness that it lists. `figures`
    says that a figure in the same sentence measures it."""
    aimed = _AIMED.match(clause.text)
    if aimed and section != "duties":
        # What a measure is aimed at is thereby admitted.
        return [_draft(clause.start + aimed.start("what"), aimed["what"], "problem", "actual")]
    said = _without_framing(clause, section)
    if said is None:
        return []
    start, text = said
    text = _BRACKET.sub("", text) or text
    kind, role = _kind(text, clause, section, promised)
    if kind is None:
        return []
    aim = _AIM.search(text)
    if aim and "了" in text[: aim.start()]:
        text = text[: aim.start()]
    if kind == "problem":
        return [_draft(at, item, kind, role) for at, item in _weaknesses(start, text, section)]
    if kind == "status" and (parts := _predications(start, text)):
        return [_draft(at, part, kind, role, figures=figures) for at, part in parts]
    if kind == "honour":
        return [_draft(start, part, kind, role, figures=figures) for part in _awards(text)]
    return [_draft(start, text, kind, role, figures=figures)]


def _draft(start: int, text: str, kind: Kind, role: Role, *, figures: bool = False) -> Draft:
    evidence: Backing | None = None
    if role == "actual" and kind in ("status", "honour", "change"):
        evidence = "number" if figures else "named" if _NAMED.search(text) else "none"
    place = rank(text) if kind == "honour" else None
    return Draft(
        start=start, end=start + len(text), kind=kind, indicator=topic(text, kind), role=role, evidence=evidence,
        direction=_direction(text) if kind == "change" else None, made_by=f"{kind}-words",
        value=(start + place.start, start + place.end) if place else None, number=place.number if place else None,
        unit=place.unit if place else None, comparator=place.comparator if place else None,
    )  # fmt: skip


def _awards(text: str) -> list[str]:
    """`荣获二等奖以及优秀组织奖` is two honours; the second quote holds the first, as it shares its verb."""
    joined = re.search(r"以及|及(?!时)", text)
    if joined and pattern(r"<words>[”\"]?$", words="honour.titles").search(text[: joined.start()]):
        return [text[: joined.start()], text]
    return [text]


def _predications(start: int, text: str) -> list[tuple[int, str]]:
    """`资金分配科学、管理规范` says two things, each with its subject; nothing for anything else."""
    parts = text.split("、")
    if len(parts) < 2 or not all(
        pattern(r"^.{2,}<words>$", words="predicate.adjectives").match(part) for part in parts
    ):
        return []
    if any(
        _starts_with_verb(part) or pattern(r"^(?:<words>)+$", words="predicate.adjectives").match(part)
        for part in parts
    ):
        return []
    places = [start + sum(len(part) + 1 for part in parts[:index]) for index in range(len(parts))]
    return list(zip(places, parts, strict=True))


def _weaknesses(start: int, text: str, section: SectionName) -> list[tuple[int, str]]:
    """`人员紧缺、专业性强等因素` admits one thing, `支出超编、拨付滞后等现象` two."""
    summed = re.search(r"等(?:因素|原因|现象|问题|情况)$", text)
    items, at = [], start
    for item in text[: summed.start() if summed else len(text)].split("、"):
        items.append((at, item))
        at += len(item) + 1
    admitted = [(at, item) for at, item in items if len(item) >= 4 and _admits(item, section)]
    if summed and len(items) > 1 and admitted:
        return admitted
    if len(items) > 1 and len(admitted) == len(items):
        return admitted
    return [(start, text)]


def _without_framing(clause: Clause, section: SectionName) -> tuple[int, str] | None:
    """Start and text of what the clause asserts, less a phrase of framing before it; nothing where all is framing."""
    text = clause.text
    if len(text) < 3 or _TEMPLATE.search(text) or _OPEN.search(text) or _FIGURE.match(text):
        return None
    if (
        _WHO.search(text)
        or (clause.mark in ("，", ",") and _AFTER.match(text))
        or (not clause.mark and _LABEL.match(text))
    ):
        return None
    if pattern("<words>", words="framing.definitions framing.idle").search(clause.opener + text) and not (
        # Among problems, what 主要是 introduces is a problem too.
        section == "problems" and clause.opener.endswith("是") and _admits(text, section)
    ):
        return None
    if pattern(r"<words>$", words="framing.conditions").search(text) or _ON.search(text):
        return None
    if (clause.mark in ("，", ",") and _AFFECTED.search(text)) or (
        section != "improvements" and _ASSESSES.search(text)
    ):
        return None
    if _WITH.match(text) or (_DEFINES.match(text) and not re.search("问题|不足|薄弱", text)):
        return None
    if (
        clause.mark in ("，", ",")
        and _BY.match(text)
        and not re.search("了|验收|考核|评审|审批|检查|评估|认定|创建", text)
    ):
        return None
    if not _asserts_despite(text):
        for heads, tails in (
            ("framing.heads", "framing.tails"),
            ("framing.strong framing.means", "framing.tails framing.strong_tails"),
        ):
            framed = pattern(
                r"^(?:<heads>|.{1,12}?<inner>).*<tails>[”」》]?$", heads=heads, inner="framing.inner", tails=tails
            )
            if framed.match(text):
                return None
    if not pattern(r"^<heads>", heads="framing.strong").match(text):
        return clause.start, text
    inner = pattern(r"^<heads>.{2,}?<tails>+的?(?=.{4,})", heads="framing.strong", tails="framing.mid").match(text)
    if inner and re.match("以及|和|与|、|及", text[inner.end() :]):
        return clause.start, text
    if inner and _predicates(text[inner.end() :]):
        return clause.start + inner.end(), text[inner.end() :]
    return None


def _asserts_despite(text: str) -> bool:
    """`严格按照…安排` and `对…作出了部署` assert although they end like framing."""
    return bool(
        re.match(r"(?:严格|认真|全面|切实|充分|积极|有效)", text) or re.search(r"了.{0,30}$|有待|不够|存在", text)
    )


def _predicates(text: str) -> bool:
    if pattern("<words>", words="predicate.verbs predicate.adjectives").search(text):
        return True
    # A verb that the lexicon lacks, told by its aspect.
    return bool(re.search("了|已", text)) and any(word.tag == "v" for word in cut(text))


def _kind(text: str, clause: Clause, section: SectionName, promised: bool) -> tuple[Kind | None, Role]:
    """Kind and role of what a clause says; order matters: what is admitted before what is asserted."""
    if section == "duties":
        return None, "actual"
    acts = _predicates(text)
    if section == "improvements":
        return ("measure" if acts and not _heading_like(text) else None), "target"
    if section == "goals":
        return ("status" if acts or _starts_with_verb(text) else None), "target"
    if _honoured(text):
        return "honour", "actual"
    absent = bool(_ABSENT.match(text)) and not pattern("<words>", words="problem.unmet").search(text)
    if _admits(text, section) and not (absent and section != "problems"):
        return "problem", "actual"
    if (
        pattern("<words>", words="measure.future").search(clause.opener + text)
        or _PLANS.match(text)
        or _WILL.match(text)
    ):
        return ("measure" if acts else None), "target"
    if _direction(text) is not None:
        return "change", "actual"
    done = bool(_PERFECTIVE.search(text)) and not _ONLY.search(text)
    if promised and not done and not absent:
        return ("measure" if acts or _starts_with_verb(text) else None), "target"
    if section == "problems" and not done and not _asserts_well(text, clause):
        return "problem", "actual"
    if section == "profile":
        return ("status" if absent or (acts and re.search("了|已", text)) else None), "actual"
    if _CAUSE.search(clause.opener + text) or (_COPULA.match(text) and not done):
        return None, "actual"
    if pattern("^<words>", words="framing.duties").match(text) and "了" not in text:
        return None, "actual"
    return ("status" if acts or absent else None), "actual"


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
    return bool(
        pattern(
            r"^(?:<adverbs>[地的]?){0,3}(?:对.{2,20})?<verbs>", adverbs="predicate.adverbs", verbs="predicate.verbs"
        ).match(text)
    )


def _honoured(text: str) -> bool:
    if pattern(
        r"(?:<firm>(?!第三方)|<won>.{0,60}?<titles>)", firm="honour.firm", won="honour.won", titles="honour.titles"
    ).search(text):
        return not re.search(r"(?:制度|机制|工作|方案|办法)$", text)
    return bool(pattern("<ranks>", ranks="honour.ranks").search(text))


def _admits(text: str, section: SectionName) -> bool:
    """Whether `text` admits something wrong or weak."""
    plain = pattern("<words>", words="problem.not_problem").sub(lambda found: "·" * len(found.group()), text)
    cue = pattern("<words>", words="problem.strong").search(plain)
    remedied = pattern(
        r"^(?:<adverbs>[地的]?|对.{2,20}|从.{1,6})*<remedies>" + (r"|<remedies>(?!.*<strong>)" if cue else ""),
        adverbs="predicate.adverbs", remedies="problem.remedies", strong="problem.strong",
    ).search(plain, 0)  # fmt: skip
    if cue and remedied and remedied.start() not in (0,) and remedied.start() < cue.start():
        remedied = None
    if cue and remedied and cue.end() == len(plain) and _REPAIRS.match(plain):
        # 维修经费不足: what looks like a remedy is part of what is short.
        remedied = None
    if remedied and not pattern("<words>", words="problem.denied").search(plain):
        return False
    if cue and (_OVERCOME.search(plain) or (cue[0] in _GAPS and _FILLED.search(plain[: cue.start()]))):
        return False
    if cue:
        return True
    if section != "problems" or "了" in plain:
        return False
    return bool(pattern("<words>", words="problem.weak").search(plain))


def _direction(text: str) -> Direction | None:
    """Whether something measurable rises or falls: `满意度明显上升`, `总体较上年减幅明显`; `提升了效能` does not."""
    ways: tuple[Direction, ...] = ("up", "down")
    for direction in ways:
        found = pattern(
            r"(?P<what>.*?)(?:<degrees>|<compared>)*<words>(?:(?:了|较为|十分|非常|更为|更加)?<degrees>)?$",
            degrees="change.degrees", compared="change.compared", words=f"change.{direction}",
        ).match(text)  # fmt: skip
        if found and (_measurable(found["what"]) or pattern("<words>", words="change.compared").search(text)):
            return direction
    if pattern(r".{2,}(?:为|创|达|属|处于)?.{0,8}<words>$", words="change.peak").match(text):
        return "up"
    if pattern(r".{2,}(?:为|创|达|属|处于)?.{0,8}<words>$", words="change.trough").match(text):
        return "down"
    if pattern(r"<compared>.*<none>$", compared="change.compared", none="change.none").search(text):
        return "none"
    return None


def _measurable(what: str) -> bool:
    return bool(pattern(r"<words>$", words="change.measurable").search(what))
