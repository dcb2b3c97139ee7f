"""Our own passages carry the names that were written down for them, each where it stands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.errors import InputError
from index.types import Mention
from rag.training.names import own
from rag.training.names.words import UNSETTLED, tags_of


def written(path: Path, *rows: object) -> Path:
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


CLUSTER = {
    "cluster": "X-1",
    "articles": [
        {
            "id": "a1",
            "title": "T",
            "paragraphs": ["El ministro de Defensa vio el Sadkó.", "Defensa calla en Moscú."],
        }
    ],
}


def test_a_name_is_found_in_every_paragraph_but_not_inside_what_is_none(tmp_path: Path) -> None:
    lists = {
        "cluster": "X-1",
        "PER": [],
        "ORG": ["Defensa"],
        "LOC": ["Moscú"],
        "NONE": ["ministro de Defensa"],
        "UNSURE": ["Sadkó"],
    }
    first, second = own.read_clusters(
        written(tmp_path / "n", lists), [written(tmp_path / "c", CLUSTER)]
    )
    assert first.mentions == ()
    assert [first.text[start:end] for start, end in first.unsettled] == ["Sadkó"]
    assert second.mentions == (Mention(0, 7, "organisation"), Mention(17, 22, "place"))
    assert (second.title, second.article, second.part) == ("T", "X-1/a1", "train")


def test_a_name_that_is_nowhere_in_its_cluster_is_refused(tmp_path: Path) -> None:
    lists = {"cluster": "X-1", "PER": ["Ana"], "ORG": [], "LOC": []}
    clusters = [written(tmp_path / "c", CLUSTER)]
    with pytest.raises(InputError, match="«X-1»: no están Ana"):
        own.read_clusters(written(tmp_path / "n", lists), clusters)


def test_clusters_that_are_in_no_file_are_passed_over(tmp_path: Path) -> None:
    lists = {"cluster": "other", "PER": [], "ORG": [], "LOC": []}
    clusters = [written(tmp_path / "c", CLUSTER)]
    assert own.read_clusters(written(tmp_path / "n", lists), clusters) == []


def test_marks_become_places_and_leave_the_text(tmp_path: Path) -> None:
    row = {"title": "T", "text": "La [ORG OMS] vio a [PER Ana Gil] y a [UNSURE Truco]."}
    (one,) = own.read_marked(written(tmp_path / "m", row))
    assert one.text == "La OMS vio a Ana Gil y a Truco."
    assert one.mentions == (Mention(3, 6, "organisation"), Mention(13, 20, "person"))
    assert one.unsettled == ((25, 30),)


@pytest.mark.parametrize("text", ["La [ORG OMS", "La [OTRA OMS]", "La OMS]"])
def test_a_mark_that_is_not_whole_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError, match="pasaje 2"):
        own.read_marked(
            written(tmp_path / "m", {"title": "", "text": ""}, {"title": "", "text": text})
        )


def test_words_that_are_not_settled_are_not_learnt_from(tmp_path: Path) -> None:
    row = {"title": "", "text": "El [UNSURE Mar Azul] vio a [PER Ana]"}
    (one,) = own.read_marked(written(tmp_path / "m", row))
    places = [(0, 2), (3, 6), (7, 11), (12, 15), (16, 17), (18, 21)]
    assert tags_of(one, places).tolist() == [0, UNSETTLED, UNSETTLED, 0, 0, 1]


def test_every_committed_list_fits_its_texts() -> None:
    passages = own.read_clusters(own.NAMES, [own.CLUSTERS]) + own.read_marked(own.WRITTEN)
    assert len(passages) > 300
    assert {m.kind for each in passages for m in each.mentions} == {
        "person",
        "organisation",
        "place",
    }
    for each in passages:
        ends = [0]
        for mention in each.mentions:
            assert ends[-1] <= mention.start < mention.end <= len(each.text), each.id
            ends.append(mention.end)
            assert (
                each.text[mention.start : mention.end].strip()
                == each.text[mention.start : mention.end]
            )
