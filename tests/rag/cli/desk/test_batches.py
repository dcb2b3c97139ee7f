"""The command that answers a sheet of questions."""

from __future__ import annotations

import csv
from pathlib import Path

from tests.rag.cli.commands import Run, only_line, parsed


def sheet(folder: Path, text: str) -> Path:
    path = folder / "preguntas.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_sheet_is_answered_row_by_row(run: Run, notes: Path, tmp_path: Path) -> None:
    run("add", notes)
    source = sheet(
        tmp_path,
        "question,source,from\n¿Cuántos soldados envió Corea del Norte?,,\n,,\n"
        "¿Cuántos soldados combatieron?,Farro,\n¿Cuántos?,,ayer\n",
    )
    out = tmp_path / "r.csv"
    status, printed, err = run("batch", source, "--out", out)
    assert status == 0
    assert "Filas en blanco: 1." in printed and "con problemas: 2" in printed
    assert "Fila 4: No hay ninguna fuente que se llame «Farro»" in err
    assert "Preguntas: 3 de 3" in err
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [bool(row["error"]) for row in rows] == [False, True, True]
    assert "11,000" in rows[0]["answer"]
    assert rows[0]["source"] == "La Voz"
    status, printed, _ = run("batch", source, "--out", out, "--json")
    report = parsed(printed)
    assert (status, report["questions"], report["failed"]) == (0, 3, 2)
    assert [problem["row"] for problem in report["problems"]] == [4, 5]


def test_a_batch_of_which_nothing_could_be_asked_exits_2(
    run: Run, notes: Path, tmp_path: Path
) -> None:
    run("add", notes)
    source = sheet(tmp_path, "pregunta;fuente\n¿Quién?;Nadie\n;El Faro\n")
    status, _, _ = run("batch", source, "--out", tmp_path / "r.jsonl")
    assert status == 2


def test_wrong_input_exits_2_and_says_why(run: Run, notes: Path, tmp_path: Path) -> None:
    good = sheet(tmp_path, "pregunta\n¿Quién?\n")
    run("add", notes)
    for source, out, said in (
        (tmp_path / "falta.csv", "r.csv", "falta.csv"),
        (good, "r.pdf", ".xlsx, .csv, .jsonl"),
        (sheet(tmp_path / "notas", "a,b\n1,2\n"), "r.csv", "pregunta"),
    ):
        status, printed, err = run("batch", source, "--out", tmp_path / out)
        assert (status, printed) == (2, "")
        assert said in only_line(err)
    status, _, err = run("batch", good)
    assert status == 2 and "--out" in err


def test_an_empty_archive_is_told_before_anything_is_written(run: Run, tmp_path: Path) -> None:
    from rag import Archive
    from tests.rag.fakes_rag import FakeEncoder

    Archive.open(tmp_path / "archivo", encoder=FakeEncoder()).close()
    source = sheet(tmp_path, "pregunta\n¿Quién?\n")
    status, _, err = run("batch", source, "--out", tmp_path / "r.csv")
    assert status == 2
    assert "El archivo está vacío" in only_line(err)
    assert not list(tmp_path.glob("r.csv*"))
