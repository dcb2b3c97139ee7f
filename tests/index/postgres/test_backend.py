"""PostgreSQL with pgvector keeps every promise that a folder keeps."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.backend import Backend
from index.errors import InputError
from index.exact.expressions import Expression, Mention, Phrase, leaves
from index.postgres.search import exact, finding
from index.postgres.storage import PostgresStorage
from index.search.naming.directory import Directories
from index.storage.exact.sets import Sets
from tests.index.conformance import BackendConformance
from tests.index.exact.conformance import FindConformance
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


class TestPostgresFindOfNames(TestPostgresFind):
    """The same where names are recognised: here as their words, so that nothing else is found."""

    @pytest.fixture(autouse=True)
    def recognised(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def passages(names: Directories, expression: Expression) -> Sets:
            asked = leaves(expression, negated=True)
            mentions = [x for x in asked if isinstance(x, Mention) and x.kind != "place"]
            store = names.store
            assert isinstance(store, PostgresStorage)
            known = exact.Known((), {})
            return {
                x: frozenset(finding.matches(store, Phrase(x.forms), "date", known))
                for x in mentions
            }

        monkeypatch.setattr(Directories, "known", passages)


class TestPostgresNames(InPostgres, NamesConformance):
    """Who and what is named, by the folder's own directory."""
