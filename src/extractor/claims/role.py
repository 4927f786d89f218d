"""Whether a figure is what was done, planned, approved, or an earlier year's."""

from __future__ import annotations

import re

from extractor.claims.lexicon import pattern
from extractor.claims.model import Kind, Role, SectionName

_YEAR = re.compile(r"(?<!自)(?<!从)(20\d\d)(?=年)(?!年(?:\d{1,2}月)?起)")
_APPROVED = re.compile(
    r"预算安排|安排.{0,4}预算|年初预算|预算批复|预算收入|批复|下达|下拨|核定|追加|预算数|概算|估算|计划投资|总投资|调整预算|预算调整|调整后.{0,4}预算|全年预算|申[请报](?:资金|预算|金额)|计划资金|应(?:配套|到位|执行|安排|下达|拨付)"
)
_PLANNED = re.compile(
    r"^(?:\s|全年|年内|本年|本年度)*(?:(?:计划|预计|拟)(?=[\u4e00-\u9fff])(?![的数内外总投])|应(?:当|该|不|于|在|完成|达到?|开展|建|为))"
)
_DONE = re.compile(r"(?<!应)执行|实际|发放|使用|完成|支付|已拨|累计拨|(?<!应)(?:全部|足额|均已?|已)到位")
_CARRIED_OVER = re.compile(r"结转|结余")
_EARLIER = re.compile(r"^(?:比|较|与|同)?(?:上年|去年|上一年)(?!结转|结余)")
_DEALT = re.compile(
    r"(?!的?标准)(?:已?[于在][^，。；]{2,16}?)?[^，。；\d]{0,10}(?:分解|分配|下达|下拨|批复|拨付|到位|执行|支付|发放)"
)
_ALL_DEALT = re.compile(
    r"(?:[、和及][^，。；、\d]{1,20}\d[\d.,]*\s*[万亿]?元)+(?:[均都]已?|已)(?:全部|足额|及时|按时)*"
    r"(?:到位|拨付|支付|发放|下达)"
)
_PAST = re.compile(r"实际|已|完成了|开展了|共|帮助|现有|下达|印发|收到|了$")
_SHOWN = re.compile(
    r"(?<!目标)(?:预算|项目|资金|整体)?(?:执行|支出|支付|到位|使用|拨付)率\D{0,3}\d?$|完成(?:预算|年初预算|全年预算)的"
)
"""Rates that are told only when the money was spent."""
_OUGHT = re.compile(
    r"确保(?!了).*(?:[≥不]|以上|以下|以内)|应(?:大于|小于|等于|不[低高超少]|达到|控制)|[率度]应\D{0,6}$"
)
_OTHER = re.compile(r"捐|募|采购|中标|合同|收费|罚")
"""Money that nobody granted, in whatever list it stands."""

