"""What points were got or lost for, where the words before them only say that they were."""

from __future__ import annotations

import re

from extractor.claims.kind import loses
from extractor.claims.mention import Mention

_GOT = re.compile(r"^(?:自评|实际|本项|该项)*得分?$")
_SCORED = re.compile(r"[（(]\s*\d+(?:\.\d+)?\s*分.*")
"""The points that a title gives (`预算管理（8分）`)."""


def points(one: Mention, title: str, near: str) -> str:
    """The name of points by the `title` that they stand under, of those lost also by what was measured just before
    (`near`); nothing for any other figure."""
    if loses(one):
        own = one.label.removesuffix("减").removesuffix("扣")
        plain = re.sub(r"[（(].*", "", title)
        return (own or (near if "分" in plain else plain) or plain) + "扣分"
    whole = re.search("合计|总|共", one.run)
    if one.quantity.dimension != "score" or whole or not _GOT.match(one.label) or not _SCORED.search(title):
        return ""
    return _SCORED.sub("", title).strip() + one.label.removesuffix("分").removesuffix("得")
