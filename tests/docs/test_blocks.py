"""Every code block of the documents runs, over the sample archive, and shows what it prints."""

from __future__ import annotations

import contextlib
import csv
import json
import os
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from eval.datasets import clusters
from rag import Archive
from tests.docs import blocks
from tests.docs.blocks import Block
from tests.rag.documents.test_mixed_folder import written

pytestmark = pytest.mark.slow

ALL = blocks.blocks()


def of(language: str) -> list[Block]:
    return [block for block in ALL if block.language == language]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A reader's home: a checkout under it, the sample's archive, folders with articles."""
    home = tmp_path_factory.mktemp("casa")
    checkout = home / "hemeroteca"
    checkout.mkdir()
    (checkout / "rag").symlink_to(blocks.ROOT / "rag")
    for folder in ("articulos", "noticias"):
        (home / folder).mkdir()
        for number, article in enumerate(sorted((blocks.ROOT / "rag/muestra").glob("*soldados*"))):
            text = article.read_bytes()
            (home / folder / f"{number}{article.suffix}").write_bytes(text)
    (checkout / "noticias").symlink_to(home / "noticias")
    (home / "copias").mkdir()
    newsroom(checkout / "redaccion")
    of_all_kinds(checkout / "hemeroteca-vieja")
    declining(checkout / "respuestas.jsonl")
    return home


def declining(file: Path) -> None:
    """The answers of another system to the press clusters: one that declines everything."""
    questions = [
        {"cluster": cluster.id, "question": question.text, "declined": True}
        for cluster in clusters.load()
        for question in (*cluster.questions, *cluster.followups)
    ]
    file.write_text("\n".join(map(json.dumps, questions)), encoding="utf-8")


def newsroom(folder: Path) -> None:
    """A newsroom's folder: a sheet, an archive with a picture, a kind that is not read."""
    folder.mkdir()
    with zipfile.ZipFile(folder / "mayo.zip", "w") as archive:
        archive.writestr("a.txt", "El pleno aprobó ayer la compra de dos autobuses eléctricos.")
        archive.writestr("foto.cr2", b"II*\0")
    rows = [
        ["titulo", "fecha", "texto"],
        ["Dos autobuses", "2024-05-03", "Los dos autobuses costarán 900.000 euros."],
        ["El mercado cierra", "2024-05-07", "El mercado de abastos cierra en junio por obras."],
    ]
    with (folder / "recortes.csv").open("w", newline="", encoding="utf-8") as sheet:
        csv.writer(sheet).writerows(rows)
    (folder / "cartel.pub").write_bytes(b"\xd0\xcf\x11\xe0")


def of_all_kinds(folder: Path) -> None:
    """A folder with a file of every kind that is read everywhere, and two of other kinds."""
    folder.mkdir()
    for name in written(folder):
        suffix = name[name.index(".") :]
        if suffix in (".doc", ".dot"):  # read where LibreOffice is
            (folder / name).unlink()
        else:
            # Beside a page of ALTO a picture of its name is that page's.
            stem = "foto" if suffix == ".png" else "nota"
            (folder / name).rename(folder / f"{stem}{suffix}")
    (folder / "cartel.pub").write_bytes(b"\xd0\xcf\x11\xe0")
    (folder / "plano.dwg").write_bytes(b"AC1032")


@pytest.fixture(autouse=True)
def at_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("HEMEROTECA_ARCHIVE", str(home / "archivo"))
    monkeypatch.setenv("COLUMNS", "120")
    before = Path.cwd()
    os.chdir(home / "hemeroteca")
    try:
        yield
    finally:
        os.chdir(before)


@pytest.fixture(scope="module")
def sample(home: Path, sample_made: Path) -> Path:
    """The sample's articles, in the archive that the commands take when none is named."""
    shutil.copytree(sample_made, home / "archivo")
    with contextlib.closing(Archive.open(home / "archivo")) as archive:  # for export-feedback
        archive.record_feedback(archive.ask("¿Cuánto mide el túnel?"), "right")
    return home / "archivo"


def write_inputs(page: str) -> None:
    """Lay the files that a page shows into the folder where its commands run."""
    for name, text in blocks.inputs(page).items():
        Path(name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize("block", of("console"), ids=str)
def test_sessions_print_what_is_shown(
    block: Block, sample: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_inputs(block.page)
    for number, (command, shown) in enumerate(blocks.sessions(block.text)):
        words = blocks.commands(command)[0]
        if words[0] == "cat":
            continue
        typed = ""
        if "add" in words[1:2]:  # shown as into a new archive
            monkeypatch.setenv("HEMEROTECA_ARCHIVE", str(home / f"nuevo-{block.line}-{number}"))
        else:
            monkeypatch.setenv("HEMEROTECA_ARCHIVE", str(sample))
        if "talk" in words[1:2]:
            typed = "".join(line + "\n" for line in shown.splitlines() if line[:1] in "¿!gh")
            shown = "\n".join(line for line in shown.splitlines() if line[:1] not in "¿!gh")
        printed = blocks.run(words, typed, succeeding=False)
        assert blocks.shows(shown, printed), f"shown:\n{shown}\nprinted:\n{printed}"


@pytest.mark.parametrize("block", of("sh"), ids=str)
def test_commands_run_or_are_such_as_the_program_accepts(block: Block, sample: Path) -> None:
    write_inputs(block.page)
    for words in blocks.commands(block.text):
        if blocks.runs(block, words):
            blocks.run(words)
        else:
            print(f"{block}: {' '.join(words)} ({blocks.accepted(words)})")


PAGES = sorted({block.page for block in of("python")})


@pytest.mark.parametrize("page", PAGES)
def test_python_runs_page_by_page(page: str, sample: Path) -> None:
    write_inputs(page)
    archive = Archive.open(sample)
    names: dict[str, object] = {"archive": archive}  # pages go on with the one of an earlier page
    for block in of("python"):
        if block.page == page:
            code = compile("\n" * block.line + block.text, page, "exec")
            exec(code, names)  # noqa: S102  our own documents
    archive.close()


def test_what_is_shown_and_not_run_is_listed_with_the_reason() -> None:
    rows = re.findall(r"(?m)^\| `([^`]+)` \| ([^|]*) \|", blocks.listed_commands())
    used = set()
    for page, command in blocks.not_run():
        fitting = [
            (begin, where)
            for begin, where in rows
            if command.startswith(begin) and page.removeprefix("docs/") in where
        ]
        assert fitting, f"{page}: «{command}» is not run, and docs/origins.md does not say why"
        used.update(fitting)
    assert [row for row in rows if row not in used] == []


def test_no_block_is_in_a_language_that_is_not_run() -> None:
    known = (*blocks.LANGUAGES, *blocks.PLAIN)
    assert [str(block) for block in ALL if block.language not in known] == []


def test_no_command_stands_in_a_block_that_is_not_run() -> None:
    """Indented blocks and fences without a language hold shapes and diagrams alone."""
    starts = ("$ ", "make ", "python ", ".venv/bin/", "hemeroteca ", "pip ")
    for block in ALL:
        if block.language in blocks.PLAIN:
            lines = [line for line in block.text.splitlines() if line.startswith(starts)]
            assert lines == [], f"{block}: write it as ```sh"


def test_showing_ignores_folding_and_what_is_left_out() -> None:
    assert blocks.shows("uno\n dos … cinco", "uno dos tres cuatro cinco\n")
    assert blocks.shows("…\nfin", "algo\nfin")
    assert not blocks.shows("uno dos", "uno dos tres")
    assert not blocks.shows("uno … cuatro", "uno dos tres")
