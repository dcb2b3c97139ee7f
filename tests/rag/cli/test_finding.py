"""The command ``find``: everything on the terminal or in a table, and 2 for a wrong query."""

from __future__ import annotations

import csv
import threading
from pathlib import Path

import openpyxl
import pytest

from tests.rag.cli.commands import Run, parsed
from tests.rag.fakes_rag import article


def test_find_prints_every_passage_and_how_many(run: Run, notes: Path) -> None:
    run("add", notes)
    status, out, err = run("find", "soldados")
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert lines[0].startswith("1. Kursk, La Voz, 2025-08-14, párrafo 1 [")
    assert lines[1] == "   Corea del Norte envió más de 11,000 soldados a Kursk."
    assert lines[2].startswith("2. El frente, El Faro, 2025-06-30")
    assert lines[-1] == "2 pasajes en 2 documentos."
    status, out, _ = run("find", "nohay")
    assert (status, out) == (0, "Ningún pasaje cumple la consulta.\n")
    assert run("find", "11000")[1].endswith("1 pasaje en 1 documento.\n")


def test_find_prints_the_agreed_json_alone(run: Run, notes: Path) -> None:
    run("add", notes)
    status, out, err = run("find", "soldado fecha:2025-08..", "--json")
    found = parsed(out)
    assert (status, err) == (0, "2 documentos sin fecha no se han mirado.\n")
    assert list(found) == ["query", "total", "hits"]
    assert (found["query"], found["total"]) == ("soldado fecha:2025-08..", 1)
    keys = ["document", "title", "source", "date", "page", "paragraph", "passage"]
    assert [list(hit) for hit in found["hits"]] == [keys]


def test_find_sorts_by_score_too(run: Run, notes: Path) -> None:
    run("add", notes)
    _, out, _ = run("find", "soldados", "--json", "--sort", "score")
    assert {hit["title"] for hit in parsed(out)["hits"]} == {"Kursk", "El frente"}
    assert run("find", "soldados", "--sort", "fecha")[0] == 2


def test_find_writes_tables(run: Run, notes: Path, tmp_path: Path) -> None:
    run("add", notes)
    places = tmp_path / "r.csv", tmp_path / "r.xlsx"
    status, out, err = run("find", "soldados", "--csv", places[0], "--xlsx", places[1])
    assert (status, err) == (0, "")
    assert out == "".join(f"2 pasajes en 2 documentos: están en «{place}».\n" for place in places)
    rows = list(csv.DictReader(places[0].open(encoding="utf-8-sig", newline="")))
    assert [row["source"] for row in rows] == ["La Voz", "El Faro"]
    assert all(Path(row["address"]).is_file() for row in rows)
    assert openpyxl.load_workbook(places[1]).worksheets[0].max_row == 3
    status, out, err = run("find", "soldados", "--csv", places[0], "--json")
    assert (status, parsed(out)["total"]) == (0, 2)
    assert "r.csv" in err


@pytest.mark.parametrize("kind", ["--csv", "--xlsx"])
def test_a_table_that_cannot_be_written_is_told(
    run: Run, notes: Path, tmp_path: Path, kind: str
) -> None:
    run("add", notes)
    status, out, err = run("find", "soldados", kind, tmp_path / "no" / "r")
    assert (status, out) == (2, "")
    assert "No existe la carpeta" in err


@pytest.mark.parametrize(
    ("query", "lines"),
    [
        ("soldados Y", ["  soldados Y", "           ^", "«Y» (carácter 10)"]),
        ("fuente:Fáro", ["  fuente:Fáro", "         ^", "El Faro"]),
        ("soldados\nautor:x", ["  soldados autor:x", "           ^", "no hay un campo «autor»"]),
        ("z" * 20_000, ["20000 caracteres y caben 10000"]),
        ("", ["La consulta está vacía"]),
    ],
)
def test_a_wrong_query_ends_with_2_and_says_where(
    run: Run, notes: Path, query: str, lines: list[str]
) -> None:
    run("add", notes)
    status, out, err = run("find", query)
    assert (status, out) == (2, "")
    for line in lines:
        assert line in err


def test_there_must_be_an_archive(run: Run) -> None:
    status, out, err = run("find", "soldados")
    assert (status, out) == (2, "")
    assert "hemeroteca add" in err


def test_find_needs_no_encoder(run: Run, notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from index.encoders import loading

    run("add", notes)

    def refuse(name: object = None) -> None:
        raise AssertionError("the encoder is loaded")

    monkeypatch.setattr(loading, "load", refuse)
    assert run("find", "soldados")[0] == 0


def test_no_text_of_an_article_moves_the_terminal(run: Run, tmp_path: Path) -> None:
    article(tmp_path / "n", "1.txt", "El río\x1b[2J subió.", title="Ría\x1b[31mda")
    run("add", tmp_path / "n")
    status, out, _ = run("find", "río")
    assert status == 0
    assert "\x1b" not in out


def test_an_empty_archive_is_told_from_one_that_has_nothing_of_it(run: Run, notes: Path) -> None:
    run("add", notes)
    listed = [document["id"] for document in parsed(run("list", "--json")[1])]
    assert run("find", "nohay")[2] == ""
    run("remove", *listed)
    status, out, err = run("find", "soldados")
    assert (status, out) == (0, "Ningún pasaje cumple la consulta.\n")
    assert "vacío" in err


def test_somebody_who_waits_is_told_why(
    run: Run, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from rag.cli import finding

    run("add", notes)
    assert run("find", "soldados")[2] == ""
    monkeypatch.setattr(finding, "_WAIT_S", 0.0)

    def slow(*given: object) -> object:
        started.wait(20)
        return find(*given)

    started, find = threading.Event(), finding.find
    monkeypatch.setattr(finding, "_WAIT", "Buscando…")
    monkeypatch.setattr(finding, "find", slow)
    monkeypatch.setattr(finding, "print", lambda *a, **k: (print(*a, **k), started.set()), False)
    assert "Buscando…" in run("find", "soldados")[2]
