"""What names the quantity of a mention: the words before it, the noun behind it, or a list."""

from __future__ import annotations

import re

from extractor.claims.clause import ends_word
from extractor.claims.ellipsis import last_words
from extractor.claims.lexicon import pattern, words
from extractor.claims.mention import Mention
from extractor.language.quantity import Quantity
from extractor.language.words import cut

_AFTER_NONE = re.compile(
    r"^(?:[\s”》\"]|的|用于|以|后(?![期续])|前(?!期)|来(?![访信电])|时|给|到|由于|由|且|并|等|内(?!设)|中(?![央小心医级等国职药低学高华共部队])|起|之|而|但|和|与|及|至|或|左右|上下|不等|其中|分别|为|占|较|比|同比|[户人亩]均|每[户人亩年月天])"
)
_MONEY = re.compile(r"(?:资金|经费|补助|补贴|支出|预算|费用|费|款)$")
_MODALITY = re.compile(
    r"^(?:计划(?!生育|经济|免疫|内|外|数)|建议(?!书)|预计|力争|争取|拟(?![定订])|确保|要求|现已|已|另外?有?|其余|现(?=[有已])|尚|仍|年中|截[至止]\D{2,4}日"
    r"|(?:20\d\d年度?(?:\d{1,2}月份?)?|\d{1,2}月份?|\d{1,2}日)(?:\d{1,2}日|[上中下]旬|[底初末])?(?:[之以]?前)?(?=\D)"
    r"|[年月]?[底初末][之以]?前)+(?=..)"
)
"""By when and how surely: no part of a name."""
_SIZES = ("length", "area", "volume", "weight")
_POWER = re.compile(r"(?i:k?va|k?w|mw|kv|v|mm|cm|dn)|千?瓦|千?伏安?|马力")
"""Units of what a machine, a line or a pipe is good for."""
_SIZED = re.compile(r"\d\s*\D{1,3}$")
"""A label that ends in another size (`新建20米`)."""
_THING = 12
_NOUN = 10
"""Characters of the longest noun behind a figure that is surely one."""
_UNITS = re.compile(r"^(?:[^，、]{0,12}?(?:内设|下设|设有?|下辖|下属|设立))|^[^，]+?(?:科|股|室|部|处|站|中心)、")
_OF_WHICH = re.compile(r"^(?:及?以[上下])?的[\u4e00-\u9fff（）()]{0,12}$")
"""`收入超过10万元的村有12个`: the first figure says which ones the second counts."""
_AMONG = re.compile(r"(?<!其)(?:当中|之中|中)(?:已经?|共|仅|只|尚)?有?$")
"""`35个点位中有3个`: what the first figure counts ends before it."""
_RECKONED = re.compile(r"^(?:按照?[^，]{1,24}?|权重)(?:计算|测算|折算|核算|推算|口径|记|计|算)的?得?出?")
"""How a figure was reckoned (`按一位小数记`, `按“满意”口径计算`满意度): no part of a name."""
_CAUSED = re.compile(
    r"^[^，]{2,}?(?:造成|导致|致使|引发)(?!的)(?:了|我?[省市县区州镇乡]|全[省市县区州镇乡])*(?=[^，]{2})"
)
_FOUND = re.compile(r"^[^，]{2,}?(?:检查|督查|审计|巡察|排查|抽查|核查|调研)(?:中|时)?(?:共|共计)?发现$")
"""How something was found says nothing of what is counted."""
_FUND = re.compile(
    r"[^，。；\d]{0,30}?(?:资金|经费|补助金?|补贴|奖金|款)(?=(?:已|均|全部|主要|及时|足额|按|将|由|在|于)?"
    r"(?:下[拨达]|拨付|分配|到位|支付|用[于以]|20\d\d年|\d{1,2}月))"
)
"""A fund that stands behind its money (`8万元`巡护经费主要用于…)."""
_GIVES = re.compile(
    r"(?:下[达拨]|拨付|拨给|补助|分配|安排|批复)给?(?:[我本全][省市县区州旗镇乡校院局]|[我本]?(?:单位|部门))?$"
)
_GIVEN = re.compile(r"(?:20\d\d年度?)?[\u4e00-\u9fff]{2,24}(?:资金|经费|补助|补贴|专项|专款)")
"""Behind its money, what was given (`下达我区`87万元旅游发展资金)."""
_BROKEN = re.compile(
    r"[^，。；、（(]*?(?:(?<![人平户生班校日月年亩])均|(?<!首)都(?!市)|已|因(?!公|病|灾|素)|未(?!成年|来)|没有|被|将|把|[在于]$).*"
)
"""A predicate in which the next figure stands (`5起险情均在`12小时内排除)."""
_LISTED = re.compile(r"^(?P<noun>[^和及、]{1,10})(?:[和、]|及(?![时格]))[^和及、的]{1,10}$")
"""`18个乡镇和`县直部门2个: what stands behind 和 is of the next figure."""
_ITEM = 2
"""How many times as long as the word that sums a list up the one item of it may be that is named."""
_SUMMED = re.compile(r"^(?P<items>[^等]*[、”][^等]*)等(?:各类|各种|各项|其他|其它|多种|多项)?(?P<sum>[^、等]{2,})$")
_UNTIL = re.compile(r"[^，。；、,;]*")
_JOINS = re.compile(r"(?:以及|[和及与、])$")
_RATE = re.compile(r"[\u4e00-\u9fff]{2,14}率")
_SAID_OF = re.compile(r"^(?:均|都|全部|现?已|正在|仍在?|尚)(?=[\u4e00-\u9fff]{2,})")
"""What is said of all that was counted (`违章3起`均由本人缴款): no part of what was counted."""
_WHOLLY = re.compile(r"^(?:已?全部(?!追回|收回|交回|退回)|均|都|足额|及时|按时|如期)")


