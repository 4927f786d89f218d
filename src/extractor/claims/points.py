"""What points were got or lost for, where the words before them only say that they were."""

from __future__ import annotations

import re

from extractor.claims.kind import loses
from extractor.claims.mention import Mention

_GOT = re.compile(r"^(?:自评|实际|本项|该项)*得分?$")
_HOW = re.compile(r"^(?:该项|本项|此项|各|共|相应|酌情|自评|因此|按照?(?:完成|得分)?(?:比例|规定|标准)?)+")
"""What stands before points that were taken off, and names nothing."""
_BROAD = re.compile(r"^(?:(?:项目)?(?:产出|效益|成本|数量|质量|时效|满意度|服务对象)(?:指标|方面|情况|完成|分析)*)+$")
"""A title of many things."""
_SCORED = re.compile(r"[（(]\s*\d+(?:\.\d+)?\s*分.*")
"""The points that a title gives (`预算管理（8分）`)."""


def points(one: Mention, title: str, near: str) -> str:
    """The name of points by the `title` that they stand under, of those lost also by what was measured just before
    (`near`); nothing for any other figure."""
    if loses(one):
        own = _HOW.sub("", one.label.removesuffix("减").removesuffix("扣"))
        plain = re.sub(r"[（(].*", "", title).strip("。：: ")
        return (own or (near if not plain or "分" in plain or _BROAD.match(plain) else plain) or plain) + "扣分"
    whole = re.search("合计|总|共", one.run)
    if one.quantity.dimension != "score" or whole or not _GOT.match(one.label) or not _SCORED.search(title):
        return ""
    return _SCORED.sub("", title).strip() + one.label.removesuffix("分").removesuffix("得")
