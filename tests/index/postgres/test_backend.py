"""PostgreSQL with pgvector keeps every promise that a folder keeps."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.backend import Backend
from index.errors import InputError
from index.exact.expressions import Phrase
from index.postgres.search import exact, finding
from index.postgres.storage import PostgresStorage
from tests.index.conformance import BackendConformance
from tests.index.exact.conformance import FindConformance, NamesAsWords
from tests.index.names.conformance import NamesConformance
from tests.index.postgres.archives import InPostgres


class TestPostgresBackend(InPostgres, BackendConformance):
    """An archive is a database."""

    def test_a_copy_replaces_a_file_only_when_told(self, filled: Backend, tmp_path: Path) -> None:
        """It is ``pg_dump`` that writes; we only say how."""
        with pytest.raises(InputError, match="pg_dump"):
            filled.backup(tmp_path / "copia", replace=True)
        assert not (tmp_path / "copia").exists()


class TestPostgresFind(InPostgres, FindConformance):
    """Exact search by ``tsvector``."""


class TestPostgresFindOfNames(NamesAsWords, TestPostgresFind):
    """The same where names are recognised."""

    def finding(self, store: object, phrase: Phrase) -> frozenset[int]:
        assert isinstance(store, PostgresStorage)
        return frozenset(finding.matches(store, phrase, "date", exact.Known((), {})))


class TestPostgresNames(InPostgres, NamesConformance):
    """Who and what is named, by the folder's own directory."""
