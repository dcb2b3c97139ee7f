"""The small archive that every action is tried on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rag import Archive
from tests.rag.chat.examples import archive as small_archive


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = small_archive(tmp_path)
    yield opened
    opened.close()
