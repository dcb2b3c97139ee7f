"""An archive on a server as far as it needs no encoder; see :class:`index.backend.Storage`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from index.encoders.protocol import Encoder
from index.errors import InputError
from index.exact.expressions import Expression, Order
from index.postgres import integrity, schema
from index.postgres.address import Address
from index.postgres.failures import translate_errors
from index.postgres.pools import SCHEMA, connect
from index.postgres.reencoding import PostgresReencoding
from index.postgres.search import exact, finding, postings
from index.postgres.store import Store
from index.search.naming.answering import NamesByDirectory
from index.search.naming.directory import Directories
from index.search.reencoding import NEXT_NAME
from index.storage.tables import Table
from index.types import Found, Stats


class PostgresStorage(Store, NamesByDirectory):
    """The rows of an archive on a server, opened without its encoder.

    Safe to share between threads, and between processes on any number of machines.

    :param tables: those of the program over the engine, made where they are missing.
    :param create: whether a missing archive is made.
    :raises ArchiveError: there is none, or it is of a newer Hemeroteca.
    :raises ServerError: the server is away or not fit.
    """

    def __init__(
        self, address: Address, tables: Sequence[Table] = (), *, create: bool = False
    ) -> None:
        super().__init__(address)
        self.tables = tuple(tables)
        self.directories = Directories(self)
        self._sources: tuple[str, dict[str, tuple[int, int]]] = ("", {})
        try:
            with translate_errors(self.shown), connect(self.primary) as connection:
                schema.prepare(connection, self.shown, self.tables, create=create)
        except BaseException:
            self.close()
            raise

    @property
    def location(self) -> str:
        """The address as people write it, without its secrets."""
        return self.shown

    def stats(self) -> Stats:
        """Return how much there is, and of which encoder."""
        with self.reading():
            (documents,) = self.query("SELECT count(*) FROM documents")[0]
            return Stats(
                documents,
                self.count_passages(),
                self.meta("encoder"),
                self.fingerprint,
                self.meta(NEXT_NAME),
            )

    def count_passages(self) -> int:
        """Return how many passages there are."""
        self.complete()
        if self.is_restricted():
            return int(self.query("SELECT count(*) FROM passages")[0][0])
        return postings.totals(self)[0]

    def sources(self) -> dict[str, tuple[int, int]]:
        """Map each source to how many documents are of it, and how many of those have no date.

        Counted once a state.
        """
        if self.is_writing:
            return super().sources()
        with self.reading():
            fingerprint, known = self.fingerprint, self._sources
            if not fingerprint or known[0] != fingerprint:
                known = fingerprint, super().sources()
                self._sources = known
        return known[1]

    def find(self, expression: Expression, order: Order = "date", most: int | None = None) -> Found:
        """Find every passage of which an expression is true.

        :param most: how many are given at most; all of them are counted. All when ``None``.
        """
        finding.make_words(self)
        with self.reading():
            self.complete()
            known = exact.Known(list(self.sources()), self.directories.known(expression))
            if most == 0:
                return Found(finding.count(self, expression, known), ())
            ids = finding.matches(self, expression, order, known)
            passages = self.passages(ids[:most])
        return Found(len(ids), tuple(passages[id] for id in ids[:most]))

    def check(self) -> list[str]:
        """Return what is wrong with what is stored, in Spanish; empty when nothing is."""
        with self.reading():
            return integrity.problems(self)

    def backup(self, target: Path, *, replace: bool = False) -> None:
        """Say how PostgreSQL itself copies the archive.

        :raises InputError: always.
        """
        raise InputError(
            "Un archivo en PostgreSQL se copia con sus propias órdenes, también en uso: "
            f"pg_dump --format=custom --schema={SCHEMA} --extension=vector "
            f"--file='{target}' '{self.shown}'"
        )

    def reencoding(self, encoder: Encoder) -> PostgresReencoding:
        """Return a change to another encoder, not begun yet."""
        return PostgresReencoding(self, encoder)
