"""What an archive's folder holds, by name: the one list that storage and search share."""

from __future__ import annotations

from typing import Final

DATABASE: Final = "archive.sqlite3"
"""The truth; SQLite keeps files of the same name with an ending beside it."""

DERIVED: Final = "derived"
"""Folder of what can be computed again from the database (:mod:`index.search.snapshot`)."""

PENDING: Final = "pending"
"""Begins the names of the folders of rows that wait until a writer has done
(:mod:`index.storage.waiting_records`)."""

SET_ASIDE: Final = "dañado-"
"""Begins the name of the folder that damaged files are moved to."""


def is_of_an_archive(name: str) -> bool:
    """Return whether a folder's entry is of an archive, if only of one whose database is gone."""
    return name in (DERIVED, PENDING) or name.startswith((DATABASE, SET_ASIDE, f"{PENDING}-"))
