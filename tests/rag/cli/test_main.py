"""The command line: exit status, one message in Spanish, and JSON alone on standard output."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from index.encoders import loading as encoders
from index.storage.folder_layout import DATABASE
from rag import archive
from rag.cli import main
from tests.rag.cli.commands import Run, only_line, parsed
from tests.rag.fakes_rag import COMET, FakeEncoder, article, open_archive, state

REPOSITORY = Path(__file__).resolve().parents[3]


def test_check_finds_a_sound_archive_sound(run: Run, notes: Path) -> None:
    run("add", notes)
    status, out, err = run("check")
    assert (status, err) == (0, "")
    assert "4 documentos, 5 pasajes" in out
    assert parsed(run("check", "--json")[1])["problems"] == []


def test_the_archive_may_be_named(run: Run, notes: Path, tmp_path: Path) -> None:
    assert run("add", notes, "--archive", tmp_path / "otro")[0] == 0
    assert (tmp_path / "otro" / DATABASE).exists()
    assert not (tmp_path / "archivo").exists()
    assert len(parsed(run("list", "--json", "--archive", tmp_path / "otro")[1])) == 4


@pytest.mark.parametrize(
    "arguments", [["ask", "¿tren?"], ["search", "tren"], ["list"], ["check"], ["remove", "x"]]
)
def test_a_missing_archive_is_told_and_not_made(
    run: Run, tmp_path: Path, arguments: list[str]
) -> None:
    status, out, err = run(*arguments, "--json")
    assert (status, out) == (2, "")
    assert f"«{tmp_path / 'archivo'}»" in only_line(err)
    assert "hemeroteca add" in err
    assert not (tmp_path / "archivo").exists()


@pytest.mark.parametrize("arguments", [["ask", "¿tren?"], ["add"]])
def test_what_is_no_archive_is_told_and_left_alone(
    run: Run, notes: Path, tmp_path: Path, arguments: list[str]
) -> None:
    words = [*arguments, str(notes)] if arguments == ["add"] else arguments
    before = sorted(path.name for path in notes.iterdir())
    status, out, err = run(*words, "--archive", notes)
    assert (status, out) == (2, "")
    assert f"«{notes}» no es un archivo de Hemeroteca" in only_line(err)
    assert sorted(path.name for path in notes.iterdir()) == before
    status, out, err = run(*words, "--archive", notes / "1.txt")
    assert (status, out) == (2, "")
    assert f"«{notes / '1.txt'}» es un archivo, no una carpeta" in only_line(err)


def test_a_damaged_database_is_told(run: Run, notes: Path, tmp_path: Path) -> None:
    run("add", notes)
    path = tmp_path / "archivo" / DATABASE
    for companion in path.parent.glob(f"{DATABASE}-*"):
        companion.unlink()
    data = bytearray(path.read_bytes())
    data[100:] = b"\xee" * (len(data) - 100)
    path.write_bytes(bytes(data))
    for arguments in (["ask", "¿tren?"], ["list"], ["add", str(notes)]):
        status, out, err = run(*arguments)
        assert (status, out) == (2, "")
        assert str(tmp_path / "archivo") in only_line(err)


def test_an_archive_of_another_encoder_is_told(run: Run, notes: Path, tmp_path: Path) -> None:
    open_archive(tmp_path / "archivo", FakeEncoder("falso-2")).add(notes)
    for arguments in (["ask", "¿tren?"], ["add", str(notes)], ["search", "tren"]):
        status, out, err = run(*arguments)
        assert (status, out) == (2, "")
        message = only_line(err)
        assert f"«{tmp_path / 'archivo'}»" in message
        assert "falso-2" in message
        assert "falso-1" in message


def test_an_unexpected_error_has_no_traceback(
    run: Run, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("add", notes)

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("entre cero")

    monkeypatch.setattr(archive.Archive, "ask", fail)
    status, out, err = run("ask", "¿tren?")
    assert (status, out) == (1, "")
    assert "Error inesperado (ZeroDivisionError: entre cero)" in only_line(err)
    monkeypatch.setenv(main.DEBUG, "1")
    with pytest.raises(ZeroDivisionError):
        main.main(["ask", "¿tren?"])


def test_an_interruption_leaves_the_archive_as_it_was(
    run: Run, notes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("add", notes)
    before = state(open_archive(tmp_path / "archivo"))

    def interrupt(call: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(encoders, "load", lambda name=None: FakeEncoder(before=interrupt))
    article(notes, "5.txt", COMET)
    status, out, err = run("add", notes)
    assert (status, out) == (1, "")
    assert "Interrumpido" in only_line(err)
    assert state(open_archive(tmp_path / "archivo")) == before


def _process(*arguments: str | Path, home: Path, **variables: str) -> tuple[int, str, str]:
    environment = {**os.environ, "XDG_DATA_HOME": str(home), "PYTHONPATH": str(REPOSITORY)}
    environment.pop(archive.SETTING, None)
    done = subprocess.run(
        [sys.executable, "-m", "rag", *map(str, arguments)],
        capture_output=True,
        env={**environment, **variables},
        cwd=home,
        timeout=120,
        check=False,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.mark.slow
def test_a_process_ends_with_the_status_and_onemessage(tmp_path: Path) -> None:
    status, out, err = _process("ask", "¿tren?", "--json", home=tmp_path)
    assert (status, out) == (2, "")
    assert str(tmp_path / "hemeroteca" / "archivo") in only_line(err)


@pytest.mark.slow
def test_a_process_adds_and_answers_whatever_the_terminal_speaks(
    tmp_path: Path, notes: Path
) -> None:
    missing = os.fsencode(tmp_path) + b"/no\xf1o.txt"
    status, out, err = _process(
        "add", notes, os.fsdecode(missing), "--json", home=tmp_path, LC_ALL="C"
    )
    assert status == 2
    assert "no existe" in only_line(err)
    assert parsed(out)["added"] == 4
    status, out, err = _process(
        "ask", "¿Cuántos soldados envió Corea del Norte?", "--json", home=tmp_path, LC_ALL="C"
    )
    assert (status, err) == (0, "")
    answer = parsed(out)
    assert answer["question"] == "¿Cuántos soldados envió Corea del Norte?"
    assert "más de 11,000" in {citation["value"] for citation in answer["citations"]}


def test_the_version_is_that_of_the_installed_package(run: Run) -> None:
    assert run("--version") == (0, f"hemeroteca {metadata.version('hemeroteca')}\n", "")
