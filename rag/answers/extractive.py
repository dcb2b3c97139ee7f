"""Answers in the sources' own words: what the reader reads in the passages, and nothing else."""

from __future__ import annotations

import time
from collections.abc import Sequence

from index import Hit
from index.articles import NOTHING_KNOWN, Articles
from rag.answers.composing import compose
from rag.answers.headlines import read_headline
from rag.answers.stages import NOBODY, Watcher
from rag.answers.types import Answer, Timings
from rag.answers.whether import decided, deciding
from rag.claims import second_look
from rag.claims.meaning import question_of
from rag.claims.sameness import ruled
from rag.claims.second_look import SecondLook
from rag.questions.query import Query
from rag.reader.protocol import Reader
from rag.reader.span_reader import SpanReader
from rag.rereading.reread import reread


class ExtractiveAnswerer:
    """Reads an answer in each passage, groups what they say, and writes it with its citations.

    The trained reader's readings are looked at a second time, all together
    (:mod:`rag.claims.second_look`); those of another reader are taken as it gives them.

    :param reader: the trained one when ``None``.
    :param threshold: confidence under which nothing is asserted; that of the second look, or else
        of the reader, when ``None``.
    """

    def __init__(self, reader: Reader | None = None, threshold: float | None = None) -> None:
        self.reader: Reader = reader or SpanReader()
        self._threshold = threshold

    @property
    def fingerprint(self) -> str:
        """What reads: the SHA-256 of the trained reader's weights, of another reader its name.

        :raises ReaderError: the page beside the weights is missing or damaged.
        """
        reader = self.reader
        return reader.fingerprint if isinstance(reader, SpanReader) else type(reader).__name__

    def _second_look(self) -> SecondLook | None:
        if not isinstance(self.reader, SpanReader):
            return None
        return second_look.load(self.reader.fingerprint)

    @property
    def depth(self) -> int:
        """How many passages the reader reads."""
        return self.reader.depth

    def prepare(self) -> None:
        """Begin to load the reader."""
        self.reader.prepare()

    def answer(
        self,
        query: Query,
        hits: Sequence[Hit],
        *,
        abstain: bool = True,
        articles: Articles = NOTHING_KNOWN,
        watcher: Watcher = NOBODY,
    ) -> Answer:
        """The answer that is read in the passages; see :class:`rag.answers.answerer.Answerer`.

        :raises ReaderError: the reader's file is missing or damaged.
        """
        watcher.on_stage("reading")
        start = time.perf_counter()
        readings = ruled(query, reread(query, self.reader.read(query.proper, hits)), articles)
        readings = deciding(query.text, readings)
        read_ms = round(1000 * (time.perf_counter() - start), 1)
        threshold, judged = self.reader.threshold, None
        look, question, read = self._second_look(), question_of(query.standalone), readings
        if look is not None:
            judged = look.judge(query, question, read)
            readings, threshold = list(judged.readings), look.bounds.threshold
        if self._threshold is not None:
            threshold = self._threshold
        if abstain and look is not None and not any(r.score >= threshold for r in readings[:1]):
            told = read_headline(self.reader, query, hits)
            heads = ruled(query, [told] if told is not None else [], articles)
            if heads and heads[0].score >= threshold:
                readings, judged = heads, None
                if question.kind == "how_many":  # its figure may be the first of several
                    both = look.judge(query, question, [*heads, *read])
                    if both.readings[0].score >= threshold:
                        readings, judged = list(both.readings), both
        timings = Timings(0.0, read_ms, read_ms)
        least = threshold if abstain else 0.0
        answer = compose(query, readings, hits, timings, least, judged, watcher)
        return decided(query.text, answer)
