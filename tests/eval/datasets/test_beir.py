"""BEIR folders are read, and whatever is wrong with one is said with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.datasets import beir
from index.errors import InputError

CORPUS = (
    '{"_id": "d1", "title": "Riada", "text": "El río creció."}\n'
    '\n{"_id": "d2", "text": "Sin\u2028título."}\n'
)
QUERIES = (
    '{"_id": "q1", "text": "¿Dónde creció?"}\n{"_id": "q2", "text": "de otra parte"}\n'
    '{"_id": "q3", "text": "nada sirve"}\n'
)
QRELS = "query-id\tcorpus-id\tscore\nq1\td1\t2\nq1\td2\t0\nq3\td1\t0\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "conjunto"
    (made / "qrels").mkdir(parents=True)
    (made / "corpus.jsonl").write_text(CORPUS, encoding="utf-8")
    (made / "queries.jsonl").write_text(QUERIES, encoding="utf-8")
    (made / "qrels" / "test.tsv").write_text(QRELS, encoding="utf-8")
    return made


def message(folder: Path) -> str:
    with pytest.raises(InputError) as caught:
        beir.load(folder)
    return str(caught.value)


def test_a_sound_folder(folder: Path) -> None:
    dataset = beir.load(folder)
    assert dataset.name == "conjunto"
    assert [(p.id, p.text) for p in dataset.passages] == [
        ("d1", "Riada\nEl río creció."),
        ("d2", "Sin\u2028título."),
    ]
    # q2 is not judged and q3 has no relevant passage: neither can be measured.
    (question,) = dataset.questions
    assert (question.id, question.relevant, question.kind) == ("q1", {"d1": 2}, "where")
    assert question.answerable
    assert question.answers == ()


def test_judgements_beside_the_corpus_and_without_a_header(folder: Path) -> None:
    (folder / "qrels" / "test.tsv").unlink()
    (folder / "qrels.tsv").write_text("q1\td2\t1\r\n", encoding="utf-8")
    assert beir.load(folder).questions[0].relevant == {"d2": 1}


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("corpus.jsonl", '{"_id": "d1"\n', "corpus.jsonl, línea 1: no es un objeto JSON"),
        ("corpus.jsonl", CORPUS + "[]", "corpus.jsonl, línea 4: se esperaba un objeto"),
        ("corpus.jsonl", CORPUS + '{"text": "x"}', "línea 4: falta la clave «_id»"),
        ("corpus.jsonl", CORPUS + '{"_id": "d1", "text": "x"}', "línea 4: el id «d1» ya"),
        ("corpus.jsonl", CORPUS + '{"_id": "d3", "text": " "}', "no tiene título ni texto"),
        ("queries.jsonl", QUERIES + '{"_id": "q1", "text": "x"}', "línea 4: el id «q1» ya"),
        ("queries.jsonl", '{"_id": "q1", "text": ""}', "línea 1: «text» está vacío"),
        ("queries.jsonl", '{"_id": "q1", "text": "x"}', "línea 4: la pregunta «q3» no está"),
        ("qrels/test.tsv", "q1\td9\t1\n", "línea 1: el pasaje «d9» de la pregunta «q1»"),
        ("qrels/test.tsv", QRELS + "q1 d1 1\n", "línea 5: se esperaban pregunta, pasaje"),
        ("qrels/test.tsv", QRELS + "q1\td1\tmucho\n", "línea 5: se esperaban"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(
    folder: Path, name: str, content: str, expected: str
) -> None:
    (folder / name).write_text(content, encoding="utf-8")
    assert expected in message(folder)


def test_missing_files_are_named(folder: Path) -> None:
    (folder / "queries.jsonl").unlink()
    assert "queries.jsonl" in message(folder)
    (folder / "qrels" / "test.tsv").unlink()
    assert "falta qrels/test.tsv o qrels.tsv" in message(folder)
