"""An extractor that asks a model, batch by batch, and believes nothing that the text does not say."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from extractor.claims.model import Claim, Failed, Rejected, Segment
from extractor.claims.models.options import Options
from extractor.claims.models.prompt import Prompt, load, shown
from extractor.claims.models.proposal import Answer, Proposal, Proposer, Unfounded, carried_into, claim
from extractor.claims.models.reply import Malformed, Message, TooLong, Trouble
from extractor.claims.models.respondent import Ask, Respondent, Usage, finished, to_stderr

Found = Claim | Rejected | Failed


class NothingStored(ValueError):
    """There is nothing to go on with: no answer that a report needs is stored."""


class Model:
    """Asks `name` (PROVIDER/NAME or `transformers:PATH`). What it proposes and does not stand in the text is asked
    again once, with the reason; what is still wrong then is rejected. Segments without an answer are `Failed`; the
    others stay."""

    def __init__(self, name: str, options: Options | None = None, announce: Callable[[str], None] = to_stderr) -> None:
        """`announce` is told the host once, before anything is sent to it. Raises `reply.Unusable` and
        `userfile.BadFile` (the prompts)."""
        self.name = name
        self._options = options or Options()
        self._prompt: Prompt = load(self._options.prompts)
        self._by = Proposer(name, self._options.confidence, self._prompt.quotes)
        self._respondent = Respondent(name, self._options, announce)

    @property
    def usage(self) -> Usage:
        return self._respondent.usage

    @property
    def versions(self) -> dict[str, str]:
        """For the output: which prompt made these claims."""
        return {"prompt": self._prompt.version}

    def extract(
        self, text: str, segments: Sequence[Segment], among: Sequence[Segment] | None = None
    ) -> Iterator[Found]:
        """`among` are all segments of the report, where `segments` are only some of them."""
        batches = list(self._batches(text, segments))
        carried = carried_into(text, list(among or segments))
        if self._options.resume and batches and not any(self._stored(text, batch) for batch in batches):
            raise NothingStored(
                "缓存中没有这份报告的回答（报告、模型、提示词或参数与上次不同），无从继续；请去掉 --resume。"
            )
        for found in finished(self._answers(text, batches, carried)):
            yield from found

    def _batches(self, text: str, segments: Sequence[Segment]) -> Iterator[list[Segment]]:
        batch: list[Segment] = []
        size = 0
        for segment in segments:
            length = len(segment.span)
            if batch and (len(batch) >= self._options.segments or size + length > self._options.characters):
                yield batch
                batch, size = [], 0
            batch.append(segment)
            size += length
        if batch:
            yield batch

    async def _answers(
        self, text: str, batches: Sequence[list[Segment]], carried: dict[str, str | None]
    ) -> list[list[Found]]:
        async with self._respondent.open() as ask:
            one = _Report(text, carried, self._by, self._prompt, ask)
            done = 0

            async def counted(batch: Sequence[Segment]) -> list[Found]:
                nonlocal done
                found = await one.batch(batch)
                done += 1
                if self._options.progress is not None:
                    self._options.progress(done, len(batches))
                return found

            return await asyncio.gather(*(counted(batch) for batch in batches))

    def _stored(self, text: str, batch: Sequence[Segment]) -> bool:
        return self._respondent.is_stored(self._prompt.question(batch, text), Answer)


@dataclass(slots=True)
class _Report:
    """The questions about one report."""

    text: str
    carried: dict[str, str | None]
    by: Proposer
    prompt: Prompt
    ask: Ask

    async def batch(self, segments: Sequence[Segment]) -> list[Found]:
        """Everything about `segments`; never raises `Trouble`."""
        messages = self.prompt.question(segments, self.text)
        try:
            answer = await self._answer(messages)
        except TooLong as trouble:
            if len(segments) == 1:
                return self._failed(segments, trouble)
            half = len(segments) // 2
            return [*await self.batch(segments[:half]), *await self.batch(segments[half:])]
        except Trouble as trouble:
            return self._failed(segments, trouble)
        claims, wrong = self._judged(answer, segments)
        if not wrong:
            return [*claims]
        listed = shown([{**one.model_dump(), "reason": reason} for one, reason in wrong])
        messages += [
            {"role": "assistant", "content": answer.model_dump_json()},
            {"role": "user", "content": self.prompt.again.replace("{{rejected}}", listed)},
        ]
        try:
            mended, still_wrong = self._judged(await self.ask(messages, Answer), segments)
        except Trouble:
            mended, still_wrong = [], wrong
        rejected = [Rejected(one.quote[:400], one.segment[:40], reason, self.by.name) for one, reason in still_wrong]
        return [*_distinct([*claims, *mended]), *rejected]

    async def _answer(self, messages: list[Message]) -> Answer:
        try:
            return await self.ask(messages, Answer)
        except Malformed as malformed:
            said = self.prompt.malformed.replace("{{reason}}", str(malformed))
            # Templates of many models want the two sides to take turns.
            turns: list[Message] = [{"role": "assistant", "content": "{}"}, {"role": "user", "content": said}]
            return await self.ask([*messages, *turns], Answer)

    def _judged(self, answer: Answer, segments: Sequence[Segment]) -> tuple[list[Claim], list[tuple[Proposal, str]]]:
        """The claims among what is proposed, and what is none with the reason."""
        known = {segment.id: segment for segment in segments}
        claims, wrong = [], []
        for proposal in answer.claims:
            try:
                if proposal.segment not in known:
                    raise Unfounded("没有这个编号的语句")
                segment = known[proposal.segment]
                claims.append(claim(proposal, self.text, segment, self.carried.get(segment.id), self.by))
            except Unfounded as reason:
                wrong.append((proposal, str(reason)))
        return _distinct(claims), wrong

    def _failed(self, segments: Sequence[Segment], trouble: Trouble) -> list[Found]:
        return [Failed(segment.id, segment.span, str(trouble), self.by.name) for segment in segments]


def _distinct(claims: Sequence[Claim]) -> list[Claim]:
    """Each claim once, however often it is proposed."""
    return list({(one.start, one.end, one.kind, one.indicator): one for one in reversed(claims)}.values())[::-1]
