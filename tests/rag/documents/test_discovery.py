"""Which files there are to load: each once, and every path that cannot be used is named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.errors import InputError
from rag.documents.discovery import discover
from rag.documents.types import LoadError

TEXT = "La cosecha de aceituna será corta. Los precios suben."


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in ["b/2.md", "b/1.txt", "a.TXT", "c.html", "b/x.gif", ".oculto.txt", ".git/y.txt"]:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(TEXT)
    return tmp_path


def names(root: Path, *paths: Path) -> list[str]:
    return [str(path.relative_to(root)) for path in discover(paths or [root])]


def test_folders_are_walked_in_order_without_hidden_or_other_files(tree: Path) -> None:
    assert names(tree) == ["a.TXT", "b/1.txt", "b/2.md", "c.html"]


def test_each_real_file_comes_once(tree: Path) -> None:
    (tree / "z.txt").symlink_to(tree / "a.TXT")
    assert names(tree, tree / "b", tree, tree / "b/1.txt", tree / "b" / ".." / "a.TXT") == [
        "b/1.txt",
        "b/2.md",
        "a.TXT",
        "c.html",
    ]


def test_loops_of_links_end(tree: Path) -> None:
    (tree / "b/vuelta").symlink_to(tree)
    (tree / "yo").symlink_to(tree / "yo")
    (tree / "rota.txt").symlink_to(tree / "nada.txt")
    assert names(tree) == ["a.TXT", "b/1.txt", "b/2.md", "c.html"]
    with pytest.raises(LoadError, match="yo"):
        list(discover([tree / "yo"]))


def test_a_hidden_file_or_folder_given_by_name_is_read(tree: Path) -> None:
    assert names(tree, tree / ".oculto.txt", tree / ".git") == [".oculto.txt", ".git/y.txt"]


@pytest.fixture
def well(tmp_path: Path) -> Iterator[Path]:
    """A folder nested 1,200 deep, taken away step by step: rmtree would overflow the stack."""
    folders = [tmp_path / "d"]
    folders[0].mkdir()
    for _ in range(1200):
        folders.append(folders[-1] / "d")
        folders[-1].mkdir()
    yield tmp_path
    for folder in reversed(folders):
        folder.rmdir()


def test_folders_nested_deeper_than_the_stack_are_walked(well: Path) -> None:
    (well / "a.txt").write_text(TEXT)
    assert names(well) == ["a.txt"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("nada.txt", r"«.*nada\.txt»: no existe\. Compruebe la ruta"),
        ("b/x.gif", r"«.*x\.gif»: los archivos «\.gif» no se admiten\. Se admiten .*\.docx"),
        ("viejo.ppt", r"guárdelo como \.pptx"),
        ("sin", "no tiene extensión"),
        ("a\0b.txt", "no lo abre"),
    ],
)
def test_a_path_that_cannot_be_used_is_named_with_the_way_out(
    tree: Path, name: str, message: str
) -> None:
    for made in ("viejo.ppt", "sin"):
        (tree / made).write_text(TEXT)
    with pytest.raises(InputError, match=message):
        list(discover([tree / name]))


def test_an_empty_path_is_not_the_current_folder() -> None:
    with pytest.raises(LoadError, match="vacía"):
        list(discover([""]))


def test_errors_can_be_collected_while_the_other_paths_go_on(tree: Path) -> None:
    errors: list[LoadError] = []
    found = list(
        discover([tree / "nada", tree / "a.TXT", "", tree / "c.html"], on_error=errors.append)
    )
    assert [path.name for path in found] == ["a.TXT", "c.html"]
    assert len(errors) == 2


def test_files_of_other_kinds_in_folders_are_named(tree: Path) -> None:
    for name in ("viejo.PPT", "b/hoja.xls", "sin", ".oculto.doc"):
        (tree / name).write_text("x")
    (tree / "otra").symlink_to(tree / "sin")
    skipped: list[Path] = []
    found = list(discover([tree], on_skipped=skipped.append))
    assert [path.name for path in found] == ["a.TXT", "1.txt", "2.md", "c.html"]
    assert [path.name for path in skipped] == ["hoja.xls", "x.gif", "otra", "viejo.PPT"]
