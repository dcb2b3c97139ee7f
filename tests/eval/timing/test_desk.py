"""Chronologies and names are timed over an archive that has them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.cache import EmbeddingCache
from eval.datasets.types import PassageText
from eval.growth import corpus
from eval.growth.unchanged import Blank
from eval.timing import desk
from rag import Archive

PASSAGES = (
    PassageText("a#1", "La cosecha de trigo fue buena el 3 de mayo de 2024. Llovió en abril."),
    PassageText("b#1", "El puente de Urdaz se cerró al tráfico. Nadie resultó herido."),
)


def test_a_made_archive_is_measured_kept_and_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sentences = corpus.encode_sentences(PASSAGES, Blank(), EmbeddingCache(None))
    for _ in range(2):  # the second time the archive is there
        costs = desk.run(sentences, ["cosecha de trigo", "puente de Urdaz"], 30, 3, tmp_path)
    assert costs["passages"] == 90
    assert costs["names"] > 20
    assert costs["timeline_entries"] > 0
    assert set(costs["times"]) == {
        "names_first",
        "names_again",
        "name_page_most",
        "name_page_others",
        "name_completed",
        "timeline",
    }
    assert json.loads(json.dumps(costs)) == costs
    desk.show(costs, 30)
    assert "30 artículos, 90 pasajes" in capsys.readouterr().out
    archive = Archive.open(tmp_path / "30", encoder=Blank())
    assert archive.backend.count_unrecognised() == 0
    assert len(archive.entities()) == costs["names"]
    archive.close()
