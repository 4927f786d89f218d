"""Elements of Office's XML by their names alone: its two standards differ in namespaces and in nothing that is read."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

_LONGEST = 4
"""Digits of a number: the lists and tables of a report are no larger."""


def local(name: str) -> str:
    """A tag or attribute without its namespace."""
    return name.rpartition("}")[2]


def children(element: Element, name: str) -> Iterator[Element]:
    return (one for one in element if local(one.tag) == name)


def child(element: Element, name: str) -> Element | None:
    """The first child of this name."""
    return next(children(element, name), None)


def attribute(element: Element, name: str) -> str:
    """An attribute, empty where it is missing."""
    return next((said for key, said in element.attrib.items() if local(key) == name), "")


def value(element: Element | None) -> str:
    """`w:val` of an element, empty where there is none."""
    return "" if element is None else attribute(element, "val")


def whole(said: str) -> int | None:
    """A whole number of an attribute; None for what no file has that a person wrote."""
    return int(said) if said.isascii() and said.isdecimal() and len(said) <= _LONGEST else None
