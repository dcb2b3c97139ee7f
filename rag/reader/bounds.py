"""Says where in a passage an answer may lie: inside one cell of a table, below a law's heading.

A row with its heads («Pueblo: Torralba; Vecinos: 310») is read like a sentence, and the network
was never taught that an answer ends with its cell. The heading of an article of a law names the
article; whoever asks what the article says wants what stands below.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index import Hit
from index.text.folding import fold_words
from rag.documents.mending.tables import is_figure, is_headed_row
from rag.reader.law_articles import heading_end, is_other_article

_FREE: Final = 0
_BARRED: Final = -1


def may_answer(question: str, hits: Sequence[Hit]) -> list[Hit]:
    """Leave out what speaks of something else of the same kind than the question names.

    Of a law that is any article but the one asked about; of a table, once the question names what
    one row is about («Aldea 47»), the rows about others.
    """
    asked = f" {_bare(question)} "
    rows = {
        hit.passage.id: _named(asked, hit.passage.text)
        for hit in hits
        if is_headed_row(hit.passage.text)
    }
    most: dict[str, int] = {}
    for hit in hits:
        if hit.passage.id in rows:
            document = hit.passage.document
            most[document] = max(most.get(document, 0), rows[hit.passage.id])
    return [
        hit
        for hit in hits
        if not is_other_article(question, hit.passage.text)
        and rows.get(hit.passage.id, math.inf) >= most.get(hit.passage.document, 0)
    ]


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold_words(text)))


def _named(asked: str, row: str) -> int:
    """Count the cells of a row that the question has whole; figures name nothing."""
    values = (piece.rpartition(": ")[2] for piece in row.split("; "))
    words = (_bare(value) for value in values if not is_figure(value))
    return sum(f" {word} " in asked for word in words if word)


def places(question: str, text: str) -> list[tuple[int, int, int]]:
    """Give the parts of a passage that bound an answer, as (start, end, number), in order.

    An answer lies inside one part, or outside all of them; of those numbered -1, in none.
    """
    parts: list[tuple[int, int, int]] = []
    if end := heading_end(question, text):
        parts.append((0, end, _BARRED))
    at = 0
    for line in text.split("\n"):
        if is_headed_row(line):
            cell = at
            for piece in line.split("; "):
                head = piece.find(": ") + 2 if ": " in piece else 0
                if head:
                    parts.append((cell, cell + head, _BARRED))
                parts.append((cell + head, cell + len(piece), len(parts) + 1))
                cell += len(piece) + 2
        at += len(line) + 1
    return parts


def inside_bounds(
    parts: Sequence[tuple[int, int, int]], offsets: Sequence[tuple[int, int]]
) -> NDArray[np.bool_] | None:
    """Say of each first and last token of an answer whether they bound one that is allowed.

    :param parts: of :func:`places`.
    :param offsets: first character of each token, and one past its last.
    :returns: (n, n) of bool, ``None`` where all are allowed.
    """
    if not parts:
        return None
    numbers = np.zeros(len(offsets), dtype=np.int64)
    for start, end, number in parts:
        for i, (begin, stop) in enumerate(offsets):
            if begin < end and stop > start:
                numbers[i] = number
    allowed: NDArray[np.bool_] = (numbers[:, None] == numbers[None, :]) & (numbers >= _FREE)[
        :, None
    ]
    return allowed if allowed.any() else None
