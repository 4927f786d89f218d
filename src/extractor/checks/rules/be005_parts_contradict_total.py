from __future__ import annotations

from extractor.checks.reading import doubtful
from extractor.checks.relational import RelationRule, slipped, stated
from extractor.relations.model import Relation
from extractor.report import Report


class PartsContradictTotal(RelationRule):
    """表内分项之和不等于合计。

    是什么：收入、支出、资金来源、三公经费、资产等表中，各分项（行或列）相加不等于合计。
    为什么：合计错误会使执行率、占比和正文的数字都不可信。
    依据：决算报表的基本勾稽关系；自评数据应当真实（财预〔2020〕10号）。
    错误示例：支出合计798，基本支出670，项目支出138。
    正确示例：支出合计798，基本支出670，项目支出128。
    何时不报：差额在四舍五入范围内；分项没有填全；“其中”只列了一部分；得分、比率、单价等不能相加的栏；同一张表多处合计都不相符（多为表格没有读对，计入未核对）。
    怎样满足：请核对各分项和合计，更正错误的数字。
    """

    code, name, title = "BE005", "parts-contradict-total", "表内分项与合计不符"
    family, severity = "arithmetic", "error"
    kinds = ("sum",)
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def concerns(self, report: Report, relation: Relation) -> bool:
        whole = stated(relation)
        # A total of zero over parts that are filled in is BE004's.
        if relation.scope not in ("row", "table") or slipped(relation) or whole is None or whole.number == 0:
            return False
        return not doubtful(report, relation)
