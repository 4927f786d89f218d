"""A quantity and the words around it, among which those that name it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.claims.adjunct import adjuncts
from extractor.claims.clause import ends_word, strip_opening
from extractor.claims.lexicon import pattern, words
from extractor.claims.subject import deed, holder
from extractor.language.quantity import Quantity
from extractor.language.words import cut

_EDGE = re.compile(r"[，；。！？!?;:：\n\t()（）×÷*＝=]|(?<!\d),|,(?!\d)|\.(?=\s)")
_END = re.compile(r"[、，；。！？!?;:：\n\t()（）×÷*＝=]|,(?!\d)")
_LINK = re.compile(
    r"(?:总数|数额|金额|总额)?(?:分别|(?<![人平户日月年])均|都|已|全部|基本)?"
    r"(?:(?:主要)?(?:包括|包含|涵盖)|共计|合计|总计|累计|约计|(?<!公)共|(?<![设统审会预估累])计|(?<![行作])为|(?<![就也还])是|(?<![拥占没])有|达到"
    r"|(?<![下送到传转])达|(?<!甚)至|(?<![得收达])到|的|了|：|:|(?<![节签预履违])约|近|(?<!高)超|实现|保持在?|控制在?|稳定在?|维持在?|在|“|，|,|\s)+$"
    r"|(?:(?<![人平户日月年])均|都|分别|(?<!公)共|仅|(?<![船舰])只|就|也|已|(?<![供效反对响适顺呼感相])应|须)$"
)
_AGENT = (
    r"[^，。；]{2,60}?(?<!合)(?:累计|共计|总共|(?<!公)共)(?=<verbs>)"
    r"|委托[^，。；]{2,20}?(?:采[用取][^，。；]{2,8}方式)?(?=随机|抽[取查样]|走访|访问|发放)"
    r"|(?P<who>由[^，。；]{2,12}?(?=<verbs>))"
    r"|[^，。；]{2,40}?[〔\[（(]20\d\d[〕\]）)]\d+号(?:文件?)?(?=下[达拨]|拨付|核[拨定]|批复|安排)"
)
"""Who did it, before what was done: no part of the claim."""
_ADJUSTED = re.compile(
    r"^[^，。；]*?(?:因|以|由|按照?|根据|依据|经)[^，。；]{4,}?(?=(?:一次性|另行?|再次?)?(?:追加|下达|调减|核减|压减|调增)[^，。；的]{0,14}$)"
)
"""By whom or why a budget was changed, before the change."""
_PLUS = re.compile("(?:再|另)?加上?(?=(?:上年|年初|历年|往年|以前年度)度?结[转余])")
"""`加上年结转`: not what is added, but that it is."""
_KINDS = re.compile(r"[\u4e00-\u9fff]{1,3}[（(][\u4e00-\u9fff、]{1,6}[)）]")
"""`12个村（社区）`: a noun with what else it is called."""
_AMONG = re.compile(r"[^，。；、]{0,6}?(?<!其)(?:当中|之中|中)(?:已经?|共|仅|只|尚)?有$")
_DATED = re.compile(
    r"(?:[^，。；、（()）]|(?<=[一二三四五六七八九十])、|[（(][^，。；、（()）]*[)）]){2,}?(?<![由比较与到于从至在自的按])(?<!计划|力争|建议|预计)20(?:\d\d|[xX*]{2})年(?:度|(?!度))"
    r"(?=[\u4e00-\u9fff“《]{2})(?![初末底中内共有均仅])"
)
"""Whose and which year's, before what is told (`云岭县2023年度公墓管护绩效评价得分`)."""
_EVERYWHERE = re.compile(r"^(?:完成|组织|对|向|为|在)*(?:全[国省市县州区旗镇乡村]|本[省市县区镇乡])$")
"""Where, before what the figure counts (`对全县`2350人动态管理)."""
_EACH = re.compile("[生校班村件案家站期场处台]均")
"""So much for each."""
_EVERYWHERE_IN = re.compile(r"(?:全|我|本)[国省市县州区旗镇乡]$")
_PLACE = re.compile(r"[\u4e00-\u9fff]{2}[省市县州区旗镇乡]$")
_LATE_TIME = re.compile(r"(?:20\d\d年(?:度)?|本年度|全年|当年)(?:\d{1,2}月)?(?=$)")
_INTRODUCED = re.compile(
    r"[^，。；、]{2,16}?(?:(?:主要)?(?<!不)(?:包括|包含|涵盖)(?:了)?|(?:内容|任务)(?:主要)?(?:为|是|有))(?!在内|$)"
)
"""What a list is of, before its first item (`项目支出包括`, `建设内容为`)."""
_CLASS = re.compile(
    r"(?:(?:经济|社会|生态|环境|可持续|社会公众|服务对象)*(?:效益|影响|满意度)|数量|质量|时效|进度|成本|产出)指标[:：]?(?=[^，。；]{3,})"
)
"""The class that an indicator is told under."""
_TAKES = re.compile(r"[^，。；、]{0,12}?(?:将(?![近军来要于在达继进])|把(?![关握控脉手]))(?:剩余的?|原有?的?)?")
"""Before what is taken for something (`3个县把`经费12万元用于取暖)."""
_USED = re.compile(r"(?:主要|全部|专项|专门|重点)用于|用于(?=[\d一二两三四五六七八九十])")
_DISPOSES = re.compile(r"[^，。；、]{0,4}?[将把]|[^，。；、]{0,20}?[将把](?:原有?|剩余)的?")
"""Before what something is done to (`及时将原`12类资金): no name."""
_JOINED = re.compile(r"(?P<noun>(?:[^、和及]|及(?=[时格以])){0,12})(?:[、和]|及(?![时格以]))")
_ANOTHER = re.compile(r"(?:以及|和|(?<![涉惠顾普危推])及)\s*$")
"""Just before a figure: another thing is counted (`35项修复和`12项抢险)."""
_ALIKE = re.compile(r"(?<![人平户日月年])(?:均|都)(?=[达为是])|分别")
"""`覆盖率及到位率均为100%`: what stands before 及 is measured too."""
_CITED = re.compile(r"《[^《》]*》(?:\s*[（(][^（()）]*号[)）])?")
_NAMED = 2
"""Characters of a verb alone, which is named together with who did it."""
_TAIL = 12
"""Characters of a label that are cut into words to see its last one."""
_WINDOW = 160
"""No name of an indicator is longer; keeps the cost linear in a text without punctuation."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A quantity and the words around it; offsets are the sentence's."""

    quantity: Quantity
    left: int
    """Where its words begin, openers and all."""
    start: int
    """Where they begin without openers: where a quote begins."""
    label: str
    """What names it, before it, without the words that link the two (为, 共, 达)."""
    run: str
    """All that stands between `left` and the figure."""
    follows: str
    """What stands after it in its clause, up to the next figure."""
    rest: str
    """What stands after it, other figures and all, as far as a name can reach."""
    nested: bool
    """Whether the next figure stands in the same clause."""
    edge: str
    """The character before its words: a mark, the end of another figure, or nothing."""

    @property
    def opener(self) -> str:
        return self.run[: self.start - self.left]

    @property
    def named(self) -> bool:
        return bool(re.search(r"[㐀-鿿A-Za-z]", self.label))

    @property
    def verbal(self) -> bool:
        """Whether the label is a verb that waits for its object (`帮助`5961人次学生)."""
        if pattern(r"<words>(?:了|过|有)?$", words="predicate.verbs").search(self.label):
            return True
        tokens = cut(self.label[-_TAIL:])
        return bool(tokens) and (tokens[-1].tag == "p" or (tokens[-1].tag == "v" and len(tokens[-1].text) > 1))

    @property
    def lists(self) -> bool:
        """Whether the label only lists what the figure counts (`高坪、双河等`6个乡镇)."""
        return self.label.endswith("等")

    @property
    def placed(self) -> bool:
        """Whether the label ends with a place, in which the figure counts what stands before the next one
        (`覆盖全县`14个乡镇126个村)."""
        if not self.nested:
            return False
        if _EVERYWHERE_IN.search(self.label):
            return True
        tokens = cut(self.label[-_TAIL:])
        if not tokens or not _PLACE.search(self.label) or (tokens[-1].tag == "n" and len(tokens[-1].text) > 1):
            return False
        return not pattern("(?:<words>)$", words="predicate.things").search(self.label)


