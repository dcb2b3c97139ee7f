"""The command line: exit status, one message in Spanish, and JSON alone on standard output."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pypdf
import pytest

from index.encoders import loading as encoders
from index.search import snapshot as derived
from index.storage.folder_layout import DATABASE
from index.storage.store import Store
from rag import archive
from rag.cli import main
from rag.documents import adding
from tests.rag.answer_checks import CITATION_KEYS, KEYS
from tests.rag.fakes_rag import COMET, MINE, RIVER, TRAIN, FakeEncoder, article, open_archive, state

REPOSITORY = Path(__file__).resolve().parents[3]
PRESS = (
    "Corea del Norte envió más de 11,000 soldados a Kursk.",
    "Combatieron alrededor de 15.000 soldados norcoreanos.",
)

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command on the archive ``tmp_path/archivo``: status, standard output and error."""
    monkeypatch.setattr(encoders, "load", lambda name=None: FakeEncoder())
    monkeypatch.setenv(archive.SETTING, str(tmp_path / "archivo"))
    monkeypatch.delenv(main.DEBUG, raising=False)

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        status = main.main([str(argument) for argument in arguments])
        shown = capsys.readouterr()
        assert "Traceback" not in shown.out + shown.err
        return status, shown.out, shown.err

    return call


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """Four articles."""
    folder = tmp_path / "notas"
    article(folder, "1.txt", PRESS[0], title="Kursk", date="2025-08-14", source="La Voz")
    article(folder, "2.txt", PRESS[1], title="El frente", date="2025-06-30", source="El Faro")
    article(folder, "3.txt", RIVER, TRAIN, title="Riada")
    article(folder, "4.txt", MINE, title="Huelga")
    return folder


def _message(err: str) -> str:
    """The only line on standard error."""
    lines = err.strip().split("\n")
    assert len(lines) == 1, err
    assert lines[0]
    return lines[0]


def _parsed(out: str) -> Any:
    """The only JSON document on standard output."""
    return json.loads(out)


# -- what works


def test_add_reports_each_file_and_counts_them(run: Run, notes: Path) -> None:
    status, out, err = run("add", notes)
    assert (status, err) == (0, "")
    assert out.count("✓") == 4
    assert "3.txt: añadido, 1 artículo(s), 2 pasajes" in out
    assert "4 añadidos, 0 actualizados, 0 sin cambios, 0 no se pudieron usar" in out
    status, out, err = run("add", notes)
    assert (status, err) == (0, "")
    assert out.count("✓") == 0
    assert "0 añadidos, 0 actualizados, 4 sin cambios" in out


def test_add_tells_of_the_same_article_under_another_path(run: Run, notes: Path) -> None:
    article(notes, "5.txt", MINE)
    _, out, _ = run("add", notes)
    assert "el mismo artículo ya estaba como" in out
    assert "4.txt" in out.split("ya estaba como")[1]


