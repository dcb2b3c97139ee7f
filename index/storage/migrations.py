"""Archives of earlier formats, brought to the present one as they are opened.

Each step is one transaction of its own: killed half way, the archive is still of the
earlier format, and opening it again takes the step again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Final

from index.storage import integrity

NEXT_PASSAGES: Final = """CREATE TABLE next_passages (
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    position INTEGER NOT NULL, paragraph INTEGER NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    terms TEXT NOT NULL, vector BLOB NOT NULL, PRIMARY KEY (document, position)
) WITHOUT ROWID"""
"""Passages for another encoder, until there are all of them (see
:mod:`index.search.reencoding`)."""

PRINTED_LINES: Final = """CREATE TABLE printed_lines (
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, page INTEGER NOT NULL,
    lines BLOB NOT NULL, checksum INTEGER NOT NULL, UNIQUE (document, start)
)"""
"""A row for each run of lines on one page; see :mod:`index.storage.rows.printed`."""

ORIGINALS: Final = """CREATE TABLE originals (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, data BLOB NOT NULL, checksum INTEGER NOT NULL
)"""
"""Files of pages as they came, once a content."""

BY_ORIGINAL: Final = """CREATE INDEX documents_by_original ON documents (original)
    WHERE original IS NOT NULL"""

REMOVED: Final = """CREATE TABLE removed (
    id TEXT PRIMARY KEY, removed TEXT NOT NULL, title TEXT NOT NULL, source TEXT NOT NULL,
    date TEXT, author TEXT NOT NULL, text TEXT NOT NULL, details TEXT NOT NULL,
    checksum INTEGER NOT NULL, original TEXT REFERENCES originals (id)
)"""
"""Documents in the bin; ``details`` is JSON of their spans, printed lines and places."""

NAMES: Final = """CREATE TABLE names (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, checksum INTEGER NOT NULL,
    UNIQUE (kind, name)
)"""
"""Names of people, organisations and places, each form once; see
:mod:`index.storage.rows.names`."""

MENTIONS: Final = """CREATE TABLE mentions (
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    form INTEGER NOT NULL REFERENCES names (id), name INTEGER NOT NULL REFERENCES names (id),
    checksum INTEGER NOT NULL, PRIMARY KEY (document, start)
) WITHOUT ROWID"""
"""Where a form stands in a document, and the name that it is of there."""

RECOGNISED: Final = """CREATE TABLE recognised (
    document TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE, version TEXT NOT NULL
) WITHOUT ROWID"""
"""Documents whose names were looked for, and by which version of what recognises them."""

NAMING: Final = (
    NAMES,
    MENTIONS,
    "CREATE INDEX mentions_by_name ON mentions (name)",
    "CREATE INDEX mentions_by_form ON mentions (form)",
    RECOGNISED,
    # Where a passage begins and ends is asked for of every mention: without its vector beside it.
    'CREATE INDEX passages_by_place ON passages (document, start, "end")',
)
EXACT_WORDS: Final = """CREATE VIRTUAL TABLE exact_words USING fts5 (
    terms, forms, title_terms, title_forms, about, checksum UNINDEXED,
    tokenize = "ascii tokenchars '._'"
)"""
"""A row for each passage, under its id; see :mod:`index.storage.exact.records`. The tokenizer keeps
every letter beyond ASCII as it is and parts at spaces, since words come taken apart."""

EXACT_VOCABULARY: Final = (
    "CREATE VIRTUAL TABLE exact_vocabulary USING fts5vocab (exact_words, instance)"
)
"""Its words in order; of this kind, since the others count a word's passages at every look."""

EXACT_FOLLOWS: Final = """CREATE TRIGGER exact_words_follow AFTER DELETE ON passages
    BEGIN DELETE FROM exact_words WHERE rowid = old.id; END"""

EXACT: Final = (EXACT_WORDS, EXACT_VOCABULARY, EXACT_FOLLOWS)
EXACT_ANEW: Final = ("DROP TABLE exact_words", EXACT_WORDS)
"""Empties the table at once: row by row, each would be looked up in every list that it is in."""

STEPS: Final[Mapping[int, Sequence[str]]] = {
    1: (  # to 2: checksums of the contents, and a change of encoder that can be interrupted
        "ALTER TABLE documents ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0",
        f"UPDATE documents SET checksum = {integrity.DOCUMENT}",
        "ALTER TABLE passages ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0",
        f"UPDATE passages SET checksum = {integrity.PASSAGE}",
        NEXT_PASSAGES,
    ),
    2: (  # to 3: where the lines are printed, and the files of pages themselves
        PRINTED_LINES,
        ORIGINALS,
        "ALTER TABLE documents ADD COLUMN original TEXT REFERENCES originals (id)",
        BY_ORIGINAL,
    ),
    3: (REMOVED,),  # to 4: a bin; a program of format 3 would forget its files of pages
    4: EXACT,  # to 5: exact search, whose rows a program of format 4 would not write
    5: NAMING,  # to 6: who and what is named; a program of format 5 would record nothing of it
}
"""What to do to an archive of each earlier format to make it of the next one."""


def upgrade(connection: sqlite3.Connection) -> None:
    """Take every step from the archive's format on."""
    for version, statements in sorted(STEPS.items()):
        connection.execute("BEGIN IMMEDIATE")
        try:
            (now,) = connection.execute("PRAGMA user_version").fetchone()
            if now == version:  # else another process has been quicker
                for statement in statements:
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {version + 1:d}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
