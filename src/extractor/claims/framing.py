"""Phrases that frame a clause and assert nothing: occasion, means, condition, definition, who made the evaluation."""

from __future__ import annotations

import re

from extractor.claims.admission import admits
from extractor.claims.aim import SPENT_ON
from extractor.claims.clause import Clause
from extractor.claims.lexicon import pattern, words
from extractor.claims.model import SectionName
from extractor.claims.predicate import has_verb, names, opens_with_verb
from extractor.language.words import cut

_TEMPLATE = re.compile(
    r"[□■☑☐]|^请(?:在此|填|说明)|如没有请填|[XxＸ×*]{2,}(?=[^\w]|万?元|亿|[个项次名户家份%％分]|$)|\d+字以内|此项指标|应根据|^例[:：]|^备?注[:：]|填表说明"
)
_OPEN = re.compile(r"如下表?$|见(?:下|附|上)?[表件图]\s*\d*$|(?<![行作有认])为$|(?<![不就还])是$|是否")
"""What leads on to a list, a table or a question."""
_FIGURE = re.compile(r"^[^，\d]{0,4}\d[\d.,]*(?:%|分|天|日|个?月)?$")
"""A name and a figure that no reading took."""
_BESIDES = re.compile(
    r"^除(?!了?险|尘|草|雪|臭|害|四害|湿|垢|锈|名|权)[^，]+外$|^(?:据|依据)[^，了]{2,}(?:统计|调查|测算|监测|核算|了解|显示)$"
    r"|^[^，了]{2,24}作为[^，了]{2,12}(?:单位|部门|主体|机构|业主)$"
)
"""What is left out, who reckoned, as what somebody acts."""
_SORTS = re.compile(
    r"^[^，了]{0,16}按[^，的了]{1,8}(?:划分|分)$|^[分按从][^，的了]{1,8}(?:来看|看)$|^(?:凡|未)[^，]*的$"
)
"""By what the figures behind it are sorted, and to what a rule applies."""
_POSTS = re.compile(r"^[^，了]{2,20}(?:任|担任|兼任)[^，]{0,8}(?:组长|主任|成员|总指挥|召集人)$|办公室设在[^，]+$")
"""Who holds which post, and where an office is."""
_SUBJECT = re.compile(
    r"^[^，了已]{2,}的(?:顺利|有效|成功|全面|深入)?(?:实施|开展|建设|建成|推进|完成|落实|投入使用|投用|出台|运行|举办|发放|投入)$"
)
"""What brings about that which the next clauses tell (`渡口的建成，方便了…`)."""
_BROKEN = re.compile(r"[^，]的$")
"""Words that the end of a page or a cell cuts off."""
_PARTS = re.compile(r"^(?:分别|依次)[为是][^了已]*[、和及与]")
"""What a count before it counts, by name."""
_WITH = re.compile(
    r"^(?:(?!成立|组建|组成|建立|形成|构建|打造|健全|完善)[^，]){0,16}?(?:坚持)?以(?![上下内外及来前后]).{2,40}为[^，]{1,8}$"
)
_SHORTEST = 4
"""Characters of the shortest phrase of framing before what is asserted."""

# Of a clause that ends with a comma: what is told behind it is what is asserted.
_WHEN = re.compile(
    r"^[^，了]{2,16}(?:(?<![滞落靠延推])后|之际)$|^[^，了]{2,12}[^，了及按准适随即小历]时$|(?:文件|通知|批复|指令)[）)]?后$"
)
_AFTER = re.compile(r"^经(?![过济营费常办典开])(?!.*部门)[^，了已]{2,30}$|^[^，]{2,10}(?:(?:实施|完成|结束)后|时点)$")
_AFFECTED = re.compile(r"^(?:因|由于)?受.{2,30}(?:影响|冲击|限制|制约|波动|干扰)$")
_LEADS = re.compile(
    r"^(?:一旦|如果|若|如遇|除非|即使)|(?:指出|发现|显示|反映|认为|表明)$|^经[^，了]{2,30}(?:研究|审议|讨论|批准|同意|决定)$"
    r"|^[^，了已未不仍正尚]{2,12}[当之]?中$|^待[^，]+后$"
)
"""A condition, or who says what comes next."""
_BY = re.compile(r"^通过[^，]{2,16}$")
_ACTED = re.compile(r"了|验收|考核|评审|审批|检查|评估|认定|创建")
"""Of a clause with 通过, what makes it its verb."""
_BECAUSE = re.compile(r"(?:由于|因为?)\s*$")
"""What opens a mere cause, where its effect is told behind it."""

