"""`extract eval`: how well the program does on labelled reports."""

from __future__ import annotations

from extractor.commands.command import Group

command = Group(
    "eval",
    {
        "corrupt": "把成立的数字关系改错一个数字，统计有多少被发现",
        "planted": "在报告中植入写好的缺陷，按规则统计有多少被发现",
    },
    default="measure",
    help="""在已标注的语料上衡量本程序：陈述、表格各行和发现的查准、查全与 F1，附区间。

    语料是一个文件夹，每份报告一个子文件夹，内有 report.txt 和标注（claims.jsonl 等），
    或摘录的 expected.jsonl。
    退出码：0 完成 · 1 未达到 --min-f1 或 --max-regression · 2 用法有误或无法读取 ·
    3 有报告没有结果，按空结果评分
    """,
)
