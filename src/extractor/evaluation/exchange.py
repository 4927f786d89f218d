"""A labelled corpus as labelling tools take it: one object a report, its labels as spans of the text.

`{"name", "text", "spans": [{"start", "end", "label", "meta"}]}`: a span is a claim, its label the kind, and `meta` the
claim's other fields. Form rows, where they are wanted, stand in the same way under `rows`. What a tool changes of a
span's place or label holds; what it leaves alone comes back as it was, byte for byte.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from extractor.evaluation.corpus import BadCorpus, Labelled, Record

CLAIMS = "spans"
ROWS = "rows"
_FILES = {CLAIMS: "claims", ROWS: "rows"}
_LABEL = {CLAIMS: "kind", ROWS: "row_kind"}
_ORDER = {
    CLAIMS: ("quote", "start", "end", "kind"),
    ROWS: ("table", "row_kind", "cells", "quote", "start", "end"),
}
"""The fields that the files of a corpus begin with; the others keep the order in which they were read."""


def exchanged(report: Labelled, *, rows: bool = False) -> Record:
    """`report` as one object. Raises `BadCorpus` where a label is not at its place, has no kind, or
    cannot be written."""
    made: dict[str, Any] = {"name": report.name, "text": report.text}
    for key in (CLAIMS, ROWS) if rows and "rows" in report.labels else (CLAIMS,):
        name = _FILES[key]
        where = f"{report.folder / name}.jsonl"
        made[key] = [
            _span(record, report.text, key, f"{where} 第{number}条")
            for number, record in enumerate(report.labels.get(name, ()), 1)
        ]
    encoded((made,), str(report.folder))
    return made


def _span(record: Record, text: str, key: str, where: str) -> Record:
    start, end, label = _placed(record, text, _LABEL[key], where)
    if record.get("quote") != text[start:end]:
        raise BadCorpus(f"{where}：引文与正文 {start}–{end} 处不符。")
    meta = {name: value for name, value in record.items() if name not in ("quote", "start", "end", _LABEL[key])}
    return {"start": start, "end": end, "label": label, "meta": meta}


def _placed(record: Record, text: str, label: str, where: str) -> tuple[int, int, str]:
    start, end, said = record.get("start"), record.get("end"), record.get(label)
    # A bool is an int to Python, not to the corpus.
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
        raise BadCorpus(f"{where}：位置 {start}–{end} 不在正文中（正文共 {len(text)} 字）。")
    if not isinstance(said, str) or not said:
        raise BadCorpus(f"{where}：缺少 {label}。")
    return start, end, said


def encoded(records: Iterable[Record], where: str) -> bytes:
    """JSON lines in UTF-8. Raises `BadCorpus` on half a surrogate pair, which no file can hold."""
    try:
        return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()
    except UnicodeEncodeError:
        raise BadCorpus(f"{where}：文字中有不成对的代理字符，不能写成 UTF-8。") from None


def corpus_files(reports: Sequence[Record], source: str) -> Mapping[str, bytes]:
    """Path within a corpus → content, for all `reports` of the file `source`. Raises `BadCorpus`."""
    if not reports:
        raise BadCorpus(f"{source}：没有报告。")
    files: dict[str, bytes] = {}
    for number, report in enumerate(reports, 1):
        where = f"{source} 第{number}份"
        name, text = report.get("name"), report.get("text")
        # The name becomes a folder: nothing that leads elsewhere.
        if not isinstance(name, str) or name in ("", ".", "..") or set(name) & set("/\\\0"):
            raise BadCorpus(f"{where}：报告名（name）{name!r} 缺少，或不能用作文件夹名。")
        if not isinstance(text, str):
            raise BadCorpus(f"{where}（{name}）：缺少正文（text）。")
        if f"{name}/report.txt" in files:
            raise BadCorpus(f"{where}：报告名 {name} 前面已经用过。")
        try:
            files[f"{name}/report.txt"] = text.encode()
        except UnicodeEncodeError:
            raise BadCorpus(f"{where}（{name}）：正文中有不成对的代理字符，不能写成 UTF-8。") from None
        for key in (CLAIMS, ROWS) if ROWS in report else (CLAIMS,):
            records = _records(report, key, text, f"{where}（{name}）")
            files[f"{name}/{_FILES[key]}.jsonl"] = encoded(records, f"{where}（{name}）的 {key}")
    return files


def _records(report: Record, key: str, text: str, where: str) -> list[Record]:
    spans = report.get(key)
    if not isinstance(spans, list):
        raise BadCorpus(f"{where}：缺少 {key}，应为列表。")
    return [_record(span, text, key, f"{where} {key} 第{number}条") for number, span in enumerate(spans, 1)]


def _record(span: Any, text: str, key: str, where: str) -> Record:
    # A span that somebody added in a tool has no meta; `corpus check` names the fields that it still lacks.
    meta = span.get("meta", {}) if isinstance(span, dict) else None
    if not isinstance(meta, dict):
        raise BadCorpus(f"{where}：应为带 start、end、label 的对象，meta（可省略）也应为对象。")
    start, end, label = _placed(span, text, "label", where)
    fields = {**meta, "quote": text[start:end], "start": start, "end": end, _LABEL[key]: label}
    return {name: fields[name] for name in _ORDER[key] if name in fields} | fields
