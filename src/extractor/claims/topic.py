"""What a clause without a figure is about: the object of its verb, or its subject."""

from __future__ import annotations

import re

from extractor.claims.adverbial import only_acts, without_adverbials
from extractor.claims.clause import strip_opening
from extractor.claims.disposal import disposed, given, ruled
from extractor.claims.lexicon import pattern, words
from extractor.claims.modality import asked
from extractor.claims.model import Kind
from extractor.claims.predicate import compound, opens_with_verb, told
from extractor.claims.shortcoming import lacking
from extractor.claims.subject import bared, before_verb
from extractor.claims.wording import trimmed, whole
from extractor.language.words import cut

_MEANS = re.compile(
    r"^(?:通过|经过|采取|采用|以|利用|借助|依托)[^，；]{2,40}?(?:等方式|等形式|等措施|等途径|等手段|方式|形式|渠道|为抓手|为契机)"
)
_WHEN = re.compile(
    r"^(?:建议(?:[^，]{0,6}?(?:财政部门|财政|部门|政府|单位|局|委|厅)|上级)?(?:适当|尽快)?|力争|争取|计划(?!的)|拟(?![定订写]))?"
    r"(?:(?:自|于|在|到)?(?=20\d\d年|\d{1,2}月|\d{1,2}日|[底初末])(?:20\d\d年)?(?:\d{1,2}月)?(?:\d{1,2}日|[上中下]旬|[底初末])?(?:之?前|以前)|每(?:半?年|个?月|季度?|周|日|天)(?:\d{1,2}日前)?)?"
    r"(?=.{3})"
)
"""What stands before the verb of a promise: who is asked, by when, how often."""
_DURING = re.compile(r"^[^，]{2,12}(?:期间|过程中|(?:建成|完成|实施|投用|结束)后)将?(?=.{4})")
_WITHIN = re.compile(r"^[^，]{2,16}(?:实施|执行|管理|建设|工作)[中上](?=(?P<rest>.{4,})$)")
"""In which course or matter somebody acts (`项目实施中严格执行…`)."""
_ABSENT = re.compile(
    r"(?:未|没有|不|无)(?:再)?(?:发生|出现|发现|造成|收到|存在)(?:过|任何|新增|[一1]?[起例件宗])*(?P<x>.{2,})$"
)
_PUBLISHED = re.compile(
    r"^(?P<x>(?:本|该)?(?:自评|评价|绩效|绩效自评|预决算|预算|决算|捐赠)?(?:结果|报告|信息|情况)|部?门?(?:预决算|预算|决算))[^，]{2,}?(?P<verb>公开|公示|公布)$"
)
_USED_AS = re.compile(r"^[将把]?(?P<x>[^，]{2,14}?)(?:将|拟|已|均|可)*作为[^，]{4,}(?:依据|参考|条件|资料)$")
"""What serves for something (`盘库结果作为下年轮换的依据`)."""
_STATED = re.compile(
    r"^(?P<x>[^，的]{3,12}?)(?:仍|已|均|全部|尚|一直|始终|也|都)*(?:取得|出现|处于|存在(?!的)|呈现|实现|避开|得到|面临|没有|尚未|未能)"
)
"""A subject that begins like a verb (`防控工作取得…`), told by the finite verb behind it."""
_BY = re.compile(r"^(?P<x>[^，由在对向]{2,14}?)(?:均|都|全部|统一|主要|另)*由(?=[^，由]{4,})")
"""What somebody does: `工资由县财政安排`."""
_MADE = re.compile(r"(?:成立|组建|组成|设立|建立)了?(?:由|以).+的(?P<x>[^的，]{2,})$")
"""What is set up, behind who takes part in it (`成立由主任任组长的工作组`)."""
_FORMED = re.compile(r"^[^，]{2,}组成了?(?P<x>[^的，]{3,}(?:组|专班|队伍?|委员会))$")
"""What those who are named before it form (`由财务科和工程科组成检查组`)."""
_BY_PAPER = re.compile(r"^以[^，]*?(?:《[^》]*》|号)(?:[（(][^（()）]*[)）])?(?:文件?)?(?=[将把])")
"""By which document something is done (`以县财发〔2031〕5号文将资金下达各镇`)."""
_HEEDED = re.compile(r"^[^，对把将]{2,12}(?:高度|十分|非常)?重视$")
"""Who heeds something that stands elsewhere: the clause is its own name."""
_TAKEN_UP = re.compile(r"^对于?(?P<x>[^，]{3,40})，(?P<rest>[^，]{2,})$")
"""What something is done to, before a comma."""
_MET = re.compile(
    r"^(?P<x>[^，]{2,}?)(?:均|都|全部|已|基本)*(?:达到|实现|超过|符合|满足)了?[^，]*(?:目标|指标值|要求|预期|预期目的|标准|计划)值?$"
)
_FELT = re.compile(
    r"^(?P<x>[^，]{2,}(?:满意度|认可度|知晓度|知晓率|参与度|信任度|认知度))(?:均|都|也|一直|总体|普遍|较|很|非常|比较|十分|更|最)*(?:高|好|良好|理想)$"
)
"""What people think or know of something, which is named before it (`村民对道路养护的满意度较高`)."""
_SPENT_ON = re.compile(
    r"^(?P<x>[^，]{2,}?)(?P<wholly>(?:严格|按照?[^，]{1,6}|全部|一律|主要|专项|均|都|皆|已)*)用于了?.{2,}$"
)
_LIKED = re.compile(r"^(?P<x>[^，]{2,}?)(?:均|都|也|一直)?(?:深|备|广|倍|颇)受[^，]{2,}$")
"""What is praised or wanted (`借阅车深受学生欢迎`)."""
_REQUIRED = re.compile(r"^(?P<x>[^，]{2,20}?)要求(?P<y>.{4,})$")
_VERB = 2
"""Characters of a verb."""
_SHORT = 4
"""Characters of an object that is named with what it is like (`社会稳定`)."""
_PHRASE = 6
"""Characters of what is secured, that is named whole where its subject is a word (`机关正常运转`)."""
_MANAGED = re.compile(r"^(?P<x>[^，了]{2,12}?)(?:基本上?|切实|全部|都|均)*做到了?(?P<y>[^，]{2,})$")
"""Whose manner is told (`轮换计划做到了应换尽换`)."""


