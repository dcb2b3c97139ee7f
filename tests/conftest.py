"""What several test files share: the real encoder, loaded once a run."""

from __future__ import annotations

import pytest
from hypothesis import settings

from index import encoder
from index.encoder import BundledEncoder, SentenceTransformerEncoder

settings.register_profile("hemeroteca", deadline=None)  # how busy the machine is, is no bug
settings.register_profile("quick", deadline=None, max_examples=25)  # for ``make test-fast``
settings.load_profile("hemeroteca")


@pytest.fixture(scope="session")
def bundled() -> BundledEncoder:
    """The bundled encoder in int8; its users are marked ``slow``."""
    return encoder.load_default()


@pytest.fixture(scope="session")
def reference() -> SentenceTransformerEncoder:
    """The same weights in fp32 through plain sentence-transformers; its users are ``slow``."""
    return encoder.load_reference()
