"""A site to be asked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.rag.intake.web.site import Site, serving


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as made:
        yield made
