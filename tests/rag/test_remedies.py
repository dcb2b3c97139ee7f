"""Remedies: what the engine leaves open is said with our commands, once, at whichever door."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from index.errors import ArchiveError, HemerotecaError, InputError, Remedy
from index.storage.folder_layout import DATABASE
from index.storage.schema import FORMAT
from rag import Archive
from rag.remedies import SENTENCES, add_remedy, door
from tests.rag.fakes_rag import RIVER, FakeEncoder, open_archive


@pytest.mark.parametrize("remedy", Remedy)
def test_every_remedy_has_a_sentence(remedy: Remedy) -> None:
    error = ArchiveError("Mal.", remedy, encoder="otro")
    add_remedy(error)
    assert str(error).startswith("Mal. ")
    assert str(error).endswith(".")
    assert "{" not in str(error)


def test_there_are_no_sentences_of_other_remedies() -> None:
    assert set(SENTENCES) == set(Remedy)


@door
class Doors:
    """Two doors, one behind the other."""

    def outer(self) -> None:
        self.inner()

    def inner(self) -> None:
        raise ArchiveError("Mal.", Remedy.CHECK)

    @staticmethod
    def still() -> None:
        raise ArchiveError("Mal.", Remedy.CHECK)

    @classmethod
    def open(cls) -> None:
        raise ArchiveError("Mal.", Remedy.CHECK)

    @property
    def value(self) -> int:
        return 3


@pytest.mark.parametrize("name", ["outer", "inner", "still", "open"])
def test_a_sentence_is_said_once_at_whichever_door(name: str) -> None:
    with pytest.raises(ArchiveError) as raised:
        getattr(Doors(), name)()
    assert str(raised.value) == f"Mal. {SENTENCES[Remedy.CHECK]}"
    assert Doors().value == 3


def test_an_error_without_a_remedy_and_other_errors_stay_as_they_are() -> None:
    error = InputError("Mal.")
    add_remedy(error)
    assert str(error) == "Mal."


def message(call: object) -> str:
    assert callable(call)
    with pytest.raises(HemerotecaError) as raised:
        call()
    return str(raised.value)


def test_what_people_read_of_an_archive_is_what_they_always_read(tmp_path: Path) -> None:
    """The texts that the engine used to say whole."""
    archive = open_archive(tmp_path / "archivo")
    archive.add_text("Río", RIVER)
    place, copy = tmp_path / "archivo", tmp_path / "copia"
    assert message(lambda: Archive.open(place, encoder=FakeEncoder("falso-2"))) == (
        f"El archivo «{place}» se hizo con el codificador «falso» (falso-1) y ahora se usa «falso» "
        "(falso-2). Vuelva al primero, o pase el archivo al segundo con «hemeroteca reencode "
        "--encoder falso»."
    )
    archive.backup(copy)
    assert message(lambda: archive.backup(copy)) == (
        f"Ya hay un archivo «{copy}» y no se ha tocado. Dé otro nombre, o repita con --replace "
        "para sustituirlo."
    )
    assert message(lambda: Archive.restore(copy, place)) == (
        f"El archivo «{place}» ya tiene 1 documento y se perdería. Restaure en otra carpeta con "
        "--archive, o repita con --replace para sustituirlos."
    )
    (tmp_path / "ajena").mkdir()
    (tmp_path / "ajena" / "tesis.txt").touch()
    assert message(lambda: Archive.restore(copy, tmp_path / "ajena")) == (
        f"La carpeta «{tmp_path / 'ajena'}» no es un archivo de Hemeroteca y no está vacía. "
        "Indique con --archive una carpeta nueva o la de un archivo."
    )
    assert message(lambda: Archive.restore(copy, tmp_path / "ajena" / "tesis.txt")) == (
        f"«{tmp_path / 'ajena' / 'tesis.txt'}» es un archivo, no una carpeta. Indique otra con "
        "--archive."
    )


def test_what_people_read_of_a_database_is_what_they_always_read(tmp_path: Path) -> None:
    path = tmp_path / DATABASE
    path.write_bytes(b"no es SQLite " * 100)
    assert message(lambda: Archive.open(tmp_path)).endswith(
        "Elija otra carpeta con --archive, o recupere una copia con «hemeroteca restore»."
    )
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE t (a)")
    assert message(lambda: Archive.open(tmp_path)) == (
        f"«{path}» es una base de datos de otro programa. Elija con --archive una carpeta nueva o "
        "un archivo de Hemeroteca."
    )
    path.unlink()
    Archive.open(tmp_path, encoder=FakeEncoder()).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    assert message(lambda: Archive.open(tmp_path)) == (
        f"El archivo «{tmp_path}» tiene el formato 99 y este programa lee el {FORMAT}. Actualice "
        "Hemeroteca, o vuelva a crear el archivo con «hemeroteca add»."
    )
