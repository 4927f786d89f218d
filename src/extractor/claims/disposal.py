"""What is done to what, where the object stands before its verb: `对补助对象进行回访`, `将绩效目标分解下达到各县`."""

from __future__ import annotations

import re

from extractor.claims.lexicon import pattern
from extractor.claims.predicate import opens_with_verb

_OBJECT = re.compile(
    r"(?:对|将|把)(?!于|外|口|标)(?P<x>[^，；]{2,60}?)"
    r"(?=(?P<light>进行|开展|实施(?!情况|方案|内容|过程|效果)|作出|做出|给予|予以|实行|加以)|提出|全部|及时|统一|纳入|列入|落实到|分解|按[月季年周日]|依法|逐[\u4e00-\u9fff]"
    r"|与(?=[^，]+(?:挂钩|结合|衔接|联动))|编入|录入|交由|用于|融入|列为|退回|上缴|限期|挂牌|定期|重新|优先|从严|集中)"
)
_ACT = re.compile(r"^(?:进行|开展|实施|作出|做出|给予|予以|实行|加以)了?(?:[^，的]{1,6}的)?(?P<act>[^，、；。的]{2,})$")
_AGENT = 22
"""Characters of the longest agent before it."""
_SHARE = 2
"""How many times as long as its object an act may be to be named with it."""


def disposed(text: str) -> str:
    """The object together with what is done to it, where that is short enough to leave the object in front; nothing
    for a clause of another build."""
    found = _OBJECT.search(text)
    if found is None or found.start() > _AGENT or (found.start() > 4 and opens_with_verb(text)):
        return ""
    thing, rest = found["x"], text[found.end() :]
    if found["light"]:
        done = _ACT.match(rest)
        act = done["act"] if done else ""
    else:
        verbs = pattern(
            r"^(?:<adverbs>[地的]?)*(?P<act><verbs><verbs>?)",
            adverbs="predicate.adverbs predicate.manner", verbs="predicate.verbs",
        ).match(rest)  # fmt: skip
        act = verbs["act"] if verbs else ""
        if act and len(rest) <= _SHARE * len(thing):
            # `责任落实到人`: its verb with all that it takes.
            act = rest
    return thing + act if len(act) <= _SHARE * len(thing) else thing
