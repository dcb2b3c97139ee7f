"""The commands that look after an archive: what they say, and that nothing is lost by a slip."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from index.encoders import loading as encoders
from index.storage.folder_layout import DATABASE
from rag import archive
from rag.cli import main
from tests.rag.fakes_rag import COMET, MINE, RIVER, FakeEncoder, ShortEncoder, article, open_archive

Run = Callable[..., tuple[int, str, str]]
ENCODERS = {"falso": FakeEncoder(), "corto": ShortEncoder()}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command on the archive ``tmp_path/archivo``: status, standard output and error."""
    monkeypatch.setattr(encoders, "load", lambda name=None: ENCODERS[name or "falso"])
    monkeypatch.setenv(archive.SETTING, str(tmp_path / "archivo"))
    monkeypatch.delenv(encoders.SETTING, raising=False)

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        status = main.main([str(argument) for argument in arguments])
        shown = capsys.readouterr()
        assert "Traceback" not in shown.out + shown.err
        assert "inesperado" not in shown.err
        return status, shown.out, shown.err

    return call


@pytest.fixture
def notes(tmp_path: Path, run: Run) -> Path:
    """Three articles, and an archive that has them."""
    folder = tmp_path / "notas"
    for name, text in (("1", RIVER), ("2", MINE), ("3", COMET)):
        article(folder, f"{name}.txt", *[f"{text} Parte {n}." for n in range(30)], title=name)
    assert run("add", folder)[0] == 0
    return folder


def at_rest(folder: Path) -> Path:
    """The archive's database with all that is still in its log."""
    with closing(sqlite3.connect(folder / DATABASE)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return folder / DATABASE


def damaged(folder: Path) -> None:
    """A flipped bit in the text of one article, which SQLite does not see."""
    path = at_rest(folder)
    raw = bytearray(path.read_bytes())
    raw[raw.index(b"Parte 7.") + 1] ^= 1
    path.write_bytes(raw)


# -- backup and restore


def test_a_copy_is_taken_and_brought_back(run: Run, notes: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copia.sqlite3"
    status, out, err = run("backup", copy)
    assert (status, err) == (0, "")
    assert f"Copia guardada y comprobada: {copy}" in out
    ids = [row["id"] for row in json.loads(run("list", "--json")[1])]
    assert run("remove", *ids[:2])[0] == 0
    status, _, err = run("restore", copy)
    assert status == 2
    assert "ya tiene 1 documento" in err
    status, out, err = run("restore", copy, "--replace")
    assert (status, err) == (0, "")
    assert "recuperado: 3 documentos" in out
    assert [row["id"] for row in json.loads(run("list", "--json")[1])] == ids
    assert run("ask", "¿Cuántas viviendas anegó el río Alcedo?")[0] == 0


def test_they_print_json(run: Run, notes: Path, tmp_path: Path) -> None:
    copy, other = tmp_path / "copia", tmp_path / "otro"
    told = json.loads(run("backup", copy, "--json")[1])
    assert told == {"copy": str(copy), "bytes": copy.stat().st_size}
    told = json.loads(run("restore", copy, "--archive", other, "--json")[1])
    assert told == {"folder": str(other), "documents": 3, "set_aside": None}
    assert run("check", "--archive", other)[0] == 0


def test_a_copy_replaces_nothing_unless_told(run: Run, notes: Path) -> None:
    status, out, err = run("backup", notes / "1.txt")
    assert (status, out) == (2, "")
    assert "no se ha tocado" in err
    assert "--replace" in err


def test_without_an_archive_there_is_nothing_to_copy(run: Run, tmp_path: Path) -> None:
    status, _, err = run("backup", tmp_path / "copia")
    assert status == 2
    assert "Todavía no hay ningún archivo" in err
    assert not (tmp_path / "archivo").exists()


# -- damage


def test_damage_is_told_with_what_can_be_saved_and_is(
    run: Run, notes: Path, tmp_path: Path
) -> None:
    damaged(tmp_path / "archivo")
    status, out, _ = run("check")
    assert status == 1
    assert "no es el que se guardó" in out
    assert "Se pueden leer 2 de 3 documentos" in out
    assert "hemeroteca rescue" in out
    status, out, err = run("rescue", tmp_path / "salvado")
    assert (status, err) == (0, "")
    assert "Salvados 2 documentos" in out
    assert "No se pudieron leer: " in out
    assert run("check", "--archive", tmp_path / "salvado")[0] == 0
    # the files that are still there bring back the rest, and are known from then on
    report = json.loads(run("add", notes, "--archive", tmp_path / "salvado", "--json")[1])
    assert (report["failed"], len(report["files"])) == (0, 3)
    report = json.loads(run("add", notes, "--archive", tmp_path / "salvado", "--json")[1])
    assert report["unchanged"] == 3
    assert len(json.loads(run("list", "--archive", tmp_path / "salvado", "--json")[1])) == 3


@pytest.mark.parametrize("start", [0, 100, 4096])
def test_every_command_tells_of_damage_in_spanish(
    run: Run, notes: Path, tmp_path: Path, start: int
) -> None:
    path = at_rest(tmp_path / "archivo")
    raw = path.read_bytes()
    path.write_bytes(raw[:start] + b"\xa5" * (len(raw) - start))
    for command in (
        ["list"], ["search", "río"], ["ask", "¿río?"], ["add", notes], ["remove", "x"],
        ["backup", tmp_path / "copia"], ["rescue", tmp_path / "salvado"],
        ["reencode", "--encoder", "corto"],
    ):  # fmt: skip
        status, out, err = run(*command)
        assert status == 2, command
        assert out == ""
        assert len(err.strip().split("\n")) == 1
    status, out, _ = run("check")
    assert status == 1
    assert "No se puede leer ningún documento" in out
    report = json.loads(run("check", "--json")[1])
    assert len(report["problems"]) >= 2
    assert not (tmp_path / "copia").exists()


def test_a_rescue_does_not_write_into_a_folder_of_other_things(
    run: Run, notes: Path, tmp_path: Path
) -> None:
    status, _, err = run("rescue", notes)
    assert status == 2
    assert "no es una carpeta vacía" in err


# -- another encoder


def test_another_encoder_is_given_and_named(run: Run, notes: Path) -> None:
    status, _, err = run("add", notes, "--encoder", "corto")
    assert status == 2
    assert "hemeroteca reencode --encoder" in err
    status, out, err = run("reencode", "--encoder", "corto")
    assert (status, err) == (0, "")
    assert "pasado al codificador" in out
    assert json.loads(run("check", "--encoder", "corto", "--json")[1])["encoder"] == "corto-1"
    told = json.loads(run("reencode", "--encoder", "corto", "--json")[1])
    assert told["changed"] is False


def test_reencode_asks_for_the_encoder(run: Run, notes: Path) -> None:
    status, _, err = run("reencode")
    assert status == 2
    assert "--encoder MODELO" in err


def test_check_tells_of_a_change_that_is_not_finished(
    run: Run, notes: Path, tmp_path: Path
) -> None:
    store = open_archive(tmp_path / "archivo").backend.store
    with store.writing(keep_fingerprint=True):
        store.set_meta("next_encoder", "corto-1 1")
        store.set_meta("next_encoder_name", "corto")
    status, out, _ = run("check")
    assert status == 0
    assert "hemeroteca reencode --encoder corto" in out