def mention(sentence: str, quantities: Sequence[Quantity], index: int, before: int) -> Mention:
    """The words around the quantity at `index`; those before `before` belong to another."""
    quantity = quantities[index]
    left = _left_edge(sentence, max(before, quantity.start - _WINDOW), quantity.start, after_figure=before > 0)
    kinds = _KINDS.match(sentence, quantity.end)
    stop = _END.search(sentence, kinds.end() if kinds else quantity.end, quantity.end + _WINDOW)
    end = stop.start() if stop else min(len(sentence), quantity.end + _WINDOW)
    following = quantities[index + 1] if index + 1 < len(quantities) else None
    nested = following is not None and following.start < end
    if following is not None and nested:
        end = following.start
    if before and left == before and sentence.startswith("中", left):
        # `400人中表示满意的374人`
        left += 1
    adjusted = None
    if quantity.dimension == "money":
        said = sentence[left : quantity.start]
        adjusted = _PLUS.match(said) or _ADJUSTED.match(said)
    if adjusted:
        left += adjusted.end()
    acting = pattern(_AGENT, verbs="predicate.verbs").match(sentence, left, quantity.start)
    begin = acting.end() if acting else left
    if acting is None or (acting["who"] and quantity.start - begin <= _NAMED):
        # A list goes on behind brackets (`甲类12件（占6%）、乙类9件`).
        begin = strip_opening(sentence, left + sentence.startswith("、", left), quantity.start)
        said = sentence[begin : quantity.start]
        acts, short = deed(said, "predicate.authorities"), _NAMED
        if not acts:
            # `局机关现有退休64人`: so short a name is told with whose it is.
            acts, short = holder(said), 2 * _NAMED
        if acts and (len(said) - acts > short or said[acts:] in words("predicate", "holding")):
            begin += acts
    if dated := _DATED.match(sentence, begin, quantity.start):
        acting_on = pattern("<verbs>", verbs="predicate.verbs").match(sentence, dated.end())
        bare = sentence[dated.end() : quantity.start].strip() in words("generic", "money")
        begin = begin if acting_on or bare else dated.end()
    done = adjuncts(sentence[begin : quantity.start])
    start = begin + done if done else _skip(sentence, begin, quantity.start)
    within = _CLASS.match(sentence, start, quantity.start) or _INTRODUCED.match(sentence, start, quantity.start)
    start = within.end() if within else start
    used = _USED.match(sentence, start, quantity.start + 1)
    start = used.end() if used else start
    taken = _TAKES.match(sentence, start, quantity.start)
    start = taken.end() if taken and quantity.start - taken.end() >= _NAMED else start
    if among := _AMONG.match(sentence[start : quantity.start]):
        start += among.end()
    label = sentence[start : quantity.start]
    link = None if _EACH.fullmatch(label) else _LINK.search(label)
    label = _LATE_TIME.sub("", label[: link.start()] if link else label)
    label = _EVERYWHERE.sub("", label)
    label = "" if _DISPOSES.fullmatch(label) else label
    return Mention(
        quantity, left, start, label, sentence[left : quantity.start], sentence[quantity.end : end].rstrip(),
        sentence[quantity.end : quantity.end + _WINDOW], nested, sentence[left - 1 : left],
    )  # fmt: skip


