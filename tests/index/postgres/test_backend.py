"""PostgreSQL with pgvector keeps every promise that a folder keeps."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.backend import Backend
from index.errors import InputError
from tests.index.conformance import BackendConformance
from tests.index.exact.conformance import FindConformance
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
