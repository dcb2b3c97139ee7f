"""Folders of articles that differ as told, and all that an archive holds, to compare."""

from __future__ import annotations

import hashlib
import random
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from index.storage.folder_layout import DATABASE
from rag import Archive
from tests.rag.fakes_rag import article

NAMES = "Alcedo Branalba Castrolumbre Dorna Escurial Fontana Garabandal Huañil".split()
THINGS = "viviendas soldados hectáreas barcos escuelas pozos trenes cometas".split()
DEEDS = "anegó envió quemó hundió cerró abrió compró anunció".split()
QUERIES = ("¿Cuántas viviendas anegó Alcedo?", "cometas de Huañil", "soldados y barcos")

TABLES = {
    "documents": "id, title, source, date, author, text",
    "passages": 'document, paragraph, start, "end", terms, vector',
    "files": "path, size, sha256",
    "places": "path, entry, document",
    "meta WHERE key IN ('encoder', 'encoder_name')": "key, value",
    "feedback": "id, created, question, verdict, remark, answer_json",
}
"""What counts as the state, in every format; passage ids and the fingerprint may be others
after a retry, and checksums are compared by ``check``."""


def sentence(chance: random.Random) -> str:
    """A sentence of news."""
    return (
        f"{chance.choice(NAMES)} {chance.choice(DEEDS)} {chance.randrange(2, 9999)} "
        f"{chance.choice(THINGS)} el martes, según el parte {chance.randrange(10**6)}."
    )


def write(folder: Path, chance: random.Random, names: Iterable[int], paragraphs: int = 5) -> None:
    """Write or overwrite articles of those numbers."""
    for name in names:
        parts = [
            " ".join(sentence(chance) for _ in range(chance.randrange(1, 4)))
            for _ in range(chance.randrange(1, 2 * paragraphs))
        ]
        day = f"2025-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
        article(folder, f"{name}.txt", *parts, title=sentence(chance)[:40], date=day, source="Faro")


def digest(folder: Path) -> str:
    """Of an archive's :func:`digest_of`."""
    return digest_of(folder / DATABASE)


def digest_of(path: Path) -> str:
    """Of all rows that matter, read past our own code."""
    total = hashlib.sha256()
    with closing(sqlite3.connect(path)) as connection:
        for table, columns in TABLES.items():
            for row in connection.execute(f"SELECT {columns} FROM {table} ORDER BY {columns}"):
                total.update(repr((table, row)).encode())
    return total.hexdigest()[:16]


def found(archive: Archive) -> list[tuple[str, float]]:
    """What searches find, with scores."""
    return [
        (hit.passage.text, round(hit.score, 5))
        for query in QUERIES
        for hit in archive.search(query, k=8)
    ]


def fresh(base: Path, folder: Path) -> Path:
    """A copy of an archive that nobody has open."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(base, folder)
    return folder
