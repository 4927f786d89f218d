from __future__ import annotations

from collections.abc import Iterable

from extractor.checks.finding import Finding
from extractor.checks.numbering import out_of_form
from extractor.checks.rule import Rule
from extractor.report import Report


class NumberingBroken(Rule):
    """标题编号混乱。

    是什么：同一层级的标题一会儿用“一、”一会儿用“1、”。
    为什么：层级和序号混乱，读者无法判断缺漏，也不便引用。
    依据：无专门规定，公文层次序数通行为“一、（一）1.（1）”。
    错误示例：三、……　4、……　5、……　六、……；（一）……（二）……（3）……
    正确示例：三、……　四、……　五、……　六、……
    何时不报：各层级用法一致；“一是、二是”“①②”等句内序号；不同文件各自从“一、”起；正文条款的编号；序号跳号、重号（由ST009报告）。
    怎样满足：请统一各级标题的编号形式并连续编号；自动编号请核对转换后的显示。
    """

    code, name, title = "ST008", "numbering-broken", "标题编号混乱"
    family, severity = "structure", "warning"

    def check(self, report: Report) -> Iterable[Finding]:
        for document in report.submission.documents:
            strange = list(out_of_form(report, document))
            odd = [heading for heading in document.headings if heading in strange]
            if not odd:
                continue
            said = "”“".join(report.quote(heading.span) for heading in odd)
            yield self.finding(
                [heading.span for heading in odd],
                f"标题编号混乱：“{said}”与同级标题的编号形式不一致，请统一层级和编号。",
                f"Numbering is mixed: “{said}”.",
                severity="warning" if len(odd) > 1 else "info",
                labels=["编号"],
            )
