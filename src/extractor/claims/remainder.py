"""What the words behind a figure without a name say that it is: `其余11万元为质保金`, `1口因征地纠纷未动工`."""

from __future__ import annotations

import re

from extractor.claims.ellipsis import last_words
from extractor.claims.mention import Mention
from extractor.claims.naming import verb_in
from extractor.claims.purpose import used_for
from extractor.language.words import cut

_IS = re.compile(r"^(?:全部|均|都|主要)?(?:为|系|是)(?P<what>[^\d，。；]{2,14})$")
_MONEY = re.compile(r"(?:资金|经费|款项?|费用?|补[助贴]|支出)$")
_BECAUSE = re.compile(r"^(?:因|由于|受[^，]{1,16}?(?:影响|制约|限制|冲击))")
_FATE = re.compile(
    r"(?:未(?!成年)|没有|尚未|不能|无法|暂缓|暂停|推迟|延期|延后|顺延|取消|放弃|中断|停工|停用|跨年)[^，至到\d的]{0,4}"
)
"""What became of a thing."""
_NOUN = 8
"""Characters of the thing that are of its name."""


def said_behind(one: Mention, counted: str) -> str:
    """The name that stands behind the figure of `one`, or what became of some of what was `counted` before; nothing
    where the words say neither."""
    if one.nested:
        return ""
    if purpose := used_for(one):
        return purpose
    told = _IS.match(one.follows)
    if told and (_MONEY.search(told["what"]) or verb_in(told["what"]) == len(told["what"])):
        return told["what"]
    fate = _FATE.search(one.follows, 2) if _BECAUSE.match(one.follows) else None
    thing = last_words(counted, _NOUN) if counted and cut(counted)[-1].tag[0] == "n" else ""
    return fate.group() + thing if fate else ""
