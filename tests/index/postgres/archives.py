"""Archives in PostgreSQL, made and copied as the conformance suites want them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.backend import Backend
from index.errors import InputError
from index.postgres.address import Address
from index.postgres.backend import PostgresIndex
from tests.index.fakes import REMARKS, FakeEncoder
from tests.postgres.server import Server, binaries, run

AT_ONCE = 3
"""Databases that a test is lent; none needs more archives at the same time."""


class InPostgres:
    """An archive is a database; to be put before a conformance suite."""

    records_wait = False

    @pytest.fixture(autouse=True)
    def _server(self, postgres: Server) -> Iterator[None]:
        self.server, self.lent = postgres, dict[Path, str]()
        yield
        for name in self.lent.values():
            postgres.take_back(name)

    def url(self, address: Path) -> str:
        if address not in self.lent:
            if len(self.lent) == AT_ONCE:  # the examples of one test come one after the other
                self.server.take_back(self.lent.pop(next(iter(self.lent))))
            self.lent[address] = self.server.lend()
        return self.server.url(self.lent[address])

    def open(self, address: Path, encoder: FakeEncoder) -> Backend:
        return PostgresIndex(Address.parse(self.url(address)), encoder, (REMARKS,))

    def shown(self, address: Path) -> str:
        return self.lent[address]

    def copy(self, backend: Backend, target: Path) -> None:
        program = binaries() / "bin" / "pg_dump"
        with pytest.raises(InputError, match="pg_dump") as told:
            backend.backup(target)
        said = str(told.value)
        assert f"--file='{target}' '{backend.location}'" in said
        line = said.partition("pg_dump ")[2]
        options = [part.strip("'") for part in line.split() if not part.startswith("--file")]
        dump = run(program, *options, "--format=plain")
        target.write_text(dump, encoding="utf-8")

    def restore(self, copy: Path, address: Path) -> None:
        url = self.url(address)
        dump = copy.read_text(encoding="utf-8")
        dump = dump.replace("SET transaction_timeout = 0;\n", "")  # unknown to PostgreSQL 16
        run(binaries() / "bin" / "psql", "-q", "-v", "ON_ERROR_STOP=1", url, input=dump)
