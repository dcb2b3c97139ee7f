"""Work with the whole archive, and the chat, where the archive is on a server: as in a folder."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import rispy

from index.encoders import loading as encoders
from index.postgres.address import Address
from index.postgres.storage import PostgresStorage
from rag.bibliography.formats import FORMATS
from rag.tables import TABLES
from tests.e2e.running import FIRE, NOTES, ROOT, free_port, start, stop
from tests.index.fakes import FakeNamer
from tests.rag.cli.commands import Run, only_line, parsed
from tests.rag.cli.conftest import run as run
from tests.rag.fakes_rag import article

STRIKE = "huelga de Ñielpán"
QUESTION = "¿Cuántos mineros de Ñielpán fueron a la huelga?"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Articles of one matter, with people and places in them."""
    place = tmp_path / "notas"
    for name, text, more in (
        ("1", "La huelga de Ñielpán empezó ayer en los pozos de cobre, dijo Juan Vega.",
         {"title": "Huelga en Ñielpán", "date": "2025-05-06", "source": "El Vigía"}),
        ("2", "La huelga de Ñielpán terminó el 16 de junio de 2025 tras 41 días.",
         {"title": "Fin de la huelga", "date": "2025-06-17", "source": "Agencia"}),
        ("3", "Kim Jong-un escribió a los mineros de Ñielpán; Kim habló de EE. UU. y de Kursk.",
         {"title": "Carta", "date": "2025-06-20", "source": "Agencia"}),
        ("4", "Fueron 340 mineros de Ñielpán a la huelga, según Vega.", {"title": "Cuentas"}),
    ):  # fmt: skip
        article(place, f"{name}.txt", text, **more)
    return place


@pytest.fixture
def places(
    run: Run, folder: Path, tmp_path: Path, database: str, monkeypatch: pytest.MonkeyPatch
) -> tuple[str, str]:
    """The same articles in a folder and on a server, with an encoder that recognises names."""
    monkeypatch.setattr(encoders, "load", lambda name=None: FakeNamer())
    both = str(tmp_path / "archivo"), database
    for place in both:
        assert run("add", folder, "--archive", place)[0] == 0
    return both


COMMANDS: tuple[tuple[str, ...], ...] = (
    ("timeline", STRIKE),
    ("timeline", STRIKE, "--from", "2025-06-01"),
    ("entities",),
    ("entities", "--kind", "person", "--top", "1"),
    ("entities", "Kim Jong Un"),
    ("find", "persona:Kim lugar:Kursk"),
    ("find", 'persona:"Juan Vega" O título:huelga'),
    ("find", "mineros NO persona:Kim"),
    ("search", "mineros", "--person", "Kim"),
    ("search", "mineros", "--place", "EEUU", "--person", "Kim"),
    ("ask", QUESTION),
    ("ask", QUESTION, "--person", "Juan Vega"),
    ("ask", "¿Qué se dijo de la huelga?", "--source", "Agencia"),
)


def plain(value: Any) -> Any:
    """Without times, and scores to the sixth place."""
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items() if name != "timings_ms"}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return round(value, 6) if isinstance(value, float) else value


def test_each_command_says_what_it_says_of_a_folder(run: Run, places: tuple[str, str]) -> None:
    for command in COMMANDS:
        told = [run(*command, "--json", "--archive", place) for place in places]
        assert [status for status, _, _ in told] == [0, 0], command
        in_folder, on_server = (plain(parsed(out)) for _, out, _ in told)
        assert on_server == in_folder, command
        assert on_server not in ([], {}), command
    status, _, err = run("search", "mineros", "--person", "Zoilo", "--archive", places[1])
    assert (status, "Zoilo" in err) == (2, True)


def test_articles_are_cited_as_from_a_folder(
    run: Run, places: tuple[str, str], tmp_path: Path
) -> None:
    listed = parsed(run("list", "--json", "--archive", places[1])[1])
    known = {one["title"]: one["id"] for one in listed}
    wanted = [known["Carta"], known["Huelga en Ñielpán"], known["Carta"]]
    for form in FORMATS:
        in_folder, on_server = (
            run("cite", *wanted, "--format", form, "--archive", place) for place in places
        )
        assert on_server == in_folder
        assert (on_server[0], on_server[2]) == (0, "")
    _, out, _ = run("cite", *wanted, "--archive", places[1])
    assert [one["title"] for one in rispy.loads(out)] == ["Carta", "Huelga en Ñielpán"]
    target = tmp_path / "fuentes.ris"
    assert run("cite", *wanted, "--out", target, "--archive", places[1])[0] == 0
    assert rispy.loads(target.read_text(encoding="utf-8")) == rispy.loads(out)
    status, out, err = run("cite", wanted[0], "nada", "--archive", places[1])
    assert (status, out, "«nada»" in only_line(err)) == (2, "", True)


