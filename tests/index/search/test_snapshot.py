"""Derived indexes: whatever happens to their files, the search answers the same."""

from __future__ import annotations

import logging
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import faiss
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index import HybridIndex
from index.errors import DamageError
from index.search import compressed, snapshot
from index.search.catalogue import ARRAYS
from index.storage import signed_folders
from index.storage.folder_layout import DERIVED
from tests.index.fakes import DIMENSION, FakeEncoder, article, filled

QUERY = "soldados de Corea del Norte en Kursk"
Result = list[tuple[str, float, float, float]]

DOCUMENTS = (
    article(
        "Corea del Norte envió 11.000 soldados a Kursk.",
        "El ministro no lo confirmó.",
        title="Tropas",
        source="Agencia",
        date="2025-01-02",
    ),
    article("La cosecha de trigo fue buena.", source="Diario"),
)


def results(folder: Path) -> Result:
    """What a process that starts now finds."""
    index = HybridIndex.open(folder, FakeEncoder())
    hits = index.search(QUERY, k=10)
    index.close()
    return [(hit.passage.text, hit.score, hit.dense, hit.bm25) for hit in hits]


@pytest.fixture(params=[snapshot.EXACT_UP_TO, 1], ids=["exact", "compressed"])
def archive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Path:
    """Three passages, with the vectors of a small archive and with those of a large one."""
    monkeypatch.setattr(snapshot, "EXACT_UP_TO", request.param)
    folder = tmp_path / "archivo"
    filled(folder, *DOCUMENTS).close()
    assert results(folder)
    return folder


def place(archive: Path) -> Path:
    (folder,) = (archive / DERIVED).iterdir()
    return folder


def no_building(*_: object) -> None:
    raise AssertionError("built anew")


