"""A corpus as spaCy's DocBin: one Doc a report, claims as the span group `claims`, form rows as `rows`.

The only module that imports spaCy. Fields that a span cannot hold stand in `doc.user_data["claims"]` (or `["rows"]`)
under the span's id: spans of one place would share their own user data.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import Doc, DocBin, Span

from extractor.evaluation.corpus import BadCorpus, Record
from extractor.evaluation.exchange import CLAIMS, ROWS

_GROUPS = {"claims": CLAIMS, "rows": ROWS}
_NAME = "name"


def as_docbin(reports: Iterable[Record]) -> bytes:
    """The objects of `exchange` as the content of a `.spacy` file. Raises `BadCorpus`."""
    vocab = spacy.blank("zh").vocab
    held = DocBin(store_user_data=True)
    for report in reports:
        try:
            held.add(_doc(report, vocab))
        except OverflowError:
            raise BadCorpus(f"{report[_NAME]}：标注中有 DocBin 存不下的整数（超过64位）。") from None
    content: bytes = held.to_bytes()
    return content


def _doc(report: Record, vocab: Any) -> Doc:
    # Every character a token, blanks too: the tokeniser hangs a blank on the token before it, and a label that
    # ends there would have no boundary.
    text: str = report["text"]
    doc = Doc(vocab, words=list(text), spaces=[False] * len(text))
    doc.user_data[_NAME] = report[_NAME]
    for group, key in _GROUPS.items():
        if key in report:
            spans = list(enumerate(report[key]))
            doc.spans[group] = [Span(doc, s["start"], s["end"], label=s["label"], span_id=str(n)) for n, s in spans]
            doc.user_data[group] = {str(number): span["meta"] for number, span in spans}
    return doc


def read_docbin(file: Path) -> tuple[Record, ...]:
    """The reports of `file` as objects of `exchange`. Raises `BadCorpus`."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise BadCorpus(f"{file}：不能读取（{error.strerror or error}）。") from None
    try:
        docs = list(DocBin().from_bytes(content).get_docs(spacy.blank("zh").vocab))
    except Exception as error:  # whatever zlib, msgpack and numpy say of bytes that are none; spaCy names no class
        raise BadCorpus(f"{file}：不是 spaCy 的 DocBin，或已损坏（{type(error).__name__}）。") from None
    return tuple(_report(doc, f"{file} 第{number}份") for number, doc in enumerate(docs, 1))


def _report(doc: Doc, where: str) -> Record:
    made: dict[str, Any] = {_NAME: doc.user_data.get(_NAME), "text": doc.text}
    for group, key in _GROUPS.items():
        fields = doc.user_data.get(group, {})
        if not isinstance(fields, Mapping):
            raise BadCorpus(f"{where}：user_data 的 {group} 应为对象。")
        if group in doc.spans:
            made[key] = [
                {"start": s.start_char, "end": s.end_char, "label": s.label_, "meta": fields.get(s.id_, {})}
                for s in doc.spans[group]
            ]
        elif group in doc.user_data:  # an empty group may not be stored
            made[key] = []
    return made
