"""The time of a claim: the last one that the sentence names for it."""

from __future__ import annotations

import pytest

from extractor.claims.period import carried_on, period_at


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
        ("2023年年初预算120万元，", "2023年"),
        ("将上年度执行进度作为分配因素，安排", None),
        ("上年结转结余26万元，支出", None),
        ("全年举办培训班12期，", "全年"),
        ("2023年下达资金45万元，全年支出", "2023年"),
        ("学校始建于1963年，2023年", "2023年"),
        ("2023年全市起火3次，为自1974年有记录以来最少，受害率", "2023年"),
        ("按照“十三五”规划修建泵站", None),
        ("20xx年中、省下达资金", "20xx年"),
        ("2023年编制45名，年末在职", "年末"),
        ("2023年编制45名，年末在职41人，其中女", "年末"),
        ("2023年编制45名，年末在职41人；控制率", "2023年"),
        ("2023年上年结余3万元，去年为26万元，减少", "2023年"),
    ],
)
def test_a_time_in_brackets_or_of_a_document_is_not_that_of_what_follows(sentence: str, found: str | None) -> None:
    assert period_at(sentence, len(sentence), None) == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("2023年下达资金45万元", "2023年"),
        ("12月30日全部拨付", "2022年"),
        ("全年举办培训班12期", "2022年"),
        ("1958年建院", "2022年"),
    ],
)
def test_a_single_day_ends_with_its_sentence(sentence: str, found: str) -> None:
    assert carried_on(sentence, "2022年", "2023年度") == found
