"""Standards by which money is given: `按每人每月400元的标准发放补贴`."""

from __future__ import annotations

import re

from extractor.claims.mention import Mention

_BY = re.compile(r"按照?[^，。；]{0,10}$")
_GIVEN = re.compile(
    r"的?标准(?:(?:进行|给予|予以|足额|按时|统一|逐[户人])*(?P<verb>发放|补助|补贴|补偿|救助|奖励|奖补|资助|支付|拨付|给予|执行|计发|收取)(?P<what>[^，。；、\d]{0,12}))?"
)
"""Behind the figure of a standard: what is given by it."""


def standard(one: Mention, subject: str) -> tuple[int, str, int] | None:
    """Where the quote of a standard begins, its name by what is given (else by what stands before, or `subject`), and
    how many characters behind the figure are of it; nothing for any other figure."""
    begin = _BY.search(one.run) if one.quantity.dimension == "money" else None
    given = _GIVEN.match(one.follows) if begin else None
    if begin is None or given is None:
        return None
    before = one.run[one.start - one.left : begin.start()]
    return one.left + begin.start(), (given["what"] or given["verb"] or before or subject) + "标准", given.end()
