"""Reads the answer in each passage, orders the passages anew, and says how sure it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final

from index import Hit
from index.encoders.loading import load_default
from index.text.analyzer import analyze
from rag.documents.sentences import split_sentences
from rag.questions.query import Given, Query, without_capitals
from rag.reader.bounds import may_answer, places
from rag.reader.calibration import Calibration
from rag.reader.events import omits_event
from rag.reader.excerpts import excerpt
from rag.reader.forms import is_asked_about, shaped
from rag.reader.law_articles import CERTAIN, what_it_says
from rag.reader.measures import figures_asked, without_all
from rag.reader.metonyms import with_metonyms
from rag.reader.model import Logits, Model
from rag.reader.protocol import Reading, Signals
from rag.reader.spans import Span, best, clean, without_clauses
from rag.reader.windows import Tokens, Window, tokens, windows

READ: Final = 6
"""Passages read, and searched for it; an abstention offers the nearest of them. On the tuning
clusters four hold 77 % of the paragraphs that answer, six 84 % and eight 87 %; the second look
chooses as well among six (75 % right, abstention switched off) as among eight (74 %)."""

WHOLE: Final = 2
"""Passages read whole, one a core of a small machine; of further ones an excerpt is read."""

EXCERPT: Final = 112
"""Tokens of an excerpt. Of 453 questions 112 tokens answer one more right than whole passages do,
72 one fewer; with both the 20 right further citations of the built-in tuning half stay."""

ABOUT: Final = 0.3
"""Share of the question's terms that a further passage's sentence and title must hold. Of 32
further spans in the built-in tuning half that contradict the first one, 11 are right; 8 are
without this share, none of them right."""

ELSEWHERE: Final = 0.1
"""Highest chance of a further span in a sentence that speaks of something else, and of any in a
passage that does not speak of what the question says happened."""


class SpanReader:
    """The trained reader; weights and tokenizer are loaded when first needed.

    :param model: the weights; those of the package unless others are given.
    :param thorough: reads every passage whole; only to measure what that would change.
    """

    def __init__(self, model: Model | None = None, *, thorough: bool = False) -> None:
        self._model = model or Model()
        self._thorough = thorough

    def prepare(self) -> None:
        """Begin to load the weights; what follows need not wait for them."""
        self._model.prepare()

    @property
    def depth(self) -> int:
        """How many passages it reads."""
        return READ

    @property
    def fingerprint(self) -> str:
        """Which weights it reads with: their SHA-256."""
        return str(self._model.card["sha256"])

    @property
    def threshold(self) -> float:
        """Confidence under which nothing is asserted, as the weights' card has it."""
        return self.calibration.threshold

    @cached_property
    def calibration(self) -> Calibration:
        """What its scores mean."""
        return Calibration.of(self._model.card["calibration"])

    def read(self, query: Query, hits: Sequence[Hit]) -> list[Reading]:
        """At most one reading a passage, best first.

        The first one's score is the chance that it is right, those of the others that they
        are right too: that several passages answer is rarer than that one does.

        :raises ReaderError: the reader's file is missing or damaged.
        """
        question = query.text
        hits = may_answer(question, hits[:READ])
        terms = {hit.passage.id: _terms(query, hit) for hit in hits}
        elsewhere = {hit.passage.id for hit in hits if _omits_event(question, hit)}
        given = query.given
        spans = [
            *self.spans(question, hits[:WHOLE], given=given),
            *self.spans(question, hits[WHOLE:], WHOLE, given=given),
        ]
        spans.sort(key=lambda each: (each[0].passage.id in elsewhere, -self._order(*each)))
        readings = []
        for place, (hit, span) in enumerate(spans):
            value, quote = _places(question, hit.passage.text, span)
            score = self.calibration.first(span)
            if place:
                score = self.calibration.further(span)
                sentence = hit.passage.text[slice(*quote)]
                if not _about(terms[hit.passage.id], hit.passage.title, sentence):
                    score = min(score, ELSEWHERE)
            ceiling = ELSEWHERE if hit.passage.id in elsewhere else 1.0
            article = what_it_says(question, hit)
            floor = 0.0
            if article is not None:
                quote, value, floor = article, article, CERTAIN
            signals = Signals(span.here, span.answerable, ceiling, floor)
            score = max(floor, min(score, ceiling))
            readings.append(Reading(hit, quote, value, score, signals))
        return readings

    def _order(self, hit: Hit, span: Span) -> float:
        return self.calibration.order(span, hit.score)

    def spans(
        self, question: str, hits: Sequence[Hit], first: int = 0, given: Sequence[Given] = ()
    ) -> Iterator[tuple[Hit, Span]]:
        """The best span of each passage that has any, as the network gives it.

        :param first: the place of the first of the hits among all that were found, from 0;
            it decides which are read whole.
        :param given: where the answer before was read, which is none to this question.
        """
        by_hit: list[list[Window]] = []
        for place, hit in enumerate(hits, first):
            title, passage = _tokens(hit.passage.title).ids, _tokens(hit.passage.text)
            wording = _wording(question, hit)
            if place >= WHOLE and not self._thorough:
                terms = frozenset(analyze(wording))
                passage = excerpt(hit.passage.text, passage, terms, EXCERPT)
            by_hit.append(windows(_tokens(without_capitals(wording)).ids, title, passage))
        logits = self._model.run([window.ids for part in by_hit for window in part])
        for hit, part in zip(hits, by_hit, strict=True):
            parts = places(question, hit.passage.text)
            text = hit.passage.text
            told = [(each.start, each.end) for each in given if each.passage == text]
            found = (_best(question, text, next(logits), window, parts, told) for window in part)
            spans = [span for span in found if span is not None]
            if spans:
                yield hit, max(spans, key=lambda span: span.here)