def topic(text: str, kind: Kind) -> str:
    """The words of `text` that say what is asserted, verbatim."""
    text = text[strip_opening(text, 0, len(text)) :] or text
    rest = without_adverbials(text)
    if rest != text and only_acts(rest):
        return bared(text)
    text, found = rest, ""
    if kind == "problem":
        found = lacking(bared(text))
    elif kind == "honour":
        found = _of_honour(text)
    elif kind == "change":
        found = _of_change(text)
    name = trimmed(found or _of_status(bared(text))) or text
    return name if whole(name) else bared(text)


def _of_status(text: str) -> str:
    text = _BY_PAPER.sub("", text)
    if _HEEDED.match(text):
        return text
    if taken := _TAKEN_UP.match(text):
        deed = _of_status(taken["rest"])
        return deed if len(deed) >= _SHORT else taken["x"] + deed
    text = _WHEN.sub("", text)
    if used := _USED_AS.match(text):
        return used["x"]
    published = _PUBLISHED.match(text)
    if published:
        return published["x"] + published["verb"]
    met = _MET.match(text)
    if met and not opens_with_verb(text):
        return met["x"]
    absent = _ABSENT.search(text)
    if absent:
        return absent["x"]
    if felt := _FELT.match(text):
        return felt["x"]
    spent = _SPENT_ON.match(text)
    if spent and (spent["wholly"] or not opens_with_verb(text)):
        return spent["x"]
    required = _REQUIRED.match(text)
    if required and asked(text):
        return required["x"] + required["y"]
    obliged = pattern(r"^[^，]{2,24}?(?:必须|应当|须|需)(?:<verbs>)(?P<x>.{3,})$", verbs="predicate.verbs").match(text)
    if obliged and "了" not in text:
        return obliged["x"]
    stated = _STATED.match(text)
    if stated and opens_with_verb(text):
        return stated["x"]
    if made := _MADE.search(text) or _FORMED.search(text):
        return made["x"]
    if named := compound(text):
        return named
    fared = re.match(
        r"^(?P<x>.{2,}?)(?:均|都|也|全面)?取得了?.{0,8}(?:成效|成绩|进展|效果|突破|进步|成果|实效)$|^(?P<y>.{2,}?)(?:均|都|也)?得到了?.{0,6}[\u4e00-\u9fff]{2}$",
        text,
    )
    if fared:
        return re.sub(r"^在(.+?)(?:中|上|方面)$", r"\1", fared["x"] or fared["y"])
    promised = re.match(
        r"^(?P<x>[^，将拟]{2,14}?)(?:将|拟)(?=作为|用于|在|按|于|予以|与)|^.{0,8}?(?<!将)将?把(?P<y>[^，]{2,20}?)(?:[放摆]?在|作为|纳入|与|向|于)",
        text,
    )
    if promised:
        return promised["x"] or promised["y"]
    if about := disposed(text):
        return about
    if named := given(text) or ruled(text):
        return named
    text = _DURING.sub("", text)
    within = _WITHIN.match(text)
    if within and opens_with_verb(within["rest"]) and not opens_with_verb(text):
        text = within["rest"]
    moved = re.search(r"(?:方面|等|上)(?:将|把)(?P<x>.{2,})$", text)
    if moved:
        return moved["x"]
    text = _MEANS.sub("", text)
    grounded = pattern(
        r"^.{0,14}?(?:根据|按照|依据|依照|结合|通过|经过|在)(?!的).{2,}?<verbs>了(?P<x>.{3,})$", verbs="predicate.verbs"
    ).match(text)
    if grounded:
        return grounded["x"]
    managed = _MANAGED.match(text)
    if managed and not opens_with_verb(text):
        acts = pattern("<words>$", words="predicate.agents").search(managed["x"])
        return managed["y"] if acts else managed["x"]
    if liked := _LIKED.match(text):
        return liked["x"]
    if "了" not in text and (found := told(text)):
        return found
    by = _BY.match(text)
    if by and not pattern("(?:<verbs>|了)$", verbs="predicate.verbs").search(by["x"]):
        return by["x"]
    acted = _verb_object(text)
    if (
        acted
        and "了" not in text
        and pattern(r"^(?:<words>)+$", words="predicate.adverbs predicate.adjectives").match(acted)
    ):
        # 值班值守严谨有序: what looks like the verb is the subject, but for 做到专款专用.
        before = text[: len(text) - len(acted)]
        return acted if before in words("predicate", "governing") else before
    if acted:
        if re.match("形成|构建|建立|打造|健全", text) and len(acted) > 20 and "的" in acted:
            return acted[acted.rindex("的") + 1 :]
        told_whole = len(acted) <= _SHORT and acted[-2:] not in words("predicate", "results")
        subject = "" if told_whole or acted.endswith(words("predicate", "fruits")) else _subject(acted)
        secured = text[: len(text) - len(acted)].rstrip("了").endswith(words("predicate", "clausal"))
        short = secured and len(subject) <= _VERB and len(acted) <= _PHRASE
        return acted if short or not subject else subject
    ended = pattern(
        r"(?:<verbs>了|(?<!^)<verbs>成(?![效绩本果员熟立功]))(?P<x>.{2,})$", verbs="predicate.verbs"
    ).search(text)
    if ended:
        return ended["x"]
    acting = pattern(
        r"^(?P<who>.{2,}?)(?:<adverbs>[地的]?|<degrees>)+<verbs>(?P<what>.{2,})$",
        adverbs="predicate.adverbs", degrees="change.degrees", verbs="predicate.verbs",
    ).match(text)  # fmt: skip
    if acting and not _subject(text) and not pattern(r"<words>$", words="predicate.adjectives").search(text):
        return acting["what"] if pattern(r"<words>$", words="predicate.agents").search(acting["who"]) else acting["who"]
    return _subject(text) or before_verb(text) or text


