"""The shape of an answer: what ``ask`` returns and ``ask --json`` prints.

Always true, and tested as properties: ``passage[start:end] == value``; every ``[n]`` in
the text names one citation and every citation is named; numbers run from 1 without gaps;
no passage appears under two numbers; an abstention has no answer and no claims.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any, Self

from index.types import Box as Box
from rag.answers.citation_marks import disarmed
from rag.answers.limits import NOTHING, LeftOut
from rag.claims.agreement import Agreement
from rag.documents.types import LOW_QUALITY


@dataclass(frozen=True, slots=True)
class Also:
    """Another article that prints nearly the same passage."""

    document: str
    title: str
    source: str
    date: str | None


@dataclass(frozen=True, slots=True)
class Citation:
    """A passage that a statement was read from.

    :param n: its number in the answer's text, from 1.
    :param document: the document's id.
    :param paragraph: the paragraph's number in the document, from 1; 0 for its headline.
    :param page: number of the page that the quote begins on, from 1; ``None`` without pages.
    :param quality: how surely the quote's words were recognised in the picture of its page, 0…1;
        ``None`` where they were not recognised but read.
    :param boxes: of the quote's lines on that page, in PDF points from its top left corner;
        ``None`` without a page.
    :param passage: the passage, verbatim.
    :param quote: the sentence that says it, verbatim.
    :param value: the short answer as it stands in the passage; ``""`` where the answer is
        written in other words.
    :param start: offset of the value in the passage, in code points; without a value that of
        the quote, as is ``end``.
    :param end: one past its last code point.
    :param score: how well it answers, 0…1.
    :param also: other articles with nearly the same passage, which count as one source.
    """

    n: int
    document: str
    title: str
    source: str
    date: str | None
    paragraph: int
    passage: str
    quote: str
    value: str
    start: int
    end: int
    score: float
    also: tuple[Also, ...] = ()
    page: int | None = None
    boxes: tuple[Box, ...] | None = None
    quality: float | None = None

    @property
    def doubt(self) -> str:
        """Says in Spanish that it stands on a page that is badly legible; ``""`` elsewhere."""
        if self.quality is None or self.quality >= LOW_QUALITY:
            return ""
        return f"lectura dudosa del escaneo, {100 * self.quality:.0f} %"

    @property
    def place(self) -> str:
        """Where it stands, in Spanish: «p. 12, párrafo 4», or «titular»."""
        if self.paragraph == 0:
            return "titular"
        page = "" if self.page is None else f"p. {self.page}, "
        return f"{page}párrafo {self.paragraph}"


@dataclass(frozen=True, slots=True)
class Claim:
    """A distinct answer and the citations that give it.

    :param value: as the best of its sources writes it.
    :param normalized: the number it names, in its own unit; the ISO day of a date that is
        known whole; ``None`` for all else, ranges and «miles de» too.
    :param citations: numbers of the citations.
    :param attribution: what the first citation's sentence says of who says so, verbatim,
        or ``""``.
    :param date: ISO day of the newest of its articles, ``None`` when none has a date.
    """

    value: str
    normalized: int | float | str | None
    citations: tuple[int, ...]
    attribution: str = ""
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Dropped:
    """A sentence that a writer wrote and that is not shown in the answer.

    :param text: the sentence, without its marks.
    :param reason: why, in Spanish.
    """

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Writing:
    """What a writer wrote of the answer's text.

    :param model: the language model, as its server names it.
    :param sentences: how many of its sentences are shown.
    :param dropped_sentences: those that are not, in their order.
    """

    model: str
    sentences: int
    dropped_sentences: tuple[Dropped, ...] = ()

    @property
    def dropped(self) -> int:
        """How many of its sentences are not shown."""
        return len(self.dropped_sentences)


@dataclass(frozen=True, slots=True)
class Timings:
    """How long the steps took, in milliseconds."""

    search: float
    read: float
    total: float


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with its sources, or an abstention with the nearest passages.

    :param question: as asked.
    :param standalone_question: with what the conversation supplied.
    :param confidence: 0…1, calibrated: of the answers near 0.8, 80 % are right.
    :param answer: the best short answer, ``""`` when abstained.
    :param text: what the chat shows, every statement with its mark.
    :param agreement: ``disagree`` when articles say what cannot both be so, ``agree`` when
        several give the same answer, ``evolve`` when what they say differs because time has
        passed, ``single`` when there is nothing to compare.
    :param claims: distinct answers, best first; those of an evolution latest first.
    :param citations: in the order of their numbers.
    :param left_out: documents that a limit could not judge.
    :param writer: what a language model wrote of the text; ``None`` where it is ours alone.
    """

    question: str
    standalone_question: str
    abstained: bool
    confidence: float
    answer: str
    text: str
    agreement: Agreement
    claims: tuple[Claim, ...]
    citations: tuple[Citation, ...]
    timings_ms: Timings
    left_out: LeftOut = NOTHING
    writer: Writing | None = None

    @classmethod
    def reply(cls, question: str, text: str) -> Self:
        """A reply to what asks nothing (a greeting, a question without a word): nothing is
        claimed, cited or offered.

        ``abstained`` is true, since no source was read, and unlike an abstention over passages
        the text need not say that the sources are silent.
        """
        return cls(
            question=question,
            standalone_question=question,
            abstained=True,
            confidence=0.0,
            answer="",
            text=text,
            agreement="single",
            claims=(),
            citations=(),
            timings_ms=Timings(0.0, 0.0, 0.0),
        )

    def after_search(self, seconds: float) -> Self:
        """The same answer after a search that took so long."""
        search, own = round(1000 * seconds, 1), self.timings_ms
        timings = Timings(search, own.read, round(search + own.total, 1))
        return replace(self, timings_ms=timings)

    def noting(self, sentence: str) -> Self:
        """The same answer with a sentence of its own below its text; ``""`` changes nothing."""
        return replace(self, text=f"{self.text}\n\n{sentence}") if sentence else self

    def leaving_out(self, left_out: LeftOut) -> Self:
        """The same answer, which says at its end what a limit left out without a look."""
        if not left_out or left_out == self.left_out:
            return self
        return replace(self, left_out=left_out, text=f"{self.text}\n\n{left_out.in_words}")

    def to_dict(self) -> dict[str, Any]:
        """What ``--json`` prints: dicts, lists and scalars only."""
        shown = asdict(self)
        if self.writer is not None:
            shown["writer"] = {
                "model": self.writer.model,
                "sentences": self.writer.sentences,
                "dropped": self.writer.dropped,
                "dropped_sentences": [*shown["writer"]["dropped_sentences"]],
            }
        shown["timings_ms"] = shown.pop("timings_ms")  # the last, as it says least
        shown["claims"] = [
            {**claim, "citations": [*claim["citations"]]} for claim in shown["claims"]
        ]
        shown["citations"] = [
            {
                **citation,
                "also": [*citation["also"]],
                "boxes": None if citation["boxes"] is None else [[*b] for b in citation["boxes"]],
            }
            for citation in shown["citations"]
        ]
        return shown

    def __str__(self) -> str:
        sources = [
            f"[{c.n}] {disarmed(', '.join(filter(None, (c.title, c.source, c.date))))}, "
            f"{c.place}{f' ({c.doubt})' if c.doubt else ''}{''.join(map(_and_also, c.also))}"
            for c in self.citations
        ]
        if not sources:
            return self.text
        return "\n".join([self.text, "", "Fuentes:", *sources])


def _and_also(also: Also) -> str:
    return f"; también {disarmed(', '.join(filter(None, (also.title, also.source, also.date))))}"
