"""Answers in a language model's words, every sentence of them checked against the passages.

The extractive answerer answers first, and its answer stays: what is claimed, how sure it is, and
whether there is anything to say at all. The model only writes the text, from the passages that
were found and the claims; where it is away, fails, or writes nothing that holds, the extractive
text stands in its place.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from index import Hit
from index.articles import NOTHING_KNOWN, Articles
from rag.answers.answerer import Answerer
from rag.answers.extractive import ExtractiveAnswerer
from rag.answers.stages import NOBODY, OnText, Watcher, nobody
from rag.answers.types import Answer
from rag.errors import WriterError
from rag.questions.query import Query
from rag.reader.model import Model as ReaderWeights
from rag.reader.span_reader import SpanReader
from rag.writer import prompts
from rag.writer.checking import Checker
from rag.writer.client import Messages, Model
from rag.writer.composing import Draft, written
from rag.writer.evidence import Evidence, usable
from rag.writer.protocol import Verifier
from rag.writer.sentences import Cutter

SHOWN: Final = 8
"""Passages that the model is given: those that are cited, and the nearest others up to here. The
reader reads six; a small model loses itself in more."""

MOST: Final = 10
"""Sentences after which a model is stopped: twice what it is asked for. One that copies its
passages writes twenty (docs/writer.md), and whoever waits waits for each."""

AWAY: Final = "{problem} Mientras tanto, esto es lo que dicen los pasajes."

_log = logging.getLogger(__name__)


class WriterAnswerer:
    """Lets a model write the text of what another answerer answers.

    :param model: what writes.
    :param verifier: what checks; the trained one when ``None``.
    :param answerer: the extractive one when ``None``.
    """

    def __init__(
        self, model: Model, verifier: Verifier | None = None, answerer: Answerer | None = None
    ) -> None:
        self.model = model
        weights = ReaderWeights()
        self.answerer: Answerer = answerer or ExtractiveAnswerer(SpanReader(weights))
        if verifier is None:
            from rag.writer.verifier import trained

            verifier = trained(weights)
        self.verifier: Verifier = verifier

    @property
    def depth(self) -> int:
        """How many passages the answerer beneath wants."""
        return self.answerer.depth

    def prepare(self) -> None:
        """Begin to load reader and verifier."""
        self.answerer.prepare()
        self.verifier.prepare()

    def answer(
        self,
        query: Query,
        hits: Sequence[Hit],
        *,
        abstain: bool = True,
        articles: Articles = NOTHING_KNOWN,
        watcher: Watcher = NOBODY,
    ) -> Answer:
        """The extractive answer with the model's text, as far as it holds."""
        start = time.perf_counter()
        beneath = replace(watcher, on_text=nobody)  # what is shown is the model's text alone
        answer = self.answerer.answer(
            query, hits, abstain=abstain, articles=articles, watcher=beneath
        )
        if answer.abstained:
            return answer  # what the sources do not say nobody may write
        evidence = usable([*_cited(answer, hits), *hits], SHOWN)
        if not evidence:
            return answer
        try:
            draft = self.draft(prompts.answering(answer, evidence), evidence, watcher.on_text)
        except WriterError as error:
            _log.warning("The writer failed: %s", error)
            return answer.noting(AWAY.format(problem=error))
        answer = written(answer, draft)
        took = round(1000 * (time.perf_counter() - start), 1)
        return replace(answer, timings_ms=replace(answer.timings_ms, total=took))

    def draft(
        self,
        messages: Messages,
        evidence: Sequence[Evidence],
        on_text: OnText = nobody,
        most: int = MOST,
    ) -> Draft:
        """What the model writes, as far as the passages carry it.

        :param most: sentences after which it is stopped.
        :raises WriterError: the server is away, too slow or refuses.
        """
        checker = Checker(evidence, self.verifier)
        cutter, draft = Cutter(), Draft(self.model.name, evidence)
        pieces = self.model.write(messages)
        try:
            for piece in pieces:
                new = cutter.feed(piece) if piece else []
                for sentence in new[: most - len(draft.checked)]:
                    draft.add(sentence, checker.check(sentence))
                on_text(draft.text)
                if len(draft.checked) >= most:
                    break
            for sentence in cutter.end()[: most - len(draft.checked)]:
                draft.add(sentence, checker.check(sentence))
                on_text(draft.text)
        finally:
            close = getattr(pieces, "close", None)
            if close is not None:
                close()
        return draft


def _cited(answer: Answer, hits: Sequence[Hit]) -> list[Hit]:
    """The hits that the answer cites, in the order of its citations."""
    by_passage = {(hit.passage.document, hit.passage.text): hit for hit in hits}
    cited = [by_passage.get((each.document, each.passage)) for each in answer.citations]
    return [hit for hit in cited if hit is not None]
