"""Labels stand where their names do; a list that cannot be used says where."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.datasets.builtin import SAMPLE, SAMPLE_NAMES
from index.errors import InputError
from index.types import Mention
from rag.entities.labels import find, read_press, read_sample
from tests.index.fakes import FakeEncoder


def test_the_longest_names_are_found_first_and_whole() -> None:
    text = "El Banco de Chile y Chile; Chilecito no."
    assert find(text, {"organisation": ["Banco de Chile"], "place": ["Chile"]}) == (
        Mention(3, 17, "organisation"),
        Mention(20, 25, "place"),
    )


def written(path: Path, *rows: object) -> Path:
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_passages_and_their_names_come_together(tmp_path: Path) -> None:
    names = written(tmp_path / "n", {"p": "1", "part": "dev", "PER": ["Ana"], "ORG": [], "LOC": []})
    passages = written(
        tmp_path / "p", {"p": "1", "title": "T", "text": "Ana y Ana", "article": "a"}
    )
    (one,) = read_press(names, passages)
    assert (one.title, one.part, one.article) == ("T", "dev", "a")
    assert [(m.start, m.kind) for m in one.mentions] == [(0, "person"), (6, "person")]


@pytest.mark.parametrize(
    ("line", "said"),
    [("{", "no es JSON"), ('{"p": "1"}', "falta part"), ("[1]", "falta p"), (None, "no se puede")],
)
def test_a_list_that_cannot_be_used_says_where(tmp_path: Path, line: str | None, said: str) -> None:
    names, passages = tmp_path / "n", written(tmp_path / "p")
    if line is not None:
        names.write_text("\n" + line, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        read_press(names, passages)


def test_every_name_of_the_sample_stands_in_its_note() -> None:
    labelled = read_sample(SAMPLE_NAMES, SAMPLE, FakeEncoder())
    assert {each.part for each in labelled} == {"train", "dev"}
    by_article: dict[str, set[str]] = {}
    for each in labelled:
        found = by_article.setdefault(each.article.split("#")[0], set())
        found.update(each.text[m.start : m.end] for m in each.mentions)
    for line in SAMPLE_NAMES.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        wanted = {*row["PER"], *row["ORG"], *row["LOC"]}
        whole = " ".join(by_article[row["file"]])
        assert {name for name in wanted if name not in whole} == set(), row["file"]