def noun_after(one: Mention) -> str:
    """What stands after the figure and belongs to it: `15家`乡镇卫生院, `完成53户`任务, `3728万元`全部执行到位."""
    follows = one.follows
    if one.nested and not one.named and (broken := _BROKEN.match(follows)):
        until = _UNTIL.match(one.rest, len(broken.group()))
        return follows + (until.group() if until else "")
    fund = _FUND.match(follows) if one.quantity.dimension == "money" and not one.named else None
    if fund and (one.nested or len(follows) > 28):
        return fund.group()
    if one.quantity.dimension == "money" and _GIVES.search(one.label) and (given := _GIVEN.fullmatch(follows)):
        return given.group()
    if (len(follows) > 28 and not one.named) or (one.lists and one.nested):
        follows = follows[: verb_in(follows)]
    if not one.named and one.quantity.dimension == "percent" and follows.startswith("的"):
        return follows[: 1 + verb_in(follows[1:])] if len(follows) > 2 else ""
    if one.nested and not one.named:
        follows = _AMONG.sub("", follows)
    if not follows or len(follows) > 28 or one.quantity.dimension in ("percent", "points", "score"):
        return ""
    if _leads_on(follows):
        return ""
    acting = pattern(r"^<words>", words="predicate.verbs").match(follows) is not None
    if one.nested:
        # The verb in `24家卫生所开展12类服务` belongs to the next figure.
        follows = follows[: verb_in(follows)].removesuffix("的") if not one.named or one.placed else follows
        follows = _JOINS.sub("", follows)
        listed = _LISTED.match(follows)
        follows = listed["noun"] if listed else follows
    if one.named and one.quantity.dimension == "count" and not one.nested and _SAID_OF.match(follows):
        return ""
    if one.nested and (acting or (one.named and not (one.verbal or one.lists or one.placed))):
        return ""
    if one.quantity.dimension == "money" and one.named and not _WHOLLY.match(follows):
        return ""
    return "" if one.named and acting and not (one.verbal or one.lists) else follows


def _leads_on(follows: str) -> bool:
    """Whether a word follows that joins what was counted to something else (`12个`中), no noun that begins so."""
    found = _AFTER_NONE.match(follows)
    return found is not None and ends_word(follows, 0, found.end())


def verb_in(text: str) -> int:
    """Where the first verb of `text` begins after its first word; its length where there is none."""
    return next(
        (word.start for word in cut(text) if word.start and word.text in words("predicate", "verbs")), len(text)
    )


def plain_noun(follows: str) -> bool:
    """Whether what stands behind a figure is surely a noun."""
    return len(follows) <= _NOUN and verb_in(follows) == len(follows)


def qualifies_next(one: Mention) -> int | None:
    """Where the next figure's words begin, where this one only qualifies them: `12类资金`3728万元."""
    bound = one.quantity.comparator in ("ge", "le") and not one.follows and one.rest[:1].isdigit()
    if one.nested and (_OF_WHICH.match(one.follows) or bound):
        return one.start
    if not one.nested or _leads_on(one.follows) or not _MONEY.search(one.follows):
        return None
    if one.verbal and one.quantity.unit in ("项", "类", "种"):
        # 发放`两项补贴`1036万元
        return one.start
    if one.named or _BROKEN.match(one.follows):
        return None
    if verb_in(one.follows) < len(one.follows) or pattern("<words>", words="predicate.verbs").match(one.follows):
        return None
    inner = one.follows.rfind("的")
    return one.quantity.end + inner + 1 if inner >= 0 else one.quantity.start