# Of documents and of forms.
_CITED = re.compile(r"《[^》]*》(?:[（(][^（()）]*[)）])?$")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{0,8}[〔\[［（(【]20[\dxX]{2}[〕\]］）)】]\s*\d+号(?:文件|文)?(?=《)")
"""The number of a document before its name."""
_DOCUMENTS = re.compile(
    r"^(?:[（(〔\[][^（()）]*[)）〕\]]|《[^》]*》|[、和及与]|(?:的|等)?(?:通知|文件|规定|要求)?$)+$"
)
_OBEYS = re.compile(r"^[^《]*(?:执行|落实|遵守|遵照|贯彻|制定|制订|修订|编制|印发|出台|建立|健全|完善|完成|学习)")
_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,2}(?:是|、)\s*$|即$")


def without_framing(clause: Clause, section: SectionName) -> tuple[int, str] | None:
    """Start and text of what the clause asserts, less a phrase of framing before it; nothing where all is framing."""
    text = clause.text
    if len(text) < 3 or _says_nothing(clause) or _leads_on(clause, section) or _names_only(clause, section):
        return None
    if _defines(clause, section) or (section != "improvements" and _assesses(text)):
        return None
    goes_on = _acts_behind(text)
    if not goes_on and not _asserts_despite(text) and _all_framing(text):
        return None
    if not pattern(r"^<heads>", heads="framing.strong").match(text) or serves(text):
        return clause.start, text
    closes = pattern(r"<tails>+的?(?=.{4,})", tails="framing.mid")
    rests = (found.end() for found in closes.finditer(text, _SHORTEST))
    end = next((end for end in rests if _balanced(text[end:]) and text[end] not in "（(《、"), None)
    if end is None:
        return (clause.start, text) if goes_on or _follows(text) else None
    if re.match("以及|和|与|、|及", text[end:]):
        return clause.start, text
    return (clause.start + end, text[end:]) if predicates(text[end:]) else None


def _says_nothing(clause: Clause) -> bool:
    """Whether a clause is a form's own words, opens a list, says what others said, or calls and names nothing."""
    text = clause.text
    if not clause.mark and _BROKEN.search(text):
        return True
    if clause.mark in (":", "：") or any(
        found.search(text) for found in (_TEMPLATE, _OPEN, _FIGURE, _PARTS, _WITH, _POSTS, _SORTS, _BESIDES)
    ):
        return True
    says = pattern(
        r"^[^，了]{0,24}<sources>[^，了]{0,8}(?<!的)(?:指出|提出|强调|要求)(?=$|[“要])", sources="framing.sources"
    )
    creed = pattern(
        r"^<how>*<believes>[^，了已]*(?:<creeds>|“[^”]+”)$",
        how="framing.zeal", believes="framing.believes", creeds="framing.creeds",
    )  # fmt: skip
    motto = pattern(r"^<zeal>?<calls>$", zeal="framing.zeal", calls="framing.calls")
    respects = pattern(
        r"<matters>上$|<courses>[当]?中$|<words>$",
        matters="framing.matters", courses="framing.courses", words="framing.conditions",
    )  # fmt: skip
    return any(found.search(text) for found in (says, creed, motto, respects))


def _leads_on(clause: Clause, section: SectionName) -> bool:
    """Whether a clause before a comma only says when, by what or on which condition the next one holds."""
    text = clause.text
    if clause.mark not in ("，", ","):
        return False
    if any(found.search(text) for found in (_WHEN, _AFTER, _AFFECTED, _LEADS)) or _gives_grounds(text):
        return True
    if _BECAUSE.search(clause.opener) and not (section == "problems" and admits(text, section)):
        return True
    return bool(_BY.match(text)) and not _ACTED.search(text)


