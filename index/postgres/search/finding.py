"""The words that exact search reads of each passage, in step with it, and what is found by them.

They are computed from what the archive holds. What is recorded under ``exact`` says how; where it
is not how they would be now, the next search makes all of them in one transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from psycopg.sql import SQL

from index.exact.expressions import Expression, Order
from index.exact.words import VERSION, forms_of
from index.postgres.connections import Connections
from index.postgres.search import exact, in_sight, postings

KEY: Final = "exact"


def put_words(connections: Connections, ids: Sequence[int]) -> None:
    """Write the words of some passages; inside a transaction."""
    rows = connections.query(
        'SELECT p.id, d.title, substr(d.text, p.start + 1, p."end" - p.start) FROM passages p '
        "JOIN documents d ON d.id = p.document WHERE p.id = ANY(%s)",
        (list(ids),),
    )
    connections.change_many(
        "UPDATE passages SET words = %s::tsvector WHERE id = %s",
        [(exact.words_of(title, text), id) for id, title, text in rows],
    )
    put_forms(connections, [part for _, title, text in rows for part in (title, text)])


def put_forms(connections: Connections, texts: Sequence[str]) -> None:
    """Add the words of some texts to those that words are compared with; inside a transaction."""
    forms = sorted({form for text in texts for form in forms_of(text)})
    connections.change(
        "INSERT INTO forms SELECT unnest(%s::text[]) ON CONFLICT DO NOTHING", (forms,)
    )


def begin_words(connections: Connections) -> None:
    """Record that every passage has its words, where there is none yet; inside a transaction."""
    is_new = connections.meta(KEY) is None
    if is_new and not connections.query("SELECT 1 FROM passages LIMIT 1"):
        connections.set_meta(KEY, VERSION)


def make_words(connections: Connections) -> None:
    """Make the words of all passages unless they are there.

    :raises ServerError: they are not, and the role may not write.
    """
    if connections.meta(KEY) == VERSION:
        return
    if connections.is_writing:
        _make(connections)
        return
    with connections.writing(keep_fingerprint=True):
        if connections.meta(KEY) != VERSION:  # another process may have been quicker
            _make(connections)


def _make(connections: Connections) -> None:
    connections.change("DELETE FROM forms")
    after = 0
    while rows := connections.query(
        "SELECT id FROM passages WHERE id > %s ORDER BY id LIMIT 1000", (after,)
    ):
        put_words(connections, [id for (id,) in rows])
        after = rows[-1][0]
    connections.set_meta(KEY, VERSION)


def matches(
    connections: Connections, expression: Expression, order: Order, known: exact.Known
) -> list[int]:
    """Return the ids of all passages of which an expression is true; inside a transaction.

    :param known: what is found otherwise than by words.
    """
    condition = exact.condition_of(expression, connections, known)
    rows = connections.query(
        SQL(
            "SELECT p.id FROM passages p JOIN documents d ON d.id = p.document "
            "WHERE {} ORDER BY d.date IS NULL, d.date DESC, d.title, d.id, p.start, p.id"
        ).format(condition.sql),
        condition.parameters,
    )
    ids = [id for (id,) in rows]
    terms = exact.terms_of(expression)
    if order == "date" or not terms:
        return ids
    passages, length = postings.totals(connections)
    score = in_sight.scores if connections.is_restricted() else postings.scores
    found, scores = score(connections, terms, passages, length)
    of = dict(zip(found.tolist(), scores.tolist(), strict=True))
    keys = np.array([-of.get(id, 0.0) for id in ids])
    return [ids[place] for place in np.lexsort((np.array(ids), keys)).tolist()]


def count(connections: Connections, expression: Expression, known: exact.Known) -> int:
    """Return of how many passages an expression is true.

    :param known: what is found otherwise than by words.
    """
    condition = exact.condition_of(expression, connections, known)
    rows = connections.query(
        SQL(
            "SELECT count(*) FROM passages p JOIN documents d ON d.id = p.document WHERE {}"
        ).format(condition.sql),
        condition.parameters,
    )
    return int(rows[0][0])
