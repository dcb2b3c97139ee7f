"""How a conformance suite comes to an archive: what a backend's own class says of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index import HybridIndex
from index.backend import Backend
from index.storage import backup
from tests.index.fakes import REMARKS, FakeEncoder


class OnArchives:
    """A suite's tests; a class of a backend's own says how to open an archive of it."""

    def open(self, address: Path, encoder: FakeEncoder) -> Backend:
        """The archive at an address of the backend's own making, created when missing.

        :param address: a path in an empty folder, unlike all others.
        """
        raise NotImplementedError

    def restore(self, copy: Path, address: Path) -> None:
        """Make a new archive of a copy."""
        raise NotImplementedError

    def copy(self, backend: Backend, target: Path) -> None:
        """Write a copy to a file; a server's is written by the server's own program."""
        backend.backup(target)

    @pytest.fixture
    def address(self, tmp_path: Path) -> Path:
        return tmp_path / "archivo"

    @pytest.fixture
    def backend(self, address: Path) -> Iterator[Backend]:
        backend = self.open(address, FakeEncoder())
        yield backend
        backend.close()


class InFolder:
    """An archive is a folder; to be put before a conformance suite."""

    def open(self, address: Path, encoder: FakeEncoder) -> Backend:
        return HybridIndex.open(address, encoder, (REMARKS,))

    def restore(self, copy: Path, address: Path) -> None:
        assert backup.restore(copy, address) is None
