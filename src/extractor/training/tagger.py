"""Training a token tagger: a pre-trained encoder, its vocabulary pruned to single characters, with heads of its own."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import torch
from torch.nn.functional import cross_entropy
from transformers import AutoModel, AutoTokenizer

from extractor.claims.learned.marked import Mark
from extractor.claims.learned.network import (
    BEGIN,
    OUTSIDE,
    PAD,
    WITHIN,
    Network,
    Vocabulary,
    padded,
    save,
)
from extractor.claims.learned.tagger import above
from extractor.training.taught import Taught
from extractor.userfile import BadFile

ROUNDS = 3
_LAYERS = 3
"""Of a deeper encoder the upper ones are left out: a run then takes minutes on two cores."""
_CHARACTERS = 1536
"""Of a batch, filling included."""
_RATE, _HEAD_RATE = 1e-4, 1e-3
_WARM = 0.1
"""Of all steps, over which the rate rises before it falls in a straight line."""
_HEADING, _SENTENCE = 24, 384
_IGNORED = -100
_BLANK = "▁"
"""How SentencePiece prints a blank."""

Example = tuple[list[int], list[int], list[int], list[int]]
"""Ids, and for each the class of claim, reading and name; `_IGNORED` where none is asked for."""


def train(sentences: Sequence[Taught], seed: int, encoder: Path, folder: Path, told: Callable[[str], None]) -> None:
    """Write the tagger to `folder`. Raises `BadFile` where `encoder` is none."""
    torch.manual_seed(seed)
    readings = tuple(sorted({mark.label for one in sentences for mark in one.marks.claims}))
    model, characters = _pruned(encoder)
    vocabulary = Vocabulary(characters, readings, _HEADING, _SENTENCE)
    network = Network(model, len(readings))
    _fit(network, [_example(one, vocabulary) for one in sentences], random.Random(seed), told)
    reports = sorted({one.report for one in sentences})
    save(folder, network, vocabulary, {"reports": reports, "sentences": len(sentences), "seed": seed})


def _pruned(folder: Path) -> tuple[Any, dict[str, int]]:
    """The encoder with the rows of the single characters of its vocabulary alone, and which row each has."""
    try:
        model, known = AutoModel.from_pretrained(folder), AutoTokenizer.from_pretrained(folder)
    except (OSError, ValueError) as error:
        raise BadFile(f"{folder}：不是 transformers 编码器的文件夹（{error}）。") from None
    if hasattr(model, "encoder") and len(model.encoder.layer) > _LAYERS:
        model.encoder.layer = model.encoder.layer[:_LAYERS]
        model.config.num_hidden_layers = _LAYERS
    held = {" " if piece == _BLANK else piece: at for piece, at in known.get_vocab().items() if len(piece) == 1}
    special = [known.pad_token_id, known.unk_token_id, known.cls_token_id, known.sep_token_id]
    rows = [*special, *held.values()]
    weights = model.get_input_embeddings().weight.data[rows].clone()
    model.set_input_embeddings(torch.nn.Embedding.from_pretrained(weights, freeze=False, padding_idx=PAD))
    model.config.vocab_size, model.config.pad_token_id = len(rows), PAD
    return model, {char: len(special) + at for at, char in enumerate(held)}


def _example(one: Taught, vocabulary: Vocabulary) -> Example:
    text = one.text[: vocabulary.sentence]
    ids = vocabulary.ids(above(one.segment), text)
    before = len(ids) - len(text) - 1
    claims = [_IGNORED] * before + _classes(len(text), one.marks.claims) + [_IGNORED]
    names = [_IGNORED] * before + _classes(len(text), one.marks.names) + [_IGNORED]
    readings = [_IGNORED] * len(ids)
    for mark in one.marks.claims:
        for at in range(mark.start, min(mark.end, len(text))):
            readings[before + at] = vocabulary.readings.index(mark.label)
    return ids, claims, readings, names


def _classes(length: int, marks: Sequence[Mark]) -> list[int]:
    made = [OUTSIDE] * length
    for mark in marks:
        for at in range(mark.start, min(mark.end, length)):
            made[at] = BEGIN if at == mark.start else WITHIN
    return made


def _fit(network: Network, examples: Sequence[Example], dice: random.Random, told: Callable[[str], None]) -> None:
    inner = {id(one) for one in network.encoder.parameters()}
    heads = [one for one in network.parameters() if id(one) not in inner]
    groups = [{"params": list(network.encoder.parameters()), "lr": _RATE}, {"params": heads, "lr": _HEAD_RATE}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = ROUNDS * len(_batches(examples, random.Random(0)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (_WARM * steps + 1), max(0.0, (steps - step) / steps))
    )
    network.train()
    for round_ in range(ROUNDS):
        lost = 0.0
        batches = _batches(examples, dice)
        for batch in batches:
            ids, *wanted = (padded([one[part] for one in batch], PAD if part == 0 else _IGNORED) for part in range(4))
            loss = (
                sum(
                    cross_entropy(given.flatten(0, 1), asked.flatten(), ignore_index=_IGNORED, reduction="sum")
                    for given, asked in zip(network(ids), wanted, strict=True)
                )
                / ids.numel()
            )
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            schedule.step()
            lost += float(loss.detach())
        told(f"{round_ + 1}/{ROUNDS} {lost / len(batches):.3f}")
    network.eval()


def _batches(examples: Sequence[Example], dice: random.Random) -> list[list[Example]]:
    """Sentences of like length together, in random order."""
    order = sorted(examples, key=lambda one: (len(one[0]), dice.random()))
    made: list[list[Example]] = [[]]
    for one in order:
        if made[-1] and len(one[0]) * (len(made[-1]) + 1) > _CHARACTERS:
            made.append([])
        made[-1].append(one)
    dice.shuffle(made)
    return made
