from __future__ import annotations

from collections.abc import Iterable

from extractor.checks.finding import Finding
from extractor.checks.rule import Rule
from extractor.report import Report


class RuleCrashed(Rule):
    """规则运行出错。

    是什么：某条规则在检查这份报告时程序出错中断，该规则的结论不完整，其他规则照常运行。
    为什么：不说明就会被误认为该规则没有发现问题。
    依据：工具自身的约定：任何一步没有做完都要报出。
    错误示例：规则NA001运行出错（KeyError），该规则的检查未完成。
    正确示例：各条规则都运行完毕，没有本条信息。
    何时不报：规则正常运行完毕，无论有没有发现问题；报告中某个数字无法读取（由RD001指出）。
    怎样满足：请将本条信息和报告一并反馈给工具维护者；修复前请人工核对该规则涉及的内容。
    """

    code, name, title = "XX901", "rule-crashed", "规则运行出错"
    family, severity = "structure", "error"

    def check(self, report: Report) -> Iterable[Finding]:
        """Nothing to look for: the engine reports the crash of another rule with `crashed`."""
        return ()

    def crashed(self, rule: Rule, error: Exception) -> Finding:
        kind = type(error).__name__
        return self.finding(
            (),
            f"规则{rule.code}运行出错（{kind}），该规则的检查未完成，其他规则不受影响。",
            f"Rule {rule.code} crashed ({kind}); its check is incomplete, the other rules ran.",
            labels=(rule.code, kind),
        )
