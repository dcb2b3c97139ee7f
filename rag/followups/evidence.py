"""Decides by what is found whether a question leans on the one before.

«¿Quiénes eran las reporteras condenadas?» may be asked of the accident that was spoken of, or of
anything else in the archive: its form does not tell. If what is found about the old subject says
nothing of reporters, and another article says all that the question does, it stands alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from index import Filters, Hit
from index.backend import Backend
from index.text.analyzer import analyze
from rag.followups.dependence import Own
from rag.questions.query import Query

LOOKED_AT: Final = 6
"""Passages of either search that are looked at: as many as are read."""


def stands_alone(
    backend: Backend,
    query: Query,
    own: Own,
    about: Sequence[Hit],
    filters: Filters | None = None,
) -> bool:
    """Whether the question by itself finds what it does not find within the old subject.

    :param query: with what it would mean in its conversation.
    :param own: what it brings of its own; with a mere noun the old subject must say nothing of it.
    :param about: what is found for what it would mean, best first.
    """
    terms = frozenset(analyze(query.literal_text))
    if own == "nothing" or len(terms) < 2:
        return False
    subject = query.terms - terms
    # What says which it is («el plan de tranvías») is about the old subject where half of that
    # is spoken of; one town that both are in is not enough.
    least = len(subject) / 2 if own == "phrase" else 1
    within = [
        _covered(terms, hit)
        for hit in about[:LOOKED_AT]
        if subject and len(_terms(hit) & subject) >= least
    ]
    inside = max(within, default=0)
    if inside and own == "noun":
        return False
    hits = backend.search(query.literal_text, LOOKED_AT, filters=filters)
    outside = max((_covered(terms, hit) for hit in hits), default=0)
    return outside == len(terms) and inside < outside


def _covered(terms: frozenset[str], hit: Hit) -> int:
    return len(terms & _terms(hit))


def _terms(hit: Hit) -> frozenset[str]:
    """The terms of a passage and its title."""
    return frozenset(analyze(f"{hit.passage.title} {hit.passage.text}"))
