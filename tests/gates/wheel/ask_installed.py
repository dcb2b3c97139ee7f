"""Installs the built wheel outside the checkout and asks the flagship question of five files.

``make wheel`` runs it over ``dist/`` after building. The new environment holds nothing but the
wheel; its libraries are those of the environment that runs this, put behind it on the path, so
that PyTorch need not be installed twice.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import tempfile
import venv
import zipfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
ARTICLES = Path(__file__).resolve().with_name("articles")
QUESTION = "¿cuántos soldados envió Corea del Norte?"
PACKAGES = ("hemeroteca", "index", "rag")
TRAINING = ROOT / "rag" / "training"

LOOK = """
import json, sys
import hemeroteca, index, rag
for name in hemeroteca.__all__:
    getattr(hemeroteca, name)
print(json.dumps([module.__file__ for module in (hemeroteca, index, rag)]))
"""


def check_contents(wheel: Path) -> int:
    """Check that the wheel holds every file of the three packages but those that models are
    trained with, and nothing else of ours.

    :return: how many files it holds.
    """
    with zipfile.ZipFile(wheel) as archive:
        names = {n for n in archive.namelist() if ".dist-info/" not in n}
    expected = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and not path.is_relative_to(TRAINING)
    }
    assert names == expected, f"differs from the checkout: {sorted(names ^ expected)}"
    return len(names)


def install(wheel: Path, folder: Path) -> Path:
    """Make an environment with the wheel alone, over the libraries of the present one.

    :return: its folder of commands.
    """
    venv.create(folder, with_pip=True)
    commands = folder / "bin"
    run([commands / "python", "-m", "pip", "install", "-q", "--no-index", "--no-deps", wheel])
    [site_packages] = (folder / "lib").glob("python*/site-packages")
    libraries = Path(sysconfig.get_path("purelib"))
    (site_packages / "libraries.pth").write_text(f"{libraries}\n", encoding="utf-8")
    return commands


def run(command: list[str | Path], folder: Path | None = None) -> str:
    """Run a command as a person would who knows nothing of the checkout.

    :return: its standard output.
    """
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "HEMEROTECA", "VIRTUAL_ENV"))
    }
    if folder is not None:
        environment["HOME"] = str(folder)
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{command} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def check_answer(answer: dict[str, Any]) -> None:
    """Check what every answer promises, and that this one comes from the right article."""
    assert not answer["abstained"], answer["text"]
    assert answer["citations"], "no citation"
    for citation in answer["citations"]:
        start, end = citation["start"], citation["end"]
        assert citation["passage"][start:end] == citation["value"]
        assert f"[{citation['n']}]" in answer["text"]
    first = answer["citations"][0]
    assert first["source"] == "La Gaceta de Orzubide", first
    assert "12.000" in answer["answer"], answer["answer"]


def main() -> None:
    """Check the one wheel of the folder that is named on the command line."""
    [wheel] = Path(sys.argv[1]).resolve().glob("*.whl")
    files = check_contents(wheel)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        commands = install(wheel, folder / "environment")
        for place in json.loads(run([commands / "python", "-c", LOOK], folder)):
            assert Path(place).is_relative_to(folder), f"not the wheel's: {place}"
        archive = ["--archive", folder / "archivo", "--json"]
        report = json.loads(run([commands / "hemeroteca", "add", ARTICLES, *archive], folder))
        assert report["added"] == len(list(ARTICLES.iterdir())), report
        answer = json.loads(run([commands / "hemeroteca", "ask", QUESTION, *archive], folder))
    check_answer(answer)
    print(f"{wheel.name}: {files} files; {QUESTION} {answer['text']}")


if __name__ == "__main__":
    main()
