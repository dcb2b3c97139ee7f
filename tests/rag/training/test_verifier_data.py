"""Statements made of questions: what is said is what was answered, and one detail is exchanged."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.training.verifier import exchanges
from rag.training.verifier.declared import declared
from rag.training.verifier.prose import of_prose, to_learn
from rag.training.verifier.statements import LABELS, made, written

PASSAGE = (
    "El alcalde Tomás Arce dijo en Valdemora que la riada de 2019 anegó 340 viviendas y 120 "
    "locales. El 3 de junio subió el río Lurde. Lucía Bermejo no aceptó el plan."
)


@pytest.mark.parametrize(
    ("question", "answer", "sentence"),
    [
        ("¿Quién dirige el puerto?", "Tomás Arce", "Tomás Arce dirige el puerto."),
        ("¿A quién multó el juez?", "la naviera", "A la naviera multó el juez."),
        ("¿Cuál es la capital de Orlavia?", "Quirimay", "La capital de Orlavia es Quirimay."),
        ("¿Cuántas viviendas anegó el río?", "340", "340 viviendas anegó el río."),
        ("¿Cuántas viviendas anegó el río?", "340 viviendas", "340 viviendas anegó el río."),
        ("¿Cuándo subió el río?", "2019", "Subió el río en 2019."),
        ("¿Cuándo subió el río?", "el 3 de junio", "Subió el río el 3 de junio."),
        ("¿Dónde nació?", "Lugo", "Nació en Lugo."),
        ("¿Por qué se fue?", "tenía miedo", "Se fue porque tenía miedo."),
        ("¿Qué río creció?", "el Lurde", "El Lurde creció."),
        ("Diga usted", "nada", None),
        ("¿Quién dirige el puerto?", "", None),
        ("¿Quién dirige el puerto?", "una " * 30, None),
    ],
)
def test_a_question_with_its_answer_is_said(
    question: str, answer: str, sentence: str | None
) -> None:
    assert declared(question, answer) == sentence


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("figure", "La riada anegó 340 viviendas."),
        ("date", "La riada fue en 2019."),
        ("date", "El río subió el 3 de junio."),
        ("name", "Lo dijo Tomás Arce."),
        ("negation", "El río subió en junio."),
        ("negation", "Lucía Bermejo no aceptó el plan."),
        ("opposite", "El río subió en junio."),
        ("roles", "Tomás Arce pidió un plan a Lucía Bermejo."),
    ],
)
@given(seed=st.integers(0, 999))
def test_one_detail_is_exchanged_and_the_rest_stays(kind: str, sentence: str, seed: int) -> None:
    changed = exchanges.KINDS[kind](sentence, PASSAGE, random.Random(seed))
    assert changed is not None
    assert changed != sentence
    assert changed.endswith(".")
    same = set(sentence.split()) & set(changed.split())
    assert len(same) * 2 >= len(sentence.split()) - 2


@pytest.mark.parametrize("kind", list(exchanges.KINDS))
@given(sentence=st.text(max_size=50), passage=st.text(max_size=50), seed=st.integers(0, 99))
def test_no_text_breaks_an_exchange(kind: str, sentence: str, passage: str, seed: int) -> None:
    exchanges.KINDS[kind](sentence, passage, random.Random(seed))


def test_statements_of_the_files(tmp_path: Path) -> None:
    def write(name: str, *rows: object) -> None:
        text = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
        (tmp_path / name).write_text(text, encoding="utf-8")

    write("pasajes.jsonl", {"p": "1", "text": PASSAGE})
    write(
        "afirmaciones.jsonl",
        {"p": "1", "s": "Hubo una riada.", "label": "supported", "part": "train"},
        {"p": "1", "s": "Hubo un incendio.", "label": "unsupported", "part": "dev"},
    )
    write(
        "preguntas.jsonl",
        {"p": "1", "q": "¿Cuántas viviendas anegó la riada?", "a": "340", "part": "train"},
        {"p": "1", "q": "¿Quién dirige el puerto?", "a": None, "part": "train"},
    )
    article = {"id": "a1", "paragraphs": ["El río Lurde creció.", "El puerto abre."]}
    answers = [{"at": "a1.1", "a": "El río Lurde"}]
    write(
        "cumulos_train.jsonl",
        {"articles": [article], "questions": [{"q": "¿Qué río creció?", "answers": answers}]},
    )
    assert [s.text for s in written(tmp_path, "train")] == ["Hubo una riada."]
    statements = made(tmp_path, "train", seed=3)
    assert {each.label for each in statements} <= set(LABELS)
    said = {each.text: each for each in statements if each.kind == "question"}
    assert said["340 viviendas anegó la riada."].label == "supported"
    assert all(each.label != "supported" for each in statements if each.kind in exchanges.KINDS)
    assert made(tmp_path, "train", seed=3) == statements, "the same seed, the same statements"


class Unnamed:
    """Recognises nothing."""

    def encode_and_name(self, texts: list[str], begins: list[int]) -> tuple[object, list[list]]:
        return None, [[] for _ in texts]


def test_in_prose_a_name_is_exchanged_for_another_of_its_kind(tmp_path: Path) -> None:
    def write(name: str, *records: dict[str, object]) -> None:
        lines = [json.dumps(record, ensure_ascii=False) for record in records]
        (tmp_path / name).write_text("\n".join(lines), encoding="utf-8")

    said = {"s": "Según Arce, quedaron anegadas 340 casas de Valdemora.", "label": "supported"}
    false = {"s": "Bermejo aceptó el plan.", "label": "contradicted"}
    write("pasajes.jsonl", {"p": "0", "text": PASSAGE}, {"p": "1", "text": "Llovió en Lugo."})
    write(
        "afirmaciones.jsonl",
        {"p": "0", "part": "dev", **said},
        {"p": "0", "part": "dev", **false},
        {"p": "1", "part": "dev", "s": "En Lugo llovió.", "label": "supported"},
    )
    names = {"PER": ["Tomás Arce", "Lucía Bermejo"], "ORG": [], "LOC": ["Valdemora"]}
    write("nombres.jsonl", {"p": "0", "part": "dev", **names})
    encoder: Any = Unnamed()
    found = of_prose(tmp_path, "dev", encoder)
    assert {each.label for each in found} == {"contradicted"}
    named = [each.text for each in found if each.kind == "prose name"]
    assert named == ["Según Lucía Bermejo, quedaron anegadas 340 casas de Valdemora."]
    (figured,) = (each.text for each in found if each.kind == "prose figure")
    assert "340" not in figured
    assert of_prose(tmp_path, "dev", encoder) == found
    # To learn from, the same and more, and nothing that stands by hand.
    lines = (tmp_path / "afirmaciones.jsonl").read_text("utf-8").replace('"dev"', '"train"')
    (tmp_path / "afirmaciones.jsonl").write_text(lines, encoding="utf-8")
    learned = to_learn(tmp_path, "train", encoder, 100)
    assert {"prose name", "prose figure"} <= {each.kind for each in learned}
    assert all(each.label == "contradicted" for each in learned)
    assert len({each.text for each in learned}) == len(learned)
    assert not {each.text for each in learned} & {said["s"], false["s"]}
    assert to_learn(tmp_path, "train", encoder, 2) == learned[:2]
