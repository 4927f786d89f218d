"""Names that say nothing alone: a verb without its object (`登记26万人次`), nouns that are of another (`阅读量`).
Such a name has the nearest topic put in front of it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractor.claims.ellipsis import last_words
from extractor.claims.lexicon import pattern, words
from extractor.claims.mention import Mention
from extractor.language.numbering import MARK
from extractor.language.words import cut

_VERB = 3
"""Characters of the longest verb."""
_SHARE = 2
"""A topic is at most so many times as long as the name that it stands before: the name stays the greater part of what
tells two figures apart."""
_NUMBERED = re.compile(rf"^(?:{MARK}|[一二三四五六七八九十]{{1,2}}是)\s*|[：:。.]\s*$")
_SAYS_WHEN = re.compile(
    r"(?:期间|以来|目前|[年月]?[底末初]|[时后前中下]|来看|情况|如下)$|^[\d一二三四五六七八九十]*[年月]?$"
)


def lacks(name: str, one: Mention) -> bool:
    """Whether `name` cannot stand alone as the name of the figure of `one`."""
    if name in words("generic", "owned"):
        return True
    if one.label != name or len(name) > _VERB or one.run.endswith("的") or name in words("generic", "complete"):
        return False
    if one.quantity.dimension not in ("count", "money"):
        return False
    tokens = cut(name)
    acts = len(tokens) == 1 and (tokens[0].tag == "v" or name in words("predicate", "verbs"))
    return acts and len(name) > 1 and not name.endswith(("款", "费", "金"))


def fronted(name: str, topics: Iterable[str]) -> str:
    """`name` behind the last words of the first of `topics` that names something."""
    for topic in topics:
        thing = _NUMBERED.sub("", topic).strip("“”《》（）() ")
        if len(thing) < 2 or _SAYS_WHEN.search(thing) or pattern("<words>", words="generic.titles").search(thing):
            continue
        thing = thing[: -len(name)] if thing.endswith(name) and len(thing) > len(name) + 1 else thing
        front = last_words(thing, _SHARE * len(name)).strip("“”《》")
        if len(front) > 1 and front != name:
            return front[-_SHARE * len(name) :] + name
    return name
