"""What is done to what, for whom or by which rule, where that stands before the verb: `对补助对象进行回访`,
`为灵活就业人员提供岗位`, `按照批复的预算和用途执行`."""

from __future__ import annotations

import re

from extractor.claims.lexicon import pattern
from extractor.claims.predicate import opens_with_verb

_OBJECT = re.compile(
    r"(?:对|将|把)(?!于|外|口|标)(?P<x>[^，；]{2,60}?)"
    r"(?=(?P<light>进行|开展|实施(?!情况|方案|内容|过程|效果|进度|质量|管理|[和与及、的中后前])|作出|做出|给予|予以|实行|加以)|提出|全部|及时|统一|纳入|列入|落实到|分解|按[月季年周日]|依法|逐[\u4e00-\u9fff]"
    r"|与(?=[^，]+(?:挂钩|结合|衔接|联动))|编入|录入|(?:下拨|下达|拨付|划拨|分配)[至到给]|交由|用于|融入|列为|退回|上缴|限期|挂牌|定期|重新|优先|从严|集中)"
)
_HELPED = re.compile(
    r"^(?:明确|安排|指定|组织|委托|聘请|邀请|抽调|选派|引入|引进)[^，的]*?(?:人|员|者|家|队|组|机构|第三方|公司|单位|部门|[股科处]室|中心|所|力量)(?:定期|不定期|逐[\u4e00-\u9fff]|按[月季年])*$"
)
"""Who is made to do it (`委托第三方机构|对申报材料进行复核`)."""
_ACT = re.compile(r"^(?:进行|开展|实施|作出|做出|给予|予以|实行|加以)了?(?:[^，的]{1,6}的)?(?P<act>[^，、；。的]{2,})$")
_AGENT = 22
"""Characters of the longest agent before it."""
_LONG = 7
"""Characters from which on a rule is told at length."""
_SHARE = 2
"""How many times as long as its object an act may be to be named with it."""


def disposed(text: str) -> str:
    """The object together with what is done to it, where that is short enough to leave the object in front; nothing
    for a clause of another build."""
    found = _OBJECT.search(text)
    if found is None or found.start() > _AGENT:
        return ""
    if found.start() > 4 and opens_with_verb(text) and not _HELPED.match(text[: found.start()]):
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


def gives(text: str) -> bool:
    """Whether something is done for somebody in `text` (`为灵活就业人员办理参保`)."""
    found = _gift(text)
    return found is not None and found["somebody"] is not None


def given(text: str) -> str:
    """What is done for somebody or brought to a cause, with whom and which, unless that is by far the longer name of
    somebody; nothing for a clause of another build."""
    found = _gift(text)
    if found is None:
        return ""
    how = pattern("^(?:<words>)+的?(?=.{2})", words="predicate.adjectives")
    somebody, what = found["somebody"], how.sub("", found["what"])
    if somebody is None:
        return found["cause"] + what
    return what if len(somebody) > _SHARE * len(what) else somebody + what


def _gift(text: str) -> re.Match[str] | None:
    return pattern(
        r"^(?:免费|无偿)?[为向](?:(?P<somebody>.{1,40}?<persons>)(?:[（(][^（()）]*[)）])?(?:<adverbs>[地的]?|按[月季年])*<giving>(?!.*<bringing>)"
        r"|(?P<cause>.{2,40}?)<bringing>)了?(?P<what>.{2,})$",
        adverbs="predicate.adverbs", giving="status.giving", bringing="status.bringing", persons="status.persons",
    ).match(text)  # fmt: skip


def ruled(text: str) -> str:
    """By what something is done, and that it is (`严格按照批复的预算和用途执行`), where the rule is told at length or
    quoted; nothing for a clause of another build."""
    found = pattern(
        r"^(?:<adverbs>)*(?:按照?|依照|依据|遵照)(?P<quoted>[^，“]*“[^”]*”)?(?P<x>[^，]*?<verbs>(?:资金|经费|款项)?)$",
        adverbs="predicate.adverbs", verbs="status.following",
    ).match(text)  # fmt: skip
    return found["x"] if found and (found["quoted"] or len(found["x"]) > _LONG) else ""
