"""Phrases that frame a clause and assert nothing: occasion, means, condition, definition, who made the evaluation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.claims.admission import admits
from extractor.claims.clause import Clause
from extractor.claims.lexicon import pattern
from extractor.claims.model import SectionName
from extractor.claims.predicate import has_verb, names, opens_with_verb

_TEMPLATE = re.compile(
    r"[□■☑☐]|^请(?:在此|填|说明)|如没有请填|[XxＸ×*]{2,}|\d+字以内|此项指标|应根据|^例[:：]|^备?注[:：]|填表说明"
)
_BY = re.compile(r"^通过[^，]{2,16}$")
_DEFINES = re.compile(
    r"^[^，了]{2,24}(?<!就)(?<!还)(?:是|系)(?!否)[^，了]*(?:支出|机构|单位|部门|机关|费用|经费|资金|项目|学校|医院|中心|公司|组织|制度|政策|工程|活动|地区)$"
    r"|^[^，了]{2,16}(?<!就)(?<!还)是(?![否由])[^，了]*(?:群体|产业|基础|关键|核心|内容|重点|手段|保障|途径|前提|目标|目的|原则|方向|部分|环节|载体|需要|需求|举措)$"
    r"|^[^，]{0,6}(?:主管|归口管理|隶属)部门(?:为|是)"
    r"|^[^，了]{0,16}(?:构成|组成|项目|内容|对象|范围|方式|性质|来源|用途|类别|期限|地点|时间|依据|级次|口径|类型)(?:为|是|有)"
)
_AFFECTED = re.compile(r"^(?:因|由于)?受.{2,30}(?:影响|冲击|限制|制约|波动|干扰)$")
_ASSESSES = re.compile(
    r"(?:开展|进行|组织|实施|完成)了?(?:认真|全面|客观|逐项|本次|此次|年度|部门|项目|整体|支出|预算|绩效|的)*(?:自评|自我评价)(?:工作|打分)?$"
    r"|^(?:本次|此次)?(?:自评|评价)(?:工作)?由|^由[^，]{2,20}牵头$"
)
"""That the self-evaluation was made is what the report is, not a claim of it."""
_OPEN = re.compile(r"如下表?$|见(?:下|附|上)?[表件图]\s*\d*$|(?<![行作有认])为$|(?<![不就还])是$")
_FIGURE = re.compile(r"^[^，\d]{0,4}\d[\d.,]*(?:%|分|天|日|个?月)?$")
"""A name and a figure that no reading took."""
_WHO = re.compile(
    r"^[^，]{1,16}(?:股|科|室|办|处|局|站|部门)(?:具体)?(?:牵头|参加|负责|配合|参与)$|^由[^，]{2,12}(?:股|科|室|办|处)(?:会同|具体|负责|牵头)"
)
_AFTER = re.compile(r"^经(?![过济营费常办典开])[^，了]{2,14}$|^[^，]{2,10}(?:(?:实施|完成|结束)后|时点)$")
_LABEL = re.compile(r"^[^，了已]{2,14}(?:情况|概述|简介|明细|相符性|合理性|规范性|及时性)$")
_TITLE = re.compile(
    r"^(?![^，]*(?:了|已|未|没有|不(?!良)))[^，。；]{2,24}?"
    r"(?:(?:完成|实现|执行|使用|到位|管理|实施|开展|落实|收支|支出|资金|预算|组织|进展|目标|指标|自评|运行|成本节约)情况(?:分析|说明|综述)?|指标|完成数量|完成质量|实施进度)$"
)
"""What stands before a full stop, at the beginning of its sentence, and only says what comes next."""
_CITED = re.compile(r"《[^》]*》(?:[（(][^（()）]*[)）])?$")
_DOCUMENTS = re.compile(
    r"^(?:[（(〔\[][^（()）]*[)）〕\]]|《[^》]*》|[、和及与]|(?:的|等)?(?:通知|文件|规定|要求)?$)+$"
)
_OBEYS = re.compile(r"^[^《]*(?:执行|落实|遵守|遵照|贯彻|制定|制订|修订|编制|印发|出台|建立|健全|完善|完成|学习)")
_FUNDS = re.compile(r"(?:支出|经费|资金|费用|补助|补贴|专项|工程|项目)$")
_PARTS = re.compile(r"^(?:分别|依次)[为是][^了已]*[、和及与]")
"""What a count before it counts, by name."""
_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,2}(?:是|、)\s*$|即$")
_PURPOSE = re.compile(r"^为了?(?!.*(?:提供|奠定|打下|树立|营造|注入|创造|作出|做出|贡献|赢得|了))")
_GROUNDS = re.compile(r"(?:根据|按照|依据|依照|遵照|结合|围绕|经|现将|特|我[^，]|本[^，])")
"""What follows the purposes of a sentence: on which grounds, and who acts."""
_SAYS = re.compile(
    r"^[^，了]{0,24}(?:报告|会议?|意见|文件|规划|总书记|党中央|国务院|方案|通知)[^，了]{0,8}(?<!的)(?:指出|提出|强调|要求)(?=$|[“要])"
)
"""What others said about the matter is its background."""
_WHEN = re.compile(r"^[^，了]{2,16}(?:(?<![滞落靠延推])后|之际)$|^[^，了]{2,12}[^，了及按准适随即小历]时$")
_SERVES = re.compile(r"^作为[^，]{4,}(?:依据|参考)$")
"""What a result is used for."""
_SHORTEST = 4
"""Characters of the shortest phrase of framing before what is asserted."""
_BECAUSE = re.compile(r"(?:由于|因为?)\s*$")
"""What opens a mere cause, where its effect is told behind it."""
_LEADS = re.compile(
    r"^(?:一旦|如果|若|如遇|除非|即使)|(?:指出|发现|显示|反映|认为|表明)$|^经[^，了]{2,30}(?:研究|审议|讨论|批准|同意|决定)$|^[^，了已未不]{2,12}[当之]?中$|^待[^，]+后$"
)
"""A condition, or who says what comes next."""
_CREED = re.compile(
    r"^(?:自觉|始终|牢牢|大力|深入|坚定|切实|积极|着力)*(?:践行|发扬|弘扬|秉[持承]|牢记|坚持|树牢|牢固树立|坚守|高举)[^，了已]*(?:精神|导向|理念|宗旨|使命|初心|引领|方针|思想|主题|总基调|“[^”]+”)$"
)
"""What a unit believes in."""
_MOTTO = re.compile(
    r"^(?:精准|持续|靶向|聚焦|同向|协同|综合|久久|凝心|勠力|戮力|齐心|奋勇|砥砺|接续|合力)?(?:发力|用力|聚力|为功|同心|协力|争先|前行|奋斗|攻坚)$"
)
"""Four characters that call and name nothing."""
_WITH = re.compile(r"^[^，]{0,16}?(?:坚持)?以.{2,40}为[^，]{1,8}$")
_ON = re.compile(
    r"(?:工作|执行|使用|管理|建设|编制|落实|推进|服务|制度|机制|业务|质量|保障|监督|组织|思想|认识|程序|时间|方式|内容|结构)上$|(?:工作|过程|实践|活动|实施|执行|管理|建设|使用|编制|推进)[当]?中$"
)


def without_framing(clause: Clause, section: SectionName) -> tuple[int, str] | None:
    """Start and text of what the clause asserts, less a phrase of framing before it; nothing where all is framing."""
    text = clause.text
    if len(text) < 3 or _TEMPLATE.search(text) or _OPEN.search(text) or _FIGURE.match(text):
        return None
    if (
        _BECAUSE.search(clause.opener)
        and clause.mark in ("，", ",")
        and not (section == "problems" and admits(text, section))
    ):
        return None
    if clause.mark in (":", "：") or _SAYS.match(text):
        return None
    if clause.mark in ("，", ",") and (_WHEN.match(text) or _LEADS.search(text)):
        return None
    if section not in ("goals", "problems", "improvements") and names(text):
        return None
    if (
        _WHO.search(text)
        or _MOTTO.match(text)
        or _CREED.match(text)
        or (clause.mark in ("。", "") and _titles(clause))
        or (_NUMBERED.search(clause.opener) and _FUNDS.search(text) and not opens_with_verb(text))
        or (clause.opener.rstrip().endswith("即") and text.count("、") > 1)
        or _PARTS.match(text)
        or _cites(text)
        or (clause.mark in ("，", ",") and _AFTER.match(text))
        or (not clause.mark and _LABEL.match(text))
    ):
        return None
    if pattern("<words>", words="framing.definitions framing.idle").search(clause.opener + text) and not (
        # Among problems, what 主要是 introduces is a problem too.
        (section == "problems" and clause.opener.endswith("是") and admits(text, section))
        # `推动资金用于更新` says what is done.
        or (section == "improvements" and opens_with_verb(text))
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
    if not pattern(r"^<heads>", heads="framing.strong").match(text) or _SERVES.match(text):
        return clause.start, text
    closes = pattern(r"<tails>+的?(?=.{4,})", tails="framing.mid")
    rests = (found.end() for found in closes.finditer(text, _SHORTEST))
    end = next((end for end in rests if _balanced(text[end:])), None)
    if end is None:
        return None
    if re.match("以及|和|与|、|及", text[end:]):
        return clause.start, text
    return (clause.start + end, text[end:]) if predicates(text[end:]) else None


def _balanced(text: str) -> bool:
    return all(
        sum(map(text.count, opening)) == sum(map(text.count, closing))
        for opening, closing in ("“”", "《》", ("（(", "）)"))
    )


def purposes(parts: Sequence[Clause]) -> frozenset[int]:
    """Which clauses of a sentence only say what something is done for: `为加强管理，提高效益，根据…要求，`."""
    first = next((at for at, clause in enumerate(parts) if _PURPOSE.match(clause.text)), len(parts))
    last = next((at for at in range(first + 1, len(parts)) if not _aims(parts[at])), len(parts))
    grounded = last < len(parts) and _GROUNDS.match((parts[last].opener + parts[last].text).lstrip())
    if last > first + 1 and not grounded:
        return frozenset()
    acts = pattern(r"^为了?(?:<adverbs>[地的]?)*<verbs>", adverbs="predicate.adverbs", verbs="predicate.verbs")
    aims = grounded or (first < len(parts) and acts.match(parts[first].text))
    return frozenset(range(first, last)) if aims else frozenset()


def _aims(clause: Clause) -> bool:
    return opens_with_verb(clause.text) and not re.search("了|已", clause.opener + clause.text)


def _titles(clause: Clause) -> bool:
    """Whether a clause only announces what is told behind it (`产出指标完成情况。`)."""
    if clause.outer:
        return False
    return bool(_TITLE.match(clause.text)) and (clause.text.endswith("情况") or not opens_with_verb(clause.text))


def _cites(text: str) -> bool:
    """Whether a clause is who wrote a document and its name (`县财政局《关于…的通知》`)."""
    if _DOCUMENTS.match(text):
        return True
    cited = None if _OBEYS.search(text) else _CITED.search(text)
    return cited is not None and bool(
        pattern(r"^(?:[^《]*<words>)?$", words="predicate.agents").match(text[: cited.start()])
    )


def _asserts_despite(text: str) -> bool:
    """`严格按照…安排` and `对…作出了部署` assert although they end like framing."""
    return bool(
        re.match(r"(?:严格|认真|全面|切实|充分|积极|有效)", text) or re.search(r"了.{0,30}$|有待|不够|存在", text)
    )


def predicates(text: str) -> bool:
    if pattern("<words>", words="predicate.verbs predicate.adjectives").search(text):
        return True
    # A verb that the lexicon lacks, told by its aspect.
    return bool(re.search("了|已|均|全部|逐一", text)) and has_verb(text)
