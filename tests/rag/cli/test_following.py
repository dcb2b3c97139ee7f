"""The command that lets an archive follow a folder."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from rag.cli import following
from tests.rag.cli.commands import Run, only_line, parsed

REPOSITORY = Path(__file__).resolve().parents[3]


def test_sync_follows_the_folder_and_prints_one_json(run: Run, notes: Path) -> None:
    status, out, _ = run("sync", notes, "--json")
    assert (status, parsed(out)["added"]) == (0, 4)
    (notes / "1.txt").unlink()
    (notes / "2.txt").rename(notes / "5.txt")
    status, out, err = run("sync", notes, "--dry-run")
    assert (status, err) == (0, "")
    assert "1.txt: ya no está; saldría 1 artículo" in out
    assert "Sin cambiar nada: 0 entrarían, 0 se actualizarían, 1 han cambiado" in out
    status, out, err = run("sync", notes, "--json")
    assert (status, err) == (0, "")
    report = parsed(out)
    assert list(report) == (
        "folder dry_run added updated unchanged failed skipped removed renamed files".split()
    )
    assert (report["unchanged"], report["removed"], report["renamed"]) == (2, 1, 1)
    assert [f["status"] for f in report["files"]] == ["unchanged"] * 2 + ["removed", "renamed"]
    _, out, _ = run("list", "--json")
    assert len(parsed(out)) == 3


def test_people_read_what_moved(run: Run, notes: Path) -> None:
    run("sync", notes)
    (notes / "1.txt").unlink()
    (notes / "2.txt").rename(notes / "5.txt")
    _, out, _ = run("sync", notes)
    assert f"− {notes}/1.txt: ya no está; ha salido 1 artículo" in out
    assert f"→ {notes}/2.txt: ahora {notes}/5.txt" in out
    assert "Renombrados: 1. Quitados: 1." in out


@pytest.mark.parametrize("answer", [None, "n\n", "\n", "sí\n"])
def test_much_is_removed_only_when_somebody_says_so(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str | None
) -> None:
    folder = tmp_path / "muchas"
    folder.mkdir()
    for n in range(30):
        (folder / f"{n}.txt").write_text(f"La noticia {n} de los montes.", encoding="utf-8")
    run("sync", folder)
    for path in folder.iterdir():
        path.unlink()
    if answer is not None:
        from io import StringIO

        monkeypatch.setattr(following, "_terminal", lambda: True)
        monkeypatch.setattr(sys, "stdin", StringIO(answer))
    status, out, err = run("sync", folder)
    if answer == "sí\n":
        assert status == 0
        assert "¿Seguir?" in err
        assert "Quitados: 30." in out
        return
    assert (status, out) == (2, "")
    assert "Se quitarían 30 de los 30 documentos" in err
    assert "--yes" in err
    status, out, _ = run("sync", folder, "--yes", "--json")
    assert (status, parsed(out)["removed"]) == (0, 30)


def test_a_folder_that_is_none_is_told(run: Run, tmp_path: Path) -> None:
    status, out, err = run("sync", tmp_path / "nada")
    assert (status, out) == (2, "")
    assert "no es una carpeta" in only_line(err)
    status, _, err = run("sync", tmp_path, "--watch", "--json")
    assert status == 2
    assert "no van juntos" in only_line(err)


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_watching_follows_until_it_is_interrupted(tmp_path: Path) -> None:
    folder = tmp_path / "notas"
    folder.mkdir()
    (folder / "a.txt").write_text("El faro luce.", encoding="utf-8")
    command = [sys.executable, "-m", "rag", "sync", str(folder), "--watch"]
    process = subprocess.Popen(
        [*command, "--archive", str(tmp_path / "archivo")],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        # What is started in the background of a shell ignores SIGINT, and so would this.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    )
    assert process.stdout is not None
    try:
        lines = iter(process.stdout.readline, "")
        assert any("Se mira" in line for line in lines)
        # At once: what comes before the system tells of changes is not lost either.
        (folder / "b.txt").write_text("El puerto abre.", encoding="utf-8")
        assert any("b.txt: añadido" in line for line in lines)
        (folder / "a.txt").unlink()
        assert any("a.txt: ya no está" in line for line in lines)
        process.send_signal(signal.SIGINT)
        assert any("Ya no se mira" in line for line in lines)
        assert process.wait(60) == 0
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