def test_the_indexes_are_ready_when_a_command_has_changed_the_archive(
    run: Run, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def built(*_: object) -> None:
        raise AssertionError("the indexes were built by a search")

    run("add", notes)
    with monkeypatch.context() as patch:
        patch.setattr(derived, "_build", built)
        _, out, _ = run("search", "soldados en Kursk", "--json")
    first = json.loads(out)["hits"][0]["document"]
    run("remove", first)
    monkeypatch.setattr(derived, "_build", built)
    _, out, _ = run("search", "soldados en Kursk", "--json")
    assert first not in {hit["document"] for hit in json.loads(out)["hits"]}


def test_the_indexes_are_not_touched_when_add_finds_nothing_new(
    run: Run, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[Path] = []
    snapshot = derived.current_snapshot

    def counted(store: Store, folder: Path, dimension: int) -> derived.Snapshot:
        taken.append(folder)
        return snapshot(store, folder, dimension)

    monkeypatch.setattr(derived, "current_snapshot", counted)
    run("add", notes)
    assert len(taken) == 1
    status, out, _ = run("add", notes)
    assert (status, len(taken)) == (0, 1)
    assert "4 sin cambios" in out
    article(notes, "5.txt", RIVER)
    run("add", notes)
    assert len(taken) == 2


def test_add_prints_its_report_as_json(run: Run, notes: Path) -> None:
    (notes / "roto.pdf").write_bytes(b"%PDF-1.7 roto")
    status, out, err = run("add", "--json", notes)
    assert status == 2
    assert "roto.pdf" in _message(err)
    report = _parsed(out)
    counts = [report[name] for name in ("added", "updated", "unchanged", "failed")]
    assert counts == [4, 0, 0, 1]
    assert {Path(file["path"]).name for file in report["files"]} == {
        "1.txt",
        "2.txt",
        "3.txt",
        "4.txt",
        "roto.pdf",
    }


def test_ask_answers_with_its_sources(run: Run, notes: Path) -> None:
    run("add", notes)
    status, out, err = run("ask", "¿Cuántos soldados envió Corea del Norte?")
    assert (status, err) == (0, "")
    assert "[1]" in out
    assert "Fuentes:" in out or "no responden" in out


def test_ask_prints_the_agreed_json_alone(run: Run, notes: Path) -> None:
    run("add", notes)
    status, out, err = run("ask", "¿Cuántos soldados envió Corea del Norte?", "--json")
    assert (status, err) == (0, "")
    answer = _parsed(out)
    assert list(answer) == KEYS
    assert answer["citations"]
    assert all(list(citation) == CITATION_KEYS for citation in answer["citations"])


def test_filters_reach_search_and_ask(run: Run, notes: Path) -> None:
    run("add", notes)
    _, out, _ = run("search", "soldados", "--json", "--source", "la voz")
    assert {hit["source"] for hit in _parsed(out)["hits"]} == {"La Voz"}
    _, out, _ = run("search", "soldados", "--json", "--from", "1 de julio de 2025")
    assert {hit["title"] for hit in _parsed(out)["hits"]} == {"Kursk"}
    _, out, _ = run("ask", "soldados", "--json", "--to", "2025-07-01")
    assert {citation["title"] for citation in _parsed(out)["citations"]} == {"El frente"}


@pytest.mark.parametrize("mode", ["hybrid", "dense", "bm25"])
def test_search_prints_k_hits(run: Run, notes: Path, mode: str) -> None:
    run("add", notes)
    status, out, err = run("search", "soldados norcoreanos", "-k", "2", "--mode", mode, "--json")
    assert (status, err) == (0, "")
    found = _parsed(out)
    assert list(found) == ["question", "mode", "hits", "timings_ms"]
    assert found["mode"] == mode
    assert len(found["hits"]) == 2
    _, out, _ = run("search", "soldados norcoreanos", "-k", "2", "--mode", mode)
    assert found["hits"][0]["passage"] in out


def test_list_shows_whole_ids_newest_first(run: Run, notes: Path) -> None:
    article(notes, "5.txt", COMET, title="Un titular que no acaba " * 8, source="Fuente larga " * 9)
    run("add", notes)
    _, out, _ = run("list", "--json")
    rows = _parsed(out)
    assert [list(row) for row in rows] == [["id", "title", "source", "date", "passages"]] * 5
    assert [row["title"] for row in rows[:2]] == ["Kursk", "El frente"]
    status, out, err = run("list")
    assert (status, err) == (0, "")
    assert all(row["id"] in out for row in rows)
    assert "5 documentos" in out


def test_remove_takes_documents_out(run: Run, notes: Path) -> None:
    run("add", notes)
    ids = [row["id"] for row in _parsed(run("list", "--json")[1])]
    status, out, err = run("remove", ids[0], "--json")
    assert (status, _parsed(out), err) == (0, {"removed": [ids[0]]}, "")
    assert run("remove", ids[1])[0] == 0
    assert [row["id"] for row in _parsed(run("list", "--json")[1])] == ids[2:]


def test_check_finds_a_sound_archive_sound(run: Run, notes: Path) -> None:
    run("add", notes)
    status, out, err = run("check")
    assert (status, err) == (0, "")
    assert "4 documentos, 5 pasajes" in out
    assert _parsed(run("check", "--json")[1])["problems"] == []


def test_the_archive_may_be_named(run: Run, notes: Path, tmp_path: Path) -> None:
    assert run("add", notes, "--archive", tmp_path / "otro")[0] == 0
    assert (tmp_path / "otro" / DATABASE).exists()
    assert not (tmp_path / "archivo").exists()
    assert len(_parsed(run("list", "--json", "--archive", tmp_path / "otro")[1])) == 4


# -- files that cannot be used


def _blank_pdf() -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


BAD_FILES: dict[str, bytes] = {
    "vacío.txt": b"",
    "blanco.md": b" \n\t\n",
    "basura.txt": bytes(range(256)) * 40,
    "imagen.html": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
    "sin texto.pdf": _blank_pdf(),
    "roto.pdf": b"%PDF-1.4\n" + bytes(range(256)),
    "roto.docx": b"PK\x03\x04 esto no es un zip",
    "otro.docx": b"hola",
    "malo.jsonl": b'{"text": \n[1]\nno\n',
    "foto.jpg": b"\xff\xd8\xff",
    "sin extensión": b"hola",
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_named_once_and_the_others_are_added(
    run: Run, notes: Path, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(BAD_FILES[name])
    status, out, err = run("add", notes, path)
    assert status == 2
    assert f"«{path}»" in _message(err)
    assert "4 añadidos" in out
    assert "1 no se pudieron usar" in out
    assert len(_parsed(run("list", "--json")[1])) == 4


def test_a_missing_path_is_named_once_and_the_others_are_added(
    run: Run, notes: Path, tmp_path: Path
) -> None:
    status, out, err = run("add", tmp_path / "no hay.txt", notes)
    assert status == 2
    assert f"«{tmp_path / 'no hay.txt'}»: no existe" in _message(err)
    assert "4 añadidos" in out


def test_a_huge_file_is_declined_without_being_read(
    run: Run, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (notes / "enorme.txt").open("wb") as file:
        file.truncate(200_000_000)
    read: list[Path] = []
    digest = adding._digest

    def spy(path: Path) -> str:
        read.append(path)
        return digest(path)

    monkeypatch.setattr(adding, "_digest", spy)
    status, out, err = run("add", notes)
    assert status == 2
    assert "enorme.txt" in _message(err)
    assert "200 MB" in err
    assert "4 añadidos" in out
    assert len(read) == 4


def test_a_bad_line_is_told_and_is_no_failure(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "notas.jsonl"
    path.write_text(json.dumps({"text": RIVER}) + "\nno es JSON\n", encoding="utf-8")
    status, out, err = run("add", path)
    assert (status, err) == (0, "")
    assert "Línea 2: no es JSON válido" in out
    report = _parsed(run("add", "--json", path)[1])
    assert report["unchanged"] == 1


def test_a_folder_without_articles_adds_none(run: Run, tmp_path: Path) -> None:
    (tmp_path / "vacía").mkdir()
    status, out, _ = run("add", tmp_path / "vacía")
    assert status == 0
    assert "0 añadidos" in out


# -- questions and archives that cannot be used


@pytest.mark.parametrize("order", ["ask", "search"])
@pytest.mark.parametrize(
    ("question", "said"),
    [("", "vacía"), (" \n", "vacía"), ("¿?", "no tiene palabras"), ("a " * 50_000, "99.999")],
)
def test_a_question_that_is_none_is_declined(
    run: Run, notes: Path, order: str, question: str, said: str
) -> None:
    run("add", notes)
    for arguments in ([order, question], [order, question, "--json"]):
        status, out, err = run(*arguments)
        assert (status, out) == (2, "")
        assert said in _message(err)
        assert len(err) < 300


@pytest.mark.parametrize(
    "arguments", [["ask", "¿tren?"], ["search", "tren"], ["list"], ["check"], ["remove", "x"]]
)
def test_a_missing_archive_is_told_and_not_made(
    run: Run, tmp_path: Path, arguments: list[str]
) -> None:
    status, out, err = run(*arguments, "--json")
    assert (status, out) == (2, "")
    assert f"«{tmp_path / 'archivo'}»" in _message(err)
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
    assert f"«{notes}» no es un archivo de Hemeroteca" in _message(err)
    assert sorted(path.name for path in notes.iterdir()) == before
    status, out, err = run(*words, "--archive", notes / "1.txt")
    assert (status, out) == (2, "")
    assert f"«{notes / '1.txt'}» es un archivo, no una carpeta" in _message(err)


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
        assert str(tmp_path / "archivo") in _message(err)


def test_an_archive_of_another_encoder_is_told(run: Run, notes: Path, tmp_path: Path) -> None:
    open_archive(tmp_path / "archivo", FakeEncoder("falso-2")).add(notes)
    for arguments in (["ask", "¿tren?"], ["add", str(notes)], ["search", "tren"]):
        status, out, err = run(*arguments)
        assert (status, out) == (2, "")
        message = _message(err)
        assert f"«{tmp_path / 'archivo'}»" in message
        assert "falso-2" in message
        assert "falso-1" in message


def test_an_unknown_id_removes_nothing(run: Run, notes: Path, tmp_path: Path) -> None:
    run("add", notes)
    made = open_archive(tmp_path / "archivo")
    before = state(made)
    status, out, err = run("remove", made.list()[0].id, "abc")
    assert (status, out) == (2, "")
    assert "«abc»" in _message(err)
    assert state(made) == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "falta ORDEN"),
        (["pregunta"], "'pregunta'"),
        (["ask"], "falta PREGUNTA"),
        (["ask", "¿tren?", "--raro"], "no se conoce --raro"),
        (["ask", "¿tren?", "--json=3"], "--json no lleva valor"),
        (["search", "tren", "-k", "tres"], "-k debe ser un número entero"),
        (["search", "tren", "--mode", "mágico"], "'mágico'"),
        (["search", "tren", "--archive"], "falta el valor de --archive"),
        (["ask", "¿tren?", "--from", "mañana"], "--from: «mañana» no es una fecha"),
        (["add"], "falta RUTA"),
    ],
)
def test_wrong_arguments_are_told_in_spanish(run: Run, arguments: list[str], said: str) -> None:
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    message = _message(err)
    assert said in message
    assert not {"argument", "invalid", "required", "error"} & set(message.replace(":", "").split())


def test_wrong_k_is_told(run: Run, notes: Path) -> None:
    run("add", notes)
    status, out, err = run("search", "tren", "-k", "0")
    assert (status, out) == (2, "")
    assert "es 0" in _message(err)


@pytest.mark.parametrize("order", [[], ["add"], ["ask"], ["search"], ["list"], ["chat"]])
def test_help_is_in_spanish(run: Run, order: list[str]) -> None:
    status, out, err = run(*order, "--help")
    assert (status, err) == (0, "")
    assert out.startswith("uso: hemeroteca")
    assert not {"usage:", "options:", "positional", "show"} & set(out.split())


# -- what nobody foresaw


def test_an_unexpected_error_has_no_traceback(
    run: Run, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("add", notes)

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("entre cero")

    monkeypatch.setattr(archive.Archive, "ask", fail)
    status, out, err = run("ask", "¿tren?")
    assert (status, out) == (1, "")
    assert "Error inesperado (ZeroDivisionError: entre cero)" in _message(err)
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
    assert "Interrumpido" in _message(err)
    assert state(open_archive(tmp_path / "archivo")) == before


# -- as a process of its own


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
def test_a_process_ends_with_the_status_and_one_message(tmp_path: Path) -> None:
    status, out, err = _process("ask", "¿tren?", "--json", home=tmp_path)
    assert (status, out) == (2, "")
    assert str(tmp_path / "hemeroteca" / "archivo") in _message(err)


@pytest.mark.slow
def test_a_process_adds_and_answers_whatever_the_terminal_speaks(
    tmp_path: Path, notes: Path
) -> None:
    missing = os.fsencode(tmp_path) + b"/no\xf1o.txt"
    status, out, err = _process(
        "add", notes, os.fsdecode(missing), "--json", home=tmp_path, LC_ALL="C"
    )
    assert status == 2
    assert "no existe" in _message(err)
    assert _parsed(out)["added"] == 4
    status, out, err = _process(
        "ask", "¿Cuántos soldados envió Corea del Norte?", "--json", home=tmp_path, LC_ALL="C"
    )
    assert (status, err) == (0, "")
    answer = _parsed(out)
    assert answer["question"] == "¿Cuántos soldados envió Corea del Norte?"
    assert "más de 11,000" in {citation["value"] for citation in answer["citations"]}


# -- a conversation


def test_talk_answers_line_by_line_and_shows_what_was_asked(
    run: Run, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("add", notes)
    lines = "¿Cuántos soldados envió Corea del Norte a Kursk?\n\n¿y cuándo?\n¿?\ngracias\n"
    monkeypatch.setattr(sys, "stdin", StringIO(lines))
    status, out, _ = run("talk")
    assert status == 0
    assert "(¿Cuándo envió Corea del Norte a Kursk esos soldados?)" in out
    assert "porque no tiene palabras" in out
    assert "De nada" in out


@pytest.mark.slow
def test_talk_reads_standard_input_until_it_ends(tmp_path: Path, notes: Path) -> None:
    environment = os.environ | {archive.SETTING: str(tmp_path / "archivo")}
    command = [sys.executable, "-m", "rag"]
    subprocess.run([*command, "add", str(notes)], cwd=REPOSITORY, env=environment, check=True)
    done = subprocess.run(
        [*command, "talk"],
        cwd=REPOSITORY,
        env=environment,
        input="hola\n¿Cuántos soldados envió Corea del Norte a Kursk?\n¿y por qué?".encode(),
        capture_output=True,
        check=False,
    )
    shown = done.stdout.decode("utf-8")
    assert (done.returncode, done.stderr) == (0, b"")
    assert shown.startswith("Hola")
    assert "(¿Por qué envió Corea del Norte a Kursk esos soldados?)" in shown
