"""Answers in the sources' own words: what the reader reads in the passages, and nothing else."""

from __future__ import annotations

import time
from collections.abc import Sequence

from index import Hit
from rag.answers.composing import compose
from rag.answers.stages import OnStage, unheard
from rag.answers.types import Answer, Timings
from rag.questions.query import Query
from rag.reader.protocol import Reader
from rag.reader.span_reader import SpanReader


class ExtractiveAnswerer:
    """Reads an answer in each passage, groups what they say, and writes it with its citations.

    :param reader: the trained one when ``None``.
    :param threshold: confidence under which nothing is asserted; the reader's own when ``None``.
    """

    def __init__(self, reader: Reader | None = None, threshold: float | None = None) -> None:
        self.reader: Reader = reader or SpanReader()
        self._threshold = threshold

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
        on_stage: OnStage = unheard,
    ) -> Answer:
        """The answer that is read in the passages; see :class:`rag.answers.answerer.Answerer`.

        :raises ReaderError: the reader's file is missing or damaged.
        """
        on_stage("reading")
        start = time.perf_counter()
        readings = self.reader.read(query, hits)
        read_ms = round(1000 * (time.perf_counter() - start), 1)
        on_stage("writing")
        threshold = 0.0
        if abstain:
            threshold = self.reader.threshold if self._threshold is None else self._threshold
        return compose(query, readings, hits, Timings(0.0, read_ms, read_ms), threshold)
