"""What numbers look like around their digits: the patterns that the reader of quantities walks with."""

from __future__ import annotations

import re
from functools import cache

from extractor.language import numerals, units
from extractor.language.quantity import Comparator

CANDIDATE = re.compile(rf"[0-9{numerals.NUMERALS}几数万《〈〔\[［(（【*_XxＸ×○QZ^M]")
SKIPPED = re.compile(
    r"《[^《》\n]{1,80}》|〈[^〈〉\n]{1,80}〉|[〔\[［(（【]\s?(?:19|20)\d\d\s?[〕\]］)）】]\s?第?\s?\d+\s?号"
)

LUMP = re.compile(r"\d{1,3}(?:，\d{3})+\.\d+|\d+(?:[.,]\d+)*")
SPLIT = re.compile(r"\d+\.[ \t]*\n\s*\d{1,2}(?:%|[万亿]?元)")
MASK = re.compile(
    r"(?:\*{3,}|\*{2}(?=\s?[万亿%元年月日个人分])|[XxＸ×○]{2,}(?=\s?(?:[万亿]|元|%|年|月|日|个|人|次|件|户|篇|分(?!局|公司)|项(?!目)))|"
    r"[XxＸ](?=\s?(?:[万亿]?元|%|个百分点))|_{2,}(?=\s?(?:[万亿]?元|%|个|人(?!员))))(?:\.[\*Xx]+)?\s?(?:[万亿]?元|[万%年个人次件户篇分项])?"
)
MASKED_DIGITS = re.compile(r"\d{1,3}[XxＸ×*○]{2,}\d*\s?(?:年度?|[万亿]?元|%)?|\d+\*{2,}\d*")
MISREAD = re.compile(
    r"[QZ^]\s?\d+(?:\.\d+)?%|(?<=率)Q\s?\d+(?:\.\d+)?|M\.\d+(?![A-Za-z])|\d+(?:\.\d+)?×10\s\d\s(?:[a-z]\s\d)?"
)
MIXED = re.compile(
    r"(?P<yi>\d+)亿(?P<wan>\d{1,4}(?:\.\d+)?)(?=[余多]?万)|(?P<head>\d+)万(?P<tail>\d{1,4})(?P<qian>千?)(?=[余多]?[元人])"
)
DASH = r"[ ]{0,2}(?:[-~]|—{1,2}|至|到)[ ]{0,2}"
INCLUDED = r"(?:[（(]不?含(?:本数)?[）)])?"

_BEFORE_WORDS: dict[Comparator, str] = {
    "ge": "≥ >= => ≮ 不少于 不低于 不小于 不下于 不下 不得少于 不得低于 至少 最低 最少 大于等于 大于或等于",
    "le": "≤ <= =< ≯ 不超过 不高于 不大于 不多于 不得超过 不得高于 至多 最多 最高 小于等于 小于或等于 未超过 未超 不超 没有超过",
    "gt": "> 超过 超 逾 大于 高于 多于 突破",
    "lt": "< 不足 低于 少于 小于 不到 未达到 未到 未满 不满",
    "approx": "约 近 大约 约为 将近 接近 约计 约达 上 ≈ 大概",
}
_AFTER_WORDS: dict[Comparator, str] = {
    "ge": "以上 及以上 或以上 (含)以上 （含）以上",
    "le": "以内 之内 内 以下 及以下 (含)以下 （含）以下",
    "approx": "左右 上下",
    "gt": "有余 多 余",
}
BEFORE = {word: sign for sign, words in _BEFORE_WORDS.items() for word in words.split()}
AFTER = {word: sign for sign, words in _AFTER_WORDS.items() for word in words.split()}


def any_of(words: dict[str, Comparator]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))


PREFIX = re.compile(rf"(?<!每)(?<!每超)(?<!每低)(?P<word>{any_of(BEFORE)})\s{{0,2}}$")
SIGN = re.compile(r"(?:^|[\s(（:：=率长降幅额减为约到])(?P<sign>±|[-+])\s?$")
ZERO = re.compile(
    r"零[”\"]?(?:差错|错误|失误|事故|投诉|上访|信访|非访|伤亡|死亡|感染|延误|积压|发案|火灾|违规|违纪|违法|泄密|失密|新增|复发|"
    r"拖欠|缺陷|返工|遗漏|漏报|误报|瞒报|迟报|举报|纠纷|欠账|欠薪|超支|结余|增长|辍学|扰序|案件|挂账|逾期|超标|偷排|涉黑|有责)"
)
FRACTION = re.compile(
    rf"(?P<bottom>百|千|万|[{numerals.NUMERALS}]+)分之(?P<top>[{numerals.NUMERALS}]+(?:点[{numerals.NUMERALS}]+)?)"
)
CHINESE = re.compile(
    rf"[{numerals.NUMERALS}几数]+(?:[万亿][{numerals.NUMERALS}]+)*(?:点[{numerals.NUMERALS}]+)?|万(?=[余多]|[人元次份件册字户亩])"
)
CHINESE_DATE = re.compile(
    r"[一二三四五六七八九十]{1,3}(?:月|季度|日(?![内以之])|号|[点时](?![一二三四五六七八九]))|十[一二三四五]五|[一二][九〇零0]?[〇零一二三四五六七八九]{2,3}年"
)
CARELESS = "个名位家件项次场篇份台辆处座条户批种套本册间张天年周倍成元万亿亩吨公千百"
"""What may follow a Chinese numeral of one digit: with other counters it is an ordinal (二期, 三级, 四组, 二类)."""
PEOPLE = re.compile(r"(?:人口|群众|点击|浏览|阅读|粉丝|播放|访问|观看|流量|字数|参与|受众|游客)[^，。；,;\n]{0,6}$")


@cache
def tail() -> re.Pattern[str]:
    return re.compile(
        rf"[ ]{{0,2}}(?P<more>有余|余|多|几|来)?[ ]?"
        rf"(?P<measure>(?P<factor>{units.FACTOR})?(?P<inner>余|多)?(?P<unit>{units.pattern()})|(?P<lone>{units.FACTOR})(?P<late>余|多)?)?"
        rf"(?P<included>{INCLUDED})(?P<after>\s?(?:{any_of(AFTER)})(?![\u4e00-\u9fff]?(?:设|部|容|外|涵|需|业|镇|蒙|资|陆)))?"
    )


@cache
def range() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<first>[ ]?(?:{units.FACTOR})?(?:{units.pattern()})?){INCLUDED}(?P<dash>{DASH})(?P<high>\d+(?:,\d{{3}})*(?:\.\d+)?)(?![\d.,]\d)"
    )
