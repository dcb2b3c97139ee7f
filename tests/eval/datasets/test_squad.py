"""SQuAD files are read whole, and whatever is wrong with one is said in Spanish with its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.datasets import squad
from index.errors import InputError

CONTEXT = "El puente se abrió en 1998. Lo diseñó Ana Ruiz."


def document() -> dict[str, Any]:
    """A sound set of the second version: two paragraphs, three questions."""
    return {
        "version": "v2.0",
        "data": [
            {
                "title": "Puentes",
                "paragraphs": [
                    {
                        "context": CONTEXT,
                        "qas": [
                            {
                                "id": "q1",
                                "question": "¿Cuándo se abrió?",
                                "answers": [
                                    {"text": "1998", "answer_start": 22},
                                    {"text": "en 1998", "answer_start": 19},
                                    {"text": "1998", "answer_start": 22},
                                    {"text": "", "answer_start": -1},
                                ],
                                "is_impossible": False,
                            },
                            {
                                "id": "q2",
                                "question": "¿Cuánto costó?",
                                "answers": [],
                                "plausible_answers": [{"text": "1998", "answer_start": 22}],
                                "is_impossible": True,
                            },
                        ],
                    },
                    {
                        "context": "Otro párrafo.",
                        "qas": [
                            {
                                "id": "q3",
                                "question": "¿Qué es esto?",
                                "answers": [{"text": "Otro párrafo", "answer_start": 0}],
                            }
                        ],
                    },
                ],
            }
        ],
    }


def write(folder: Path, content: object, name: str = "puentes.json") -> Path:
    path = folder / name
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def message(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        squad.load(path)
    return str(caught.value)


def test_a_sound_file(tmp_path: Path) -> None:
    dataset = squad.load(write(tmp_path, document()))
    assert dataset.name == "puentes"
    assert [passage.text for passage in dataset.passages] == [CONTEXT, "Otro párrafo."]
    assert dataset.passages[0].title == "Puentes"
    first, second, third = dataset.questions
    gold = dataset.passages[0].id
    assert (first.id, first.text, first.kind) == ("q1", "¿Cuándo se abrió?", "when")
    assert (first.answers, first.relevant) == (("1998", "en 1998"), {gold: 1})
    assert (second.answers, second.relevant, second.answerable) == ((), {}, False)
    assert second.about == gold
    # Version 1.1 has no "is_impossible".
    assert third.answerable
    assert third.relevant == {dataset.passages[1].id: 1}
    assert dataset.answerable == (first, third)


def test_further_files_add_passages_but_no_questions(tmp_path: Path) -> None:
    other = document()
    other["data"][0]["paragraphs"][1]["context"] = "Un párrafo distinto."
    other["data"][0]["paragraphs"][1]["qas"] = []
    dataset = squad.load(write(tmp_path, document()), [write(tmp_path, other, "otro.json")])
    # The paragraph that both files have is one passage.
    assert [passage.text for passage in dataset.passages] == [
        CONTEXT,
        "Otro párrafo.",
        "Un párrafo distinto.",
    ]
    assert len({passage.id for passage in dataset.passages}) == 3
    assert [question.id for question in dataset.questions] == ["q1", "q2", "q3"]


def test_a_byte_order_mark_is_no_obstacle(tmp_path: Path) -> None:
    path = tmp_path / "bom.json"
    path.write_text(json.dumps(document()), encoding="utf-8-sig")
    assert len(squad.load(path).questions) == 3


def test_broken_json_names_the_line(tmp_path: Path) -> None:
    path = tmp_path / "roto.json"
    path.write_text('{\n "data": [\n  {"title": }\n]}', encoding="utf-8")
    assert "roto.json, línea 3" in message(path)


def test_other_files_are_told_apart_from_broken_json(tmp_path: Path) -> None:
    assert "No existe" in message(tmp_path / "nada.json")
    binary = tmp_path / "binario.json"
    binary.write_bytes(b"\xff\xfe\x00")
    assert "no es texto UTF-8" in message(binary)
    deep = tmp_path / "hondo.json"
    deep.write_text("[" * 200_000, encoding="utf-8")
    assert "anidado" in message(deep)


def breaking(*path: str | int) -> Any:
    """The place in a sound document to break, with the document."""
    whole = document()
    place: Any = whole
    for step in path:
        place = place[step]
    return whole, place


QUESTION = ("data", 0, "paragraphs", 0, "qas", 0)


@pytest.mark.parametrize(
    ("place", "key", "value", "expected"),
    [
        ((), "data", {}, "se esperaba una lista"),
        (("data",), 0, "texto", "artículo 1: se esperaba un objeto"),
        (("data", 0), "paragraphs", None, "«paragraphs»: se esperaba una lista"),
        (("data", 0, "paragraphs", 0), "context", "  ", "párrafo 1: «context» está vacío"),
        (("data", 0, "paragraphs", 0), "qas", "x", "«qas»: se esperaba una lista"),
        (QUESTION, "id", "", "párrafo 1: «id» está vacío"),
        (QUESTION, "question", " ", "pregunta «q1»: «question» está vacío"),
        (QUESTION, "is_impossible", "no", "pregunta «q1», «is_impossible»: se esperaba true o"),
        (QUESTION, "answers", [], "pregunta «q1»: no trae respuesta"),
        (QUESTION, "is_impossible", True, "pregunta «q1»: está marcada como imposible"),
        (QUESTION, "id", "q2", "dos preguntas tienen el id «q2»"),
        ((*QUESTION, "answers", 0), "answer_start", 3, "no está en la posición 3"),
        ((*QUESTION, "answers", 0), "answer_start", -5, "no está en la posición -5"),
        ((*QUESTION, "answers", 0), "answer_start", True, "se esperaba un número entero"),
        (QUESTION, "answers", [{"text": "", "answer_start": -1}], "«q1»: no trae respuesta"),
        ((*QUESTION, "answers", 0), "text", "", "pregunta «q1»: «text» está vacío"),
        ((*QUESTION, "answers", 0), "text", 7, "«text»: se esperaba un texto y hay «7»"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(
    tmp_path: Path, place: tuple[str | int, ...], key: str | int, value: object, expected: str
) -> None:
    whole, part = breaking(*place)
    part[key] = value
    path = write(tmp_path, whole)
    assert expected in message(path)
    assert str(path) in message(path)


def test_a_missing_key_is_named(tmp_path: Path) -> None:
    whole, question = breaking(*QUESTION)
    del question["answers"]
    assert "pregunta «q1»: falta la clave «answers»" in message(write(tmp_path, whole))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["data", "paragraphs", "qas", "context", "answers", "id"]), inner
        )
    ),
    max_leaves=20,
)


@given(json_values)
def test_no_json_gets_past_with_anything_but_a_message(
    tmp_path_factory: pytest.TempPathFactory, content: object
) -> None:
    path = write(tmp_path_factory.mktemp("squad"), content)
    try:
        dataset = squad.load(path)
    except InputError as error:
        assert str(path) in str(error)
    else:
        ids = {passage.id for passage in dataset.passages}
        assert all(question.relevant.keys() <= ids for question in dataset.questions)