def sizes_next(one: Mention, following: Quantity) -> int | None:
    """Where the next figure's words begin, where this one only says how large the thing is that it counts
    (新建`300米`深机井1座, `20米100吨`水塔1座)."""
    sized = one.quantity.dimension in _SIZES or bool(_POWER.fullmatch(one.quantity.unit or ""))
    if not sized or not (one.verbal or not one.named or _SIZED.search(one.label)):
        return None
    if following.dimension in _SIZES and not one.follows.strip() and following.start - one.quantity.end <= 1:
        return one.start
    things = following.dimension == "count" and not (following.unit or "").startswith(("人", "户", "名", "倍", "次"))
    thing = one.follows.removeprefix("的")
    if not things or not 1 < len(thing) <= _THING or verb_in(thing) < len(thing) or _leads_on(thing):
        return None
    return one.start


def plain_name(label: str) -> tuple[int, str]:
    """How much of `label` is adverbs, and the label without them and without a verb too general to name anything."""
    if reckoned := _RECKONED.match(label):
        return _behind(label, reckoned.end())
    if label.startswith("按") and label.endswith("价"):
        return 0, label.removeprefix("按照").removeprefix("按")
    if _FOUND.match(label):
        return 0, ""
    if caused := _CAUSED.match(label):
        return _behind(label, caused.end())
    framed = pattern(r"^<heads>.{4,}", heads="framing.strong framing.means").match(label)
    if framed:
        # `围绕群众关切的课题开展调研30次` counts from its verb on.
        verbs = [word.start for word in cut(label) if word.start > 3 and word.text in words("predicate", "verbs")]
        verb = next((at for at in reversed(verbs) if len(label) - at >= 4), 0)
        if verb:
            return _behind(label, verb)
    adverbs = pattern(r"^(?:<words>[地的]?)+(?=.{2})", words="predicate.adverbs").match(label)
    begin = (
        adverbs.end() if adverbs and ends_word(label, 0, adverbs.end()) and not _thing(label[adverbs.end() :]) else 0
    )
    name = label[begin:]
    name = re.sub(r"(?:没有|尚?未|仅|只)(?:能|有|完成|达到)?$", "", name) or name
    general = pattern(r"^<words>了?(?:或|和|并|、)?<words>?了?(?=.{2})", words="generic.verbs").match(name)
    return begin, name[general.end() :] if general else name


def _behind(label: str, at: int) -> tuple[int, str]:
    adverbs, name = plain_name(label[at:])
    return at + adverbs, name


def _thing(words_behind: str) -> bool:
    """Whether nouns follow an adverb, which then is part of their name (`重点`人群, `突出`贡献奖)."""
    return all(word.tag[0] in "njb" for word in cut(words_behind))


def without_modality(name: str) -> str:
    """`name` without what says how surely or by when; nothing where it says no more than that the figure is real."""
    name = _MODALITY.sub("", name)
    return "" if name in words("generic", "bare") else name


def lists_units(one: Mention) -> bool:
    """Whether the label lists the units that the figure counts (`内设办公室、财务股`2个股室): no part of the quote."""
    return not one.lists and "、" in one.label and _UNITS.match(one.label) is not None


def summed_up(name: str) -> str:
    """What is left of a list whose noun stands behind the figure: `内设办公室、财务股等`6个机构 counts 内设机构."""
    verb = governing_verb(name)
    return "" if verb in words("generic", "verbs") else verb


def without_items(name: str) -> str:
    """`name` with one item of a list that its last word sums up (`举办读书会、讲座等活动` is 举办讲座等活动): no more
    words than leave the last one the greater part."""
    found = _SUMMED.match(name)
    if found is None:
        return name
    verb, total = governing_verb(name), found["sum"]
    items = re.split("[、”“]", found["items"].removeprefix(verb))
    item = next((one for one in reversed(items) if one), "")
    room = _ITEM * len(total) - len(verb) - 1
    item = last_words(item, room) if len(item) > room else item
    return verb + (f"{item}等" if 1 < len(item) <= room else "") + total


def governing_verb(name: str) -> str:
    """The verb that a name begins with, or nothing."""
    if name.startswith(("内设", "下设", "下辖")):
        return name[:2]
    first = next(iter(cut(name)), None)
    return first.text if first and (first.tag == "v" or first.text in words("predicate", "verbs")) else ""


def listed_names(one: Mention) -> list[str]:
    """The names before 均, 都 or 分别 (`反馈率和办结率均达`), those of several rates also without one of them;
    nothing where there are not several."""
    together = re.search(
        r"(?<![人平户生班校日月年])均|都(?=[达为是有超在不未按]|完成|实现|$)|分别", one.run[one.start - one.left :]
    )
    label = re.sub(r"(?:分别|均|都)?(?:达到|达|为|是)?$", "", one.label)
    names = [name for name in re.split(r"[、和与]|及(?!时)|以及|暨", label) if name]
    rates = one.quantity.dimension == "percent" and all(_RATE.fullmatch(name) for name in names)
    return names if len(names) > 1 and (together or rates) else []
