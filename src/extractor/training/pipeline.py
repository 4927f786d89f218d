"""Training a spaCy pipeline: a recogniser over characters, of claims by their reading."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import spacy
from spacy.training import Example
from spacy.util import fix_random_seed, minibatch
from thinc.api import Adam

from extractor.claims.learned.pipeline import RIGHT, doc
from extractor.training.taught import Taught

ROUNDS = 12
"""Over all sentences."""
_BATCH = 32
_DROP = 0.1
_RATE = 0.001
_HELD = 6
"""Every how many-th report is held out to count how often each label is right; it is not trained on."""
_MODEL = {
    "@architectures": "spacy.TransitionBasedParser.v2",
    "state_type": "ner",
    "extra_state_tokens": False,
    "hidden_width": 96,
    "maxout_pieces": 2,
    "use_upper": True,
    "tok2vec": {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": 96,
            "attrs": ["ORTH", "LEMMA", "TAG", "POS"],
            "rows": [4000, 8000, 200, 100],
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": 96,
            "depth": 4,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    },
}


def train(sentences: Sequence[Taught], seed: int, folder: Path, told: Callable[[str], None]) -> None:
    """Write the pipeline to `folder`. The same sentences, seed and versions give the same marks."""
    reports = sorted({one.report for one in sentences})
    random.Random(seed).shuffle(reports)
    held = set(reports[::_HELD]) if len(reports) >= _HELD else set()
    nlp, means = _fitted([one for one in sentences if one.report not in held], seed, told)
    with nlp.use_params(means):
        nlp.meta[RIGHT] = _right(nlp, [one for one in sentences if one.report in held])
        folder.mkdir(parents=True, exist_ok=True)
        nlp.to_disk(folder)


def _fitted(sentences: Sequence[Taught], seed: int, told: Callable[[str], None]) -> tuple[Any, Any]:
    """A recogniser, and the mean of its weights over all steps: of single steps the marks swing widely."""
    fix_random_seed(seed)
    nlp = spacy.blank("zh")
    ner = nlp.add_pipe("ner", config={"model": _MODEL})
    for label in sorted({mark.label for one in sentences for mark in one.marks.claims}):
        ner.add_label(label)
    examples = [_example(nlp, one) for one in sentences]
    optimizer = Adam(_RATE, L2=0.01, grad_clip=1.0, use_averages=True)
    nlp.initialize(lambda: examples[:100], sgd=optimizer)
    dice = random.Random(seed)
    for round_ in range(ROUNDS):
        dice.shuffle(examples)
        lost: dict[str, float] = {}
        for batch in minibatch(examples, _BATCH):
            nlp.update(batch, sgd=optimizer, drop=_DROP, losses=lost)
        told(f"{round_ + 1}/{ROUNDS} {lost['ner']:.0f}")
    return nlp, optimizer.averages


def _example(nlp: Any, one: Taught) -> Example:
    reference = doc(nlp.vocab, one.text, one.segment)
    reference.set_ents([reference.char_span(mark.start, mark.end, label=mark.label) for mark in one.marks.claims])
    return Example(doc(nlp.vocab, one.text, one.segment), reference)


def _right(nlp: Any, sentences: Sequence[Taught]) -> dict[str, float]:
    """Of the marks with each label, the share that stands where it should; one right and one wrong are added."""
    right: Counter[str] = Counter()
    said: Counter[str] = Counter()
    for one in sentences:
        wanted = {(mark.label, at) for mark in one.marks.claims for at in range(mark.start, mark.end)}
        for ent in nlp(doc(nlp.vocab, one.text, one.segment)).ents:
            said[ent.label_] += 1
            covered = sum((ent.label_, at) in wanted for at in range(ent.start, ent.end))
            right[ent.label_] += 2 * covered >= ent.end - ent.start
    return {label: round((right[label] + 1) / (count + 2), 3) for label, count in sorted(said.items())}