def _left_edge(sentence: str, before: int, start: int, *, after_figure: bool) -> int:
    """Where the words that name the figure begin: after the last punctuation or the figure before."""
    if listed := _ANOTHER.search(sentence, before, start):
        return listed.end()
    edge = before
    for found in _EDGE.finditer(sentence, before, start):
        # A colon before the figure itself (`得分：98分`) names it.
        if found.group() in ":：" and not sentence[found.end() : start].strip():
            continue
        edge = found.end()
    if edge < start and sentence[edge:start].strip() == "、":
        # `9个林场（站）、3处湿地`: one thing after another.
        return start
    for cited in _CITED.finditer(sentence, 0, start):
        # The marks in a document's name and number end no words: they go on behind it.
        if cited.start() < edge <= cited.end():
            return cited.end() if cited.group().endswith((")", "）")) else max(before, cited.start())
    opened = (
        max(sentence.rfind("（", before, edge), sentence.rfind("(", before, edge))
        if edge and sentence[edge - 1] in ")）"
        else -1
    )
    if opened > before:
        # `事业收入（学费、住宿费）98.4万元`: what is in brackets belongs to the name.
        return _left_edge(sentence, before, opened, after_figure=after_figure)
    if edge == before and after_figure:
        joined = _JOINED.match(sentence, before, start)
        if (
            joined
            and not _ALIKE.search(sentence, joined.end(), start)
            and not any(word.tag == "v" or word.text in words("predicate", "verbs") for word in cut(joined["noun"]))
        ):
            edge = joined.end()
    return edge


def _skip(sentence: str, at: int, stop: int) -> int:
    counting = pattern(r"<words>", words="strip.counting")
    while at < stop:
        found = counting.match(sentence, at, stop)
        if (
            found is None
            or (stop - found.end() < 2 and stop != found.end())
            or not ends_word(sentence, at, found.end())
        ):
            break
        at = found.end()
    return at
