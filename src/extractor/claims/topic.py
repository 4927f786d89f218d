"""What a clause without a figure is about: the object of its verb, or its subject."""

from __future__ import annotations

import re

from extractor.claims.lexicon import pattern
from extractor.claims.model import Kind

_MODIFIER = re.compile(
    r"^(?:一系列|一套|一批|一些|相应的|相关的?|较为完整的|较为完善的|更高的|较好的|良好的|有效的|显著的|明显的|各项(?=工作$))+"
)
_END = re.compile(r"(?:等|的)$")
_NOISE = "，。；、：:;,（）()\n 　"


def topic(text: str, kind: Kind) -> str:
    """The words of `text` that say what is asserted, verbatim."""
    found = _of_problem(text) if kind == "problem" else _of_honour(text) if kind == "honour" else None
    found = found or _of_change(text) if kind == "change" else found
    return _trim(found or _of_status(text)) or text


def _of_status(text: str) -> str:
    about = re.match(
        r"(?:[^对]{0,6})(?:对|将|把)(?P<x>.{2,40}?)(?:进行|开展|实施|作出|做出|给予|予以|实行|加以|提出|全部|的(?=监督|管理|检查|指导))",
        text,
    )
    if about:
        return about["x"]
    verb = pattern(
        r"^(?:<adverbs>[地的]?|能|能够|可以)*(?:(?:并|与|和|、|或)?<verbs>(?:好|成|出|了|到)*)+(?P<x>.{2,})$",
        adverbs="predicate.adverbs", verbs="predicate.verbs",
    ).match(text)  # fmt: skip
    if verb:
        inner = _subject(verb["x"])
        return inner or verb["x"]
    return _subject(text) or text


def _subject(text: str) -> str:
    """What stands before the predicate of a clause that begins with its subject."""
    found = pattern(
        r"^(?P<x>.{2,}?)(?:<adverbs>[地的]?|<degrees>|得到了?|取得了?|有了|趋于|虽|保持|控制)*(?:<adjectives>|提升|提高|改善|开展|运转|运行|进行|落实|推进)(?:了|的成效|的效果|成效)?$",
        adverbs="predicate.adverbs", degrees="change.degrees", adjectives="predicate.adjectives",
    ).match(text)  # fmt: skip
    return found["x"] if found else ""


def _of_problem(text: str) -> str:
    lacking = re.search(
        r"(?:缺乏|缺少|欠缺|影响了?|制约了?|难以|未能|尚未|存在着?|仍有|仍需要?|还需要?|尚需要?|需要?|还应|亟需|未及时|未|没有|无法|出现了?)(?:进一步|逐步|更加|更|充分|继续|不断)?(?P<x>.{2,})$",
        text,
    )
    before = pattern(
        r"^(?:在|对|对于)?(?P<x>.{2,}?)(?:上|方面|中|当中|过程中)?(?:仍然|依然|仍|还|尚|也|均|都|相对|较为|比较|不同程度)*(?:<strong>|不|未)",
        strong="problem.strong",
    ).match(text)
    if before and not (lacking and lacking.start() <= 2):
        return before["x"]
    if lacking:
        inner = pattern(
            r"^(?:<verbs>|一些|一定的?)*(?P<x>.{2,}?)(?:的)?(?:等)?(?:问题|现象|情况|困难)?$", verbs="predicate.verbs"
        ).match(lacking["x"])
        return inner["x"] if inner else lacking["x"]
    return ""


def _of_honour(text: str) -> str:
    before = pattern(
        r"^(?P<x>.{2,}?)(?:先后|连续.{0,4}|再次|首次|多次|均|也|已|成功|被|全部)*<won>", won="honour.won"
    ).match(text)
    if before:
        return before["x"]
    after = pattern(r"^(?:.{0,3})<won>(?P<x>.{2,})$", won="honour.won").match(text)
    if after:
        return after["x"]
    ranked = pattern(r"^(?P<x>.{2,}?)(?:基本|一直|始终|连续.{0,4}|均)?(?:<ranks>)", ranks="honour.ranks").match(text)
    return ranked["x"] if ranked else ""


def _of_change(text: str) -> str:
    found = pattern(
        r"^(?P<x>.{2,}?)(?:，|,|总体|整体)*(?:<degrees>|<compared>.{0,8}?)*(?:<moves>)",
        degrees="change.degrees", compared="change.compared", moves="change.up change.down change.none",
    ).match(text)  # fmt: skip
    return found["x"] if found else ""


def _trim(text: str) -> str:
    text = text.strip(_NOISE)
    shorter = _MODIFIER.sub("", text)
    summed = re.search(r"等(?:其他|其它)?(?P<x>[^、等]{4,})$", shorter)
    if summed and len(shorter) > 28:
        # A long enumeration is named by the word that sums it up.
        return summed["x"]
    shorter = _END.sub("", shorter)
    return shorter if len(shorter) >= 2 else text
