"""Files that name no outlet are outlets of their own, whatever their names are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag import Archive
from rag.documents.metadata.outlets import OutletNames
from tests.rag.documents.formats.made_files import zipped
from tests.rag.fakes_rag import open_archive


class Sources:
    """An archive of which only the outlets are asked."""

    def __init__(self, *names: str) -> None:
        self._names = names

    def sources(self) -> dict[str, tuple[int, int]]:
        return dict.fromkeys(self._names, (1, 0))


@given(st.lists(st.tuples(st.sampled_from(["nota.txt", "NOTA.txt", "acta.md"]), st.integers(0, 4))))
def test_two_files_never_have_one_name_and_one_file_never_two(files: list[tuple[str, int]]) -> None:
    backend: Any = Sources("Acta.md", "nota.txt (3)")
    names = OutletNames(backend)
    given: dict[tuple[str, int], str] = {}
    for bare, folder in files:
        name = names.of(bare, f"{folder}/{bare}")
        assert given.setdefault((bare, folder), name) == name
        assert name == bare or name.startswith(f"{bare} (")
    assert len({name.casefold() for name in given.values()}) == len(given)
    assert not {name.casefold() for name in given.values()} & {"acta.md", "nota.txt (3)"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "prensa"
    for year, toll in (("2023", "cuarenta"), ("2024", "noventa")):
        (made / year).mkdir(parents=True)
        text = f"La riada de Orlavia de {year} dejó {toll} muertos, según la alcaldía del pueblo."
        (made / year / "nota.txt").write_text(text, "utf-8")
    return made


def outlets(archive: Archive) -> list[str]:
    return sorted(summary.source for summary in archive.list())


def test_files_of_one_name_in_two_folders_are_two_outlets(folder: Path, tmp_path: Path) -> None:
    archive = open_archive(tmp_path / "archivo")
    archive.add(folder)
    assert outlets(archive) == ["nota.txt", "nota.txt (2)"]
    for year in ("2023", "2024"):  # a file that changes stays the outlet that it was
        before = {s.source for s in archive.list() if year in archive.document(s.id).text}
        path = folder / year / "nota.txt"
        path.write_text(path.read_text("utf-8") + " La alcaldesa pidió ayuda.", "utf-8")
        assert [file.status for file in archive.add(path).files] == ["updated"]
        assert {s.source for s in archive.list() if year in archive.document(s.id).text} == before
    (folder / "2024" / "nota.txt").rename(folder / "2024" / "otra.txt")
    archive.sync(folder)
    assert outlets(archive) == ["nota.txt", "otra.txt"]


def test_so_are_files_of_one_name_inside_an_archive(tmp_path: Path) -> None:
    members = {
        f"{month}/nota.txt": f"En {month} llovió sobre Urdaz más de lo que suele llover allí."
        for month in ("enero", "febrero")
    }
    path = tmp_path / "meses.zip"
    path.write_bytes(zipped(members))
    (tmp_path / "nota.txt").write_text("En marzo no llovió nada en todo Urdaz.", "utf-8")
    archive = open_archive(tmp_path / "archivo")
    archive.add(path)
    archive.add(tmp_path / "nota.txt")
    assert outlets(archive) == ["nota.txt", "nota.txt (2)", "nota.txt (3)"]


def test_the_articles_of_one_file_are_of_one_outlet(tmp_path: Path) -> None:
    path = tmp_path / "notas.jsonl"
    path.write_text('{"text": "Llueve en Urdaz."}\n{"text": "Nieva en Arlanza."}\n', "utf-8")
    archive = open_archive(tmp_path / "archivo")
    archive.add(path)
    assert outlets(archive) == ["notas.jsonl"] * 2