def _gives_grounds(text: str) -> bool:
    """Whether a clause is a ground to its end, behind its subject or not (`医院根据下达额度`)."""
    grounds = re.match(r"[^，]{0,12}?(?:根据|依据|按照|依照|(?<!相)结合)(?P<what>.{2,})$", text)
    if grounds is None:
        return False
    tokens = cut(grounds["what"])
    return (
        tokens[-1].tag[0] == "n"
        and tokens[-1].text not in words("predicate", "verbs")
        and all(word.tag[0] in "nvabjlu" for word in tokens)
        and not any(word.tag == "v" for word in tokens[1:])
        and not _sets(grounds["what"])
    )


def _acts_behind(text: str) -> bool:
    """Whether a clause that begins with a ground goes on with a deed (`结合水位数据调整放水量`)."""
    grounds = pattern(r"^(?:<heads>)(?P<what>[^，]{4,})$", heads="framing.strong").match(text)
    return grounds is not None and _sets(grounds["what"])


def _sets(what: str) -> bool:
    """Whether behind its grounds a clause goes on with a verb, and with its object (`批复的年度预算|执行`,
    `工程进度|调整目标值`)."""
    goes = pattern(
        r"^(?!.*(?:要求|规定|精神|部署)$)[^《]{2,}(?:<verbs>|(?:<sets>)[^，的《》]{2,})$",
        verbs="status.applied", sets="status.sets",
    )  # fmt: skip
    return bool(goes.match(what))


def _names_only(clause: Clause, section: SectionName) -> bool:
    """Whether a clause only names: a thing, who takes part, a document, what comes next."""
    text = clause.text
    if section not in ("goals", "problems", "improvements") and names(text):
        return True
    takes_part = pattern(
        r"^[^，]{1,16}(?:<offices>|局|站|部门)(?:具体)?(?:牵头|参加|负责|配合|参与)$|^由[^，]{2,12}<offices>(?:会同|具体|负责(?!人)|牵头)",
        offices="framing.offices",
    )
    acting = "predicate.authorities framing.offices"
    together = pattern(r"^由?[^，了]{1,16}(?:会同|联合)[^，了]*(?:<words>)$", words=acting)
    if takes_part.search(text) or together.match(text) or _cites(text):
        return True
    if clause.mark in ("，", ",") and _SUBJECT.search(text) and not opens_with_verb(text):
        return True
    funds = pattern("<words>$", words="framing.funds")
    if _NUMBERED.search(clause.opener) and funds.search(text) and not opens_with_verb(text):
        return True
    if clause.opener.rstrip().endswith("即") and text.count("、") > 1:
        return True
    labels = pattern(r"^[^，了已]{2,14}<words>$", words="framing.labels")
    return (not clause.mark and bool(labels.match(text))) or (clause.mark in ("。", "") and _titles(clause))


def _defines(clause: Clause, section: SectionName) -> bool:
    """Whether a clause says what something is, includes or is for."""
    text = clause.text
    if pattern("<words>", words="framing.definitions framing.idle").search(clause.opener + text) and not (
        # Among problems, what 主要是 introduces is a problem too.
        (section == "problems" and clause.opener.endswith("是") and admits(text, section))
        # `推动资金用于更新` says what is done, `资金全部用于…` that it was.
        or (section == "improvements" and opens_with_verb(text))
        or SPENT_ON.match(text)
    ):
        return True
    is_one = pattern(
        r"^[^，了]{2,24}(?<!就)(?<!还)(?:是|(?<![体关联谱院])系(?![列统数]))(?!否)[^，了]*<classes>$"
        r"|^[^，了]{2,16}(?<!就)(?<!还)是(?![否由])[^，了]*<standings>$"
        r"|^[^，了]{2,30}是(?:依据|根据|按照?)[^，]+的$"
        r"|^[^，]{0,6}(?:主管|归口管理|隶属)部门(?:为|是)|^[^，了]{0,16}<attributes>(?:为|是|有(?![待所效序力限利关误]))",
        classes="framing.classes", standings="framing.standings", attributes="framing.attributes",
    )  # fmt: skip
    return bool(is_one.match(text)) and not re.search("问题|不足|薄弱", text)


