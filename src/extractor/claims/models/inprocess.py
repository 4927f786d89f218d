"""Weights on this machine, asked in this process through transformers: no text leaves it.

Decoding is greedy and constrained to the schema (llguidance): what the grammar forces is read, not generated, and what
two questions begin with (instructions and examples) is read once.
"""

from __future__ import annotations

import asyncio
import hashlib
import importlib.util
import threading
import time
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from extractor.claims.models.options import Options
from extractor.claims.models.reply import A, Malformed, Message, Reply, Stopped, TooLong, Unusable
from extractor.extras import install

PREFIX = "transformers:"
PACKAGES = ("torch", "transformers", "llguidance")
INSTALL = install("local")
_SEPARATORS = {"whitespace_flexible": False, "item_separator": ", ", "key_separator": ": "}
"""JSON as the examples in the prompt have it; blanks at will would let a weak model write blanks for ever."""


def names(model: str) -> bool:
    """Whether `model` is `transformers:PATH`."""
    return model.startswith(PREFIX)


def lacking() -> str:
    """The packages that are not installed, and how to get them; empty where all are. Loads nothing."""
    absent = [package for package in PACKAGES if importlib.util.find_spec(package) is None]
    return f"需要另外安装（缺 {'、'.join(absent)}）：{INSTALL}" if absent else ""


def missing(model: str) -> str:
    """What the machine lacks to ask `model`, and how to get it; empty where nothing is missing. Loads nothing."""
    if absent := lacking():
        return f"模型 {model} {absent}"
    path = Path(model.removeprefix(PREFIX)).expanduser()
    if not (path / "config.json").is_file() or not any(path.glob("*.safetensors")):
        return f"模型 {model}：{path} 不是模型文件夹（应有 config.json 和 .safetensors 权重；不会联网下载）。"
    return ""


class Weights:
    """A session with the weights in the folder that `model` (`transformers:PATH`) names."""

    def __init__(self, model: str, options: Options) -> None:
        """Loads nothing yet. Raises `Unusable`."""
        if absent := missing(model):
            raise Unusable(absent)
        self.model, self._options = model, options
        self._folder = Path(model.removeprefix(PREFIX)).expanduser().resolve()
        self.host = ""
        self.parameters: dict[str, Any] = {
            "max_tokens": options.answer_tokens,
            "temperature": 0,
            "weights": _fingerprint(self._folder),
        }

    async def ask(self, messages: Sequence[Message], schema: type[A]) -> Reply[A]:
        """The answer to `messages`. Raises `Trouble`: `Stopped` where the weights cannot be loaded or run at all."""
        return await asyncio.to_thread(self._ask, messages, schema)

    def _ask(self, messages: Sequence[Message], schema: type[A]) -> Reply[A]:
        try:
            with _TURN:
                writer = _loaded(self._folder)
                written, tokens = writer.write(
                    messages, schema.model_json_schema(), self._options.answer_tokens, self._options.timeout
                )
        except (TooLong, Stopped):
            raise
        except Exception as error:
            # Whatever torch or a chat template raises would be raised by every question.
            raise Stopped(f"本机模型无法运行（{type(error).__name__}: {str(error)[:200]}）") from None
        try:
            return Reply(schema.model_validate_json(written), tokens)
        except ValidationError as error:
            raise Malformed(f"回答不合格式（{error.errors()[0]['type']}）", tokens) from None

    async def close(self) -> None:
        """The weights stay loaded: the next report needs them, too."""


_TURN = threading.Lock()
"""One question at a time: a second one would only take the processor from the first."""


def _fingerprint(folder: Path) -> str:
    """Tells weights from others that stood at the same path: small files by content, large ones by size and time."""
    seen = hashlib.sha256()
    for path in sorted(one for one in folder.iterdir() if one.suffix in (".json", ".jinja", ".txt", ".safetensors")):
        seen.update(path.name.encode())
        stat = path.stat()
        large = path.suffix == ".safetensors"
        seen.update(f"{stat.st_size} {stat.st_mtime_ns}".encode() if large else path.read_bytes())
    return seen.hexdigest()[:16]


