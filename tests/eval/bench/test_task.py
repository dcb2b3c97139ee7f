"""The task comes out of its file as it went in, whatever the texts hold."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from eval.bench.task import Model, Task

ANY = st.text(st.characters(exclude_categories=()), max_size=30)  # surrogates too


@given(st.lists(ANY, max_size=4), st.lists(ANY, max_size=4))
def test_a_task_survives_its_file(texts: list[str], queries: list[str]) -> None:
    task = Task(tuple(texts), tuple(queries), "artículos", Model("e5", "query: ", "passage: "))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "task.json"
        task.write(path)
        read = Task.read(path)
    assert (read.files, read.model) == (task.files, task.model)
    assert [_units(text) for text in read.texts] == [_units(text) for text in texts]
    assert [_units(text) for text in read.queries] == [_units(text) for text in queries]


def _units(text: str) -> bytes:
    """JSON joins two halves of a surrogate pair; as UTF-16 they are the same."""
    return text.encode("utf-16", "surrogatepass")
