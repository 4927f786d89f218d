from __future__ import annotations

from extractor.checks.finding import Family
from extractor.checks.relational import Origin, RelationRule, slipped
from extractor.checks.rules.sc005_weights_contradict_total import is_stated_weight
from extractor.relations.model import Relation
from extractor.report import Report


class FactRestatedDifferently(RelationRule):
    """同一事实在几处写的数字不同。

    是什么：同一单位、同一年度的同一项数据（支出、人数、得分等），正文与正文、正文与表格、表格与表格之间数字不同。
    为什么：同一事实只能有一个数；不一致说明至少一处有误。
    依据：自评数据应当真实、准确（《项目支出绩效评价管理办法》，财预〔2020〕10号）。
    错误示例：前文公用经费29.86万元，后文29.85万元；正文总支出843万元，表内1049万元。
    正确示例：各处均为29.86万元，或29.86万元与29.9万元（四舍五入）。
    何时不报：精度不同而四舍五入后相等；年度、单位、项目或口径不同；约数。
    怎样满足：请核实并统一各处数字，口径不同的请注明。
    """

    code, name, title = "NA005", "fact-restated-differently", "同一事实前后数字不同"
    family, severity = "text_text", "error"
    kinds = ("equal",)
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def concerns(self, report: Report, relation: Relation) -> bool:
        return not slipped(relation) and not is_stated_weight(relation)

    def family_of(self, report: Report, relation: Relation) -> Family:
        return "scoring" if relation.members[0].figure.base == "分" else Origin(report).family(relation)

    def message(self, report: Report, relation: Relation) -> tuple[str, str]:
        values = "、".join(dict.fromkeys(f"{m.figure.quote}{m.figure.unit}" for m in relation.members))
        return (
            f"“{relation.label}”各处数字不一致：{values}，请核实并统一。",
            f"“{relation.label}” is stated differently: {values}.",
        )
