"""Whether what a server gives back is what was written: contents, references, postings.

PostgreSQL guards its own pages (``data_checksums``) and references; rows carry the same CRC-32 as
the folder's (:mod:`index.storage.integrity`), and the postings must be those of the passages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from index.postgres.connections import Connections
from index.postgres.search import postings
from index.postgres.vectors import received
from index.storage.integrity import SHOWN, checksum
from index.storage.store import as_bytes

TOGETHER: Final = 2_000
"""Rows looked at in one step."""


def problems(connections: Connections) -> list[str]:
    """Return what is wrong, in Spanish; empty when nothing is. Inside :meth:`reading`."""
    found: list[str] = []
    for kind in (_documents, _passages, _pages, _originals, _bin, _names, _postings):
        wrong = list(kind(connections))
        found += wrong[:SHOWN]
        if len(wrong) > SHOWN:
            found.append(f"… y {len(wrong) - SHOWN} más como el último")
    return found


def _documents(connections: Connections) -> Iterator[str]:
    after = ""
    while rows := connections.query(
        "SELECT id, title, source, date, author, text, checksum FROM documents WHERE id > %s "
        "ORDER BY id LIMIT %s",
        (after, TOGETHER),
    ):
        for *row, written in rows:
            if checksum(*row) != written:
                yield f"El contenido del documento {row[0]} no es el que se guardó"
        after = rows[-1][0]


def _passages(connections: Connections) -> Iterator[str]:
    after, longest = 0, 0
    while rows := connections.query(
        'SELECT p.id, p.document, p.paragraph, p.start, p."end", p.terms, vector_send(p.vector), '
        "p.checksum, length(d.text) FROM passages p LEFT JOIN documents d ON d.id = p.document "
        "WHERE p.id > %s ORDER BY p.id LIMIT %s",
        (after, TOGETHER),
    ):
        for id, *row, sent, written, length in rows:
            longest = longest or len(sent)
            if checksum(*row, as_bytes(received(sent))) != written:
                yield f"El contenido del pasaje {id} (documento {row[0]}) no es el que se guardó"
            if length is None:
                yield f"El pasaje {id} es de un documento que no está, {row[0]}"
            elif not 0 <= row[2] < row[3] <= length:
                yield f"El pasaje {id} no cabe en su documento {row[0]}"
            if len(sent) != longest:
                yield f"El vector del pasaje {id} no tiene el tamaño de los demás"
        after = rows[-1][0]


def _pages(connections: Connections) -> Iterator[str]:
    for *row, written in connections.query(
        'SELECT document, start, "end", page, lines, checksum FROM printed_lines'
    ):
        if checksum(*row[:4], bytes(row[4])) != written:
            yield (
                f"Las líneas impresas del documento {row[0]}, página {row[3]}, no son las que se "
                "guardaron"
            )


def _originals(connections: Connections) -> Iterator[str]:
    for (id,) in connections.query("SELECT id FROM originals ORDER BY id"):
        for name, data, written in connections.query(
            "SELECT name, data, checksum FROM originals WHERE id = %s", (id,)
        ):
            if checksum(id, name, bytes(data)) != written:
                yield f"El original «{name}» no es el que se guardó"


def _bin(connections: Connections) -> Iterator[str]:
    for *row, written in connections.query(
        "SELECT id, removed, title, source, date, author, text, details, checksum FROM removed"
    ):
        if checksum(*row) != written:
            yield f"El contenido del documento {row[0]} de la papelera no es el que se guardó"


def _names(connections: Connections) -> Iterator[str]:
    for id, kind, name, written in connections.iterate(
        "SELECT id, kind, name, checksum FROM names"
    ):
        if checksum(kind, name) != written:
            yield f"El nombre «{name}» ({id}) no es el que se guardó"
    for *row, written in connections.iterate(
        'SELECT document, start, "end", form, name, checksum FROM mentions'
    ):
        if checksum(*row) != written:
            yield f"La mención en {row[1]} del documento {row[0]} no es la que se guardó"


def _postings(connections: Connections) -> Iterator[str]:
    """Compare the postings with the terms of the passages, by their counts and a sum."""
    expected, passages, length, after = Counter[str](), 0, 0, 0
    while rows := connections.query(
        "SELECT id, terms FROM passages WHERE id > %s ORDER BY id LIMIT %s", (after, TOGETHER)
    ):
        for id, terms in rows:
            own = Counter(terms.split(" ") if terms else [])
            passages, length = passages + 1, length + own.total()
            for term, times in own.items():
                expected[term] += _sum(id, times, own.total())
        after = rows[-1][0]
    if postings.totals(connections) != (passages, length):
        yield "Las sumas de pasajes y de palabras no son las de los pasajes"
    terms = [term for (term,) in connections.query("SELECT DISTINCT term FROM postings")]
    for at in range(0, len(terms), TOGETHER):
        for term, first, count, data in connections.query(
            "SELECT term, first, count, data FROM postings WHERE term = ANY(%s)",
            (terms[at : at + TOGETHER],),
        ):
            pairs = postings.unpacked([first], [data]).tolist()
            expected[term] -= sum(_sum(*pair) for pair in pairs)
            if count != len(pairs):
                yield f"El índice de palabras cuenta mal «{term}»"
    for term, rest in expected.items():
        if rest:
            yield f"El índice de palabras no tiene bien «{term}»"


def _sum(id: int, times: int, length: int) -> int:
    """Return a number that two different pairs hardly share."""
    return checksum(id, times, length) + 1
