"""Subject, verb and object of a clause whose verb has where, when, how or with whom before it
(`补助资金于9月通过一卡通发放到位`, `与定点医院按月结算救助资金`)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.claims.lexicon import pattern, words
from extractor.language.words import Word, cut

_COMPLEMENT = "到至成为给在入出好了过"
_COMPOUND = 2
"""Words of a noun that may begin with a verb."""
_SUBJECT = 8
"""Characters of the longest subject that is named together with its verb."""

_ASIDE = re.compile(
    r"[（(][^（()）]*[)）]|等$|(?:20\d\d年?[-—~至]?)+(?:年度?)?|[第一二三四五六七八九十\d]+[期批](?!间)|\d+周?岁"
    r"|重点|主要|日常"
)
"""What may stand in any name: which year, which part, and words that elsewhere say how."""
_SERVES = ("为", "给")
"""Before those for whom something is done."""
_OBJECT = 3
"""Characters of an object that names what was done."""
_BY = ("按", "依法", "据实")
_SAYS = re.compile("[了已均未不无没由被将把获荣为是有在]|全部")
"""Characters that stand in no plain name."""
_ARRIVES = ("到", "至", "在", "为", "成")
_NAMING = ("n", "nz", "ns", "vn", "v", "t", "an", "nr", "l", "x")
_ACTED = frozenset("了着过，")
_VERB = 2
"""Characters of a verb."""


def told(text: str) -> str:
    """The subject and the verb of `text`, or the verb's object where it has no subject; nothing for a clause without
    an adverbial before its verb."""
    tokens = cut(text)
    first = next(
        (
            at
            for at, word in enumerate(tokens)
            if word.text in words("predicate", "prepositions")
            and (at == 0 or word.text not in words("predicate", "joining"))
        ),
        None,
    )
    if first is None or _opens_with_verb(tokens[:first]):
        return ""
    if tokens[first].text in ("通过", "经过") and tokens[-1].text in words("predicate", "passed"):
        return ""
    verb = _main(tokens, first)
    if verb is None or _describes(tokens[-1].text):
        return ""
    subject = _bare(tokens[:first])
    rest = text[tokens[verb].end :]
    behind = rest.lstrip(_COMPLEMENT)
    if len(subject) > _SUBJECT:
        return subject
    if len(subject) >= 2:
        short = len(behind) == _VERB and tokens[verb].text in words("predicate", "governing")
        acted = subject + (behind if short else tokens[verb].text)
        return acted + behind if _OBJECT <= len(behind) <= len(acted) else acted
    if len(behind) >= _OBJECT:
        return behind
    served = text[tokens[first + 1].start :] if tokens[first].text in _SERVES else ""
    taken = behind == rest and behind not in words("predicate", "results")
    return served or tokens[verb].text + (behind if taken else "")


def compound(text: str) -> str:
    """The subject of a clause that begins like a verb and is a name (`宣传形式老套`, `完成时间推迟到12月`); nothing
    where the clause opens with its verb, or with no verb at all."""
    tokens = cut(text)
    if (
        not tokens
        or not _is_verb(tokens[0])
        or _is_adverb(tokens[0])
        or tokens[0].text in words("predicate", "governing")
    ):
        return ""
    at = next((at for at in range(1, len(tokens)) if _predicates(tokens, at)), 0)
    subject = text[: tokens[at].start]
    named = len(subject) > _VERB and any(word.tag[0] in "nt" or word.tag == "vn" for word in tokens[1:at])
    return subject if named and tokens[at - 1].tag in _NAMING and not (_ACTED & set(subject)) else ""


def _predicates(tokens: Sequence[Word], at: int) -> bool:
    """Whether what is said of a subject begins with a word: an adverb, a preposition, or what ends the clause."""
    word, last = tokens[at], len(tokens) - 1
    if word.text in words("predicate", "joining"):
        return tokens[last].text in words("predicate", "agrees")
    if len(word.text) >= _VERB and word.text in words("change", "degrees"):
        return True
    if word.text.startswith(_BY) or (word.tag == "v" and word.text in words("predicate", "governing")):
        return True
    if (
        word.tag in ("d", "ad", "p")
        or word.text in words("predicate", "finite")
        or (word.tag == "x" and word.text[0] in "由于因")
    ):
        return True
    if word.tag == "v" and (at == last or tokens[at + 1].text in _ARRIVES):
        return bool(pattern("^(?:<words>)$", words="change.up change.down predicate.befalls").match(word.text))
    described = pattern(r"^(?:<words>|[偏过较].)+$", words="problem.strong predicate.adjectives")
    return (at == last and word.tag in ("a", "z", "i", "l")) or bool(
        described.match("".join(one.text for one in tokens[at:]))
    )


def names(text: str) -> bool:
    """Whether `text` only names something: a thing, or what is done as a noun (`春蕾女童助学`, `部门预算管理`)."""
    text = _ASIDE.sub("", text).strip("、")
    tokens = [word for word in cut(text) if word.tag != "x" or len(word.text) > 1]
    if not tokens or _SAYS.search(text) or pattern("^<words>", words="predicate.governing").match(text):
        return False
    if text in words("predicate", "verbs"):
        return False
    how = pattern("(?!满意度)<words>", words="predicate.adverbs predicate.adjectives predicate.manner")
    if how.search(text) or any(word.tag in ("d", "ad", "p", "r", "m", "a") for word in tokens):
        return False
    last, before = tokens[-1], tokens[:-1]
    if text.endswith(words("predicate", "heads")) and not _is_verb(tokens[0]):
        return True
    if not before:
        return False
    if last.text in words("predicate", "deeds"):
        acts = tokens[0].tag == "v" and any(word.tag[0] == "n" for word in before)
        return not acts and not any(word.text in words("predicate", "governing") for word in before)
    return last.tag[0] == "n" and all(word.tag not in ("v", "l", "i") for word in before)


def opens_with_verb(text: str) -> bool:
    """Whether a clause opens with its verb, or with adverbs and the verb."""
    opened = pattern(r"^(?:<adverbs>[地的]?)*<verbs>", adverbs="predicate.adverbs", verbs="predicate.verbs").match(text)
    return opened is not None and not compound(text)


def says_how(text: str) -> bool:
    """Whether `text` is a subject with what it is like or how it fared (`监管有力`, `保健扎实推进`), no name of a
    thing."""
    return bool(
        pattern(
            r"^.{2,}(?:<adjectives>|有力|足额|(?:<adverbs>|<degrees>)+<verbs>)$",
            adjectives="predicate.adjectives", adverbs="predicate.adverbs", degrees="change.degrees",
            verbs="predicate.verbs",
        ).match(text)
    )  # fmt: skip


def is_noun(text: str) -> bool:
    """Whether `text` names a thing: nouns and what is done as nouns (`志愿服务和社会参与`), no adverb or adjective."""
    tokens = cut(text)
    return (
        bool(tokens)
        and all(
            word.tag[0] in "njcbsrlx" or word.tag in ("vn", "uj") or (word.tag == "v" and at > 0)
            for at, word in enumerate(tokens)
        )
        and not says_how(text)
        and tokens[-1].text not in words("predicate", "adjectives")
    )


def has_verb(text: str) -> bool:
    """Whether a verb stands in `text`, by the dictionary."""
    return any(word.tag in ("v", "vn", "vd", "l", "i") and len(word.text) > 1 for word in cut(text))


def _main(tokens: Sequence[Word], first: int) -> int | None:
    """The last verb behind the adverbials that begin at `first`, a result of it (`到位`) left aside."""
    end = len(tokens)
    while end > first + 3 and tokens[end - 1].text in words("predicate", "results"):
        end -= 1
    cited, rules = _cited(tokens), words("predicate", "rules")
    found = [
        at
        for at in range(first + 2, end)
        if _is_verb(tokens[at]) and at not in cited and (at == end - 1 or tokens[at].text not in rules)
    ]
    if not found:
        return None
    if found[-1] == end - 1 and tokens[found[-1]].tag == "v":
        # The clause ends with it.
        return found[-1]
    # `落实“双岗”联系人制度`: a verb inside the object is no main verb.
    return next((at for at in found if tokens[at].tag == "v" and not _leads_on(tokens, at + 1)), found[-1])


def _cited(tokens: Sequence[Word]) -> range:
    """The words of the documents whose names stand in a clause."""
    opened = next((at for at, word in enumerate(tokens) if "《" in word.text), len(tokens))
    return range(opened, max((at + 1 for at, word in enumerate(tokens) if "》" in word.text), default=opened))


def _describes(last: str) -> bool:
    """Whether a clause ends with what its subject is like, not with a result of its verb (`发放到位`)."""
    acts = last in words("predicate", "results") or last in words("predicate", "verbs")
    return last in words("predicate", "adjectives") and not acts


def _opens_with_verb(tokens: Sequence[Word]) -> bool:
    if len(tokens) == _COMPOUND and tokens[-1].tag[0] == "n":
        # `补助资金于…`: a noun that begins like a verb.
        return False
    acting = next((word for word in tokens if word.tag not in ("d", "ad", "zg") and not _is_adverb(word)), None)
    return acting is not None and _is_verb(acting)


def _is_adverb(word: Word) -> bool:
    return word.text in words("predicate", "adverbs")


def _is_verb(word: Word) -> bool:
    return word.tag in ("v", "vn") or word.text in words("predicate", "verbs")


def _leads_on(tokens: Sequence[Word], at: int) -> bool:
    """Whether the verb before `at` still belongs to an adverbial: a preposition stands behind it."""
    return any(word.text in words("predicate", "prepositions") for word in tokens[at:])


def _bare(tokens: Sequence[Word]) -> str:
    """The subject without the adverbs behind it (均, 已, 全部)."""
    kept = list(tokens)
    while kept and (_is_adverb(kept[0]) or kept[0].tag in ("d", "ad")):
        kept.pop(0)
    while kept and (
        kept[-1].tag in ("d", "ad", "zg")
        or kept[-1].text in ("均", "都", "已", "全部", "将", "拟", "应", "须", "可", "要")
    ):
        kept.pop()
    return "".join(word.text for word in kept)
