"""What is weak or missing in a clause that admits it."""

from __future__ import annotations

import re

from extractor.claims.lexicon import pattern

_DEGREE = re.compile(
    r"^(?P<x>.{2,}?)(?:仍然|依然|仍|还|较为|比较|相对|较|偏|过|很|十分|(?<!变)更|[加增变](?=大))*(?:大|小|长|短|难|低|高|慢|晚|少|多|差|弱|紧|窄|薄|重|严峻|突出|复杂|繁琐|断层|脱落)$"
)
_MISSED = re.compile(
    r"^(?P<x>.{2,}?)(?:均|都|仍|还|尚)*(?:未能?|没有?能?)(?:全部|完全|按期|按时|如期)*(?:达到?|完成|实现)[^，]*(?:目标|要求|预期|任务|标准|计划)(?:任务|值)?$"
)
_SUBJECT = 5
"""Characters of a subject that is named together with what it has not done."""


def lacking(text: str) -> str:
    """What `text`, which admits something, says is weak or missing, verbatim; nothing for a clause of another build."""
    if said := _MISSED.match(text):
        return said["x"]
    absent = re.search(
        r"(?:缺乏|缺少|欠缺|影响了?|制约了?|难以|未能|尚未|存在着?|仍有|仍需要?|还需要?|尚需要?|需要?|还应|亟需|未及时|未|没有|无法|出现了?|有(?=一))"
        r"(?:着|进一步|逐步|更加|更|充分|继续|不断)*(?P<x>.{2,})$",
        text,
    )
    caused = re.match(r"^(?P<x>[^，因受]{2,}?)(?:因|由于|受(?=.*影响)|至今)", text)
    if caused:
        return caused["x"]
    if unable := re.match(r"^(?P<x>.{2,}?)[\u4e00-\u9fff]不[进来住上下到开出起动](?:[、，]|$)", text):
        return unable["x"]
    before = pattern(
        r"^(?:在|对于?|[^，对]{0,6}(?:<agents>|人员|干部|职工)对)?(?P<x>.{2,}?)(?:上|方面|(?<!年)中|当中|过程中)?(?:仍然|依然|仍|还|尚|暂|并|也|均|都|一直|始终|相对|较为|比较|不同程度|存在|有)*(?:<strong>|不|未|没有)",
        strong="problem.strong", agents="predicate.agents",
    ).match(text)  # fmt: skip
    if before and not (absent and absent.start() == 0):
        undone = pattern(
            r"(?:未|没有)(?:能|完全|全部|及时|按期|按时)*(?:<verbs>|通过)(?P<x>.{3,})$", verbs="predicate.verbs"
        ).search(text)
        short = undone and len(before["x"]) <= _SUBJECT and not re.search("目标|任务|计划|要求|标准", undone["x"])
        return before["x"] + undone["x"] if undone and short else before["x"]
    plain = _DEGREE.match(text)
    if plain and not (absent and absent.start() == 0):
        return plain["x"]
    if absent:
        inner = pattern(
            r"^(?:<verbs>|一些|一定的?|部分|个别)*(?P<x>.{2,}?)(?:的)?(?:等)?(?:问题|现象|情况|困难)?$",
            verbs="predicate.verbs",
        ).match(absent["x"])
        return inner["x"] if inner else absent["x"]
    return ""
