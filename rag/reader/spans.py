"""From logits to a clean span: whole words, the hedge and the unit that belong to a figure.

«más de 11,000» is not «11,000», and «12 %» is not «12»; but «11.000 soldados» says no more
than «11.000» to whom asked how many soldiers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from rag.questions.english import is_english
from rag.questions.question_words import counted_term, kind_of
from rag.reader.bounds import inside_bounds
from rag.reader.model import Logits
from rag.reader.windows import Window
from rag.values.figures import find_figures
from rag.values.units import COUNT, unit_at

LONGEST: Final = 30
"""Tokens of an answer at most; 99 % of those in the training sets are shorter."""

BRIEF: Final = 30
"""Characters of a value that is one thing, and no list of which a part could be asked for: of 7,187
answers of the clusters that are no longer 208 have a comma or «y» and no digit, half of them
numbers in words."""

_TRIMMED: Final = ",;:.()[]«»\"“”'’—–-¿?¡!"
_PAIRS: Final = {"(": ")", "«": "»", "“": "”", "[": "]", '"': '"'}


@dataclass(frozen=True, slots=True)
class Span:
    """The best span of a window.

    :param start: first character in the passage.
    :param end: one past the last.
    :param score: its start's and end's logits together.
    :param here: how far that is over "not here".
    :param answerable: the window's logit of answering at all.
    """

    start: int
    end: int
    score: float
    here: float
    answerable: float


def best(
    logits: Logits,
    window: Window,
    parts: Sequence[tuple[int, int, int]] = (),
    without: tuple[int, int] | None = None,
    figures: Sequence[tuple[tuple[int, int], bool]] = (),
    told: Sequence[tuple[int, int]] = (),
) -> Span | None:
    """The best span of a window, ``None`` when it has no token of the passage that may answer.

    :param without: a place in the passage in which it may neither begin nor end.
    :param parts: of the passage, that bound an answer (:func:`rag.reader.bounds.places`).
    :param figures: of the passage, each with whether it may be the one that is asked for
        (:func:`rag.reader.measures.figures_asked`): an answer has one that may, and no other.
    :param told: places in the passage that answered another question: this answer has no part of a
        short one, and of a longer one less than half.
    """
    count = len(window.offsets)
    if not count:
        return None
    first = slice(window.first, window.first + count)
    sums = logits.start[first][:, None] + logits.end[first][None, :]
    allowed: NDArray[np.bool_] = np.tri(count, k=LONGEST - 1, dtype=bool)
    allowed &= ~np.tri(count, k=-1, dtype=bool)
    bounded = inside_bounds(parts, window.offsets)
    if bounded is not None:
        allowed &= bounded
    if without is not None:
        free = np.array([b <= without[0] or a >= without[1] for a, b in window.offsets], bool)
        allowed &= free[:, None] & free[None, :]
    for start, end in told:
        allowed &= ~_retells(start, end, window.offsets)
    if not allowed.any():
        return None
    single = _with_one(figures, window.offsets)
    if (allowed & single).any():
        allowed &= single
    sums = np.where(allowed, sums, -np.inf)
    begin, end = divmod(int(sums.argmax()), count)
    score = float(sums[begin, end])
    return Span(
        window.offsets[begin][0],
        window.offsets[end][1],
        score,
        score - float(logits.start[0] + logits.end[0]),
        logits.answerable,
    )


def _retells(start: int, end: int, offsets: Sequence[tuple[int, int]]) -> NDArray[np.bool_]:
    """Say of each first and last token whether a span repeats what stands at a place; (n, n) of
    bool. One of several that were listed does not repeat the list."""
    firsts, lasts = np.array(offsets).T
    shared = np.minimum(lasts[None, :], end) - np.maximum(firsts[:, None], start)
    least = 1 if end - start <= BRIEF else (end - start) / 2
    retold: NDArray[np.bool_] = shared >= least
    return retold


def _with_one(
    figures: Sequence[tuple[tuple[int, int], bool]], offsets: Sequence[tuple[int, int]]
) -> NDArray[np.bool_]:
    """Say of each first and last token whether a span has one figure, and one that may be asked
    for; (n, n) of bool, all true where no figure may."""
    if not any(fits for _, fits in figures):
        return np.ones((len(offsets), len(offsets)), dtype=bool)
    starts = np.array([start for (start, _), _ in figures])
    ends = np.array([end for (_, end), _ in figures])
    fits = np.array([each for _, each in figures])
    firsts, lasts = np.array(offsets).T
    begun = lasts[:, None] > starts[None, :]
    over = firsts[:, None] >= ends[None, :]

    def told(which: NDArray[np.bool_]) -> NDArray[np.int64]:
        counts: NDArray[np.int64] = (
            (begun[:, which].sum(1)[None, :]) - over[:, which].sum(1)[:, None]
        )
        return counts

    one: NDArray[np.bool_] = (told(np.ones_like(fits)) == 1) & (told(fits) == 1)
    return one


def clean(text: str, start: int, end: int, question: str) -> tuple[int, int]:
    """The span with its words whole, without marks around it, and with what belongs to a figure.

    An empty span stays what it is.
    """
    start, end = _whole_words(text, start, end)
    start, end = _bare(text, start, end)
    return _figure(text, start, end, question)


def without_clauses(
    text: str, start: int, end: int, figures: Sequence[tuple[tuple[int, int], bool]]
) -> tuple[int, int]:
    """The span without the clauses before and after its one figure: «veintisiete días, y sin haber
    logrado nada»; as it is where it has several figures or none.

    :param figures: as for :func:`best`.
    """
    inside = [place for place, _ in figures if place[0] < end and start < place[1]]
    if len(inside) != 1:
        return start, end
    before = [mark.end() for mark in _MARK.finditer(text, start, min(inside[0][0], end))]
    after = _MARK.search(text, max(inside[0][1], start), end)
    return before[-1] if before else start, after.start() if after else end


_MARK: Final = re.compile(r"[,;:]\s+|\s+[—–(]")


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    if start >= end:
        return start, end
    while start > 0 and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Without punctuation at the ends; a bracket or quotation mark stays with its partner."""
    while start < end and (text[start].isspace() or text[start] in _TRIMMED):
        partner = _PAIRS.get(text[start])
        if partner and partner in text[start + 1 : end]:
            break
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in _TRIMMED):
        opened = [mark for mark, partner in _PAIRS.items() if partner == text[end - 1]]
        if any(mark in text[start : end - 1] for mark in opened):
            break
        end -= 1
    return start, end


def _figure(text: str, start: int, end: int, question: str) -> tuple[int, int]:
    """The span with the hedge before and the % after its figure; for how many, without the
    noun that was asked for."""
    figures = [f for f in find_figures(text) if f.start < end and f.end > start]
    if not figures:
        return start, end
    first, last = figures[0], figures[-1]
    counted = counted_term(question)
    if kind_of(question) == "how_many" and len(figures) == 1:
        if counted and counted in last.nouns:
            return first.start, first.end
        # What is counted has another word in English: a noun alone that is no unit.
        alone = len(text[last.end : end].split()) == 1 and bool(last.nouns)
        if alone and is_english(question) and unit_at(text, *last.number)[0] is COUNT:
            return first.start, first.end
    if first.start <= start < first.end:
        start = first.start
    if last.start < end < last.end:
        end = last.end
    return start, end
