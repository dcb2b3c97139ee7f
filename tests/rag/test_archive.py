"""The archive: opened or declined, searched, listed and taken from."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any, cast

import pytest

from index import Filters
from index.encoders import loading as encoders
from index.errors import ArchiveError, InputError
from index.storage.folder_layout import DATABASE
from index.types import MODES, Mode
from rag import Archive
from rag import archive as archives
from tests.rag.answer_checks import check
from tests.rag.fakes_rag import (
    COMET,
    MINE,
    RIVER,
    TRAIN,
    FakeEncoder,
    article,
    folder_of,
    open_archive,
    state,
)

HIT_KEYS = "document title source date page paragraph passage score dense bm25".split()


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """Four articles of three sources."""
    notes = tmp_path / "notas"
    article(notes, "a.txt", RIVER, title="Riada", date="2025-08-14", source="La Voz")
    article(notes, "b.txt", TRAIN, title="Tren", date="2025-01-02", source="El Faro")
    article(notes, "c.txt", MINE, title="Huelga", source="El Faro")
    article(notes, "d.txt", COMET, title="Cometa", date="2025-09-01", source="El Vigía")
    made = open_archive(tmp_path / "archivo")
    made.add(notes)
    return made


# -- opening


def test_a_missing_archive_is_created_or_declined(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match=r"Todavía no hay ningún archivo en «.*nuevo»"):
        Archive.open(tmp_path / "nuevo", encoder=FakeEncoder(), create=False)
    assert not (tmp_path / "nuevo").exists()
    made = Archive.open(tmp_path / "a" / "b" / "nuevo", encoder=FakeEncoder())
    assert folder_of(made) == tmp_path / "a" / "b" / "nuevo"
    assert made.list() == []
    again = Archive.open(str(folder_of(made)), encoder=FakeEncoder(), create=False)
    assert again.stats()["documents"] == 0


def test_a_file_is_no_archive(tmp_path: Path) -> None:
    path = tmp_path / "archivo"
    path.write_text("hola", encoding="utf-8")
    with pytest.raises(ArchiveError, match="es un archivo, no una carpeta") as raised:
        Archive.open(path, encoder=FakeEncoder())
    assert str(path) in str(raised.value)
    assert path.read_text(encoding="utf-8") == "hola"


def test_a_folder_of_other_things_is_no_archive_and_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "tesis.txt").write_text("hola", encoding="utf-8")
    with pytest.raises(ArchiveError, match="no es un archivo de Hemeroteca"):
        Archive.open(tmp_path, encoder=FakeEncoder())
    assert [path.name for path in tmp_path.iterdir()] == ["tesis.txt"]


@pytest.mark.parametrize("content", [b"no es SQLite " * 100, b"SQLite format 3\0" + b"\xff" * 200])
def test_a_database_that_is_none_is_declined(tmp_path: Path, content: bytes) -> None:
    (tmp_path / DATABASE).write_bytes(content)
    with pytest.raises(ArchiveError) as raised:
        Archive.open(tmp_path, encoder=FakeEncoder())
    assert str(tmp_path) in str(raised.value)
    assert (tmp_path / DATABASE).read_bytes() == content


def test_a_folder_inside_a_file_is_declined(tmp_path: Path) -> None:
    (tmp_path / "nota.txt").write_text("hola", encoding="utf-8")
    with pytest.raises(ArchiveError, match=r"nota\.txt"):
        Archive.open(tmp_path / "nota.txt" / "archivo", encoder=FakeEncoder())


def test_another_encoder_is_declined_by_name(archive: Archive) -> None:
    with pytest.raises(ArchiveError, match="falso-1") as raised:
        Archive.open(folder_of(archive), encoder=FakeEncoder("falso-2"))
    assert str(folder_of(archive)) in str(raised.value)
    assert "falso-2" in str(raised.value)


def test_an_encoder_by_name_is_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str | None] = []

    def load(name: str | None = None) -> FakeEncoder:
        asked.append(name)
        return FakeEncoder()

    monkeypatch.setattr(encoders, "load", load)
    Archive.open(tmp_path / "archivo", encoder="mi-modelo")
    assert asked == ["mi-modelo"]


def test_the_default_folder_is_a_setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(archives.SETTING, str(tmp_path / "mío"))
    assert archives.default_address() == tmp_path / "mío"
    assert folder_of(Archive.open(encoder=FakeEncoder())) == tmp_path / "mío"
    monkeypatch.delenv(archives.SETTING)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "datos"))
    assert archives.default_address() == tmp_path / "datos" / "hemeroteca" / "archivo"


# -- copies


def test_a_copy_brings_back_everything_that_was_there(archive: Archive, tmp_path: Path) -> None:
    archive.record_feedback(archive.ask("¿Cuánto costará el tren?"), "right")
    archive.backup(tmp_path / "copia.sqlite3")
    assert Archive.restore(tmp_path / "copia.sqlite3", tmp_path / "otro") is None
    again = open_archive(tmp_path / "otro")
    assert state(again) == state(archive)
    assert again.feedback() == archive.feedback()
    with pytest.raises(InputError, match="ya tiene 4 documentos"):
        Archive.restore(tmp_path / "copia.sqlite3", folder_of(archive))


# -- searching


def test_search_returns_k_hits_best_first(archive: Archive) -> None:
    hits = archive.search("¿Cuánto costará el tren de alta velocidad?", k=3)
    assert len(hits) == 3
    assert hits[0].passage.text == TRAIN
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


@pytest.mark.parametrize("mode", MODES)
def test_what_search_prints_has_the_agreed_shape(archive: Archive, mode: Mode) -> None:
    shown = archive.search_result("tren", 2, mode).to_dict()
    assert list(shown) == [
        "question", "standalone_question", "mode", "hits", "left_out", "timings_ms",
    ]  # fmt: skip
    assert (shown["question"], shown["mode"]) == ("tren", mode)
    assert shown["timings_ms"]["search"] >= 0
    assert shown["hits"]
    assert all(list(hit) == HIT_KEYS for hit in shown["hits"])
    assert json.loads(json.dumps(shown)) == shown


def test_filters_narrow_search_and_answers(archive: Archive) -> None:
    faro = Filters(sources=frozenset({"el faro"}))
    assert {hit.passage.source for hit in archive.search("tren", filters=faro)} == {"El Faro"}
    answer = archive.ask("¿Cuántas viviendas anegó el río?", filters=faro)
    check(answer)
    assert {citation.source for citation in answer.citations} <= {"El Faro"}
    nothing = archive.ask("¿tren?", filters=Filters(documents=frozenset({"no hay"})))
    check(nothing)
    assert nothing.abstained
    assert nothing.citations == ()
    late = Filters(date_from="2025-08-01", date_to="2025-08-31")
    assert [hit.passage.title for hit in archive.search("tren", filters=late)] == ["Riada"]


@pytest.mark.parametrize("question", ["", "  \n", "¿?", "… !!", "a" * 100_000])
def test_questions_that_are_none_are_not_searched(archive: Archive, question: str) -> None:
    for use in (archive.search, archive.search_result):
        with pytest.raises(InputError, match="pregunta"):
            use(question)


@pytest.mark.parametrize("question", ["", "  \n", "¿?", "… !!"])
def test_a_question_without_a_word_is_not_answered(archive: Archive, question: str) -> None:
    for answer in (archive.ask(question), archive.answer_from(question, [])):
        check(answer)
        assert answer.abstained
        assert answer.citations == ()
        assert "Escriba qué quiere saber" in answer.text


def test_a_question_of_great_length_is_declined(archive: Archive) -> None:
    with pytest.raises(InputError, match=r"100\.000"):
        archive.ask("a" * 100_000)


def test_wrong_k_and_mode_are_declined(archive: Archive) -> None:
    with pytest.raises(InputError, match="es 0"):
        archive.search("tren", k=0)
    wrong: Any = "vectores"
    with pytest.raises(InputError, match="«vectores»"):
        archive.search("tren", mode=wrong)


def test_half_a_character_in_a_question_is_no_obstacle(archive: Archive) -> None:
    answer = archive.ask("¿Cuánto costará el tren\udce9?")
    check(answer)
    answer.text.encode()


def test_a_question_is_given_back_as_it_was_asked(archive: Archive) -> None:
    answer = archive.ask("  ¿Cuánto costará el tren?\n")
    assert answer.question == answer.standalone_question == "  ¿Cuánto costará el tren?\n"
    assert answer.answer == archive.ask("¿Cuánto costará el tren?").answer


def test_answering_from_hits_is_asking_without_the_search(archive: Archive) -> None:
    question = "¿Cuántas viviendas anegó el río Alcedo?"
    given = archive.answer_from(question, iter(archive.search(question)), abstain=False)
    asked = archive.ask(question, abstain=False)
    assert (given.text, given.claims, given.citations) == (
        asked.text,
        asked.claims,
        asked.citations,
    )


def test_who_waits_is_told_of_each_stage_as_it_begins(archive: Archive) -> None:
    stages: list[str] = []
    archive.ask("¿Cuánto costará el tren?", on_stage=stages.append)
    assert stages == ["searching", "reading", "comparing", "writing"]
    stages.clear()
    archive.ask("¿?", on_stage=stages.append)
    assert stages == []


@pytest.mark.parametrize("last", ["searching", "reading", "comparing", "writing"])
def test_who_is_told_of_a_stage_may_end_the_answer(archive: Archive, last: str) -> None:
    def end(stage: str) -> None:
        if stage == last:
            raise KeyError(stage)

    with pytest.raises(KeyError, match=last):
        archive.ask("¿Cuánto costará el tren?", on_stage=end)


def test_many_threads_may_ask_while_one_adds(archive: Archive, tmp_path: Path) -> None:
    failures: list[BaseException] = []

    def ask(number: int) -> None:
        try:
            for _ in range(5):
                check(archive.ask(f"¿Cuántas viviendas anegó el río {number}?"))
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for number in range(5):
        archive.add(article(tmp_path / "más", f"{number}.txt", f"{RIVER} Van {number} días."))
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(archive.list()) == 9


# -- listing and removing


def test_documents_are_listed_newest_first(archive: Archive) -> None:
    assert [row.title for row in archive.list()] == ["Cometa", "Riada", "Tren", "Huelga"]


def test_a_removed_document_is_nowhere(archive: Archive) -> None:
    riada = next(row for row in archive.list() if row.title == "Riada")
    archive.remove(riada.id)
    assert archive.document(riada.id) is None
    assert riada.id not in {row.id for row in archive.list()}
    for mode in MODES:
        assert RIVER not in [hit.passage.text for hit in archive.search("río Alcedo", mode=mode)]
    assert archive.check() == []


def test_an_unknown_id_removes_nothing(archive: Archive) -> None:
    before, known = state(archive), archive.list()[0].id
    with pytest.raises(InputError, match="«no-hay»") as raised:
        archive.remove(known, "no-hay")
    assert "no se quitó nada" in str(raised.value)
    assert state(archive) == before


def test_an_id_given_twice_is_removed_once(archive: Archive) -> None:
    known = archive.list()[0].id
    archive.remove(known, known)
    assert len(archive.list()) == 3


def test_facts_count_what_is_there(archive: Archive) -> None:
    facts = archive.stats()
    assert (facts["documents"], facts["passages"], facts["encoder"]) == (4, 4, "falso-1")
    assert facts["folder"] == str(folder_of(archive))
    assert json.loads(json.dumps(facts)) == facts


def test_a_verdict_is_kept_without_making_another_archive(archive: Archive) -> None:
    before = state(archive)
    answer = archive.ask("¿Cuánto costará el tren?")
    archive.record_feedback(answer, "wrong", "Falta el precio")
    (row,) = archive.feedback()
    assert (row["question"], row["verdict"]) == (answer.question, "wrong")
    assert json.loads(str(row["answer_json"])) == answer.to_dict()
    wrong: Any = "quizá"
    with pytest.raises(InputError, match="«quizá»"):
        archive.record_feedback(answer, wrong)
    assert state(archive) == before


def test_feedback_is_kept_oldest_first_with_the_answer_it_was_about(archive: Archive) -> None:
    answer = archive.ask("¿Qué pasó con el tren?", abstain=False)
    archive.record_feedback(answer, "right", "Está bien")
    archive.record_feedback(answer, "source")
    archive.record_feedback(answer, "wrong", "Fue el lunes")
    first, second = archive.feedback()  # the one between had no remark, and was given again
    assert (first["verdict"], first["remark"]) == ("right", "Está bien")
    assert (second["verdict"], second["remark"]) == ("wrong", "Fue el lunes")
    assert json.loads(first["answer_json"]) == json.loads(json.dumps(answer.to_dict()))
    assert archive.check() == []


def test_an_unknown_verdict_is_refused_and_nothing_is_kept(archive: Archive) -> None:
    answer = archive.ask("¿Qué pasó con el tren?")
    with pytest.raises(InputError, match="regular"):
        archive.record_feedback(answer, cast("Any", "regular"))
    assert list(archive.feedback()) == []


def test_dates_of_a_filter_are_read_day_first(archive: Archive) -> None:
    limits = Filters(date_from="1/1/2025", date_to="31-1-25")
    assert {hit.passage.title for hit in archive.search("tren", filters=limits)} == {"Tren"}
    assert archive.ask("¿Qué tren?", filters=limits).left_out.undated == 1
    with pytest.raises(InputError, match="hay: El Vigía"):
        archive.search("tren", filters=Filters(sources=frozenset({"El Vigia de"})))


def test_outlets_that_differ_in_case_are_one(archive: Archive) -> None:
    archive.add_text("Otra", "Otra noticia de los montes de Urdaz.", source="EL FARO")
    assert archive.sources() == ["El Faro", "El Vigía", "La Voz"]
