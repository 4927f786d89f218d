"""Whose report it is, of which year, and what it is called, as its titles, forms and text say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extractor.claims.model import Claim
from extractor.document.model import Submission
from extractor.tables.lexicon import lexicon, look_up
from extractor.tables.model import Form

_YEAR = re.compile(r"(20\d\d)\s*年")
_REPORTED = re.compile(r"(20\d\d)\s*年度")
_WHOSE = ("单位名称", "实施单位", "主管部门")
"""Cells (`identity` in data/headings.toml) that name the reporting unit, the surest first."""
_LABELLED = re.compile(r"(?<![\w（）()])([\w（）()]{4,14})[：:\t ]+([^\s：:]{2,40})")
"""A label and what stands behind it. Shorter labels (`单位：万元`, `部门：`) mostly name something else."""
_TITLED = re.compile(r"\W*(?:关于|關於)?(\S{3,40}?)(?<![金费費目项項助])(?:关于|關於)?20\d\d\s*年")
"""`云岭县档案馆2022年度部门整体支出绩效自评报告`; what ends in 资金, 经费, 项目 or 补助 is no unit."""


def title(submission: Submission) -> str:
    """The title of the first document that has one, without line breaks."""
    titles = (document.title.of(submission.text) for document in submission.documents if document.title)
    return next(("".join(one.split()) for one in titles if one.strip()), "")


def unit(title: str, text: str, forms: Sequence[Form]) -> str:
    """Whose report it is, as a form, else a labelled line of the text, else the title's beginning names it."""
    for label in _WHOSE:
        for form in forms:
            if label in form.identity and form.identity[label].text.strip():
                return form.identity[label].text.strip()
    known = lexicon().identity
    said = (found[2] for found in _LABELLED.finditer(text) if look_up(known, found[1]) in _WHOSE)
    titled = _TITLED.match(title)
    return next(said, titled[1] if titled else "")


def year(title: str, text: str, claims: Sequence[Claim]) -> str:
    """The year that is reported on: of the title, else of the first `2021年度`, else the one that most claims name."""
    found = _YEAR.search(title) or _REPORTED.search(text)
    if found:
        return found[1]
    years = Counter(m[1] for claim in claims if claim.period and (m := re.search(r"(20\d\d)", claim.period)))
    return years.most_common(1)[0][0] if years else ""
