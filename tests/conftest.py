"""What several test files share, once a run: the real encoder, the sample, a PostgreSQL server."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings

from index.encoders import loading
from index.encoders.bundled import BundledEncoder
from index.encoders.sentence_transformer import SentenceTransformerEncoder
from rag import Archive, sample

if TYPE_CHECKING:
    from tests.postgres.server import Server

# How busy the machine is, is no bug: neither how long an example takes nor how long it is drawn.
BUSY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("hemeroteca", BUSY)
settings.register_profile("quick", BUSY, max_examples=25)  # for ``make test-fast``
settings.load_profile("hemeroteca")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Files of slow tests alone are not even imported by ``make test-fast``: torch, Gradio and
    sentence-transformers take longer than most tests."""
    if "not slow" not in config.getoption("markexpr"):
        return None
    if collection_path.name == "torture":
        return True
    if collection_path.suffix != ".py" or not collection_path.name.startswith("test_"):
        return None
    whole = "\npytestmark = pytest.mark.slow" in collection_path.read_text(encoding="utf-8")
    return True if whole else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs a PostgreSQL server is slow: one takes seconds to start."""
    for item in items:
        if "postgres" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def bundled() -> BundledEncoder:
    """The bundled encoder in int8; its users are marked ``slow``."""
    return loading.load_default()


@pytest.fixture(scope="session")
def reference() -> SentenceTransformerEncoder:
    """The same weights in fp32 through plain sentence-transformers; its users are ``slow``."""
    return loading.load_reference()


@pytest.fixture(scope="session")
def sample_made(tmp_path_factory: pytest.TempPathFactory, bundled: BundledEncoder) -> Path:
    """The archive of the sample, made by one worker for all: its 58 notes take a core 14 s."""
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    made = shared / "muestra"
    with FileLock(shared / "muestra.lock"):
        if not made.exists():
            archive = Archive.open(shared / "muestra-nueva", encoder=bundled)
            archive.add(sample.NOTES)
            archive.close()
            (shared / "muestra-nueva").rename(made)
    return made


@pytest.fixture
def sample_archive(sample_made: Path, tmp_path: Path) -> Path:
    """A copy of the sample's archive, the test's own."""
    return shutil.copytree(sample_made, tmp_path / "muestra")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL server with pgvector, in which every test makes databases of its own."""
    from tests.postgres import server

    with server.chosen() as running:
        yield running


@pytest.fixture
def database(postgres: Server) -> Iterator[str]:
    """The address of an empty database, the test's own."""
    name = postgres.lend()
    yield postgres.url(name)
    postgres.take_back(name)
