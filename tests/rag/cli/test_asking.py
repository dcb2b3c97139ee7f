"""The commands that question an archive: search, ask, talk."""

from __future__ import annotations

import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest

from rag import archive
from tests.rag.answer_checks import CITATION_KEYS, KEYS
from tests.rag.cli.commands import Run, only_line, parsed

REPOSITORY = Path(__file__).resolve().parents[3]


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
    answer = parsed(out)
    assert list(answer) == KEYS
    assert answer["citations"]
    assert all(list(citation) == CITATION_KEYS for citation in answer["citations"])


def test_filters_reach_search_and_ask(run: Run, notes: Path) -> None:
    run("add", notes)
    _, out, _ = run("search", "soldados", "--json", "--source", "la voz")
    assert {hit["source"] for hit in parsed(out)["hits"]} == {"La Voz"}
    _, out, _ = run("search", "soldados", "--json", "--from", "1 de julio de 2025")
    assert {hit["title"] for hit in parsed(out)["hits"]} == {"Kursk"}
    _, out, _ = run("ask", "soldados", "--json", "--to", "2025-07-01")
    assert {citation["title"] for citation in parsed(out)["citations"]} == {"El frente"}


@pytest.mark.parametrize("order", ["ask", "search"])
def test_what_a_filter_cannot_judge_is_said(run: Run, notes: Path, order: str) -> None:
    run("add", notes)
    limits = (order, "soldados", "--from", "1/7/2025", "--to", "31/12/25")
    status, out, _ = run(*limits, "--json")
    assert (status, parsed(out)["left_out"]) == (0, {"undated": 2})
    _, out, _ = run(*limits)
    assert "2 documentos sin fecha no se han mirado." in out
    status, out, err = run(*limits, "--source", "el faro", "--json")
    assert (status, err) == (0, "")
    assert parsed(out)["left_out"] == {"undated": 0}
    _, out, _ = run(order, "soldados")
    assert "sin fecha" not in out


@pytest.mark.parametrize("order", ["ask", "search"])
def test_an_unknown_source_is_told_with_those_there_are(run: Run, notes: Path, order: str) -> None:
    run("add", notes)
    status, out, err = run(order, "soldados", "--source", "Farro", "--json")
    assert (status, out) == (2, "")
    assert only_line(err).endswith("hay: El Faro, La Voz, 3.txt, 4.txt.")


@pytest.mark.parametrize("mode", ["hybrid", "dense", "bm25"])
def test_search_prints_k_hits(run: Run, notes: Path, mode: str) -> None:
    run("add", notes)
    status, out, err = run("search", "soldados norcoreanos", "-k", "2", "--mode", mode, "--json")
    assert (status, err) == (0, "")
    found = parsed(out)
    assert list(found) == [
        "question",
        "standalone_question",
        "mode",
        "hits",
        "left_out",
        "timings_ms",
    ]
    assert found["mode"] == mode
    assert len(found["hits"]) == 2
    _, out, _ = run("search", "soldados norcoreanos", "-k", "2", "--mode", mode)
    assert found["hits"][0]["passage"] in out


@pytest.mark.parametrize("order", ["ask", "search"])
@pytest.mark.parametrize(
    ("question", "expected"),
    [("", "vacía"), (" \n", "vacía"), ("¿?", "no tiene palabras"), ("a " * 50_000, "99.999")],
)
def test_a_question_that_is_none_is_declined(
    run: Run, notes: Path, order: str, question: str, expected: str
) -> None:
    run("add", notes)
    for arguments in ([order, question], [order, question, "--json"]):
        status, out, err = run(*arguments)
        assert (status, out) == (2, "")
        assert expected in only_line(err)
        assert len(err) < 300


def test_wrong_k_is_told(run: Run, notes: Path) -> None:
    run("add", notes)
    status, out, err = run("search", "tren", "-k", "0")
    assert (status, out) == (2, "")
    assert "es 0" in only_line(err)


def test_talk_answers_line_by_line_and_shows_what_was_asked(
    run: Run, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("add", notes)
    lines = "¿Cuántos soldados envió Corea del Norte a Kursk?\n\n¿y cuándo?\n¿?\ngracias\n"
    monkeypatch.setattr(sys, "stdin", StringIO(lines))
    status, out, _ = run("talk")
    assert status == 0
    assert "(¿Cuándo envió Corea del Norte a Kursk esos soldados?)  [! = preguntar" in out
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
