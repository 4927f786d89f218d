"""What money is for, where it is told behind it (`投入58万元改造食堂`, `9万元用于巡护`)."""

from __future__ import annotations

import re

from extractor.claims.lexicon import pattern, words
from extractor.claims.mention import Mention

_PURPOSE = r"^(?:(?:专项|主要|全部)?用[于以]|实施|开展|完成)?(?P<what><words>[^，。；]{2,20})$"
_USED = re.compile(r"^(?:主要|全部|均|专项)?用[于作以](?P<what>[^\d，。；]{2,40})$")


def put_in_for(one: Mention, name: str) -> str:
    """The purpose behind money whose own `name` says no more than that it was put in; nothing for any other figure."""
    put_in = one.quantity.dimension == "money" and name in words("generic", "put_in")
    purpose = pattern(_PURPOSE, words="generic.purposes").match(one.follows) if put_in else None
    return purpose["what"] if purpose else ""


def used_for(one: Mention) -> str:
    """What money without a name of its own is used for; nothing for any other figure."""
    used = _USED.match(one.follows) if one.quantity.dimension == "money" else None
    return used["what"] if used else ""