def test_a_conversation_goes_as_over_a_folder(
    run: Run, places: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = f"hola\n{QUESTION}\n\n¿y cuándo?\n!\n¿?\ngracias\n"
    told = []
    for place in places:
        monkeypatch.setattr(sys, "stdin", StringIO(lines))
        told.append(run("talk", "--archive", place))
    assert told[1] == told[0]
    status, out, _ = told[1]
    assert status == 0
    assert "340" in out
    assert "[! = preguntar sin contexto]" in out
    assert "porque no tiene palabras" in out
    assert "De nada" in out


def test_what_is_removed_comes_back_and_is_purged_as_from_a_folder(
    run: Run, places: tuple[str, str]
) -> None:
    first, second, *_ = (
        one["id"] for one in parsed(run("list", "--json", "--archive", places[1])[1])
    )
    steps: tuple[tuple[str, ...], ...] = (
        ("remove", first, second),
        ("list",),
        ("find", "mineros"),
        ("remove", "--undo", first),
        ("remove", "--undo", first),
        ("list",),
        ("remove", "--purge", second),
        ("remove", "--purge", "--json"),
        ("remove", "--undo", second),
        ("remove", "--undo"),
        ("remove",),
        ("remove", second),
        ("list",),
        ("entities", "--json"),
        ("check",),
    )
    told = [[(step, *run(*step, "--archive", place)) for step in steps] for place in places]
    in_folder, on_server = (
        [
            (step, status, out.replace(place, ""), err if status else "")
            for step, status, out, err in each
        ]
        for each, place in zip(told, places, strict=True)
    )
    assert on_server == in_folder
    statuses = [status for _, status, _, _ in on_server]
    assert statuses == [0, 0, 0, 0, 0, 0, 2, 0, 2, 2, 0, 2, 0, 0, 0]
    assert parsed(on_server[7][2]) == {"purged": 1}
    assert parsed(run("list", "--json", "--archive", places[1])[1])[0]["id"] == first


def test_a_sheet_of_questions_is_answered_as_from_a_folder(
    run: Run, places: tuple[str, str], tmp_path: Path
) -> None:
    sheet = tmp_path / "p.csv"
    sheet.write_text(f"question,source\n{QUESTION},\n{QUESTION},Agencia\n¿Quién?,Nadie\n", "utf-8")
    answers = []
    for number, place in enumerate(places):
        out = tmp_path / f"{number}.csv"
        assert run("batch", sheet, "--out", out, "--archive", place)[0] == 0
        with out.open(encoding="utf-8-sig", newline="") as file:
            answers.append(list(csv.DictReader(file)))
    assert answers[0] == answers[1]
    assert "340" in answers[1][0]["answer"]
    assert answers[1][2]["error"]


@pytest.fixture
def chat(database: str, tmp_path: Path) -> Iterator[str]:
    """A chat over an archive on a server, with the bundled encoder."""
    for name, text in NOTES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "rag", "add", *(str(tmp_path / name) for name in NOTES)]
    environment = {**os.environ, "HEMEROTECA_ARCHIVE": database}
    subprocess.run(command, check=True, env=environment, cwd=ROOT, capture_output=True)
    port = free_port()
    server = start(database, port)
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        stop(server)


def test_the_chat_answers_from_a_server_and_adds_to_it(chat: str, database: str) -> None:
    from gradio_client import Client

    client = Client(chat, verbose=False)
    text = client.predict(FIRE, api_name="/ask")
    assert "120" in text and "150" in text and "[2]" in text
    assert len(client.predict(FIRE, 2, api_name="/search")) == 2
    snow = "Cayeron 73 centímetros de nieve en la sierra de Urdaz."
    client.predict(snow, "Nieva", "2025-12-04", "Gaceta del Valle", api_name="/add")
    assert "73" in client.predict(
        "¿Cuántos centímetros de nieve cayeron en Urdaz?", api_name="/ask"
    )
    storage = PostgresStorage(Address.parse(database), TABLES)
    assert "Nieva" in {title for _, title, *_ in storage.summaries()}
    assert storage.check() == []
    storage.close()