def _best(
    question: str,
    text: str,
    logits: Logits,
    window: Window,
    parts: Sequence[tuple[int, int, int]],
    told: Sequence[tuple[int, int]],
) -> Span | None:
    """The best span of a window, but for one that only names whom the question asks about."""
    figures = figures_asked(question, text)
    span = best(logits, window, parts, None, figures, told)
    if span is not None and told and not any(map(str.isalnum, text[span.start : span.end])):
        return None  # between two places that were told only a comma is left
    if span is None or not is_asked_about(text[span.start : span.end], question):
        return span
    return best(logits, window, parts, (span.start, span.end), figures, told) or span


def _tokens(text: str) -> Tokens:
    """By the bundled encoder's tokenizer, whichever encoder the archive uses."""
    return tokens(load_default().runtime.tokenizer_for(text), text)


def _places(question: str, text: str, span: Span) -> tuple[tuple[int, int], tuple[int, int]]:
    """Offsets of the clean value, and of the sentence that it stands in."""
    start, end = clean(text, span.start, span.end, question)
    start, end = shaped(text, start, end, question)
    if figures := figures_asked(question, text):
        start, end = without_clauses(text, start, without_all(text, start, end), figures)
    if start >= end:  # nothing but marks: the passage has no answer to show
        start, end = span.start, span.end
    return (start, end), _sentence(text, start, end)


def _wording(question: str, hit: Hit) -> str:
    """The question in the passage's words for a country, whatever its title says."""
    return with_metonyms(question, hit.passage.text)


def _terms(query: Query, hit: Hit) -> frozenset[str]:
    """The question's terms in the passage's words; none of one in English, which shares no
    words with the sentences that answer it."""
    if query.is_english:
        return frozenset()
    wording = _wording(query.text, hit)
    return query.terms if wording == query.text else frozenset(analyze(wording))


def _omits_event(question: str, hit: Hit) -> bool:
    """Whether neither the passage nor its title has a word of the event asked for."""
    return omits_event(question, hit.passage.title, hit.passage.text)


def _about(terms: frozenset[str], title: str, sentence: str) -> bool:
    """Whether the sentence speaks of what is asked."""
    spoken = set(analyze(title)) | set(analyze(sentence))
    return len(terms & spoken) >= ABOUT * len(terms)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence, or the sentences, that the span stands in."""
    touched = [(a, b) for a, b in split_sentences(text) if a < end and b > start]
    if not touched:
        return start, end
    return min(start, touched[0][0]), max(end, touched[-1][1])
