"""Who acts and when, of a clause that is to be named: `区财政按季足额拨付服务费` is about 服务费."""

from __future__ import annotations

import re

from extractor.claims.lexicon import pattern, words
from extractor.claims.predicate import compound
from extractor.language.words import cut

_DATE = r"(?:20\d\d年)?(?:\d{1,2}月份?)?(?:\d{1,2}[日号]|[上中下]旬|[底初末])?"
_LEAD = re.compile(
    r"^(?>(?:部分|个别|少数|少量|多数|大部分|绝大部分|所有|全部|全体|其余|另有|另外|另(?![聘行])|有的|有些|一些|仍有|尚有|还有|实际(?!执行|支出|完成|到位|得分))(?!的)"
    rf"|(?=20\d\d年|\d{{1,2}}月){_DATE}(?:之?前|以前|起)?"
    r"|[每一](?:半?年|个?月|季度?|周|日|天)(?:\d{1,2}日前)?|[一二三四]季度|[上下]半年|汛期[前后]|年底前|年内|当[日天]"
    r"|\d+[个户名人家处条项批件座块台辆份](?![以月工]))++(?=[^，]{2,}$)"
)
"""How many, how much of them and when: what stands before a subject."""
_LONGEST = 10
"""Characters of the longest agent."""
_TURNS = ("对", "把", "将", "向", "与", "由", "为")


def bared(text: str) -> str:
    """`text` without what stands before its subject, and without the agent where one acts on something."""
    text = _LEAD.sub("", text)
    passed = pattern(
        r"^(?:<pivots>)(?P<rest>[^，]{2,14}?(?:<agents>).{4,})$",
        pivots="predicate.pivots", agents="predicate.agents",
    ).match(text)  # fmt: skip
    if passed:
        rest = _acted(passed["rest"])
        return rest if rest != passed["rest"] else text
    return _acted(text)


def _acted(text: str) -> str:
    """`text` from its verb on, where an agent does something to an object."""
    if text[:1] in _TURNS:
        return text
    for word in cut(text):
        agent, rest = text[: word.end], text[word.end :]
        if word.tag[0] not in "njlbxmz" or word.text in words("predicate", "verbs") or len(agent) > _LONGEST:
            return text
        if not pattern(r".(?:<words>)(?<![大布格结]局)(?<![小片]区)$", words="predicate.agents").search(agent):
            continue
        acts = pattern(
            r"^(?:<adverbs>[地的]?|按[月季年]|逐[级户村项]|将|已|在[^，]{2,14}?(?:前|上|中|内|方面|期间)|于[^，]{2,12}[日月前])*(?P<said><verbs>(?P<what>.{2,}))$",
            adverbs="predicate.adverbs predicate.manner", verbs="predicate.verbs",
        ).match(rest)  # fmt: skip
        if acts and acts["what"] not in words("predicate", "verbs") and not compound(rest):
            return acts["said"]
    return text
