"""The network of a tagger, and its files. Imports torch and transformers: only what needs them imports it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from transformers import AutoConfig, AutoModel

from extractor.userfile import BadFile

FORMAT = 1
OUTSIDE, BEGIN, WITHIN = 0, 1, 2
PAD, UNKNOWN, OPEN, CLOSE = 0, 1, 2, 3
"""The special rows of the vocabulary; characters follow."""
_META, _WEIGHTS = "tagger.json", "tagger.safetensors"


class Network(torch.nn.Module):  # type: ignore[misc]  # torch is not read by mypy
    """An encoder with three heads a character: whether a claim begins or goes on there, its reading, and the same of a
    name."""

    def __init__(self, encoder: Any, readings: int) -> None:
        super().__init__()
        self.encoder = encoder
        width = encoder.config.hidden_size
        self.claims = torch.nn.Linear(width, 3)
        self.readings = torch.nn.Linear(width, readings)
        self.names = torch.nn.Linear(width, 3)

    def forward(self, ids: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Logits of the three heads: (sentences, characters, classes)."""
        hidden = self.encoder(input_ids=ids, attention_mask=(ids != PAD).long()).last_hidden_state
        return self.claims(hidden), self.readings(hidden), self.names(hidden)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Characters and readings by number, and how many characters of heading and sentence are seen at once."""

    characters: dict[str, int]
    readings: tuple[str, ...]
    heading: int
    sentence: int

    def ids(self, heading: str, sentence: str) -> list[int]:
        """`heading` (its end, where it is long) and `sentence`, which is no longer than `self.sentence`."""
        above = [self.characters.get(char, UNKNOWN) for char in heading[-self.heading :]]
        return [OPEN, *above, CLOSE, *(self.characters.get(char, UNKNOWN) for char in sentence), CLOSE]


def save(folder: Path, network: Network, vocabulary: Vocabulary, card: dict[str, Any]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    network.encoder.config.save_pretrained(folder)
    save_file({name: value.contiguous() for name, value in network.state_dict().items()}, folder / _WEIGHTS)
    held = {
        "format": FORMAT,
        "characters": vocabulary.characters,
        "readings": vocabulary.readings,
        "heading": vocabulary.heading,
        "sentence": vocabulary.sentence,
        **card,
    }
    (folder / _META).write_text(json.dumps(held, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def load(folder: Path) -> tuple[Network, Vocabulary]:
    """Raises `BadFile` where `folder` holds something else."""
    try:
        held = json.loads((folder / _META).read_text(encoding="utf-8"))
        if held["format"] != FORMAT:
            raise ValueError(f"format {held['format']}")
        vocabulary = Vocabulary(
            held["characters"], tuple(held["readings"]), int(held["heading"]), int(held["sentence"])
        )
        encoder = AutoModel.from_config(AutoConfig.from_pretrained(folder))
        network = Network(encoder, len(vocabulary.readings))
        network.load_state_dict(load_file(folder / _WEIGHTS))
    except (OSError, ValueError, KeyError, TypeError, RuntimeError) as error:
        raise BadFile(f"{folder}：不是 extract train --kind tagger 写出的文件夹（{error}）。") from None
    return network.eval(), vocabulary


def padded(rows: Sequence[Sequence[int]], fill: int) -> torch.Tensor:
    """Rows as one tensor, the shorter ones filled up at their ends."""
    longest = max(map(len, rows))
    return torch.tensor([[*row, *[fill] * (longest - len(row))] for row in rows])
