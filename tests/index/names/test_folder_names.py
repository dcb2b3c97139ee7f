"""A folder keeps every promise about names."""

from __future__ import annotations

from tests.index.names.conformance import NamesConformance
from tests.index.opening import InFolder


class TestFolderNames(InFolder, NamesConformance):
    """An archive is a folder."""
