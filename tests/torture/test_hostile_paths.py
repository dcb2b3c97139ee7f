"""Names and folders made to lead astray: every file once, nothing outside, and it ends."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from rag.documents.discovery import discover
from rag.documents.loading import LoadError, load, parse
from rag.documents.types import SourceFile, printable
from rag.documents.uploads import plain_name
from tests.torture.fuzzing import LONG, SHORT, fuzz, named
from tests.torture.hostile_texts import hostile_texts

TEXT: Final = "La cosecha de aceituna será corta."
TRICKS: Final = st.sampled_from(
    ["..", "../", "/etc/passwd", "~", "-rf", "a\0b", "CON", "x.txt:y", "\\\\host\\x", "%2e%2e", ".", "a" * 300,
     "\u202etxt.exe", "‮nota.md", "$(touch x).txt", "`id`.txt", "'; DROP TABLE documents; --.txt", "\n.txt", "\udcff.txt"]
)  # fmt: skip
names: Final = st.one_of(
    TRICKS, hostile_texts(4), st.text(max_size=12), st.tuples(TRICKS, TRICKS).map("/".join)
)
steps: Final = st.lists(
    st.tuples(st.sampled_from(["folder", "file", "link", "hidden"]), st.integers(0, 9), st.integers(0, 9)),
    max_size=14,
)  # fmt: skip


def name(said: str) -> None:
    """A name that comes with an upload, or on the command line."""
    plain = plain_name(said)
    assert plain == plain_name(plain)
    assert plain.isprintable()
    assert "/" not in plain
    assert "\\" not in plain
    try:
        assert parse(SourceFile(TEXT.encode(), Path(plain))).articles[0].text == TEXT
    except LoadError as error:
        assert str(error).isprintable()
        assert error.path == printable(Path(plain))
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "no" / said
        try:
            assert [*discover([given])]
            assert load(given).articles
        except LoadError as error:
            assert str(error).isprintable()
            assert error.path == printable(given)


def tree(made: list[tuple[str, int, int]]) -> None:
    """Folders, files and links to any of them, loops included."""
    with tempfile.TemporaryDirectory() as root:
        folders, every, files = [Path(root)], [Path(root)], set[Path]()
        for number, (kind, place, target) in enumerate(made):
            path = folders[place % len(folders)] / f"{number}.txt"
            if kind == "folder":
                path.mkdir()
                folders.append(path)
            elif kind == "link":
                path.symlink_to(every[target % len(every)])
            elif kind == "hidden":
                path.with_name(f".{number}.txt").write_text(TEXT, encoding="utf-8")
            else:
                path.write_text(TEXT, encoding="utf-8")
                files.add(path.resolve())
            every.append(path)
        found = [path.resolve() for path in discover([root, *reversed(folders)])]
        assert len(found) == len(set(found))
        assert set(found) == files


PROPERTIES: Final[dict[str, tuple[SearchStrategy[Any], Callable[[Any], None]]]] = {
    "names": (names, name),
    "trees": (steps, tree),
}


@pytest.mark.parametrize("kind", PROPERTIES, ids=named)
def test_paths_lead_nowhere_else(kind: str) -> None:
    fuzz(*PROPERTIES[kind], 2 * SHORT, kind)


@pytest.mark.torture
@pytest.mark.parametrize("kind", PROPERTIES, ids=named)
def test_thousands_of_paths_lead_nowhere_else(kind: str) -> None:
    fuzz(*PROPERTIES[kind], LONG, kind)
