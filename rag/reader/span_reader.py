"""Reads the answer in each passage: the reader that the package ships.

Passages are read in the order of the search, a few at a time. Reading goes on while a
passage further down may still win: it stops once the best answer so far is surer than any
that was found so far down among the tuning questions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final

from tokenizers import Tokenizer

from index import Hit
from index.encoder import load_default
from rag.questions import sought
from rag.reader.calibration import Calibration
from rag.reader.evidence import Asked, Found, features
from rag.reader.model import Model
from rag.reader.spans import Span, best, clean
from rag.reader.windows import Window, tokens, windows
from rag.reading import Reading
from rag.sentences import split_sentences

FIRST: Final = 4
"""Passages always read; see ``docs/reader.md`` for the curve."""

DEEPEST: Final = 8
"""Passages read at most."""

SURE: Final = 0.5
"""Confidence over which no further passages are read."""


class SpanReader:
    """The trained reader; weights and tokenizer are loaded when first needed.

    :param model: the weights; those of the package unless others are given.
    """

    def __init__(self, model: Model | None = None) -> None:
        self._model = model or Model()

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        """That of the bundled encoder, whichever encoder the archive uses."""
        return load_default().runtime.tokenizer

    @cached_property
    def calibration(self) -> Calibration:
        """What its scores mean."""
        return Calibration.of(self._model.card["calibration"])

    def read(self, question: str, hits: Sequence[Hit]) -> list[Reading]:
        """At most one reading a passage, best first.

        :raises ReaderError: the reader's file is missing or damaged.
        """
        readings: list[Reading] = []
        for start in range(0, min(len(hits), DEEPEST), FIRST):
            for found, seen in self.found(question, hits[start : min(start + FIRST, DEEPEST)]):
                score = self.calibration.probability(self.calibration.odds(seen))
                readings.append(Reading(found.hit, found.quote, found.value, score))
            if any(reading.score >= SURE for reading in readings):
                break
        return sorted(readings, key=lambda reading: -reading.score)

    def found(
        self, question: str, hits: Sequence[Hit]
    ) -> Iterator[tuple[Found, tuple[float, ...]]]:
        """The best span of each passage that has any, with what speaks for it."""
        asked = Asked.of(question)
        for hit, span in self.spans(question, hits):
            if span is None:
                continue
            text = hit.passage.text
            start, end = clean(text, span.start, span.end, question)
            if start >= end:  # nothing but marks: the passage has no answer to show
                start, end = span.start, span.end
            found = Found(hit, span, (start, end), _sentence(text, start, end))
            yield found, features(asked, found)

    def spans(self, question: str, hits: Sequence[Hit]) -> Iterator[tuple[Hit, Span | None]]:
        """The best span of each passage, as the network gives it."""
        asked = tokens(self._tokenizer, sought(question)).ids
        cut: list[list[Window]] = []
        for hit in hits:
            title = tokens(self._tokenizer, hit.passage.title).ids
            cut.append(windows(asked, title, tokens(self._tokenizer, hit.passage.text)))
        logits = self._model.run([window.ids for part in cut for window in part])
        for hit, part in zip(hits, cut, strict=True):
            found = [best(next(logits), window) for window in part]
            spans = [span for span in found if span is not None]
            yield hit, max(spans, key=lambda span: span.here, default=None)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence, or the sentences, that the span stands in."""
    touched = [(a, b) for a, b in split_sentences(text) if a < end and b > start]
    if not touched:
        return start, end
    return min(start, touched[0][0]), max(end, touched[-1][1])
