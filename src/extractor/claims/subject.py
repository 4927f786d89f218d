"""Who acts and when, of a clause that is to be named: `区财政按季足额拨付服务费` is about 服务费."""

from __future__ import annotations

import re

from extractor.claims.clause import ends_word
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
_LONGEST = 16
"""Characters of the longest agents."""
_OBJECT = 2
"""Characters of the shortest object."""
_TOGETHER = ("和", "与", "及", "、", "会同", "联合")
"""Between those who act together."""
_TURNS = ("对", "把", "将", "向", "与", "由", "为", "经")


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
    rest = text[deed(text, "predicate.agents") :]
    verb = pattern(r"^<verbs>", verbs="predicate.verbs").match(rest)
    what = rest[verb.end() :] if verb else ""
    plain = rest == text or len(what) < _OBJECT or what in words("predicate", "verbs") or compound(rest)
    return text if plain else rest


def deed(text: str, agents: str) -> int:
    """Where the verb begins that tells what somebody did whom `text` names first (`区财政局按季|拨付`, `省财政厅会同省
    民政厅于6月|下达`); 0 where it names nobody, or nothing that was done. `agents` is the list of who may act."""
    if text[:1] in _TURNS or pattern("^<words>", words="framing.strong").match(text):
        return 0
    for word in cut(text[: _LONGEST + _OBJECT]):
        if word.text in _TOGETHER:
            continue
        if word.tag[0] not in "njlbxmz" or word.text in words("predicate", "verbs") or word.end > _LONGEST:
            return 0
        if pattern(r"(?:<words>)$", words="predicate.things").search(text[: word.end]):
            continue
        if not pattern(r".(?:<words>)$", words=agents).search(text[: word.end]):
            continue
        acts = pattern(
            r"(?:<adverbs>[地的]?|同意|共|分别|先后|再|将|已|按[月季年]|逐[级户村项]|[给为]我[\u4e00-\u9fff]|(?:在|于)[^，。；]{2,20}?(?:前|上|中|内|方面|期间|[月日底初末]))*(?=(?P<verb><verbs>)(?!中心|[局科股处室队站办]))",
            adverbs="predicate.adverbs predicate.manner", verbs="predicate.verbs",
        ).match(text, word.end)  # fmt: skip
        if acts and ends_word(text, acts.end(), acts.end("verb")):
            return acts.end()
    return 0


def agent(text: str) -> str:
    """Who begins `text` and acts in it (`省水利厅及时下发…`); nothing where a thing is spoken of."""
    for word in cut(text):
        who, rest = text[: word.end], text[word.end :]
        if word.tag[0] not in "njlbxmzr" or word.text in words("predicate", "verbs") or len(who) > _LONGEST:
            return ""
        if not pattern(r".(?:<words>)(?<![大布格结]局)(?<![小片]区)$", words="predicate.agents").search(who):
            continue
        acts = pattern(
            r"^(?:<adverbs>[地的]?|具体|分别|于[^，]{2,30}?日|按[月季年])*(?:<verbs>|将|把|对(?!外)|向)",
            adverbs="predicate.adverbs predicate.manner", verbs="predicate.verbs",
        )  # fmt: skip
        if acts.match(rest) and not compound(rest):
            return who
    return ""
