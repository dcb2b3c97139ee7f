"""The command that puts what is said of a matter in the order of time."""

from __future__ import annotations

from pathlib import Path

from tests.rag.cli.commands import Run, only_line, parsed
from tests.rag.fakes_rag import article


def fill(run: Run, folder: Path) -> None:
    article(
        folder, "1.txt", "La huelga de Ñielpán empezó ayer en los pozos de cobre.",
        title="Huelga en Ñielpán", date="2025-05-06", source="El Vigía",
    )  # fmt: skip
    article(
        folder, "2.txt", "La huelga de Ñielpán terminó el 16 de junio de 2025 tras 41 días.",
        title="Fin de la huelga de Ñielpán", date="2025-06-17", source="Agencia",
    )  # fmt: skip
    article(folder, "3.txt", "La huelga de Ñielpán dolió el martes a todos.", title="Ñielpán")
    run("add", folder)


def test_the_order_of_time_is_printed_with_sources(run: Run, tmp_path: Path) -> None:
    fill(run, tmp_path / "n")
    status, out, err = run("timeline", "huelga de Ñielpán")
    assert (status, err) == (0, "")
    first, second, *_ = out.splitlines()
    assert first.startswith("2025-05-05  «La huelga de Ñielpán empezó ayer")
    assert second.startswith("2025-06-16") and second.endswith("[2]")
    assert "El Vigía, 6 de mayo de 2025 [1]" in first
    assert "Frases sin fecha que no se muestran: 1." in out
    _, out, _ = run("timeline", "huelga de Ñielpán", "--json", "--from", "2025-06-01")
    assert [entry["date"] for entry in parsed(out)["entries"]] == ["2025-06-16"]


def test_tables_and_pages_are_written(run: Run, tmp_path: Path) -> None:
    fill(run, tmp_path / "n")
    table, page = tmp_path / "c.csv", tmp_path / "c.html"
    status, out, _ = run("timeline", "huelga de Ñielpán", "--csv", table, "--html", page)
    assert status == 0 and "c.csv" in out and "c.html" in out
    assert len(table.read_text(encoding="utf-8-sig").splitlines()) == 3
    assert "<blockquote" in page.read_text(encoding="utf-8")
    status, out, err = run("timeline", "huelga", "--html", tmp_path / "nada" / "c.html")
    assert (status, out) == (2, "") and only_line(err)


def test_nothing_dated_is_said_and_an_empty_matter_refused(run: Run, tmp_path: Path) -> None:
    fill(run, tmp_path / "n")
    status, out, _ = run("timeline", "telégrafo de Morse")
    assert status == 0
    assert "No hay nada fechado sobre «telégrafo de Morse»" in out
    status, out, err = run("timeline", "   ")
    assert (status, out) == (2, "") and only_line(err)
