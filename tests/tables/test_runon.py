"""Cells that run together are split as they were, or counted as not split: never otherwise."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.tables.columns import Column
from extractor.tables.splits import indicator_splits

WEIGHT_FIRST = ("三级指标", "分值", "年度指标值", "实际完成值", "得分")
WEIGHT_LAST = ("三级指标", "年度指标值", "实际完成值", "分值", "得分")
WITHOUT_WEIGHT = ("三级指标", "年度指标值", "实际完成值", "得分")
TYPES = {"三级指标": "name", "分值": "points", "得分": "points", "年度指标值": "target", "实际完成值": "actual"}
NAMES = (
    "渡口改造数量", "7岁以下儿童健康管理率", "0-6岁儿童建档率", "2型糖尿病患者管理人数", "PM2.5浓度下降", "“两癌”筛查",
    "65岁以上老年人体检率", "★台账完整", "12月底前完工率", "人均受益面积", "次均费用",
)  # fmt: skip
UNITS = ("%", "人", "公里", "处", "元")
rows = st.lists(
    st.builds(
        lambda name, target, actual, unit, weight, lost: (name, target, actual, unit, weight, lost),
        st.sampled_from(NAMES), st.integers(60, 120), st.integers(60, 120), st.sampled_from(UNITS),
        st.integers(1, 30), st.sampled_from((0, 0, 0, 1)),
    ),
    min_size=1, max_size=4,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.sampled_from((WEIGHT_FIRST, WEIGHT_LAST, WITHOUT_WEIGHT)), rows, st.sampled_from(("≥", "≤", "")))
def test_a_split_that_is_the_only_one_is_right(
    order: tuple[str, ...], items: list[tuple[str, int, int, str, int, int]], sign: str
) -> None:
    cells = [
        {
            "三级指标": name, "年度指标值": f"{sign}{target}{unit}", "实际完成值": f"{actual}{unit}",
            "分值": str(weight), "得分": str(weight - lost),
        }[heading]
        for name, target, actual, unit, weight, lost in items
        for heading in order
    ]  # fmt: skip
    gap = "".join(cells)
    found = indicator_splits(gap, [Column(heading, TYPES[heading]) for heading in order])
    assert len(found) != 1 or [gap[a:b] for a, b in found[0]] == cells
    assert found
