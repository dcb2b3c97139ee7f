"""The store: every passage a verbatim slice, and nothing left of what is removed."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index import Document, Span
from index.errors import InputError
from index.storage.store import Store
from index.types import FileState
from tests.index.fakes import article, put, rows


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def test_a_document_of_which_one_passage_cannot_be_stored_is_not_stored(store: Store) -> None:
    with pytest.raises(ValueError, match="shorter"), store.writing():
        store.put_document(article("uno", "dos"), ["solo uno"], np.zeros((2, 4), np.float32))
    assert (store.summaries(), store.count_passages()) == ([], 0)


def test_a_place_without_its_document_is_refused_as_the_change_ends(store: Store) -> None:
    with pytest.raises(sqlite3.IntegrityError), store.writing():
        store.put_file(FileState("a.txt", 1, 2, "x"), [(0, "nadie")])
    assert store.file("a.txt") is None


# -- passages

_TEXT = st.text(
    st.one_of(
        st.sampled_from("aé𝟙🏳\u0301\n \ufeff"),
        st.characters(codec="utf-8", exclude_characters="\0"),
    ),
    min_size=1,
    max_size=40,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_TEXT, st.data())
def test_a_passage_is_a_verbatim_slice_whatever_the_characters(
    store: Store, text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    document = Document(text, (Span(start, end, 1),), "Título", "Agencia", "2025-01-02", "Ana")
    with store.writing():
        store.remove_document(document.id)
        store.put_document(document, ["t"], np.zeros((1, 4), np.float32))
    ids = [row.id for row in rows(store) if row.document == document.id]
    (passage,) = store.passages(ids).values()
    assert passage.text == text[start:end]
    assert store.document(document.id) == document
    assert store.texts(document.id) == [(passage.id, "Título", text[start:end])]
    assert not store.check()


@pytest.mark.parametrize(
    "document",
    [article("a\0b"), article("a\ud800b"), article("a", title="\udcff"), article("a", source="\0")],
)
def test_what_sqlite_could_not_give_back_is_refused(store: Store, document: Document) -> None:
    with pytest.raises(InputError, match="no son texto"):
        put(store, document)
    assert store.count_passages() == 0


def test_a_passage_carries_what_a_citation_needs(store: Store) -> None:
    put(store, article("uno", "dos", title="Título", source="Agencia", date="2025-01-02"))
    first, second = rows(store)
    found = store.passages([second.id, 999, first.id])
    assert set(found) == {first.id, second.id}
    passage = found[second.id]
    assert (passage.text, passage.paragraph, passage.start, passage.end) == ("dos", 2, 5, 8)
    assert (passage.title, passage.source, passage.date) == ("Título", "Agencia", "2025-01-02")


def test_more_passages_than_one_statement_takes_are_found(store: Store) -> None:
    put(store, article(*(f"párrafo {i}" for i in range(1203))))
    ids = [row.id for row in rows(store)]
    found = store.passages(ids)
    assert [found[id].text for id in ids] == [f"párrafo {i}" for i in range(1203)]
    assert store.passages([]) == {}


def test_vectors_come_back_as_they_went_in(store: Store) -> None:
    vectors = np.random.default_rng(1).normal(size=(2, 8)).astype(np.float32)
    with store.writing():
        store.put_document(article("uno", "dos"), ["u", "d d"], vectors)
    stored = rows(store)
    assert np.array_equal([row.vector for row in stored], vectors)
    assert [row.terms for row in stored] == ["u", "d d"]
    with store.writing():
        store.set_vector(stored[0].id, vectors[1])
        store.set_terms(stored[0].id, "otro")
    row = rows(store)[0]
    assert np.array_equal(row.vector, vectors[1])
    assert row.terms == "otro"


def test_ids_of_removed_passages_are_not_given_again(store: Store) -> None:
    put(store, article("uno"))
    (before,) = rows(store)
    with store.writing():
        store.remove_document(before.document)
    put(store, article("dos"))
    (after,) = rows(store)
    assert after.id > before.id


# -- documents and files


def test_removing_a_document_removes_passages_places_and_files(store: Store) -> None:
    kept, gone = article("se queda"), article("se va", "entero")
    put(store, kept, gone)
    with store.writing():
        store.put_file(FileState("ambos.jsonl", 1, 2, "x"), [(0, kept.id), (1, gone.id)])
        store.put_file(FileState("solo.txt", 1, 2, "y"), [(0, gone.id)])
    with store.writing():
        assert store.remove_document(gone.id)
    assert store.document(gone.id) is None
    assert [row.document for row in rows(store)] == [kept.id]
    assert store.places(gone.id) == []
    assert store.file("solo.txt") is None
    assert store.file("ambos.jsonl") is not None
    assert store.documents_of("ambos.jsonl") == {0: kept.id}
    with store.writing():
        assert not store.remove_document(gone.id)


def test_a_file_is_replaced_with_all_its_entries(store: Store) -> None:
    one, two = article("uno"), article("dos")
    put(store, one, two)
    with store.writing():
        store.put_file(FileState("a.jsonl", 1, 2, "x"), [(0, one.id), (3, two.id)])
    with store.writing():
        store.put_file(FileState("a.jsonl", 5, 6, "y"), [(1, two.id)])
    assert store.file("a.jsonl") == FileState("a.jsonl", 5, 6, "y")
    assert store.documents_of("a.jsonl") == {1: two.id}
    assert store.places(one.id) == []
    assert store.places(two.id) == [("a.jsonl", 1)]


def test_summaries_are_newest_first_and_undated_last(store: Store) -> None:
    put(
        store,
        article("viejo", title="Viejo", date="2024-01-01"),
        article("sin fecha", "dos", title="Sin"),
        article("nuevo", title="Nuevo", date="2025-01-01"),
        Document("sin pasajes", (), title="Vacío", date="2024-06-01"),
    )
    rows = [(title, passages) for _, title, _, _, passages, _ in store.summaries()]
    assert rows == [("Nuevo", 1), ("Vacío", 0), ("Viejo", 1), ("Sin", 2)]


def test_check_finds_passages_that_do_not_fit_and_broken_references(store: Store) -> None:
    put(store, article("uno"), article("dos"))
    assert store.check() == []
    connection = sqlite3.connect(store.path)
    connection.execute("""UPDATE passages SET "end" = 99 WHERE id = 1""")
    connection.execute("UPDATE passages SET document = 'nadie' WHERE id = 2")
    connection.commit()
    connection.close()
    problems = "\n".join(store.check())
    assert "El pasaje 1 no cabe" in problems
    assert "Referencia rota" in problems