_VALUE = re.compile(r"(?:指标|目标)值[为是:：]?\s*$")
_STANDARD = re.compile(
    r"按照?[^，。；]{0,10}\S?的?标准|^(?!.*(?:执行|实际|发放|使用|完成|支付|已拨|累计拨)).*标准(?:为|是|提高到|达到?)?\D{0,2}$"
)
_SET = re.compile(r"^(?:年初|年度|全年|上级|下达|既定)*的?(?:任务|计划|目标)(?:数|量|为|是|[:：\s])*$")
_SET_OF = re.compile(r"(?<!完成)任务(?:数|量)?(?:为|是)?$")
_THEN_DONE_SO = re.compile(r"[，,；;]\s*(?:实际|已)?(?:完成|达到)")
_REACHED = re.compile(r"(?<!未)(?:实际)?完成数|实际完成|已完成")
_RECEIVED = re.compile(r"收到[^，。；\d]{0,24}?(?:下[拨达]|拨付|拨入|划拨)")
"""What came in was granted by somebody else."""
_PROPOSED = re.compile(r"^(?!.*(?:批复|下达|已|预算安排)).*(?:建议|预计|计划|争取|拟|安排|每年|需)")
"""Among improvements, money that is asked for."""
_PURPOSE_OF = re.compile(r"预算(?=编制|评审|绩效|管理|审核|造价|公开)")
"""Work on budgets, which money may be for."""
_KIND_OF_SPENDING = re.compile("预算(?:基本|项目)支出$")
"""What is budgeted, under a title of grants."""
_GRANTS = re.compile(
    "^(?!.*(?:使用|执行|支出|到位|管理|完成)).*(?:资金|经费|预算|补助)[^，。]{0,4}(?:分配|安排|下达|批复)"
)
_BOUGHT = re.compile(
    r"购[买置]|增设|新建|利润|收益|产值|分[红得]|(?:^|[，,。；;])已?[建修](?=[\u4e00-\u9fff]{2})(?!设|档|立|议|订)"
)
"""What was paid for, earned or shared out: under a title that tells of grants, too, not what was granted."""
_BOUND = re.compile("不[少低]于|不[超高多]于?过?")
_SIGN = re.compile("[≥≤≧≦]")
"""Printed with what is asked, and with what was reached only where results are told."""
_ANSWERED = re.compile(r"[，,；;]\s*(?:实际|实绩)(?:已|完成|达到|为|值)*[:：]?\s*\d")
_ABOUT_GOALS = re.compile(r"目标(?=[^，。；值]{0,10}(?:率|比例|覆盖面)|完成数)")
"""How goals were set or met, where no goal of the figure itself is told (`绩效目标填报比例`)."""
_SOON = re.compile(r"(20\d\d)年(?:\d{1,2}月)?(?:\d{1,2}日|[底初末]|[上中下]旬)?[之以]?前(?!.*(?:[已了]|均))")
"""By when something is to be done."""
_GIVEN = re.compile(
    r"^(?!.*(?:投入|投资|筹集|争取)).*(?:经费|资金|补助|补贴|专项|项目|配套|转移支付|扶持|工程)"
    r"(?:[”》]|\s*(?:为|是|共|共计|合计|总额|总计|金额|[:：]))*\s*$"
)
"""Funds and projects, told of where nothing is said to be spent yet."""
_NAMES = re.compile("[\u4e00-\u9fff]{2}")
_UNTOLD = ("profile", "goals", "other")
"""Sections before any money is told to be spent."""
_BROUGHT = re.compile(r"(?:上年|年初|历年|往年|以前年度)度?结[转余]\D{0,4}$")
"""What earlier years left, told among what may be spent."""
_THEN_DONE = re.compile(r"[，,；;]\s*(?:实际|实绩)[^，,；;。\d]{0,12}\d")
_THEN_REACHED = re.compile(
    r"[，,；;]\s*(?:实际|实绩)已?(?:完成|实现|达到)?(?P<name>[^，,；;。\d]{2,24}?)(?:为|达到?|是)?\d"
)
_THEN_SPENT = re.compile(
    r"[，,；;]\s*(?:项目)?实际(?:到位|支出|决算|使用|执行|拨付|发放|投入|完成投资)[^，,；;。\d]{0,10}\d"
)
_ENSURED = re.compile(r"(?:确保|力争|保证(?!率|金))(?!了)[^，。；]*$")
_MISSED = re.compile(r"(?:未|没有|未能)(?:达到?|实现)|(?:未|没有|未能)完成.*的(?:任务|目标|计划)")
"""The figure of a goal that was missed (`没有达到45%的目标`); `未完成3项` counts what is open."""