def test_the_next_start_loads_what_was_built(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = results(archive)
    monkeypatch.setattr(snapshot, "_build", no_building)
    assert results(archive) == expected


def _truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def _flip(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 4
    path.write_bytes(raw)


@pytest.mark.parametrize("damage", [Path.unlink, _truncate, _flip], ids=["gone", "cut", "flipped"])
def test_damage_to_any_file_is_made_good(archive: Path, damage: Callable[[Path], None]) -> None:
    expected = results(archive)
    names = [p.relative_to(place(archive)) for p in place(archive).rglob("*") if p.is_file()]
    assert len(names) > len(ARRAYS) + 3
    for name in names:
        damage(place(archive) / name)
        assert not signed_folders.is_whole(place(archive)), name
        assert results(archive) == expected, name
        assert signed_folders.is_whole(place(archive)), name


def test_deleted_indexes_are_built_again(archive: Path) -> None:
    expected = results(archive)
    shutil.rmtree(archive / DERIVED)
    assert results(archive) == expected
    assert signed_folders.is_whole(place(archive))


def test_whole_indexes_of_another_archive_are_not_believed(archive: Path, tmp_path: Path) -> None:
    expected = results(archive)
    other = tmp_path / "otro"
    filled(other, article("Nada que ver con nada."), article("Ni esto."), article("Ni eso."))
    assert results(other) != expected
    mine = place(archive)
    shutil.rmtree(mine)
    shutil.copytree(place(other), mine)
    assert signed_folders.is_whole(mine)
    assert results(archive) == expected


def test_indexes_that_do_not_agree_with_each_other_are_not_believed(archive: Path) -> None:
    expected, whole = results(archive), place(archive)

    def fewer_ids(folder: Path) -> None:
        shutil.copytree(whole, folder, dirs_exist_ok=True)
        (folder / signed_folders.MANIFEST).unlink()
        np.save(folder / "bm25" / "lengths.npy", np.ones(2, np.int32))

    kept = whole.with_name("aparte")
    signed_folders.write(kept, fewer_ids)
    shutil.rmtree(whole)
    kept.rename(whole)
    assert signed_folders.is_whole(whole)
    assert results(archive) == expected


def test_whole_indexes_in_files_that_are_none_are_not_believed(archive: Path) -> None:
    expected = results(archive)
    names = [p.relative_to(place(archive)) for p in place(archive).rglob("*") if p.is_file()]
    for name in names:
        whole = place(archive)
        if name.name == signed_folders.MANIFEST or name.match("bm25/*"):
            continue
        (whole / name).write_bytes(b"")
        resign(whole)
        assert results(archive) == expected, name


def resign(folder: Path) -> None:
    """Make the folder as it now is pass for whole."""

    def same(fresh: Path) -> None:
        shutil.copytree(folder, fresh, dirs_exist_ok=True)
        (fresh / signed_folders.MANIFEST).unlink()

    aside = folder.with_name("aparte")
    signed_folders.write(aside, same)
    shutil.rmtree(folder)
    aside.rename(folder)
    assert signed_folders.is_whole(folder)


def test_old_and_foreign_folders_are_cleared_away_as_a_new_state_is_saved(archive: Path) -> None:
    (archive / DERIVED / "ajena").mkdir()
    before = place_names(archive)
    index = filled(archive, article("Otra noticia de Kursk."))
    assert len(index.search(QUERY)) == 4
    (after,) = place_names(archive)
    assert after not in before


def place_names(archive: Path) -> list[str]:
    return [path.name for path in (archive / DERIVED).iterdir()]


@pytest.mark.parametrize("error", [OSError("disco lleno"), RuntimeError("FAISS")])
def test_a_failed_write_costs_only_time(
    archive: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def refuse(*_: object) -> None:
        raise error

    expected = results(archive)
    shutil.rmtree(archive / DERIVED)
    with monkeypatch.context() as patched:
        patched.setattr(signed_folders, "write", refuse)
        assert results(archive) == expected
    assert results(archive) == expected


def test_a_file_in_the_folders_place_costs_only_time(archive: Path) -> None:
    expected = results(archive)
    shutil.rmtree(archive / DERIVED)
    (archive / DERIVED).touch()
    assert results(archive) == expected


def test_an_archive_never_written_to_saves_nothing(tmp_path: Path) -> None:
    assert results(tmp_path) == []
    assert not (tmp_path / DERIVED).exists()


def test_passages_without_any_term_are_kept_and_loaded(tmp_path: Path) -> None:
    filled(tmp_path, article("¿Qué es?", "…")).close()
    assert len(results(tmp_path)) == len(results(tmp_path)) == 2


def test_an_archive_that_outgrows_the_exact_index_answers_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(tmp_path, *DOCUMENTS).close()
    expected = results(tmp_path)
    shutil.rmtree(tmp_path / DERIVED)
    monkeypatch.setattr(snapshot, "EXACT_UP_TO", 2)
    built, loaded = results(tmp_path), results(tmp_path)
    assert (place(tmp_path) / compressed.FILTERED).is_file()
    for found in (built, loaded):
        assert [hit[0] for hit in found] == [hit[0] for hit in expected]
        assert [hit[1:] for hit in found] == [pytest.approx(hit[1:]) for hit in expected]


def test_a_vector_of_another_length_is_told_as_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot, "EXACT_UP_TO", 1)
    index = filled(tmp_path, *DOCUMENTS)
    index.search(QUERY)
    index.store.change("UPDATE passages SET vector = substr(vector, 1, 8) WHERE id = 2")
    with pytest.raises(DamageError, match=r"vectores .* dañados"):
        index.search(QUERY)


# -- what is rebuilt is logged with its cause


def records(caplog: pytest.LogCaptureFixture) -> list[tuple[str, str]]:
    return [(record.levelname, record.getMessage()) for record in caplog.records]


@pytest.fixture
def log(archive: Path, caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.INFO, logger="index")
    caplog.clear()
    return caplog


def test_what_is_loaded_is_not_logged(archive: Path, log: pytest.LogCaptureFixture) -> None:
    results(archive)
    assert records(log) == []


def test_indexes_that_are_not_there_are_no_warning(
    archive: Path, log: pytest.LogCaptureFixture
) -> None:
    whole = place(archive)
    shutil.rmtree(archive / DERIVED)
    results(archive)
    cause = f"No hay índices en «{whole}»."
    assert records(log) == [("INFO", f"Indexes of «{archive}» are made anew: {cause}")]


def test_damaged_indexes_are_a_warning_with_the_cause(
    archive: Path, log: pytest.LogCaptureFixture
) -> None:
    (place(archive) / "ids.npy").write_bytes(b"")
    results(archive)
    ((level, message),) = records(log)
    assert level == "WARNING"
    assert message.endswith(f"Los índices de «{place(archive)}» no están como se escribieron.")
    log.clear()
    (place(archive) / "ids.npy").write_bytes(b"")
    resign(place(archive))
    results(archive)
    ((level, message),) = records(log)
    assert level == "WARNING"
    assert "no se pueden leer (No data left in file)" in message


@pytest.mark.parametrize("name", ["dense.faiss", "bm25/weights.npy"])
def test_an_index_that_cannot_be_read_is_a_warning(
    archive: Path, log: pytest.LogCaptureFixture, name: str
) -> None:
    (place(archive) / name).write_bytes(b"nada")
    resign(place(archive))
    results(archive)
    ((level, message),) = records(log)
    assert level == "WARNING"
    assert "no se puede leer" in message


def test_what_is_taken_over_from_an_earlier_state_is_said(
    archive: Path, log: pytest.LogCaptureFixture
) -> None:
    earlier = place(archive).name.partition("-")[0]
    filled(archive, article("Otra noticia de Kursk.")).prepare()
    (first, second) = records(log)
    assert first[0] == second[0] == "INFO"
    assert "No hay índices" in first[1]
    assert second[1] == f"Indexes of state {earlier} are updated."


def test_a_damaged_earlier_state_is_a_warning(archive: Path, log: pytest.LogCaptureFixture) -> None:
    (place(archive) / "ids.npy").write_bytes(b"")
    filled(archive, article("Otra noticia de Kursk.")).prepare()
    assert [level for level, _ in records(log)] == ["INFO", "WARNING"]
    assert "Indexes of an earlier state are not taken over" in records(log)[1][1]


def test_indexes_that_faiss_cannot_change_are_built_instead(
    archive: Path, log: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise RuntimeError("remove_ids not implemented")

    for kind in (faiss.IndexFlatIP, faiss.IndexRaBitQFastScan, faiss.Index):
        monkeypatch.setattr(kind, "remove_ids", refuse)
    index = filled(archive, article("Otra noticia de Kursk."), article("Y otra de trigo."))
    index.prepare()
    log.clear()
    with index.writing():
        assert index.remove(DOCUMENTS[1].id)
    index.prepare()
    assert [level for level, _ in records(log)] == ["INFO", "WARNING"]
    assert "no se puede cambiar (remove_ids not implemented)" in records(log)[1][1]
    assert len(results(archive)) == 4


def test_indexes_that_cannot_be_saved_are_a_warning(
    archive: Path, log: pytest.LogCaptureFixture
) -> None:
    shutil.rmtree(archive / DERIVED)
    (archive / DERIVED).touch()
    results(archive)
    assert records(log)[-1][0] == "WARNING"
    assert "could not be saved" in records(log)[-1][1]


def test_nothing_is_said_on_a_terminal_unless_somebody_listens(archive: Path) -> None:
    (place(archive) / "ids.npy").write_bytes(b"")
    program = (
        "import sys; from index import HybridIndex; from tests.index.fakes import FakeEncoder; "
        "HybridIndex.open(sys.argv[1], FakeEncoder()).prepare()"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, str(archive)], capture_output=True, text=True, check=True
    )
    assert run.stdout + run.stderr == ""


# -- updating an earlier state


WORDS = st.sampled_from("soldados corea norte kursk trigo cosecha ministro once mil año".split())
PARAGRAPHS = st.lists(st.lists(WORDS, min_size=1, max_size=6).map(" ".join), min_size=1, max_size=4)


@st.composite
def changes(draw: st.DrawFn) -> list[tuple[str, object]]:
    """What is done to an archive: articles added, removed, given other titles, asked."""
    kinds = st.sampled_from(["add", "add", "remove", "retitle", "ask"])
    done: list[tuple[str, object]] = []
    for kind in draw(st.lists(kinds, max_size=8)):
        value = draw(PARAGRAPHS) if kind == "add" else draw(st.integers(0, 9))
        done.append((kind, value))
    return done


def change(index: HybridIndex, kind: str, value: object) -> None:
    there = sorted(summary[0] for summary in index.store.summaries())
    if kind == "ask":
        index.prepare()
        return
    with index.writing():
        if isinstance(value, list):
            index.add([article(*value, title=f"noticia {len(there)} {' '.join(value)}")])
        elif there and isinstance(value, int):
            chosen = there[value % len(there)]
            if kind == "remove":
                index.store.remove_document(chosen)
            else:
                document = index.store.document(chosen)
                assert document is not None
                index.update(replace(document, title=f"corea {value}"))


def assert_equals_what_is_built_anew(folder: Path) -> None:
    index = HybridIndex.open(folder, FakeEncoder())
    with index.store.reading():
        found = snapshot.current_snapshot(index.store, folder, DIMENSION)
        expected = snapshot._build(index.store, index.store.fingerprint, DIMENSION)
    query = FakeEncoder().vector(QUERY)
    positions = np.arange(len(expected.catalogue))
    assert found.catalogue.ids.tolist() == expected.catalogue.ids.tolist()
    assert found.dense.cosines(query, positions).tolist() == (
        expected.dense.cosines(query, positions).tolist()
    )
    for term in ("cor", *QUERY.split(), "trig", "corea", "kursk", "norte", "soldados", "once"):
        assert found.bm25.scores([term]).tolist() == expected.bm25.scores([term]).tolist()
    index.close()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=st.lists(PARAGRAPHS, max_size=4), then=changes(), large=st.booleans())
def test_after_any_changes_the_indexes_are_those_built_anew(
    tmp_path_factory: pytest.TempPathFactory,
    start: list[list[str]],
    then: list[tuple[str, object]],
    large: bool,
) -> None:
    folder = tmp_path_factory.mktemp("archivo")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(snapshot, "EXACT_UP_TO", 1 if large else snapshot.EXACT_UP_TO)
        index = HybridIndex.open(folder, FakeEncoder())
        for paragraphs in start:
            change(index, "add", paragraphs)
        index.prepare()
        for kind, value in then:
            change(index, kind, value)
        index.close()
        assert_equals_what_is_built_anew(folder)


def test_what_was_added_or_removed_since_is_all_that_is_read(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = filled(archive, article("Otra noticia de Kursk."), article("Y otra de trigo."))
    monkeypatch.setattr(snapshot, "_build", no_building)
    assert len(index.search(QUERY)) == 5
    with index.writing():
        assert index.store.remove_document(DOCUMENTS[1].id)
    assert {hit.passage.source for hit in index.search(QUERY)} == {"Agencia", ""}
    index.close()
    assert len(results(archive)) == 4


def test_a_state_that_is_no_ancestor_is_not_taken_over(archive: Path, tmp_path: Path) -> None:
    """Two copies of an archive grow apart, and one takes the other's database."""
    other = tmp_path / "otro"
    shutil.copytree(archive, other)
    filled(archive, article("Once soldados en Kursk, de Corea.")).close()
    filled(other, article("El trigo del norte."), article("El ministro.")).close()
    expected = results(other)
    assert results(archive) != expected
    for file in archive.glob("archive.sqlite3*"):
        file.unlink()
    for file in other.glob("archive.sqlite3*"):
        shutil.copy(file, archive)
    assert results(archive) == expected


def test_a_damaged_earlier_state_is_not_taken_over(archive: Path) -> None:
    (place(archive) / "ids.npy").write_bytes(b"")
    filled(archive, article("Otra noticia de Kursk.")).close()
    assert len(results(archive)) == 4
    assert_equals_what_is_built_anew(archive)


def test_a_program_that_knows_nothing_of_descent_breaks_it_off(archive: Path) -> None:
    index = HybridIndex.open(archive, FakeEncoder())
    with index.writing():
        index.add([article("Otra noticia de Kursk.")])
    assert index.store.ancestry
    index.store.change("UPDATE meta SET value = 'suyo' WHERE key = 'fingerprint'")
    assert not index.store.ancestry
    index.close()
    assert_equals_what_is_built_anew(archive)
