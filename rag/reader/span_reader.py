"""Reads the answer in each passage, orders the passages anew, and says how sure it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final

from index import Hit
from index.analyzer import analyze
from index.encoder import load_default
from rag.english import is_english
from rag.questions import sought
from rag.reader.calibration import Calibration
from rag.reader.model import Model
from rag.reader.spans import Span, best, clean
from rag.reader.windows import Tokens, Window, tokens, windows
from rag.reading import Reading
from rag.sentences import split_sentences

READ: Final = 4
"""Passages read: more cost time and find no more (the curve is in ``docs/reader.md``)."""

ABOUT: Final = 0.3
"""Share of the question's terms that a further passage's sentence and title must hold. Of 32
further spans in the built-in tuning half that contradict the first one, 11 are right; 8 are
without this share, none of them right."""

ELSEWHERE: Final = 0.1
"""Highest chance of a further span in a sentence that speaks of something else."""


class SpanReader:
    """The trained reader; weights and tokenizer are loaded when first needed.

    :param model: the weights; those of the package unless others are given.
    """

    def __init__(self, model: Model | None = None) -> None:
        self._model = model or Model()

    def prepare(self) -> None:
        """Begin to load the weights; what follows need not wait for them."""
        self._model.prepare()

    @cached_property
    def calibration(self) -> Calibration:
        """What its scores mean."""
        return Calibration.of(self._model.card["calibration"])

    def read(self, question: str, hits: Sequence[Hit]) -> list[Reading]:
        """At most one reading a passage, best first.

        The first one's score is the chance that it is right, those of the others that they
        are right too: that several passages answer is rarer than that one does.

        :raises ReaderError: the reader's file is missing or damaged.
        """
        found = [(hit, span) for hit, span in self.spans(question, hits[:READ]) if span is not None]
        found.sort(key=lambda each: -self.calibration.order(each[1], each[0].score))
        # English shares no words with the sentences that answer it.
        terms = frozenset() if is_english(question) else frozenset(analyze(question))
        readings = []
        for place, (hit, span) in enumerate(found):
            value, quote = _places(question, hit.passage.text, span)
            score = self.calibration.first(span)
            if place:
                score = self.calibration.further(span)
                if not _about(terms, hit.passage.title, hit.passage.text[slice(*quote)]):
                    score = min(score, ELSEWHERE)
            readings.append(Reading(hit, quote, value, score))
        return readings

    def spans(self, question: str, hits: Sequence[Hit]) -> Iterator[tuple[Hit, Span | None]]:
        """The best span of each passage, as the network gives it."""
        asked = _tokens(sought(question)).ids
        cut: list[list[Window]] = []
        for hit in hits:
            title = _tokens(hit.passage.title).ids
            cut.append(windows(asked, title, _tokens(hit.passage.text)))
        logits = self._model.run([window.ids for part in cut for window in part])
        for hit, part in zip(hits, cut, strict=True):
            found = [best(next(logits), window) for window in part]
            spans = [span for span in found if span is not None]
            yield hit, max(spans, key=lambda span: span.here, default=None)


def _tokens(text: str) -> Tokens:
    """By the bundled encoder's tokenizer, whichever encoder the archive uses."""
    return tokens(load_default().runtime.tokenizer_for(text), text)


def _places(question: str, text: str, span: Span) -> tuple[tuple[int, int], tuple[int, int]]:
    """Offsets of the clean value, and of the sentence that it stands in."""
    start, end = clean(text, span.start, span.end, question)
    if start >= end:  # nothing but marks: the passage has no answer to show
        start, end = span.start, span.end
    return (start, end), _sentence(text, start, end)


def _about(terms: frozenset[str], title: str, sentence: str) -> bool:
    """Whether the sentence speaks of what is asked."""
    held = set(analyze(title)) | set(analyze(sentence))
    return len(terms & held) >= ABOUT * len(terms)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence, or the sentences, that the span stands in."""
    touched = [(a, b) for a, b in split_sentences(text) if a < end and b > start]
    if not touched:
        return start, end
    return min(start, touched[0][0]), max(end, touched[-1][1])
