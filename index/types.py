"""What goes into the index and what comes out of it.

Plain frozen values, so that an answer can be traced to its source without asking the
store again, and so that they can be shared between threads.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Final, Literal, Self, get_args

Mode = Literal["hybrid", "dense", "bm25"]
"""What orders the hits of a search: both scores, or one alone."""

MODES: Final[tuple[Mode, ...]] = get_args(Mode)

Kind = Literal["person", "organisation", "place"]
"""What a name is of."""

KINDS: Final[tuple[Kind, ...]] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a text names somebody or something.

    :param start: first code point of the name.
    :param end: one past its last one.
    """

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class NamedMention(Mention):
    """A mention in an article, with places in its text.

    :param form: the name as it stands there, with one space between words.
    :param name: the form that this article has for the whole name («Kim Jong-un» where the form is
        «Kim»).
    """

    form: str
    name: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, an organisation or a place, by all the names that an archive has for it.

    :param name: the form to show.
    :param forms: all the ways it is written, the most frequent first.
    :param passages: how many passages mention it.
    :param documents: how many documents do.
    """

    kind: Kind
    name: str
    forms: tuple[str, ...]
    passages: int
    documents: int


@dataclass(frozen=True, slots=True)
class Span:
    """A passage's place in its document.

    :param start: first code point of the passage in the document's text.
    :param end: one past the last code point.
    :param paragraph: number of the paragraph in the document, from 1; the parts of a
        paragraph that was split share it.
    """

    start: int
    end: int
    paragraph: int


Box = tuple[float, float, float, float]
"""Left, top, right and bottom on a page as it is shown, in PDF points (1/72 inch) to the hundredth;
the origin is the top left corner. Of an image one pixel is one point."""


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """Where a line of a document's text is printed.

    :param start: its first code point in the document's text.
    :param end: one past its last one; what is between two lines was not printed.
    :param page: number of its page in the file, from 1.
    :param quality: how surely its words were recognised, 0…1; ``None`` where they were not
        recognised but read.
    """

    start: int
    end: int
    page: int
    box: Box
    quality: float | None = None


@dataclass(frozen=True, slots=True)
class Original:
    """A file as it came, kept so that its pages can be shown.

    :param id: SHA-256 of the data, in hexadecimal digits.
    :param name: of the file, with its suffix.
    """

    id: str
    name: str
    data: bytes

    @classmethod
    def of(cls, name: str, data: bytes) -> Self:
        """Take a file's bytes under the name that they had."""
        return cls(hashlib.sha256(data).hexdigest(), name, data)


@dataclass(frozen=True, slots=True)
class Document:
    """One article: its whole text, what is known of it, and where its passages lie.

    :param text: the stored text; every passage is a verbatim slice of it.
    :param spans: the passages, in reading order.
    :param title: headline, or a shortened first sentence.
    :param source: the outlet to cite: what the article says, else its site, else the bare name of
        its file.
    :param date: ISO 8601 day (``2025-08-14``), ``None`` when unknown.
    :param author: as given, ``""`` when unknown.
    :param lines: where its lines are printed, in the order of the text and without overlap;
        empty where there are no pages.
    :param original: id of the kept file that the lines' pages are of, if there is one.
    """

    text: str
    spans: tuple[Span, ...]
    title: str = ""
    source: str = ""
    date: str | None = None
    author: str = ""
    lines: tuple[PrintedLine, ...] = ()
    original: str | None = None

    @property
    def id(self) -> str:
        """Twelve hexadecimal digits of the text's SHA-256: the same article has the
        same id wherever it lies, and a changed text is another document."""
        canonical = " ".join(self.text.split())
        return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()[:12]

    def passage(self, span: Span, id: int = 0) -> Passage:
        """The passage at one of the document's spans, as a search would find it.

        :param id: what to call it; 0 where nobody asks.
        """
        lines = (line for line in self.lines if line.start < span.end and line.end > span.start)
        return Passage(
            id,
            self.id,
            self.title,
            self.source,
            self.date,
            span.paragraph,
            span.start,
            span.end,
            self.text[span.start : span.end],
            tuple(lines),
        )


@dataclass(frozen=True, slots=True)
class Passage:
    """A stored passage with what a citation needs.

    ``text`` equals the stored document's text from ``start`` to ``end``.

    :param lines: the printed lines that reach into it, with places in the document's text.
    """

    id: int
    document: str
    title: str
    source: str
    date: str | None
    paragraph: int
    start: int
    end: int
    text: str
    lines: tuple[PrintedLine, ...] = ()

    @property
    def page(self) -> int | None:
        """Number of the page on which it begins, from 1; ``None`` where there are no pages."""
        return self.lines[0].page if self.lines else None


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found, with the fused score and the two exact scores it comes from.

    :param score: what the hits are ordered by; fused scores lie near 0 for passages that have
        nothing to do with the question and near 1 for the best.
    :param dense: cosine of query and passage vectors.
    :param bm25: BM25 score of the passage for the query's terms.
    """

    passage: Passage
    score: float
    dense: float
    bm25: float


@dataclass(frozen=True, slots=True)
class Found:
    """What an exact search found.

    :param total: of how many passages the query is true.
    :param passages: they themselves, in the order asked for; fewer where no more were asked for.
    """

    total: int
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Filters:
    """Which passages may be found; an empty filter admits all.

    :param documents: document ids.
    :param sources: sources, matched whole, ignoring case and accents.
    :param date_from: first day admitted, ISO 8601; undated documents are then left out.
    :param date_to: last day admitted, ISO 8601.
    :param names: (kind, name) of people, organisations and places, each by any of its forms; a
        passage is admitted if it mentions all of them.
    """

    documents: frozenset[str] = field(default_factory=frozenset)
    sources: frozenset[str] = field(default_factory=frozenset)
    date_from: str | None = None
    date_to: str | None = None
    names: frozenset[tuple[Kind, str]] = field(default_factory=frozenset)

    def __bool__(self) -> bool:
        limits = self.documents, self.sources, self.date_from, self.date_to, self.names
        return any(limits)


@dataclass(frozen=True, slots=True)
class FileState:
    """A file as it was when it was added: equal size and time mean it was not touched."""

    path: str
    size: int
    mtime_ns: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Discarded:
    """A document in the bin: found by nothing, and whole enough to be brought back.

    :param removed: when it was put there, ISO 8601 with its time.
    :param places: the files it came from, each with its entry in them.
    """

    document: Document
    removed: str
    places: tuple[tuple[FileState, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Stats:
    """How much an archive holds, and which encoder it is of.

    :param encoder: fingerprint of the encoder that the vectors are from; ``None`` before any are.
    :param fingerprint: which state of the archive this is; ``""`` before it was written to.
    :param next_encoder: name of the encoder that a change, begun and not finished, leads to.
    """

    documents: int
    passages: int
    encoder: str | None
    fingerprint: str
    next_encoder: str | None