_FUND = re.compile(
    r"(?:一般公共|政府性基金|国有资本经营|社会保险基金)预算|转移支付|支出项目(?=\d|$)|支[持撑援部队]|(?<=完成)预算(?!的)"
)
"""A kind of money, which may be planned or spent, and words that only begin like 支."""
_HELD_AGAINST = re.compile(
    r"(?:[比较与]|[低高]于|超[过出]?)(?:调整后|年初|年度)*的?(?:目标值?|计划数?|预算数?|控制数|控制价|任务数?)"
)
_ALLOWANCE = re.compile(
    r"(?<!均)(?<!折合)(?:[每各](?:[人户月年天日张个台套亩生名位次件所家村只头羽]|学期|学年|季度)*)(?:再)?(?:补[助贴]|奖[励补])?(?:标准)?\D{0,1}$"
)
"""So much for each: the standard of an allowance, or the price of a thing."""
_EACH_THING = re.compile(r"[每各][张个台套亩位次件所村只头羽]")
_ALLOWED = re.compile(r"补|奖|标准|资助|津贴|救助")
_GRANT = re.compile(
    r"^(?:中央|省|市|县|区|州|上级|地方|本级|项目|专项|总)?级?(?:财政)?[^，。；、]{0,20}?(?:项目资金|年度资金|专项资金|财政资金|财政补助|财政配套|财政拨款|转移支付|财政|(?<=级)资金|(?<!自筹)资金总额)(?:为|共|共计|合计|总额|总计)*$"
)
"""Money named by no more than who gives it is what was granted."""


def role_of(
    kind: Kind,
    words: str,
    name: str,
    section: SectionName,
    year: str | None,
    *,
    part_of: Role | None,
    before: Role | None = None,
) -> Role:
    """The role of a figure by the `words` around it and its `name`; `year` is the segment's, `part_of` the role of the
    amount that this one is a part of (after 其中 or in brackets), `before` that of the amount before it."""
    if kind != "change" and section != "performance" and _SIGN.search(words):
        return "target"
    if kind == "score":
        return "target" if pattern("<words>", words="role.target").search(words) else "actual"
    if kind == "amount":
        return _of_money(words, name, section, year, part_of, before)
    if kind != "change" and _prior(words, year):
        return "prior"
    words = _ABOUT_GOALS.sub("", words)
    if kind == "change":
        words = _HELD_AGAINST.sub("", words)
    if _PLANNED.match(words) or _OUGHT.search(words):
        return "target"
    if pattern("<words>", words="role.target").search(words) and not re.search(r"完成|实际|超", words):
        return "target"
    if part_of in ("target", "prior") and not _REACHED.search(words):
        return part_of
    if section == "improvements" and not _PAST.search(words) and not _CARRIED_OVER.search(words):
        return "target"
    if section == "goals" and ((kind == "ratio" and _SHOWN.search(words)) or part_of == "actual"):
        return "actual"
    moves = kind == "change" and not _BOUND.search(words)
    if section == "goals" and not words.startswith("占") and not moves and not _PAST.search(words):
        return "target"
    return "actual"


def dealt(words: str, follows: str, rest: str) -> str:
    """What became of money by what `follows` its figure (`300万元进行了分解`), or by the `rest` of its list
    (`中央30万元、省级8万元均已到位`), where the `words` before do not say it or only say which money
    (`上级安排的`90万元资金全部拨付到位)."""
    told = pattern("<words>", words="role.budget role.spent").search(words) and not words.endswith("的")
    if told:
        return ""
    found = _DEALT.match(follows) or _ALL_DEALT.match(rest)
    return found.group() if found else ""


def granted_under(heading: str, words: str) -> bool:
    """Whether money under a `heading` that tells of grants was granted, where its own `words` do not say that it was
    spent, paid for something or earned."""
    plain = _KIND_OF_SPENDING.sub("", words)
    other = _BOUGHT.search(words) or pattern("<words>", words="role.spent role.prior").search(plain)
    return bool(_GRANTS.search(heading)) and not other


def answered(words: str, rest: str) -> bool:
    """Whether the `rest` of the sentence tells what was reached of a figure, which then was the goal; where its `words`
    have a sign (`≥6处，实际布设6处`), also behind a verb."""
    again = _THEN_REACHED.match(rest)
    return bool(
        _ANSWERED.match(rest)
        or (_SIGN.search(words) and _THEN_DONE.match(rest))
        or (again and not _PAST.search(words) and words.rstrip("为达到是").endswith(again["name"]))
    )


