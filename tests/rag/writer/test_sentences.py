"""What a model writes comes out as plain sentences with their marks, however it is cut."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.writer.sentences import Cutter, Sentence, marked


def cut(text: str, size: int = 5) -> list[tuple[str, tuple[int, ...]]]:
    cutter, sentences = Cutter(), list[Sentence]()
    for start in range(0, len(text), size):
        sentences += cutter.feed(text[start : start + size])
    return [(each.text, each.marks) for each in [*sentences, *cutter.end()]]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Abrirá en junio [1]. Tiene ocho grúas [2].",
         [("Abrirá en junio.", (1,)), ("Tiene ocho grúas.", (2,))]),
        ("Abrirá en junio. [1] Tiene ocho grúas. [2][3]",
         [("Abrirá en junio.", (1,)), ("Tiene ocho grúas.", (2, 3))]),
        ("Abrirá en junio [1, 2].", [("Abrirá en junio.", (1, 2))]),
        ("Abrirá en junio［3］。Fin", [("Abrirá en junio。Fin.", (3,))]),
        ("Según La Voz [2], abrirá [2] en junio.", [("Según La Voz, abrirá en junio.", (2,))]),
        ("- **Abrirá** en junio [1]\n- Tiene _ocho_ grúas [2]",
         [("Abrirá en junio.", (1,)), ("Tiene ocho grúas.", (2,))]),
        ("# Respuesta\n\nAbrirá en junio [1].", [("Abrirá en junio.", (1,))]),
        ("<think>El pasaje [1] dice junio. Bien.</think>Abrirá en junio [1].",
         [("Abrirá en junio.", (1,))]),
        ("<think>No termina nunca [1].", []),
        ("1. Abrirá en junio [1].\n2. Tiene grúas [2].",
         [("Abrirá en junio.", (1,)), ("Tiene grúas.", (2,))]),
        ("¿Cuándo? En junio [1].", [("¿Cuándo?", ()), ("En junio.", (1,))]),
        ("Costó 3.5 millones de euros, dijo el Sr. Paz [4].",
         [("Costó 3.5 millones de euros, dijo el Sr. Paz.", (4,))]),
        ("", []),
        ("[1] [2]", []),
    ],
)  # fmt: skip
@pytest.mark.parametrize("size", [1, 7, 1000])
def test_sentences_and_marks(
    written: str, expected: list[tuple[str, tuple[int, ...]]], size: int
) -> None:
    assert cut(written, size) == expected


@given(st.text("ab. \n[]12<think>/*-#«»!?", max_size=60), st.integers(1, 9))
def test_nothing_written_breaks_it_and_no_mark_is_left_in_a_sentence(text: str, size: int) -> None:
    for sentence, _ in cut(text, size):
        assert re.search(r"\w", sentence)
        assert not re.search(r"\[\d+\]", sentence)
        assert "\n" not in sentence


@given(st.lists(st.integers(1, 99), max_size=4).map(tuple))
def test_marks_stand_before_the_full_stop(numbers: tuple[int, ...]) -> None:
    shown = marked("Abrirá en junio.", numbers)
    assert shown.startswith("Abrirá en junio")
    assert shown.endswith(".")
    assert [int(n) for n in re.findall(r"\[(\d+)\]", shown)] == list(numbers)
    assert marked("¿Cuándo?", (3,)) == "¿Cuándo? [3]"
