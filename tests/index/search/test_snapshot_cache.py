"""Views: a search sees one state, its indexes and its encoder, whatever changes meanwhile."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest

from index import HybridIndex
from index.encoders import loading as encoders
from index.errors import ArchiveError, DamageError
from index.search import snapshot
from index.search.reencoding import FolderReencoding
from tests.index.fakes import FakeEncoder, article, filled, rows, together

KEPT, GONE = article("soldados en Kursk"), article("trigo y cebada", "soldados de plomo")
ADDED = article("soldados de reemplazo")


def texts(index: HybridIndex) -> set[str]:
    return {hit.passage.text for hit in index.search("soldados", k=10)}


# -- inside a write


def test_a_search_inside_a_write_sees_what_was_removed_and_added(tmp_path: Path) -> None:
    index = filled(tmp_path, KEPT, GONE)
    assert len(texts(index)) == 3
    with index.writing():
        index.store.remove_document(GONE.id)
        assert texts(index) == {"soldados en Kursk"}
        index.add([ADDED])
        assert texts(index) == {"soldados en Kursk", "soldados de reemplazo"}
    assert texts(index) == {"soldados en Kursk", "soldados de reemplazo"}


def test_what_a_search_inside_a_write_saw_is_not_kept_when_it_is_taken_back(
    tmp_path: Path,
) -> None:
    index = filled(tmp_path, KEPT, GONE)
    with pytest.raises(KeyError), index.writing():  # no search before: nothing is built yet
        index.store.remove_document(KEPT.id)
        assert len(texts(index)) == 2
        raise KeyError
    assert len(texts(index)) == 3
    assert len(texts(HybridIndex.open(tmp_path, FakeEncoder()))) == 3


def test_others_see_the_last_state_during_a_write(tmp_path: Path) -> None:
    index = filled(tmp_path, KEPT, GONE)
    seen: list[set[str]] = []
    with index.writing():
        index.store.remove_document(GONE.id)
        assert len(texts(index)) == 1
        together(threading.Thread(target=lambda: seen.append(texts(index))))
    assert len(seen[0]) == 3


# -- indexes


def test_threads_with_older_views_do_not_bring_the_indexes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = filled(tmp_path, KEPT)
    texts(index)
    built: list[str] = []
    real = snapshot.current_snapshot

    def noted(*arguments: Any) -> snapshot.Snapshot:
        made = real(*arguments)
        built.append(made.fingerprint)
        return made

    monkeypatch.setattr(snapshot, "current_snapshot", noted)
    stop = threading.Event()

    def ask() -> None:
        while not stop.is_set():
            texts(index)

    askers = [threading.Thread(target=ask) for _ in range(8)]
    for asker in askers:
        asker.start()
    for number in range(10):
        with index.writing():
            index.add([article(f"soldados del día {number}")])
    stop.set()
    for asker in askers:
        asker.join()
    assert len(built) == len(set(built))


def test_indexes_of_other_passages_are_not_believed_even_under_the_right_name(
    tmp_path: Path,
) -> None:
    index = filled(tmp_path, KEPT, GONE)
    expected = texts(index)
    with index.store.writing(
        keep_fingerprint=True
    ):  # as if damage, or another program, had been at it
        index.store.remove_document(GONE.id)
    index.close()
    assert texts(HybridIndex.open(tmp_path, FakeEncoder())) < expected


def test_vectors_of_another_length_are_told_as_damage(tmp_path: Path) -> None:
    index = filled(tmp_path, KEPT)
    with index.store.writing():
        index.store.change("UPDATE passages SET vector = x'0011'")
    with pytest.raises(DamageError, match="vectores"):
        texts(index)


# -- encoders


def reencoded(index: HybridIndex, encoder: FakeEncoder) -> None:
    work = FolderReencoding(index.store, encoder)
    work.begin()
    for id in work.waiting(10):
        document = index.store.document(id)
        assert document is not None
        found = [document.text[span.start : span.end] for span in document.spans]
        work.put([(document, document.spans)], encoder.encode_passages(found))
    assert work.finish()


def test_an_open_archive_takes_up_its_new_encoder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = FakeEncoder("otro")
    monkeypatch.setattr(encoders, "load", {"otro": other}.__getitem__)
    index, second = filled(tmp_path, KEPT, GONE), HybridIndex.open(tmp_path, FakeEncoder())
    assert texts(index) == texts(second)
    reencoded(index, other)
    for one in (index, second):
        hits = one.search("soldados", k=10)
        assert one.encoder is other
        assert hits[0].dense == pytest.approx(
            other.vector(hits[0].passage.text) @ other.vector("soldados"), abs=1e-5
        )


def test_an_open_archive_adds_with_its_new_encoder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = FakeEncoder("otro")
    monkeypatch.setattr(encoders, "load", {"otro": other}.__getitem__)
    index, second = filled(tmp_path, KEPT), HybridIndex.open(tmp_path, FakeEncoder())
    reencoded(index, other)
    with second.writing():
        second.add([ADDED])
    stored = {row.document: row.vector for row in rows(second.store)}
    assert stored[ADDED.id] == pytest.approx(other.vector("soldados de reemplazo"))


def test_a_new_encoder_that_is_not_here_is_told_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encoders, "load", lambda name: FakeEncoder(f"{name}, pero otra versión"))
    index, second = filled(tmp_path, KEPT), HybridIndex.open(tmp_path, FakeEncoder())
    reencoded(index, FakeEncoder("otro"))
    with pytest.raises(ArchiveError, match="se hizo con el codificador «otro»"):
        second.search("soldados")
