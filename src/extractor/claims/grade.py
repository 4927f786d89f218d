"""Grades in words: `评价等次优秀`, `总体绩效评价评为好`, `自评等级：优`."""

from __future__ import annotations

import re

from extractor.claims.clause import strip_opening
from extractor.claims.draft import Draft
from extractor.claims.lexicon import pattern

_SCORED = re.compile(r"(?P<what>[^，。；,;：:（()）\n]{2,30}?)(?:得分|总分|综合得分|评分)[^，。；\n]{0,6}\d[^。；\n]*$")
"""The score that a grade goes with, in the same sentence."""
_GRADE = re.compile(r"^(?:等级|等次|档次|级别|评价等级|结论)[均都为]*$")


def grades(sentence: str) -> list[Draft]:
    """The claims that a sentence (folded text) makes by a grade."""
    found = pattern(
        r"(?P<what>[^，。；,;：:（()）\n]{0,30}?(?:评价|自评|评定|评级|考核|结论|结果|绩效|综合|等级|等次|档次)[^，。；,;：:（()）\n“]{0,8}?)"
        r"(?P<link><graded>|为|是|：|:|属)?\s*(?P<quoted>[“\"‘]?(?P<grade><grades>)[”\"’]?)(?:等次|等级|档次?|级别|级|等)?(?=$|[，。；,;、\s（()）])",
        graded="score.graded", grades="score.grades",
    )  # fmt: skip
    drafts = []
    for match in found.finditer(sentence):
        what, link = match["what"], match["link"] or ""
        if not link and "“" not in match["quoted"] and not what.endswith(("等级", "等次", "档次", "结论", "级别")):
            continue
        start = strip_opening(sentence, match.start("what"), match.end("what"))
        name = sentence[start : match.end("what")].strip() + (
            link.rstrip("为是") if link[:2] in ("等级", "等次", "档次", "结论", "结果") else ""
        )
        scored = _SCORED.search(sentence[:start])
        if scored and _GRADE.match(name):
            name = ("自评" if "自评" in scored["what"] and "自评" not in name else "") + name.rstrip("均都为")
        drafts.append(
            Draft(
                start=start, end=match.end("quoted"), kind="score", indicator=name.removesuffix("为") or match["what"],
                value=match.span("grade"), made_by="grade-words",
            )
        )  # fmt: skip
    return drafts
