"""What the second look sees of the readings: each by itself, and each beside the best one.

Numbers of the reader and the search, what the question and the passage have in common, and what
:mod:`rag.values` reads in both spans. The order of the columns is that of the weights
(:mod:`rag.claims.second_look`): who changes one fits the other anew
(``python -m eval.fit_second_look``).
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.text.analyzer import analyze
from index.text.folding import fold_words
from rag.claims.course import day_of
from rag.claims.meaning import Question
from rag.claims.statements import Relations, Statement
from rag.questions.query import Query
from rag.reader.protocol import Signals

Floats = NDArray[np.float64]

_NAME: Final = re.compile(r"\b[A-ZÁÉÍÓÚÑ][\wáéíóúñü]+")
_YEAR: Final = re.compile(r"\b(?:1[89]|20)\d\d\b")
_FIRST_WORD: Final = re.compile(r"\W*(\w+)")
_FIGURES: Final = re.compile(r"\d+")

LONG_VALUE: Final = 15
"""Words from which a value counts as long and no longer; 98 % of the gold spans are shorter."""

PASSAGE: Final = (
    *("here", "below_here", "answerable", "below_answerable", "search", "rank"),
    *("here_ahead", "answerable_ahead", "search_ahead", "terms_in_passage", "terms_in_sentence"),
    *("names_missing", "year_missing", "fits_kind", "echo", "length"),
    *("support", "supporters", "opposition", "article_search", "article_passages"),
    *("how_many", "open_ended", "timely", "english"),
)
"""Columns of :func:`passage_features`."""

PAIR: Final = (
    *("same", "different", "same_article", "same_outlet", "days_apart", "later"),
    *("titles", "passages", "names", "names_shared", "sentences", "values", "value_within"),
    *("equal_values", "equal_figures", "figure_in_one", "unequal_figures"),
    *("both_amounts", "both_names", "both_dates", "best_here", "best_answerable"),
)
"""Columns of :func:`pair_features`."""


def passage_features(
    query: Query, question: Question, statements: Sequence[Statement], relations: Relations
) -> Floats:
    """Features of each statement by itself, (statements, columns of :data:`PASSAGE`).

    :param statements: each from a reading with :class:`~rag.reader.protocol.Signals`.
    """
    signals = [signals_of(statement) for statement in statements]
    searches = [statement.reading.hit.score for statement in statements]
    heres = [each.here for each in signals]
    answerables = [each.answerable for each in signals]
    terms = frozenset() if query.is_english else query.terms
    names = [name for name in map(_terms, _names(query.standalone)) if name]
    years = set(_YEAR.findall(query.standalone))
    rows = []
    for place, (statement, signal) in enumerate(zip(statements, signals, strict=True)):
        passage = statement.reading.hit.passage
        title, text = _terms(passage.title), _terms(passage.text)
        value = _terms(statement.meaning.value)
        allies, opponents = (
            [
                max(0.0, heres[other])
                for other, one in enumerate(statements)
                if other != place
                and one.document != statement.document
                and relations.between(statement, one) == wanted
            ]
            for wanted in ("same", "different")
        )
        article = [
            searches[other]
            for other, one in enumerate(statements)
            if one.document == statement.document
        ]
        known_years = set(_YEAR.findall(f"{passage.title} {passage.text} {passage.date or ''}"))
        rows.append(
            [
                signal.here,
                min(signal.here, 0.0),
                signal.answerable,
                min(signal.answerable, 0.0),
                searches[place],
                math.log(1 + sum(other > searches[place] for other in searches)),
                signal.here - _best_other(heres, place),
                signal.answerable - _best_other(answerables, place),
                searches[place] - _best_other(searches, place),
                _share(terms, title | text),
                _share(terms, title | _terms(statement.meaning.quote)),
                sum(not name & (title | text) for name in names) / max(1, len(names)),
                float(bool(years - known_years)),
                float(_fits(question, statement)),
                _share(value, query.terms),
                min(len(statement.meaning.value.split()), LONG_VALUE) / LONG_VALUE,
                max(allies, default=0.0),
                float(len(allies)),
                max(opponents, default=0.0),
                max(article),
                float(len(article)),
                float(question.kind == "how_many"),
                float(question.kind in ("why", "how")),
                float(statement.meaning.timely),
                float(query.is_english),
            ]
        )
    return np.array(rows, np.float64).reshape(len(rows), len(PASSAGE))


def pair_features(query: Query, best: Statement, other: Statement, relations: Relations) -> Floats:
    """Features of a statement beside the best one, (columns of :data:`PAIR`,)."""
    one, two = best.reading.hit.passage, other.reading.hit.passage
    relation = relations.between(best, other)
    terms = query.terms
    names, further = ({*_NAME.findall(f"{p.text} {p.title}")} for p in (one, two))
    values = _terms(best.meaning.value), _terms(other.meaning.value)
    figures = tuple(set(_FIGURES.findall(m.value)) for m in (best.meaning, other.meaning))
    days = _day(one.date), _day(two.date)
    return np.array(
        [
            float(relation == "same"),
            float(relation == "different"),
            float(one.document == two.document),
            float(fold_words(one.source) == fold_words(two.source)),
            math.log1p(abs(days[0] - days[1])) if all(days) else 0.0,
            float(all(days) and days[1] > days[0]),
            _overlap(_terms(one.title), _terms(two.title)),
            _within(_terms(one.text) - terms, _terms(two.text) - terms),
            _within(names, further),
            float(len(names & further)),
            _overlap(_terms(best.meaning.quote) - terms, _terms(other.meaning.quote) - terms),
            _overlap(*values),
            _within(*values),
            float(values[0] == values[1]),
            float(bool(figures[0]) and figures[0] == figures[1]),
            float(bool(figures[0]) != bool(figures[1])),
            float(all(figures) and figures[0] != figures[1]),
            float(best.meaning.amount is not None and other.meaning.amount is not None),
            float(best.meaning.name and other.meaning.name),
            float(best.meaning.date is not None and other.meaning.date is not None),
            signals_of(best).here,
            signals_of(best).answerable,
        ],
        np.float64,
    )


def signals_of(statement: Statement) -> Signals:
    """What the network said of the statement's passage.

    :raises ValueError: it said nothing.
    """
    if statement.reading.signals is None:
        raise ValueError("A reading without signals cannot be looked at again.")
    return statement.reading.signals


@lru_cache(maxsize=128)
def _terms(text: str) -> frozenset[str]:
    """The text's terms; the last texts are remembered, since the best one stands in every pair."""
    return frozenset(analyze(text))


def _names(question: str) -> list[str]:
    """Words of the question in capitals, but for the first, which always is."""
    first = _FIRST_WORD.match(question)
    return [n for n in _NAME.findall(question) if first is None or n != first[1]]


def _best_other(values: Sequence[float], place: int) -> float:
    """The highest of the others; the value itself where it is alone."""
    others = [value for number, value in enumerate(values) if number != place]
    return max(others, default=values[place])


def _fits(question: Question, statement: Statement) -> bool:
    """Whether the value has the form that the question word asks for."""
    meaning = statement.meaning
    if question.kind == "how_many":
        return meaning.amount is not None or bool(_FIGURES.search(meaning.value))
    if question.kind == "when":
        return meaning.date is not None or bool(_YEAR.search(meaning.value))
    return question.kind not in ("who", "where") or bool(_NAME.search(meaning.value))


def _share(part: frozenset[str], whole: frozenset[str]) -> float:
    return len(part & whole) / max(1, len(part))


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, len(one | other))


def _within(one: set[str] | frozenset[str], other: set[str] | frozenset[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))


def _day(iso: str | None) -> int:
    """The day as a number, 0 for none."""
    day = day_of(iso)
    return day.toordinal() if day else 0