def _verb_object(text: str) -> str:
    """The object of a clause that opens with its verb, or with adverbs and the verb."""
    if compound(text):
        return ""
    found = pattern(
        r"^(?:<adverbs>[地的、]?|能够?|可以|可(?![持行靠能见])|也|都|将|要|须|需|拟|会)*(?:<light>)?(?P<first><verbs>)(?:好|成(?![效绩本果员熟立功])|出|了|到)*"
        r"(?:(?:并|与|和|、|或|及)<verbs>(?:好|成(?![效绩本果员熟立功])|出|了|到)*)*(?P<x>.{2,})$",
        adverbs="predicate.adverbs", light="predicate.light", verbs="predicate.verbs",
    ).match(text)  # fmt: skip
    if found and _begins_noun(text[found.start("first") :], len(found["first"])):
        found = None
    if found and found["x"] in words("predicate", "verbs"):
        # 规范补贴发放: two verbs make a name.
        before = text[: found.start("x")][-_VERB:]
        named = before in words("predicate", "verbs") and before not in words("predicate", "governing")
        return before + found["x"] if named else found["x"]
    if found:
        return found["x"]
    if _subject(text):
        return ""
    # A verb that the lexicon lacks.
    tokens = cut(text)
    at = 0
    while at < len(tokens) - 1 and (
        tokens[at].tag in ("d", "ad", "a") or tokens[at].text in words("predicate", "adverbs")
    ):
        at += 1
    if at < len(tokens) - 1 and tokens[at].tag == "v":
        return text[tokens[at].end :].lstrip("了着好")
    return ""