def was_set(words: str, rest: str) -> bool:
    """Whether a figure is that of a task or a plan (`年初任务`1500户), also named with what it was set for where the
    `rest` tells what was done of it (`筛查任务1500人，完成1520人`)."""
    return bool(_SET.match(words) or (_SET_OF.search(words) and _THEN_DONE_SO.match(rest)))


def planned_before(words: str, rest: str) -> bool:
    """Whether the `rest` of the sentence tells what was spent of money whose own `words` do not say it."""
    return bool(_THEN_SPENT.match(rest)) and not pattern("<words>", words="role.spent role.prior").search(words)


def ensured(words: str, comparator: str | None) -> bool:
    """Whether `words` say that a bound is to be kept (`确保合格率达到90%以上`)."""
    return comparator in ("ge", "le") and bool(_ENSURED.search(words))


def due_later(words: str, year: str | None) -> bool:
    """Whether `words` set a term after the report's `year`, by which something is to be done."""
    term, now = _SOON.search(words), re.search(r"20\d\d", year or "")
    return bool(term and now and term[1] > now.group())


def missed(words: str) -> bool:
    """Whether a figure with these `words` around it is that of a goal that was missed."""
    return bool(_MISSED.search(words))


def _of_money(
    words: str, name: str, section: SectionName, year: str | None, part_of: Role | None, before: Role | None
) -> Role:
    words = _FUND.sub("", _PURPOSE_OF.sub("", words))
    if section in ("performance", "spending") and _RECEIVED.search(words):
        return "actual"
    if section == "improvements" and _PROPOSED.search(words):
        return "target"
    if _APPROVED.search(words) and not _DONE.search(words):
        return "budget"
    if _STANDARD.search(words) or _VALUE.search(words) or (section == "goals" and _BOUND.search(words)):
        return "target"
    if (each := _ALLOWANCE.search(words)) and (not _EACH_THING.match(each.group()) or _ALLOWED.search(name + words)):
        return "target"
    if _EARLIER.search(words):
        return "prior"
    aimed = pattern("<words>", words="role.target").search(words) or (section == "goals" and not _DONE.search(words))
    if aimed and pattern("<words>", words="role.earned").search(name):
        return "target"
    budget, spent = _last(words, "role.budget"), _last(words, "role.spent")
    if budget > spent:
        return "budget"
    granted = pattern("<words>(?!.*投入)", words="role.granted").search(words)
    if before == "budget" and _BROUGHT.search(words):
        return "budget"
    if part_of is None and spent < 0 and granted:
        return "budget"
    if part_of and (spent < 0 or (part_of != "actual" and not _DONE.search(words))):
        return part_of
    if section == "improvements" and not _DONE.search(words) and not _CARRIED_OVER.search(words):
        return "target"
    if part_of is None and spent < 0 and _GRANT.match(words.strip().rpartition("、")[2]):
        return "budget"
    if _prior(words, year):
        return "prior"
    told = section in _UNTOLD and part_of is None and before != "actual" and spent < 0
    if told and _GIVEN.search(words if _NAMES.search(words) else name):
        return "budget"
    if section == "goals" and part_of is None and before != "actual" and spent < 0 and not _PAST.search(words):
        return "budget"
    # What stands in a list of money granted, and no word says that it was spent.
    return "budget" if before == "budget" and spent < 0 and not _OTHER.search(words) else "actual"


def _last(words: str, group: str) -> int:
    return max((found.end() for found in pattern("<words>", words=group).finditer(words)), default=-1)


def _prior(words: str, year: str | None) -> bool:
    """Whether the words name an earlier year as the figure's own, not as what it is compared with."""
    if _CARRIED_OVER.search(words):
        return False
    if pattern("<words>", words="role.prior").search(words):
        return True
    own, now = _YEAR.findall(words), re.search(r"20\d\d", year or "")
    return bool(own and now and max(own) < now.group())
