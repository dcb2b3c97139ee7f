"""The backend that there is: SQLite, FAISS and BM25 in a folder."""

from __future__ import annotations

from tests.index.conformance import BackendConformance
from tests.index.opening import InFolder


class TestFolderBackend(InFolder, BackendConformance):
    """An archive is a folder."""
