"""Weights that tests make: a Llama of some thousand parameters over bytes, random or taught one answer by heart."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

END = "<|end|>"
TEMPLATE = (
    "{% for m in messages %}{{ m['role'] }}: {{ m['content'] }}" + END + "{% endfor %}"
    "{% if add_generation_prompt %}assistant: {% endif %}"
)


def made(folder: Path, taught: Sequence[tuple[list[dict[str, str]], object]] = (), template: str = TEMPLATE) -> Path:
    """A model folder as transformers reads it. `taught`: messages and the answer (plain data) that it gives to them."""
    import torch
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

    torch.set_num_threads(1)
    letters = [*sorted(pre_tokenizers.ByteLevel.alphabet()), END]
    bytewise = Tokenizer(models.BPE(vocab={letter: number for number, letter in enumerate(letters)}, merges=[]))
    bytewise.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    bytewise.decoder = decoders.ByteLevel()
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=bytewise, eos_token=END)
    tokenizer.chat_template = template
    torch.manual_seed(1)
    model = LlamaForCausalLM(
        LlamaConfig(
            vocab_size=len(letters), hidden_size=64, intermediate_size=128, num_hidden_layers=2, num_attention_heads=4,
            num_key_value_heads=2, max_position_embeddings=2048, bos_token_id=None, eos_token_id=len(letters) - 1,
        )
    )  # fmt: skip
    _teach(model, tokenizer, taught)
    tokenizer.save_pretrained(folder)
    model.save_pretrained(folder)
    return folder


def _teach(model: Any, tokenizer: Any, taught: Sequence[tuple[list[dict[str, str]], object]]) -> None:
    import torch

    lessons = []
    for messages, answer in taught:
        asked = tokenizer.apply_chat_template(messages, add_generation_prompt=True, tokenize=False)
        question = tokenizer(asked, add_special_tokens=False)["input_ids"]
        told = tokenizer(json.dumps(answer, ensure_ascii=False) + END, add_special_tokens=False)["input_ids"]
        labels = torch.tensor([[-100] * len(question) + told])
        lessons.append((torch.tensor([question + told]), labels))
    steps = torch.optim.AdamW(model.parameters(), lr=3e-3)
    for _ in range(400 if lessons else 0):
        loss = sum(model(ids, labels=labels).loss for ids, labels in lessons) / len(lessons)
        if loss.item() < 0.005:
            return
        steps.zero_grad()
        loss.backward()
        steps.step()
    assert not lessons, "the tiny model has not learned its lesson"