@cache
def _loaded(folder: Path) -> _Writer:
    return _Writer(folder)


class _Writer:
    """A loaded model. Keeps the keys and values of what it read last."""

    def __init__(self, folder: Path) -> None:
        import llguidance.hf
        import torch
        import transformers

        transformers.utils.logging.disable_progress_bar()
        self._device = "cuda" if torch.cuda.is_available() else "cpu"
        # Half precision is slow, or not to be had, on most processors.
        kind = "auto" if self._device == "cuda" else torch.float32
        # Never a name on a hub, never code from the folder, never pickled weights.
        given: dict[str, Any] = {"local_files_only": True, "trust_remote_code": False}
        self._tokenizer = transformers.AutoTokenizer.from_pretrained(folder, **given)
        if not self._tokenizer.chat_template:
            raise Stopped("模型文件夹中没有对话模板（chat_template），请换用对话（instruct）模型")
        model = transformers.AutoModelForCausalLM.from_pretrained(folder, dtype=kind, use_safetensors=True, **given)
        self._model = model.to(self._device).eval()
        self._context: int = getattr(model.config, "max_position_embeddings", None) or 4096
        size = max(model.config.vocab_size, len(self._tokenizer))
        self._guide = llguidance.hf.from_tokenizer(self._tokenizer, n_vocab=size)
        self._forget()

    def _forget(self) -> None:
        import transformers

        self._read: list[int] = []
        self._kept = transformers.DynamicCache()

    def write(
        self, messages: Sequence[Message], schema: dict[str, Any], longest: int, seconds: float
    ) -> tuple[str, int]:
        """JSON of `schema` in answer to `messages`, and how many tokens question and answer have. Raises `TooLong`
        where it goes beyond the model's context, `longest` tokens or `seconds`."""
        import llguidance

        asked = self._tokenizer.apply_chat_template(list(messages), add_generation_prompt=True, tokenize=False)
        ids: list[int] = self._tokenizer(asked, add_special_tokens=False)["input_ids"]
        if len(ids) >= self._context:
            raise TooLong(f"文字超出模型所能处理的长度（{self._context} 个词元）")
        grammar = llguidance.LLMatcher.grammar_from_json_schema(schema, overrides=_SEPARATORS)
        matcher = llguidance.LLMatcher(self._guide, grammar)
        question, until = len(ids), time.monotonic() + seconds
        room = question + min(longest, self._context - question)
        while not matcher.is_stopped():
            forced = matcher.compute_ff_tokens()
            ids += forced or [self._next(ids, matcher.compute_logit_bias())]
            if not matcher.consume_tokens(forced or ids[-1:]):
                break
            if len(ids) >= room:
                raise TooLong("回答超出长度上限，被截断", len(ids))
            if time.monotonic() > until:
                raise TooLong(f"本机模型在 {seconds:g} 秒内没有答完", len(ids))
        if matcher.is_error():
            raise RuntimeError(matcher.get_error())
        return self._tokenizer.decode(ids[question:], skip_special_tokens=True), len(ids)

    def _next(self, ids: list[int], allowed: bytes) -> int:
        """The likeliest token after `ids` among those that are `allowed`, a byte each."""
        import torch

        # The last token is always read anew: its logits are what is asked for.
        same = next((at for at, (old, new) in enumerate(zip(self._read, ids, strict=False)) if old != new), len(ids))
        same = min(same, len(self._read), len(ids) - 1)
        try:
            if same < len(self._read):
                self._kept.crop(same - len(self._read))
            fresh = torch.tensor([ids[same:]], device=self._device)
            with torch.inference_mode():
                logits = self._model(fresh, past_key_values=self._kept, use_cache=True, logits_to_keep=1).logits[0, -1]
        except BaseException:
            # What was read and what is kept no longer go together.
            self._forget()
            raise
        self._read = list(ids)
        mask = torch.frombuffer(bytearray(allowed[: len(logits)]), dtype=torch.uint8).to(self._device)
        return int(logits.masked_fill(mask == 0, float("-inf")).argmax())
