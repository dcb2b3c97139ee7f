"""What several test files share: the real encoder, loaded once a run."""

from __future__ import annotations

import pytest

from index import encoder
from index.encoder import BundledEncoder, SentenceTransformerEncoder


@pytest.fixture(scope="session")
def bundled() -> BundledEncoder:
    """The bundled encoder in int8; its users are marked ``slow``."""
    return encoder.load_default()


@pytest.fixture(scope="session")
def reference() -> SentenceTransformerEncoder:
    """The same weights in fp32 through plain sentence-transformers; its users are ``slow``."""
    return encoder.load_reference()
