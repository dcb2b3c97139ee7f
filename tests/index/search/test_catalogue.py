"""The catalogue: one row a document, one number a passage, the same on disk."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from index.search.catalogue import ARRAYS, NAMES, Catalogue
from index.storage.store import Store
from index.text.folding import fold_name
from tests.index.fakes import article, filled

DOCUMENTS = (
    article("uno", "dos", source="El País", date="2025-01-01"),
    article("tres", source="LA RAZÓN"),
    article("cuatro", "cinco", "seis", source="EL PAIS", date="2024-12-31"),
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return filled(tmp_path / "archivo", *DOCUMENTS).store


def test_each_passage_knows_its_document_source_and_day(store: Store) -> None:
    known = Catalogue.of(store)
    passages = store.passages(known.ids.tolist())
    assert len(known) == 6
    for position, id in enumerate(known.ids.tolist()):
        row = known.owners[position]
        assert known.documents[row] == passages[id].document
        assert known.names[known.sources[row]] == fold_name(passages[id].source)
        assert known.dates[row] == (passages[id].date or "")


def test_passages_are_in_order_of_id_also_after_removals(store: Store) -> None:
    with store.writing():
        store.remove_document(DOCUMENTS[0].id)
    known = Catalogue.of(store)
    assert known.ids.tolist() == [3, 4, 5, 6]
    assert known.documents[known.owners].tolist() == [DOCUMENTS[1].id, *[DOCUMENTS[2].id] * 3]


def test_spellings_of_a_source_are_one_name(store: Store) -> None:
    assert Catalogue.of(store).names == ("el pais", "la razon")


def test_a_saved_catalogue_is_the_same_when_loaded(store: Store, tmp_path: Path) -> None:
    known = Catalogue.of(store)
    known.save(tmp_path)
    loaded = Catalogue.load(tmp_path)
    for name in ARRAYS:
        assert_array_equal(getattr(loaded, name), getattr(known, name))
    assert loaded.names == known.names


def test_an_empty_archive_has_an_empty_catalogue(tmp_path: Path) -> None:
    known = Catalogue.of(Store(tmp_path))
    known.save(tmp_path)
    assert len(known) == len(Catalogue.load(tmp_path)) == 0


def test_names_that_are_no_list_are_told(store: Store, tmp_path: Path) -> None:
    Catalogue.of(store).save(tmp_path)
    (tmp_path / NAMES).write_text(json.dumps({"el pais": 0}))
    with pytest.raises(ValueError, match=r"no contiene una lista"):
        Catalogue.load(tmp_path)


@pytest.mark.parametrize("name", ["dates", "owners"])
def test_tables_of_different_lengths_are_told(store: Store, tmp_path: Path, name: str) -> None:
    known = Catalogue.of(store)
    known.save(tmp_path)
    np.save(tmp_path / f"{name}.npy", getattr(known, name)[:-1])
    with pytest.raises(ValueError, match="no concuerdan"):
        Catalogue.load(tmp_path)
