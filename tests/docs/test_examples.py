"""Every script of ``examples/`` runs as its first lines say, and prints what it is for."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from index.encoders.e5.unpacked import cache_folder
from tests.docs.blocks import ROOT

pytestmark = pytest.mark.slow

SCRIPTS = sorted((ROOT / "examples").glob("*.py"))
FOLDER = "articulos"
"""What they are run over: the articles of the sample about what is asked here."""

ASKED = ("lombrada", "lirico", "incendio", "brigadista", "seleccion")

RUNS: dict[str, tuple[list[str], str]] = {
    "ask_a_folder.py": (
        [FOLDER, "¿Cuánto costará la restauración del Teatro Lírico de Llanquimar?"],
        r"(?s)[4-9] files added.*disagree.*\[1\] El Correo de Llanquimar, 2024-12-03.*»27\.400 ",
    ),
    "own_passages.py": (
        ["¿cuánto cuesta el tren?"],
        r"\A\d\.\d\d  meaning \.?\d.*1\.200 millones",
    ),
    "batch_to_xlsx.py": (
        [FOLDER, "preguntas.csv", "respuestas.xlsx"],
        r"1 answered, 1 not in the articles: respuestas\.xlsx",
    ),
    "timeline.py": (
        [FOLDER, "incendio de Lombrada"],
        r"(?s)2025-08-\d\d  «.+» \(.+\).*2025-08-24  «.*\d+ statements without a day",
    ),
    "evaluate_a_retriever.py": ([], r"(?s)hemeroteca +recall@1 0\.\d+.*shared words +recall@1 0"),
}


ON_A_SERVER = "archive_in_postgres.py"


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_an_example_runs(script: Path, tmp_path: Path) -> None:
    if script.name == ON_A_SERVER:
        return  # below, since it wants a server
    assert script.name in RUNS, "say here how it is run and what it prints"
    words, printed = RUNS[script.name]
    (tmp_path / "preguntas.csv").write_text(
        "pregunta\n¿Cuántas hectáreas quemó el incendio de Lombrada?\n"
        "¿Quién inventó el telégrafo?\n",
        encoding="utf-8",
    )
    run(script, words, printed, tmp_path)


def test_the_example_on_a_server_runs(database: str, tmp_path: Path) -> None:
    words = [database, FOLDER, "¿Cuántas hectáreas quemó el incendio de Lombrada?"]
    run(
        ROOT / "examples" / ON_A_SERVER,
        words,
        r"(?s)[4-9] files added, 0 were there.*Lombrada",
        tmp_path,
    )


def run(script: Path, words: list[str], printed: str, tmp_path: Path) -> None:
    """Run an example as its first lines say, and look at what it prints."""
    (tmp_path / FOLDER).mkdir()
    for article in (ROOT / "rag" / "muestra").iterdir():
        if any(word in article.name for word in ASKED):
            shutil.copy(article, tmp_path / FOLDER)
    settings = {
        "HOME": str(tmp_path),
        "HEMEROTECA_CACHE": str(cache_folder()),
    }  # encoder unpacked once
    run = subprocess.run(
        [sys.executable, str(script), *words],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), **settings},
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert re.search(printed, run.stdout), run.stdout


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_an_example_says_how_it_is_run(script: Path) -> None:
    assert f"python examples/{script.name}" in script.read_text(encoding="utf-8")