def _assesses(text: str) -> bool:
    """Whether a clause says who, or in what course, made the self-evaluation, not that it was made of something."""
    found = pattern(
        r"^(?:20\d\d年)?[\d年月日至\-—~～]*(?:通过|经过?|开展|进行|组织|实施|完成|认真)(?:<words>|的)*(?:自评|自我评价|绩效评价)(?:工作|打分)?$"
        r"|^(?:本次|此次)?[^，]{0,24}?评价指标(?:体系)?(?:的确定|的设置|分|由|包括|遵循)"
        r"|^(?:本次|此次)?(?:自评|评价)(?:工作)?由|^由[^，]{2,20}牵头$",
        words="framing.assessed",
    )
    return bool(found.search(text))


def evaluates(text: str) -> bool:
    """Whether a clause says that the evaluation was made, which before the first chapter is what the report is."""
    made = pattern(
        r"(?:开展|进行|组织|实施|完成)了?(?:<words>|的)*(?:自查)?(?:自评|自我评价)(?:工作|打分)?$",
        words="framing.assessed",
    )
    return bool(made.search(text))


def _all_framing(text: str) -> bool:
    """Whether a clause is a phrase of occasion, ground or means from its head to its tail."""
    for heads, tails in (
        ("framing.heads", "framing.tails"),
        ("framing.strong framing.means", "framing.tails framing.strong_tails"),
    ):
        framed = pattern(
            r"^(?:<heads>|.{1,12}?<inner>).*<tails>[”」》]?$", heads=heads, inner="framing.inner", tails=tails
        )
        if framed.match(text):
            return True
    return False


def serves(text: str) -> bool:
    """Whether `text` says what a result is used for (`作为下年预算安排的依据`)."""
    return bool(re.match(r"作为[^，]{4,}(?:依据|参考)$", text))


def _follows(text: str) -> bool:
    """Whether a clause says that something is done as it should be (`按照合同约定付款`)."""
    ruled = r"^(?:按照|依照|依据|遵照|根据)[^，]{2,}?<verbs>(?:资金|经费|款项)?$"
    return bool(pattern(ruled, verbs="status.following").search(text))


def _balanced(text: str) -> bool:
    return all(
        sum(map(text.count, opening)) == sum(map(text.count, closing))
        for opening, closing in ("“”", "《》", ("（(", "）)"))
    )


def _titles(clause: Clause) -> bool:
    """Whether a clause, at the beginning of its sentence, only announces what is told behind it
    (`产出指标完成情况。`)."""
    if clause.outer:
        return False
    announces = pattern(
        r"^(?![^，]*(?:了|已|未|没有|无|不(?!良)))[^，。；]{2,24}?"
        r"(?:<told>情况(?:分析|说明|综述)?|指标|完成数量|完成质量|实施进度)$",
        told="framing.told",
    )
    return bool(announces.match(clause.text)) and (clause.text.endswith("情况") or not opens_with_verb(clause.text))


def _cites(text: str) -> bool:
    """Whether a clause is who wrote a document and its name (`县财政局《关于…的通知》`)."""
    text = _NUMBER.sub("", text)
    if _DOCUMENTS.match(text):
        return True
    cited = None if _OBEYS.search(text) else _CITED.search(text)
    return cited is not None and bool(
        pattern(r"^(?:[^《]*<words>)?$", words="predicate.agents").match(text[: cited.start()])
    )


def _asserts_despite(text: str) -> bool:
    """`严格按照…安排` and `对…作出了部署` assert although they end like framing."""
    return bool(
        re.match(r"(?:严格|认真|全面|切实|充分|积极|有效)", text)
        or re.search(
            r"了.{0,30}$|有待|不够|存在|(?:滞|落|靠|延)后$|(?<![在于])(?:没有|未能|未及时|未充分).{2,}(?<!前)$", text
        )
    )


def predicates(text: str) -> bool:
    if pattern("<words>", words="predicate.verbs predicate.adjectives").search(text):
        return True
    # A verb that the lexicon lacks, told by its aspect.
    return bool(re.search("了|已|均|全部|逐一", text)) and has_verb(text)