def _begins_noun(text: str, length: int) -> bool:
    """Whether the verb of so many characters that `text` begins with is but the beginning of a noun (`服务对象`)."""
    word = cut(text[: length + _PHRASE])[0]
    return len(word.text) > length and word.tag[0] == "n" and text[:length] not in words("predicate", "governing")


def _subject(text: str) -> str:
    """What stands before the predicate of a clause that begins with its subject, where one ends it."""
    found = pattern(
        r"^(?P<x>.{2,}?)(?:<adverbs>[地的]?|<degrees>|得到了?|取得了?|有了|趋于|虽|能够?|可以|保持|控制|都|均)*"
        r"(?:<adjectives>|提升|提高|改善|开展|运转|运行|推进|进行)+(?:了|化|的成效|的效果|成效)?(?:、[^、]{1,4}化)*$",
        adverbs="predicate.adverbs", degrees="change.degrees", adjectives="predicate.adjectives",
    ).match(text)  # fmt: skip
    if found and not found["x"].endswith("的"):
        return found["x"]
    ruled = re.match(r"^(?P<x>.{2,24}?)(?:都|均|严格)*(?:按照|依据|根据|按|控制在)", text)
    return ruled["x"] if ruled else ""


def _of_honour(text: str) -> str:
    before = pattern(
        r"^(?P<x>.{2,}?)(?:先后|连续.{0,4}|再次|首次|多次|均|也|已|成功|被|全部|分别|同时)*<won>", won="honour.won"
    ).match(text)
    if before:
        title = text[before.end() :].lstrip("了为成")
        who = "" if before["x"].startswith(("被", "经", "先后", "连续", "再次", "首次", "多次")) else before["x"]
        return who + title if len(title) >= 4 or not who else who
    after = pattern(r"^(?:.{0,6}?)<won>了?(?P<x>.{2,})$", won="honour.won").match(text)
    if after:
        return after["x"]
    ranked = pattern(
        r"^(?P<x>.{2,}?(?:排名|排位)?)(?:基本|一直|始终|连续.{0,4}|均)?(?:<ranks>)", ranks="honour.ranks"
    ).match(text)
    return re.sub(r"^(?:连续.{1,2}年?)?在?(?=.{2})|[中上]$", "", ranked["x"]) if ranked else ""


def _of_change(text: str) -> str:
    best = re.match(r"^(?P<x>.{2,}?)(?:为|创|达到?|处于)(?:近|历|建|有|全).*[最新]", text)
    if best:
        return best["x"]
    found = pattern(
        r"^(?P<x>.{2,}?)(?:，|,|总体|整体)*(?:<degrees>|<compared>.{0,8}?)*(?:<moves>)",
        degrees="change.degrees", compared="change.compared", moves="change.up change.down change.none",
    ).match(text)  # fmt: skip
    return found["x"] if found else ""
