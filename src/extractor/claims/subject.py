"""Who acts and when, of a clause that is to be named: `区财政按季足额拨付服务费` is about 服务费."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.claims.clause import ends_word
from extractor.claims.lexicon import pattern, words
from extractor.claims.predicate import compound
from extractor.language.words import Word, cut

_DATE = r"(?:20\d\d年)?(?:\d{1,2}月份?)?(?:\d{1,2}[日号]|[上中下]旬|[底初末])?"
_LEAD = re.compile(
    r"^(?>(?:部分|个别|少数|少量|多数|大部分|绝大部分|所有|全部|全体|其余|另有|另外|另(?![聘行])|有的|有些|一些|仍有|尚有|还有|实际(?!执行|支出|完成|到位|得分))(?!的)"
    rf"|(?=20\d\d年|\d{{1,2}}月){_DATE}(?:之?前|以前|起)?"
    r"|[每一](?:半?年|个?月|季度?|周|日|天)(?:\d{1,2}日前)?|[一二三四]季度|[上下]半年|汛期[前后]|年底前|年内|当[日天]"
    r"|\d+[个户名人家处条项批件座块台辆份](?![以月工]))++(?=[^，]{2,}$)"
)
"""How many, how much of them and when: what stands before a subject."""
_DATED = re.compile(rf"(?:20\d\d年|\d{{1,2}}月){_DATE}$")
_LONGEST = 16
"""Characters of the longest agents."""
_PLACE = re.compile("^[^，](?:级|内|外)$")
"""Of which level or place: what stands before a noun that may look like a verb (`村级`报账)."""
_OBJECT = 2
"""Characters of the shortest object."""
_TOGETHER = ("和", "与", "及", "、", "会同", "联合")
"""Between those who act together."""
_JOINED = ("和", "与", "及", "、", "并", "或")
"""Between a verb and another one."""
_TURNS = ("对", "把", "将", "向", "与", "由", "为", "经")
_ADVERBS = "已均都也未将应须才仍就还"
"""Characters between a subject and its verb."""
_NOUNS = ("的", "、", "等", "（", "(")
"""What stands behind a verb that is a noun (`前期调查、申报等工作已完成`)."""
_TAIL = 2
"""Words that a predicate has with the noun before it."""
_SHARE = 3
"""How many times as long as its subject what is applied to it may be to be named with it."""


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
    acts = len(what) >= _OBJECT and not what.startswith(_JOINED) and not _is_predicate(what)
    return rest if acts and not compound(rest) else text


def _is_predicate(what: str) -> bool:
    said = any(what in words("predicate", name) for name in ("verbs", "adjectives", "results"))
    return said or what in words("problem", "strong")


def deed(text: str, agents: str) -> int:
    """Where the verb begins that tells what somebody did whom `text` names first (`区财政局按季|拨付`, `省财政厅会同省
    民政厅于6月|下达`); 0 where it names nobody, or nothing that was done. `agents` is the list of who may act."""
    if text[:1] in _TURNS or pattern("^<words>", words="framing.strong").match(text):
        return 0
    tokens = cut(text[: _LONGEST + _OBJECT])
    for at, word in enumerate(tokens):
        if word.text in _TOGETHER or _begins_body(tokens, at):
            continue
        plain = word.tag[0] in "njlbxmz" and word.text not in words("predicate", "verbs")
        if word.end > _LONGEST or not (plain or (at and word.text in words("predicate", "agents"))):
            return 0
        if pattern(r"(?:<words>)$", words="predicate.things").search(text[: word.end]):
            continue
        if not pattern(r".(?:<words>)$", words=agents).search(text[: word.end]):
            continue
        acts = pattern(
            r"(?:<adverbs>[地的]?|20\d\d年度?(?:\d{1,2}月(?:\d{1,2}日|份)?)?|\d{1,2}月(?:\d{1,2}日|份)?|同意|共|分别|每[年月季]度?|先后|再|将|已|按[月季年]|逐[级户村项]|[给为]我[\u4e00-\u9fff]|(?:在|于)[^，。；]{2,20}?(?:前|上|中|内|方面|期间|[月日底初末]))*(?=(?P<verb><verbs>)(?!中心|[局科股处室队站办]))",
            adverbs="predicate.adverbs predicate.manner", verbs="predicate.verbs",
        ).match(text, word.end)  # fmt: skip
        if acts and ends_word(text, acts.end(), acts.end("verb")):
            return acts.end()
    return 0


def _begins_body(tokens: Sequence[Word], at: int) -> bool:
    """Whether what a body does begins its name (`监理`单位, `评估`工作组, `教育`主管部门)."""
    if tokens[at].tag != "vn" or at + 1 == len(tokens):
        return False
    return bool(pattern(r"(?:<words>)$", words="predicate.agents").search(tokens[at + 1].text))


def holder(text: str) -> int:
    """Where the verb begins that tells what a unit has which `text` names first (`县苗圃|现有`职工, `镇政府|内设`科室);
    0 where it names none."""
    has = pattern(
        r"[\u4e00-\u9fff]{1,20}?(?:<agents>)(?:机关|本级)?(?=<holding>)",
        agents="predicate.agents", holding="predicate.holding",
    ).match(text)  # fmt: skip
    return has.end() if has and ends_word(text, 0, has.end()) else 0


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


def before_verb(text: str) -> str:
    """What stands before the first verb of a clause that begins with something else."""
    marked = _marked(text)
    if marked and not pattern(r"<words>$", words="predicate.agents").search(marked):
        return marked
    tokens = cut(text)
    quoted = text.find("”") if text.startswith("“") else 0
    for at, word in enumerate(tokens):
        if word.start < quoted or _inside(tokens, at) or text[word.end : word.end + 1] in _NOUNS:
            continue
        if _named(tokens, at):
            return text[: word.end].rstrip(_ADVERBS)
        if word.start >= 2 and word.text in ("将", "在", "由", "被", "于", "通过", "向", "从", "经"):
            return text[: word.start].rstrip(_ADVERBS)
        if word.start >= 2 and (word.tag == "v" or word.text in words("predicate", "verbs")):
            who = _without_manner(text[: word.start].rstrip(_ADVERBS))
            if tokens[0].tag == "p" and len(text) - word.end >= 2:
                return text[word.end :]
            if _PLACE.match(who) and word.text not in words("predicate", "governing"):
                continue
            acts = not who.endswith("级") or word.text in words("predicate", "governing")
            if acts and pattern(r"<words>$", words="predicate.agents").search(who) and len(text) - word.end >= 2:
                return text[word.end :]
            what = text[word.end :]
            if word.text in words("predicate", "animate") and len(what.lstrip("了")) >= _OBJECT:
                # Only somebody, or a document of theirs, does that.
                return what.lstrip("了")
            applied = word.text in words("predicate", "applies") and 2 < len(what) <= _SHARE * len(who)
            return who + what if applied else who
    return ""


def _marked(text: str) -> str:
    """The subject of a clause, where a word stands behind it that only stands between a subject and its verb
    (`住房保障管理信息系统|仍处于…`, `室内集聚性活动|全部暂停`)."""
    marks = pattern(
        r"^(?P<x>[^，的]{3,}?)(?:<marks>)(?=[\u4e00-\u9fff]{2})",
        marks="predicate.marks",
    ).match(text)
    return _DATED.sub("", marks["x"]).rstrip(_ADVERBS) if marks and ends_word(text, 0, marks.end("x")) else ""


def _without_manner(who: str) -> str:
    """`who` without the adverbs between a subject and its verb (`各科室正常`)."""
    how = pattern(r"(?<=..)(?:<words>)[地的]?$", words="predicate.adverbs change.degrees")
    while (shorter := how.sub("", who)) != who:
        who = shorter
    return who


def _inside(tokens: Sequence[Word], at: int) -> bool:
    """Whether a verb is part of the subject's name (`住房保障系统实现…`): a noun and another verb follow."""
    behind = tokens[at + 1 :]
    if at and tokens[at - 1].text == "的":
        return True
    how = pattern("^(?:<words>)", words="predicate.adverbs predicate.finite change.degrees")
    acts = any(word.tag == "v" for word in behind[:2])
    if at and acts and tokens[at - 1].tag[0] == "n" and how.match(behind[0].text):
        return True
    noun = tokens[at - 1].tag[0] == "n" or (tokens[at - 1].tag == "x" and len(tokens[at - 1].text) > 1)
    if at == 0 or len(behind) < _TAIL or not noun or behind[0].tag[0] != "n":
        return False
    return any(word.tag in ("v", "d", "p") for word in behind[1:])


def _named(tokens: Sequence[Word], at: int) -> bool:
    """Whether a verb ends the subject's name (`各项支出|均有票据`, `药材种植|初具规模`): what is said of it follows."""
    word, behind = tokens[at], tokens[at + 1 :]
    acts = word.tag in ("v", "vn") or word.text in words("predicate", "verbs")
    if at == 0 or not behind or not acts or word.text in words("predicate", "governing"):
        return False
    says = behind[0].text in words("predicate", "finite") or behind[0].tag in ("l", "i")
    return says or (word.tag == "vn" and behind[0].tag == "v" and len(behind) > 1)
