"""Names that lean on another: `受理投诉83件，办结81件，办结率98%` speaks of 办结投诉 and 投诉办结率."""

from __future__ import annotations

import re

from extractor.claims.lexicon import pattern, words
from extractor.language.words import Word, cut

_RATE = re.compile(r"^(?!执行|到位|支出|支付|预算|资金)[^率度]{1,3}率$|^满意度$")
_BARE = (
    r"^(?:20\d\d年)?(?:\d{1,2}月)?(?:\d{1,2}日|[底初末]|[上中下]旬)?前?(?:重新|另行|均|都|全部|已经|已|现已|也|及时|统一|逐一|陆续|基本|准时|如期|按时|足额|(?:于|自(?![理主我身然治愿费筹有评查动信立])|在|由|按照?|向|通过)[^，]{2,16}?|每[^，]{1,6}?前|予以|给予)+"
    r"(?P<verb><verbs>|返修|扣回|交回|补核|公开|列支|到位|在用|核发|停发|整改)(?:发放)?(?:完毕|到位|完成|解决|安排)?了?$"
)
_PEOPLE = "岗员人工生者口"
"""Last characters of names of people: they need no noun."""
_RESPONDENTS = frozenset("员人工生者众民户童师客长农属体位象业")
"""Last characters of names of those who are or are not satisfied."""
_PLACED = re.compile(r"[中内上下前后里天）)]$|^[后内中]|全部|部分|合计|其他|其余|^(?:计算|在用|实收|发放|表示)$")
"""What ends so or says how many is no thing."""
_OUGHT = re.compile(r"^(?:实|已|在|未)[治检种到收付查发救保护管报建][\u4e00-\u9fff]?$")
"""What was really done of what ought to be (`应种186万剂次，实种180万剂次`)."""
_BOUND = re.compile("以[上下内外]$")
_LEVEL = re.compile(r"^(?:国家|省部?|市|州|县|区|乡镇?|镇|村)级$")
"""`省级示范基地1个、市级3个`"""
_ALONE = re.compile(r"^(?:在职|在编|在岗|离休|退休|离退休|退职|聘用|临聘|遗属|借调)$|(?:[左右]岸|房|泵|塔|池|闸|坝)$")
"""People by their standing, banks and buildings: they need no noun either."""
_COMPLETE = "量数费款率"
"""Last characters of names that say of themselves what is measured (客运量, 执行率)."""
_ATTRIBUTE = re.compile(r"(?<=..)(?:总?面积|总?长度?|金额|总?数量?|总?人数|里程|规模|收入|支出|率)$")
"""What is measured of a thing, which what follows is no part of: 受害森林`面积`, 受害率."""
_LONGEST = 8
"""Characters of the longest noun behind a level."""
_EXTENT = re.compile(r"^(?:[全总]?长度?|宽度?|高度?|深度?|厚度?|层高)$")
_EXTENDED = 6
"""Characters of the noun whose length or height is told."""
_ATTRIBUTES = "额价级值宽长高深面积率度比"
"""Last characters of what is measured of a thing."""
_SHORT = 3
"""Characters of the longest name that leans on another."""


def leans(label: str, *, part: bool, same_unit: bool, listed: bool) -> bool:
    """Whether `label` is a rate, an attribute, a bare verb or (as `part` of a whole) a qualifier that needs a noun.
    `same_unit` says that its figure counts what the one before counts, `listed` that a verb before governs it."""
    if _RATE.match(label):
        return True
    if _OUGHT.match(label) or _LEVEL.match(label):
        return same_unit
    if len(label) > _SHORT or label.startswith("满意") or label[-1] in _COMPLETE or _ALONE.search(label):
        return False
    if not same_unit:
        # `处理来信42件、来访17批` are two things, `来信42件，复信率` is not; people need no noun.
        return not listed and label[-1] not in _PEOPLE and not _thing(label)
    return (part and label[-1] not in _PEOPLE) or (not listed and _verb(label))


def completed(label: str, name: str, *, same_unit: bool) -> str:
    """`label` with the last words of `name`, no longer than itself, so that the name stays its own: before a rate or an
    attribute (读者`人次`), behind a verb or a qualifier."""
    if _EXTENT.match(label):
        return last_words(name, _EXTENDED) + label
    before = _RATE.match(label) or (not same_unit and not _verb(label))
    if before:
        # A rate is of whom was asked, not of the sheets.
        name = pattern(r"(?:<words>)(?:卷|表|样本|人员|对象|份)*$", words="generic.asked").sub("", name)
    name = re.sub(r"应[\u4e00-\u9fff]{1,2}$", "", name) or name
    name = _ATTRIBUTE.sub("", name) if _RATE.match(label) else name
    if _RATE.match(label) and (stem := label[:-1]) in name:
        # 办结率 of what was 办结.
        name = name[: name.index(stem)] or name.removeprefix(stem)
    if _LEVEL.match(label) and "级" in name:
        return label + last_words(name.rpartition("级")[2], _LONGEST)
    if label in name:
        at = name.index(label)
        # `计划接入药店36家，实际接入31家`, `救助白血病、先心病患儿11名，其中先心病5名`
        if (at == 0 and same_unit) or name[at - 1 : at] == "、":
            return name[at:]
        return last_words(name[:at], len(label)) + label
    noun = last_words(name, len(label))
    if _RATE.match(label) and (_PLACED.search(noun) or (label == "满意度" and noun[-1:] not in _RESPONDENTS)):
        return label
    if not noun or _BOUND.search(noun) or (noun[-1] == label[-1] and not before):
        return label
    return noun + label if before else label + noun


def bare_verb(text: str) -> str:
    """The verb of a clause without subject and object (`已于次年1月全部办结`, `由财政统一收回`), else nothing."""
    found = pattern(_BARE, verbs="predicate.verbs").match(text)
    return found["verb"] if found else ""


def last_words(name: str, limit: int) -> str:
    """The last words of `name` that fit `limit` characters, of a longer word its last two (高标准`农田`), without the
    verb that governs them."""
    tokens = cut(name)
    while len(tokens) > 1 and _acts(tokens[0]):
        tokens = tokens[1:]
    while len(tokens) > 1 and tokens[-1].text in words("predicate", "verbs") and tokens[-2].tag[0] == "n":
        tokens = tokens[:-1]
    kept = ""
    for word in reversed(tokens):
        # A single character is a word that the dictionary lacks (供水管`网`).
        if len(kept) > 1 and (len(kept) + len(word.text) > limit or word.tag in ("x", "uj", "c", "p", "m")):
            break
        kept = word.text + kept
    if tokens and tokens[-1].tag[0] in "td":
        return ""
    return kept if len(kept) <= limit + 1 else kept[-2:]


def acts(label: str) -> bool:
    """Whether `label` ends with what was done (`7日内办结`, `考核合格`), not with what it was done to."""
    tokens = cut(label)
    return bool(tokens) and (_acts(tokens[-1]) or tokens[-1].text in words("predicate", "adjectives"))


def _verb(label: str) -> bool:
    tokens = [word for word in cut(label) if word.tag not in ("d", "ad")]
    return bool(tokens) and all(_acts(word) or word.tag in ("v", "vn", "a", "an") for word in tokens)


def _thing(label: str) -> bool:
    """Whether `label` is a noun of its own (`护林车`), no attribute of something (`销售额`)."""
    long = len(label) == _SHORT and label[-1] not in _ATTRIBUTES
    return long and all(word.tag[0] in "nx" for word in cut(label))


def _acts(word: Word) -> bool:
    return word.tag == "v" or word.text in words("predicate", "verbs")
