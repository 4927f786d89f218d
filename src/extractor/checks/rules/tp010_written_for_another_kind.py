from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractor.checks.finding import Finding
from extractor.checks.prose import plain, sentence
from extractor.checks.rule import Rule
from extractor.checks.values import bare
from extractor.checks.words import pattern
from extractor.document.model import Document, Span
from extractor.report import Report

_FEWEST = 2
"""Headings of another outline from which on the outline was taken over rather than one heading borrowed."""
_TITLE = 60
"""Characters up to the end of a title's last line."""
_KINDS = {"whole": ("部门整体支出", "项目"), "project": ("项目", "部门整体支出")}


class WrittenForAnotherKind(Rule):
    """标题与正文的自评对象不是一类。

    是什么：部门整体支出的自评报告按项目报告写（“本项目由基本支出和项目支出构成”，各章为“项目概况”“项目实施依据”“项目资金情况”）；或项目自评报告写成“对部门整体支出绩效目标完成情况进行自评”。
    为什么：自评对象不清，说明套用了另一类报告的模板，内容与标题对不上。
    依据：部门整体支出和项目支出分别自评、格式不同（《项目支出绩效评价管理办法》，财预〔2020〕10号）。
    错误示例：标题“某局2022年部门整体支出绩效自评报告”，正文“（一）项目概况（二）项目实施依据（三）项目资金使用情况”。
    正确示例：部门整体支出报告写“（一）部门概况（二）基本支出情况（三）项目支出情况”。
    何时不报：整体报告里另有“部门概况”“基本支出”等部分，项目只是其中一章；一份文件既有整体报告又有项目报告；一句话同时提到部门整体和项目；标题看不出是哪一类。
    怎样满足：请按自评对象改用相应格式，并更正正文的称谓。
    """

    code, name, title = "TP010", "written-for-another-kind", "正文与标题的自评对象不是一类"
    family, severity = "template", "warning"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        kinds = {document.id: _kind(report, document) for document in report.submission.documents}
        for document in report.submission.documents:
            kind = kinds[document.id]
            # Where reports of both kinds lie in one file, whose a chapter is may have been told wrongly.
            if not kind or len({found for found in kinds.values() if found}) > 1:
                continue
            places = [*_named(report, document, kind), *(_outline(report, document) if kind == "whole" else ())]
            title = [document.title] if document.title else []
            if not places:
                continue
            own, other = _KINDS[kind]
            said = "”“".join(dict.fromkeys(bare(report.quote(span)) for span in places))
            yield self.finding(
                [*title, *places] if kind == "project" else places,
                f"标题是{own}自评，正文却写“{said}”，疑套用{other}自评的模板，请按自评对象修改。",
                f"The title is of one kind of evaluation, the text of another: “{said}”.",
                # A project's report that says that it is on the whole unit has two subjects, whatever was copied.
                family="template" if kind == "whole" else "structure",
                labels=[kind],
            )


def _kind(report: Report, document: Document) -> str:
    """What the document evaluates by its title: `whole`, `project`, or empty where that does not tell."""
    end = document.title.end if document.title else document.span.start
    # A title of two lines may have been read as its second alone.
    title = bare(report.text[max(document.span.start, end - _TITLE) : end]) or bare(report.title)
    if pattern("structure", "whole_title").search(title):
        return "" if pattern("structure", "both_titles").search(title) else "whole"
    return "project" if pattern("structure", "project_title").search(title) else ""


def _named(report: Report, document: Document, kind: str) -> Iterator[Span]:
    """Where the text calls what it evaluates by the other name."""
    wanted = pattern("structure", f"{kind}_called_otherwise")
    for found in wanted.finditer(plain(report), document.span.start, document.span.end):
        place = Span(*found.span())
        whole = report.quote(sentence(report, place))
        if kind == "whole" or "项目" not in whole.replace("项目支出绩效", ""):
            yield place


def _outline(report: Report, document: Document) -> list[Span]:
    """The headings of a project's outline, where nothing is headed as in a report on a whole unit."""
    titles = [(heading.title, bare(report.quote(heading.title))) for heading in document.headings]
    if any(pattern("structure", "whole_heading").search(said) for _, said in titles):
        return []
    found = [span for span, said in titles if pattern("structure", "project_heading").search(said)]
    return found if len(found) >= _FEWEST else []
