"""Words for a role that sees some documents only (row-level security).

Posting blocks hold passages of all documents, so such a role may not read them. Its passages are
found by their own words and scored from their own terms; how rare a term is counts as it does for
everybody, by a function that gives numbers alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from index.postgres.connections import Connections
from index.postgres.search import exact, postings


def scores(
    connections: Connections, terms: Sequence[str], passages: int, length: int
) -> postings.Scored:
    """Return the BM25 of every passage in sight that has one of the query's terms.

    :param passages: how many there are in the archive, in sight or not.
    :param length: how many terms they hold together.
    """
    wanted = set(terms)
    rows = (
        connections.query(
            "SELECT id, terms FROM passages p WHERE p.words @@ %s::tsquery ORDER BY id",
            (exact.with_any(sorted(wanted)),),
        )
        if wanted
        else []
    )
    pairs: dict[str, list[tuple[int, int, int]]] = {}
    for id, stored in rows:
        own = Counter(stored.split(" "))
        for term in wanted & own.keys():
            pairs.setdefault(term, []).append((id, own[term], own.total()))
    columns = {term: np.array(column, np.int64) for term, column in pairs.items()}
    frequencies = postings.counts(connections, wanted)
    return postings.weighed(columns, frequencies, terms, passages, length)
