"""`extract corpus`: labelled corpora themselves."""

from __future__ import annotations

from extractor.commands.command import Group

command = Group(
    "corpus",
    {
        "check": "核对标注：位置、各栏取值，重新计算每个数字关系",
        "stats": "统计标注，并找出最相似的两份报告",
        "agree": "两人各自标注的报告，标注有多一致",
        "convert": "与 spaCy DocBin、标注工具的 JSONL 互相转换",
    },
    help="检查、统计和转换已标注的语料。",
)
