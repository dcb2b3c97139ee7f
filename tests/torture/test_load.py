"""The chat under more people than it can answer at once."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator

import pytest

from index.encoders.bundled import BundledEncoder
from rag import Archive, sample
from rag.chat.components.page_parts import AT_ONCE
from rag.chat.server.settings import QUEUE_SIZE
from rag.chat.wording.languages import WORDS
from rag.chat.wording.names import LANGUAGE
from tests.torture import load

SECONDS = float(os.environ.get("HEMEROTECA_LOAD_SECONDS", "300"))
"""How long each crowd asks in `make torture`."""

GROWTH = 300_000_000
"""Bytes by which the server may grow under a crowd: caches fill, nothing piles up."""


@pytest.fixture(scope="module")
def served(
    tmp_path_factory: pytest.TempPathFactory, bundled: BundledEncoder
) -> Iterator[tuple[str, int]]:
    folder = tmp_path_factory.mktemp("load") / "archivo"
    archive = Archive.open(folder, encoder=bundled)
    archive.add(*sorted(sample.NOTES.iterdir())[:12])
    archive.close()
    with load.running(folder) as found:
        yield found


@pytest.mark.slow
def test_who_finds_the_queue_full_is_told_so_and_nobody_else_is_turned_away(
    served: tuple[str, int],
) -> None:
    people = QUEUE_SIZE + AT_ONCE + 10
    outcome = load.measured(*served, people, 0.0)
    assert outcome.failed == []
    assert len(outcome.replies) == people
    assert 0 < len(outcome.refused) <= people - QUEUE_SIZE
    for reply in outcome.refused:
        assert json.loads(reply.text) == {"detail": WORDS[LANGUAGE].full}
    placed = [reply for reply in outcome.replies if reply.rank is not None]
    assert len(placed) >= QUEUE_SIZE // 2, "those who wait are told their place"


@pytest.mark.torture
@pytest.mark.parametrize("users", [8, 32])
def test_a_crowd_is_answered_for_minutes_without_a_failure(
    served: tuple[str, int], users: int
) -> None:
    outcome = load.measured(*served, users, SECONDS)
    print(f"{load.HEAD}\n{outcome.row()}")
    assert outcome.failed == []
    assert outcome.refused == []
    before, after = outcome.memory
    assert after - before < GROWTH
