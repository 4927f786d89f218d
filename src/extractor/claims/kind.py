"""What a figure is: whether it states anything, which kind of claim it makes, and which way it points."""

from __future__ import annotations

import re

from extractor.claims.compared import differs
from extractor.claims.lexicon import pattern
from extractor.claims.mention import Mention
from extractor.claims.model import ClaimComparator, Direction, Kind
from extractor.claims.predicate import has_verb
from extractor.language.quantity import Quantity
from extractor.language.words import cut

SIZES = ("length", "area", "volume", "weight")
_AGES = ("岁", "周岁")
_AGED = re.compile(r"(?:年龄|寿命)[^\d，。；]{0,6}$")
"""Before an age that is told."""
_HELD = re.compile(
    r"(低|高|多|少|优|超)(?:于|过|出)?(?:调整后|年初|年度|既定|规定)*的?(?:目标值?|计划数?|预算数?|控制数|控制价|任务数?|标准)$"
)
"""`高于目标1.2个百分点`: by how much a figure differs from what it is held against."""
_COMPARED = re.compile(
    r"(?:^[比较]\D{2,14}|[比较](?:[上去前]一?年度?|同期|年初|期初|计划|目标|预算)[^\d，]{0,4})(高|低|多|少)(?:出|了)?$"
)
_EACH_MOVES = re.compile(r"(?:[户人亩]均|每[户人亩]|平均).{0,4}(增收|增产|增加|提高|降价|降低|减少)$")
_DAYS = ("天", "日", "个工作日", "工作日", "个月")
_LASTS = re.compile(r"(?:年限|寿命|期限|年数|保修期|质保期|使用期|服务期|管护期)$")
_ASPECTS = re.compile(r"(?:方面|层面|维度|部分(?:构成|组成|内容)|环节(?:构成|组成))")
"""What a text is divided into, which counts nothing."""
_ADDED = re.compile(r"^(?:资金|经费|费用)?(?:合计|共计|总计)$")
"""`两项`合计986万元: how many were added up."""
_TIMED = re.compile(r"时间|时限|周期|用时|耗时|期限|压缩|缩短|时长")
_HOURS = ("小时", "学时", "课时", "分钟", "个小时", "个学时", "个课时")


def says_whose(sentence: str, quantity: Quantity) -> bool:
    """Whether a figure is an age that says of whom something is (`为`60岁以上老人1200人体检), none that is told."""
    aged = (quantity.unit or "").startswith(_AGES)
    return aged and not _AGED.search(sentence, max(0, quantity.start - 8), quantity.start)


def loses(one: Mention) -> bool:
    """Whether a figure is points that were taken off, no rule for taking them off (`每低1%扣0.5分`)."""
    taken = one.quantity.dimension == "score" and re.search(r"扣减?$", one.label)
    return bool(taken) and not re.search(r"[每各]|系数|按(?!比例|完成)|的$", one.run) and len(one.label) < 10


def within(one: Mention) -> bool:
    """Whether a figure is the time within which something was or is to be done (`收到文件后30日内下达`)."""
    return one.quantity.dimension == "duration" and one.quantity.comparator == "le" and len(one.follows) > 1


def each_moves(one: Mention) -> bool:
    """Whether a figure says by how much each rose or fell (`户均增收`1200元), which is a name of its own."""
    return bool(_EACH_MOVES.search(one.label))


def held_against(one: Mention) -> int | None:
    """Where in the run `低于目标` begins, by which a figure says how much something differs from what it is held to."""
    found = _HELD.search(one.run)
    return found.start() if found else None


