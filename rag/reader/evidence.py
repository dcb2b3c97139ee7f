"""What speaks for a span beside the network: its form, and the question's words around it.

The network was trained on encyclopaedia articles and a press that was made up; where an
archive speaks of the matter but does not answer, it finds something all the same. Words
tell what it overlooks: a name of the question that stands nowhere in the passage, a
figure where a person was asked for, an answer that only repeats the question.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from index import Hit
from index.analyzer import analyze
from rag.english import is_english
from rag.figures import figure_of, find_figures
from rag.questions import Kind, counted_term, kind_of
from rag.reader.spans import Span

FEATURES: Final = (
    "score", "here", "answerable", "search", "words", "near", "names", "fits", "echo"
)  # fmt: skip
"""Of a span: its logit, how far it is over "not here", the window's own judgement; the
passage's score in the search, 0…1; the share of the question's terms in the passage and
in the sentence (the article's title with both); that of its names and figures in the
passage; whether the span has the form that was asked for; the share of its own terms that
the question has already."""

FOREIGN_WORDS: Final = 0.8
"""Stands for the share of words where the question is in English: they speak neither for
nor against (see ``rag.reading``)."""

_NAME: Final = re.compile(r"(?<=[\w,;:»”\"'] )[A-ZÁÉÍÓÚÑ][\w'’-]+|\d[\d.,]*")
_CAPITAL: Final = re.compile(r"\b[A-ZÁÉÍÓÚÑ][\w'’-]+")
_DATE_WORDS: Final = re.compile(
    r"\b(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre"
    r"|diciembre|lunes|martes|mi[ée]rcoles|jueves|viernes|s[áa]bado|domingo|ayer|hoy|mañana"
    r"|siglo|años?|d[ée]cada|mes(?:es)?|semanas?|d[íi]as?|verano|invierno|otoño|primavera)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, analysed once for all its passages."""

    kind: Kind
    counted: str | None
    terms: frozenset[str]
    names: frozenset[str]
    foreign: bool

    @classmethod
    def of(cls, question: str) -> Asked:
        """What the features need of a question."""
        names = " ".join(_NAME.findall(question))
        return cls(
            kind_of(question),
            counted_term(question),
            frozenset(analyze(question)),
            frozenset(analyze(names)),
            is_english(question),
        )


@dataclass(frozen=True, slots=True)
class Found:
    """A span with the places that its passage shows.

    :param span: as the network gave it.
    :param value: its clean offsets.
    :param quote: those of the sentence around it.
    """

    hit: Hit
    span: Span
    value: tuple[int, int]
    quote: tuple[int, int]


def features(asked: Asked, found: Found) -> tuple[float, ...]:
    """As :data:`FEATURES` names them."""
    passage = found.hit.passage
    title = set(analyze(passage.title))
    everywhere = title | set(analyze(passage.text))
    near = title | set(analyze(passage.text[slice(*found.quote)]))
    value = passage.text[slice(*found.value)]
    return (
        found.span.score,
        found.span.here,
        found.span.answerable,
        found.hit.score,
        FOREIGN_WORDS if asked.foreign else _share(asked.terms, everywhere, 1.0),
        FOREIGN_WORDS if asked.foreign else _share(asked.terms, near, 1.0),
        _share(asked.names, everywhere, 1.0),
        fits(asked, value, passage.text[slice(*found.quote)]),
        _share(frozenset(analyze(value)), asked.terms, 0.0),
    )


def _share(of: frozenset[str], among: Collection[str], none: float) -> float:
    return sum(term in among for term in of) / len(of) if of else none


def fits(asked: Asked, value: str, quote: str) -> float:
    """1 when the span has the form that is asked for, 0 when not, ½ when any will do."""
    if asked.kind == "how_many":
        if not find_figures(value):
            return 0.0
        return 1.0 if not asked.counted or figure_of(quote, asked.counted) is not None else 0.5
    if asked.kind == "when":
        return float(_DATE_WORDS.search(value) is not None or bool(find_figures(value)))
    if asked.kind in ("who", "where"):
        return float(_CAPITAL.search(value) is not None)
    return 0.5
