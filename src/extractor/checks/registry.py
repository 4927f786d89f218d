"""The rules that there are: found in `checks/rules/`, one a module, and picked by code, name or prefix."""

from __future__ import annotations

import difflib
import importlib
import inspect
import pkgutil
from collections.abc import Iterable
from functools import cache

from extractor.checks import rules as package
from extractor.checks.rule import Rule


class UnknownRule(ValueError):
    """A code, name or prefix that no rule has; `nearest` is the closest one that exists, or empty."""

    def __init__(self, wanted: str, nearest: str) -> None:
        self.wanted, self.nearest = wanted, nearest
        hint = f"，是否指 {nearest}？" if nearest else "。"
        super().__init__(f"没有规则“{wanted}”{hint}")


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, preview ones too, sorted by code."""
    found = []
    for module in pkgutil.iter_modules(package.__path__):
        loaded = importlib.import_module(f"{package.__name__}.{module.name}")
        found += [
            member()
            for _, member in inspect.getmembers(loaded, inspect.isclass)
            if issubclass(member, Rule) and member.__module__ == loaded.__name__
        ]
    return tuple(sorted(found, key=lambda rule: rule.code))


def get(code: str) -> Rule:
    """The rule of this code or name, in any case. Raises `UnknownRule`."""
    return next(iter(_matching(code, exact=True)))


def select(chosen: Iterable[str] = (), ignored: Iterable[str] = (), *, preview: bool = False) -> tuple[Rule, ...]:
    """The rules to run. `chosen` and `ignored` are codes, names or prefixes of codes (`BE`, `BE0`, `BE001`); without
    `chosen`, all. A preview rule runs where `preview` is set or it is chosen by its full code. Raises `UnknownRule`."""
    chosen, ignored = tuple(chosen), tuple(ignored)
    picked = {rule for word in chosen for rule in _matching(word)} if chosen else set(all_rules())
    dropped = {rule for word in ignored for rule in _matching(word)}
    named = {word.upper() for word in chosen}
    return tuple(
        rule
        for rule in all_rules()
        if rule in picked and rule not in dropped and (rule.status == "stable" or preview or rule.code in named)
    )


def _matching(word: str, *, exact: bool = False) -> list[Rule]:
    rules = all_rules()
    same = [r for r in rules if word.upper() == r.code or word.lower() == r.name]
    found = same or ([] if exact or not word else [r for r in rules if r.code.startswith(word.upper())])
    if not found:
        known = [r.code for r in rules] + [r.name for r in rules]
        nearest = difflib.get_close_matches(word.upper(), known, n=1) or difflib.get_close_matches(word, known, n=1)
        raise UnknownRule(word, nearest[0] if nearest else "")
    return found
