"""What money was put in for, where it is told behind it (`投入58万元改造食堂`, `安排9万元用于巡护`)."""

from __future__ import annotations

import re

from extractor.claims.lexicon import words
from extractor.claims.mention import Mention

_PURPOSE = re.compile(
    r"^(?:(?:专项|主要|全部)?用[于以]|实施|开展|完成)?"
    r"(?P<what>(?:建设|改造|购[置买]|更[新换]|修[建缮复]|新建|维修|采购|安装|打造|实施|支持|扶持|补助|奖励|保障|资助|新[筹增])[^，。；]{2,20})$"
)


def put_in_for(one: Mention, name: str) -> str:
    """The purpose behind money whose own `name` says no more than that it was put in; nothing for any other figure."""
    put_in = one.quantity.dimension == "money" and name in words("generic", "put_in")
    purpose = _PURPOSE.match(one.follows) if put_in else None
    return purpose["what"] if purpose else ""
