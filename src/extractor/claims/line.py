"""Lines that assert nothing: titles, notes to a form, names of reports, rows that no reader took."""

from __future__ import annotations

import re

from extractor.claims.model import Segment
from extractor.claims.predicate import is_noun, opens_with_verb, says_how
from extractor.language.numbering import MARK

_INLINE = re.compile(r"(?:目标|指标)值[^。]{1,120}?(?:权重|分值)[为:：]?\d[^。]{0,60}?得分?[为:：]?\d")
"""A line of a form that is printed as prose, which the tables read."""
_IDENTITY = re.compile(
    r"^(?:单位|部门|项目|评价|自评|主管|实施|填报|编制|报告|评估|牵头|责任)*"
    r"(?:名称|机构|方式|单位|部门|日期|时间|类型|类别|性质|地址|电话|联系人|负责人|组长)\s*[:：]\s*[^，。；：:、\d]{2,20}$"
)
"""Who, what kind and when, of a cover."""
_COLUMNS = re.compile(r"\S(?: {3,}|\u3000{2,}|\t)\S+(?: {3,}|\u3000{2,}|\t)\S")
"""A line in columns is a row of a table that no reader took."""
_NOTE = re.compile(r"^[（(]?(?:备?注|填[表报]?说明|注释)\s*[:：]")
_NOTE_ITEM = re.compile(rf"^(?![一二三四五六七八九十]+、){MARK}")
_NAMES = re.compile(
    r"^(?:附件|附表|表)\s*[\d一二三四五六七八九十]{1,3}[\s　:：.、]"
    r"|^(?:来源|标题|发布(?:时间|日期)|主管部门|实施单位|填报单位)\s*[:：]"
    r"|^[^，。；：:]{4,60}(?:报告|自评结果|自评表|评价表|评分表|情况说明|自评总结|(?:工作|情况)的?(?:总结|汇报))$"
    r"|^[^，。；：:]{2,40}关于[^，。；]{4,80}(?:情况|说明|公告|公示|通知|函|请示|方案)$"
    r"|^[（(][^（()）]{4,60}[)）]$"
)
"""A line that names a report or a form, or a title's second line in brackets."""
_TITLE = re.compile(
    rf"^(?:{MARK}|(?P<told>[一二三四五六七八九十]{{1,2}}是))\s*(?P<title>[^，,；;不待差缺]{{2,8}})[。.]?$"
)
_NOUN_TITLE = re.compile(rf"^{MARK}\s*(?P<title>[^，,；;：:不无未了\d]{{3,16}})[。.]?$")
_SCORED = re.compile(rf"\s*{MARK}\s*(?P<title>[\u4e00-\u9fff、“”]{{2,20}}[（(]\s*\d+(?:\.\d+)?\s*分)")
"""An item of a scoring sheet told as prose."""
_REVIEWED = re.compile(
    rf"\s*(?:{MARK})?\s*[“”]?(?P<title>[^，。；：:\d]{{4,40}}?)[“”]?(?:项目)?(?:绩效)?(?:自评|评价)?(?:综述|结果|情况)[:：](?=.)"
)
"""What a paragraph reviews, before its colon (`图书下乡项目绩效自评综述：…`)."""


def scored_item(sentence: str) -> str:
    """What a paragraph like an item of a scoring sheet is about (`(2)制度落实（3分）：…`), with its points, or one that
    reviews a project."""
    found = _SCORED.match(sentence) or _REVIEWED.match(sentence)
    return found["title"] if found else ""


def asserts_nothing(sentence: str) -> bool:
    """Whether a line names a report or a form, or is a row of one."""
    return any(found.search(sentence) for found in (_NAMES, _COLUMNS, _INLINE, _IDENTITY))


def is_note(sentence: str, before: bool) -> bool:
    """Whether a sentence is a note to a form: `注：…`, and what is numbered behind it."""
    return bool(_NOTE.match(sentence)) or (before and bool(_NOTE_ITEM.match(sentence)))


def title_of(sentence: str, segment: Segment) -> str:
    """The title that a line begins with (`4.绩效管理。`), where `sentence` is one and asserts nothing."""
    if segment.section in ("problems", "improvements"):
        return ""
    if found := _TITLE.match(sentence):
        told = found["told"] and opens_with_verb(found["title"])
    else:
        found = _NOUN_TITLE.match(sentence)
        told = found is not None and not is_noun(found["title"])
    return "" if found is None or told or says_how(found["title"]) else found["title"]
