"""The time of a claim: the last one that the sentence names for it."""

from __future__ import annotations

import pytest

from extractor.claims.period import period_at


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("2023年，下达资金", "2023年"),
        ("2023年按照2019年《泵站建设标准》改造泵站", "2023年"),
        ("2023年根据《关于提前下达2024年补助资金的通知》下达资金", "2023年"),
        ("2023年根据云财农〔2022〕16号文件下达资金", "2023年"),
        ("2023年实施项目12个（含2021年结转3个），年初预算", "2023年"),
        ("2023年实施项目12个（含2021年结转", "2021年"),
        ("比2022年增加", None),
    ],
)
def test_a_time_in_brackets_or_of_a_document_is_not_that_of_what_follows(sentence: str, found: str | None) -> None:
    assert period_at(sentence, len(sentence), None) == found
