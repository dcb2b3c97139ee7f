"""Tables of a program over the engine, kept with the articles and of no weight in a search.

The engine knows what a table is called and what its columns are, not what it is for: it creates
it, copies it with the archive, reads it out of a damaged one, and lets a row wait while another
process writes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from index.storage.folder_layout import PENDING


@dataclass(frozen=True, slots=True)
class Column:
    """A column of text.

    :param choices: the only texts that it takes; any when there are none.
    """

    name: str
    choices: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _check_name(self.name)
        if any("'" in choice for choice in self.choices):
            raise ValueError(f"A quotation mark in one of {self.choices}.")

    @property
    def definition(self) -> str:
        """The column as SQL defines it."""
        choices = ", ".join(f"'{choice}'" for choice in self.choices)
        check = f" CHECK ({self.name} IN ({choices}))" if choices else ""
        return f"{self.name} TEXT NOT NULL{check}"


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose rows have a number, ``id``, in the order in which they came, and texts.

    :param label: what one row is to people, in Spanish and with its article.
    :param pending: name of the place beside the database in which its rows wait.
    """

    name: str
    columns: tuple[Column, ...]
    label: str
    pending: str = ""

    def __post_init__(self) -> None:
        _check_name(self.name)
        if not self.pending:
            object.__setattr__(self, "pending", f"{PENDING}-{self.name}")

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the columns, without ``id``."""
        return tuple(column.name for column in self.columns)

    def values(self, record: Mapping[str, Any]) -> tuple[str, ...]:
        """Return the record's texts in the order of the columns.

        :raises ValueError: it lacks a column or has another, or one holds what it cannot.
        """
        if record.keys() != set(self.names):
            raise ValueError(f"{sorted(record)} are not the columns of {self.name}.")
        for column in self.columns:
            value = record[column.name]
            if not isinstance(value, str) or (column.choices and value not in column.choices):
                raise ValueError(f"{self.name}.{column.name} cannot be {value!r}.")
        return tuple(record[name] for name in self.names)

    # -- statements; names are checked above, and everything else is a parameter

    @property
    def creation(self) -> str:
        """Makes the table unless it is there."""
        columns = ", ".join(column.definition for column in self.columns)
        return (
            f"CREATE TABLE IF NOT EXISTS {self.name} "
            f"(id INTEGER PRIMARY KEY AUTOINCREMENT, {columns})"
        )

    @property
    def insertion(self) -> str:
        """Puts a row in, once however often it is given."""
        columns = ", ".join(self.names)
        values = ", ".join(f"?{n}" for n in range(1, len(self.names) + 1))
        return (
            f"INSERT INTO {self.name} ({columns}) SELECT {values} WHERE NOT EXISTS "
            f"(SELECT 1 FROM {self.name} WHERE ({columns}) = ({values}))"
        )

    @property
    def reinsertion(self) -> str:
        """Puts a row back with its number, unless it is none or the number is taken."""
        columns = ", ".join(("id", *self.names))
        marks = ", ".join("?" * (1 + len(self.names)))
        return f"INSERT OR IGNORE INTO {self.name} ({columns}) VALUES ({marks})"

    @property
    def selection(self) -> str:
        """Gives all rows, the first that came first."""
        return f"SELECT {', '.join(('id', *self.names))} FROM {self.name} ORDER BY id"

    @property
    def row_selection(self) -> str:
        """Gives the row of a number."""
        return f"SELECT {', '.join(('id', *self.names))} FROM {self.name} WHERE rowid = ?"

    @property
    def highest_numbers(self) -> tuple[str, str]:
        """Give the highest number; either goes another way through the file."""
        return (
            f"SELECT max(rowid) FROM {self.name}",
            f"SELECT max(rowid) FROM (SELECT rowid FROM {self.name} ORDER BY rowid DESC LIMIT 1)",
        )


def _check_name(name: str) -> None:
    if not (name.isascii() and name.isidentifier()):
        raise ValueError(f"{name!r} is no name for a table or column.")