def claimable(one: Mention, printed: str) -> bool:
    """Whether a quantity can be what a claim states."""
    match one.quantity.dimension:
        case "bare":
            return bool(re.search(r"(?:得分|评分|总分|指数|率|度|系数|(?<![标产分])值)$", one.label))
        case "duration":
            if within(one):
                return not one.nested and has_verb(one.follows)
            if one.follows.startswith(
                ("以来", "内", "后", "前", "值守", "值班", "在岗", "服务", "热线", "带班", "待命")
            ):
                return False
            if _LASTS.search(one.label) and one.quantity.comparator != "gt":
                return True
            timed = bool(_TIMED.search(one.label)) or (len(one.label) > 3 and not one.follows)
            return (one.quantity.unit or "").lstrip("万千百") in _HOURS or (one.quantity.unit in _DAYS and timed)
        case "score":
            # `履职效能50分得49分`: the first are the points that it can have.
            if one.nested and one.follows in ("得", "，得", "自评得", "实得"):
                return False
            if loses(one):
                return True
            if one.follows.startswith(("权重", "满分")):
                return False
            return not re.search(r"(?:扣|扣减|加|计|满分|权重|分值)$", one.label) or "自评" in one.label
    if one.label.startswith("距") or re.match(r"之一$", one.follows):
        # How far away a place is, and one of ten, count nothing.
        return False
    if one.quantity.unit == "个" and _ASPECTS.match(one.follows):
        return False
    if _ADDED.match(one.follows) and one.quantity.dimension == "count":
        return False
    if re.match(r"(?:全会|全体会|常委会|代表大会|党代会)", one.follows):
        return False
    # 每个项目, 一批干部: an article, not a figure.
    article = one.quantity.number == 1 and printed == "一" and bool(re.match(r"\s*[^\s和及与]", one.follows))
    return not article and not re.search(r"(?:每|第|任何|(?<!合)同|另|某)$", one.run)


def direction(one: Mention, *, after: bool, unit: str | None = None) -> Direction | None:
    """Up or down, where the words just before the figure say that something rose or fell by it; `after` a figure that
    it is compared with, 多 and 少 say so too. `unit` is that of the figure before."""
    if held := _HELD.search(one.run):
        return "down" if held[1] in "低少" else "up"
    if each := _EACH_MOVES.search(one.label):
        return "up" if each[1] in ("增收", "增产", "增加", "提高") else "down"
    if after and differs(one.label):
        return "up" if re.search("[多高]", one.label) else "down"
    if found := _COMPARED.search(one.label):
        return "up" if found[1] in "高多" else "down"
    last = pattern(r"<words>(?:了|约|近|超|的)*$", words="change.up change.down").search(one.label)
    if one.quantity.dimension == "points" and (found := re.search(r"(低|高|优|超)(?:于|过|出)[^，]{2,8}$", one.run)):
        return "down" if found[1] == "低" else "up"
    if last is None or re.search(r"(?:到|至|达|为)\D{0,3}$", one.run):
        return None
    compared = pattern("<words>", words="change.compared").search(one.run) is not None
    firm = last.start() == 0 and re.match(
        r"净?增长|上升|下降|降低|下滑|净?减少|缩减|上涨|回落|提高|提升|净?增加|压减|缩短", last.group()
    )
    dimension = one.quantity.dimension
    by_itself = firm and (dimension == "money" or (unit is not None and unit == one.quantity.unit))
    grown = dimension == "count" and pattern(r"<words>(?:了)?$", words="change.measurable").search(
        one.label[: last.start()]
    )
    own = one.label[: last.start()]
    thing = (
        dimension in (*SIZES, "count")
        and len(own) > 1
        and last.group() in ("增加", "减少")
        and cut(own)[-1].tag[0] == "n"
    )
    if not (compared or after or dimension in ("percent", "points") or by_itself or grown or thing):
        return None
    return "down" if pattern("^<words>", words="change.down").match(last.group()) else "up"


def comparator_of(quantity: Quantity, printed: str) -> ClaimComparator:
    """`未达到98%` names the 98 % that were not reached."""
    return "eq" if quantity.comparator == "lt" and "达到" in printed else quantity.comparator


def _honours(one: Mention) -> bool:
    """Whether prizes are counted, or who won one (`省级一等奖5项`, `获表彰12人次`)."""
    prize = pattern(r"(?:<words>)(?:称号|奖励|荣誉)?$", words="honour.prizes").search(one.label)
    won = pattern(
        r"^[^，。；]{0,12}(?:<won>)[^，。；]*(?:<words>|称号|荣誉|奖)", won="honour.firm", words="honour.prizes"
    )
    named = pattern(r"^[^，。；]{0,12}(?:<won>)[^，。；]{2,}", won="honour.firm").match(one.follows)
    return bool(prize) or bool(named) or bool(won.match(one.label) and not one.follows)


def kind_of(one: Mention, moves: Direction | None) -> Kind:
    if moves is not None:
        return "change"
    if one.quantity.dimension == "count" and _honours(one):
        return "honour"
    match one.quantity.dimension:
        case "bare":
            return "ratio" if one.label.endswith(("率", "度", "系数", "值")) else "score"
        case "money":
            return "amount"
        case "percent" | "points":
            return "ratio"
        case "score":
            return "score"
    return "count"
