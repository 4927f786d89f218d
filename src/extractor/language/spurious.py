"""Digits that are not quantities: dates, document and item numbers, phone numbers, codes, names."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from extractor.datafile import any_of

_YEAR = r"(?:19|20)\d\d"
_DASH = r"\s{0,2}(?:[-—~至到/、.,和与]|——|--)\s{0,2}"
_TO = r"\s{0,2}(?:[-—~至到、]|——|--)\s{0,2}"
_CLOCK = r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?!\d)"
_SIZE = "米|厘米|毫米|公分|m|cm|mm|M|CM|MM"
_CALENDAR_TAIL = r"年(?=\s?(?:度|初|底|末|中期|以来|\d{1,2}\s?月|[上下]半年|第?[一二三四1-4]季度|[春夏秋冬]季))"

NUMBERED = re.compile(
    "|".join(
        (
            # Dates and years, also in ranges and lists: 2021年, 2020-2022年, 2023.12.05, 1-6月, 9月前, 16点, 8时30分
            rf"{_YEAR}[-—/.]{{1,2}}\d{{1,2}}[-—/.]\d{{1,2}}日?(?:\s+{_CLOCK})?(?![\d.])",
            rf"{_YEAR}(?:{_DASH}{_YEAR})+(?:\s?[学财]?年度?)?(?!\d)",
            rf"{_YEAR}(?:{_DASH}{_YEAR}|{_DASH}\d\d)?\s?[学财]?年(?:度|初|底|末)?"
            rf"(?:\s?\d{{1,2}}(?:{_DASH}\d{{1,2}})?\s?月份?(?:\s?\d{{1,2}}(?:{_DASH}\d{{1,2}})?\s?[日号])?)?",
            rf"\d\d{_CALENDAR_TAIL}(?:\s?\d{{1,2}}\s?月份?)?",
            rf"\d{{1,2}}(?:\s?月)?{_TO}\d{{1,2}}\s?月份?(?!\d)",
            r"\d{1,2}\s?月份?(?:\s?\d{1,2}\s?[日号])?",
            r"\d{1,2}\s?[日号](?!\s?[内以之])",
            _CLOCK,
            r"\d{1,2}\s?[×xX*]\s?\d{1,2}\s?小时",
            r"\d{1,2}[点时](?:\s?\d{1,2}分|[半整前后至到])?(?!\d)",
            # Document numbers, phones, identity numbers, codes
            rf"{_YEAR}\s?[〕\]】）)]\s?第?\s?\d+\s?号?",
            r"第?\d+(?:、\d+)*\s?号[文令楼线院机馆厅桥]?",
            r"0\d{2,3}[-—]\d{7,8}(?!\d)",
            r"1[3-9]\d{9}(?!\d)",
            r"\d{12,}[Xx]?",
            r"0\d+(?![.\d])[A-Za-z_-]*",
            r"\d+_\w+",
            r"\d+(?:-\d+){2,}",
            r"\d{3,}-(?=[\u4e00-\u9fff])",
            # Names: 3+X, 4•15, 5A级, 1+N, 5G, 3D
            r"\d+\+(?:\d+\+)*(?:[A-Za-zＮnN]|\d+(?=[\u4e00-\u9fff”\"]))",
            r"\d+[•·]\d+(?!\d)",
            r"\d+(?=[A-Za-z])(?!(?:m|km|cm|mm|kg|g|t|L|ml|mL|kW|KW|kw|MW|KV|kV|kv|KVA|kVA|kva|kWh|KWH|kwh|MB|GB|TB|PB|KM|CM|MM|KG|Km|Kg|mg|dB|ppm)"
            r"(?![A-Za-z]))(?![XxQ]\d)[A-Za-z]+\d*[级类型]?",
            # How large a thing is: 3.0m×2.4m, 60×80cm
            rf"\d+(?:\.\d+)?\s?(?:{_SIZE})?(?:\s?[×xX*✕]\s?\d+(?:\.\d+)?\s?(?:{_SIZE})?)?\s?[×xX*✕]\s?\d+(?:\.\d+)?\s?(?:{_SIZE})"
            r"(?![a-zA-Z²³23]|\s?[=＝×xX*])",
            # Buildings and floors
            r"\d{1,3}(?:[-—~]\d{1,3})?\s?[栋幢](?=\s?(?:\d|[一二三四]单元|楼|室|住?户?单元|[,，、]\s?\d+\s?[栋幢]))\s?(?:\d+\s?(?:单元|室|层|楼|号))*",
            r"\d{1,2}\s?(?:楼|单元|室|路公交|车间|组团)",
        )
    )
)
"""At a digit: the whole of something numbered."""

ENCLOSED = re.compile(
    r"《[^《》\n]{1,80}》|〈[^〈〉\n]{1,80}〉"
    r"|[〔\[［(（【]\s?(?:19|20)\d\d\s?[〕\]］)）】]\s?第?\s?\d+\s?号"
)
"""At an opening mark: a title, or a document number (〔2021〕5号)."""


@cache
def idiom() -> re.Pattern[str]:
    """A set phrase that begins with a Chinese numeral, from data/idioms.txt."""
    lines = (files("extractor") / "data" / "idioms.txt").read_text(encoding="utf-8").splitlines()
    words = {word for line in lines if not line.startswith("#") for word in line.split()}
    return re.compile(any_of(words))
