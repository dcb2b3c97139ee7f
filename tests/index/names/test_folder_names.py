"""A folder keeps every promise about names."""

from __future__ import annotations

from pathlib import Path

from index import HybridIndex
from index.backend import Backend
from index.storage import backup
from tests.index.fakes import REMARKS, FakeEncoder
from tests.index.names.conformance import NamesConformance


class TestFolderNames(NamesConformance):
    """An archive is a folder."""

    def open(self, address: Path, encoder: FakeEncoder) -> Backend:
        return HybridIndex.open(address, encoder, (REMARKS,))

    def restore(self, copy: Path, address: Path) -> None:
        assert backup.restore(copy, address) is None
