"""A sentence is looked for where it may be, and no longer than that."""

from __future__ import annotations

import pytest

from index import Hit, Passage
from rag.answers.types import Dropped
from rag.writer.checking import Checked, Checker
from rag.writer.evidence import Evidence
from rag.writer.protocol import Verdict
from rag.writer.sentences import Sentence

TITLE = "El molino vuelve a moler"


class Counting:
    """Carried is what stands there word by word."""

    def __init__(self) -> None:
        self.looks: list[str] = []

    def prepare(self) -> None:
        """There is nothing to load."""

    def verdict(self, sentence: str, passage: str) -> Verdict:
        self.looks.append(passage)
        carries = sentence.rstrip(".").lower() in passage.lower()
        return Verdict(float(carries), carries)


def evidence(*texts: str) -> list[Evidence]:
    return [
        Evidence(
            number,
            Hit(
                Passage(number, f"d{number}", TITLE, "El Eco", "2025-03-28", 1, 0, len(text), text),
                *(0.5, 0.5, 1.0),
            ),
        )
        for number, text in enumerate(texts, 1)
    ]


PASSAGES = evidence(
    "Llueve en el valle.",
    *(f"El tren número {n} sale tarde." for n in range(2, 8)),
    "El molino del valle muele trigo desde marzo.",
)


def test_of_many_passages_that_were_not_named_the_nearest_few_are_looked_at() -> None:
    verifier = Counting()
    checked = Checker(PASSAGES, verifier).check(Sentence("El molino del valle muele trigo.", (2,)))
    assert isinstance(checked, Checked)
    assert checked.numbers == (8,)
    assert checked.recited
    assert len(verifier.looks) <= 4


def test_a_sentence_that_its_passage_carries_is_looked_at_once() -> None:
    verifier = Counting()
    checked = Checker(PASSAGES, verifier).check(Sentence("El tren número 2 sale.", (2,)))
    assert isinstance(checked, Checked)
    assert not checked.recited
    assert verifier.looks == ["El tren número 2 sale tarde."]


class Doubting(Counting):
    """Carries nothing."""

    def verdict(self, sentence: str, passage: str) -> Verdict:
        self.looks.append(passage)
        return Verdict(0.0, False)


def test_what_is_copied_whole_is_carried_without_a_look_and_half_of_it_is_not() -> None:
    verifier = Doubting()
    checker = Checker(PASSAGES, verifier)
    whole = checker.check(Sentence("Llueve, en el valle.", (1,)))
    assert isinstance(whole, Checked)
    assert (whole.numbers, whole.supported, verifier.looks) == ((1,), 1.0, [])
    recited = checker.check(Sentence("El molino del valle muele trigo desde marzo.", ()))
    assert isinstance(recited, Checked)
    assert recited.numbers == (8,)
    assert isinstance(checker.check(Sentence("El molino del valle muele trigo.", (8,))), Dropped)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("(El molino vuelve a moler, El Eco, 2025-03-28).", "encabezado"),
        ("(El molino vuelve a.", "encabezado"),
        ("El molino del valle muele trigo desde marzo y la.", "a medias"),
        ("El molino del valle muele trigo de.", "a medias"),
        ("Pregunta: ¿Qué muele el molino del valle?", "no habla"),
        ("¿El molino del valle muele trigo?", "no habla"),
        ("Lo que responde.", "no habla"),
    ],
)
def test_a_passages_heading_and_half_a_sentence_are_none(text: str, reason: str) -> None:
    checked = Checker(PASSAGES, Counting()).check(Sentence(text, (8,)))
    assert isinstance(checked, Dropped)
    assert reason in checked.reason


def test_what_begins_with_a_bracket_may_be_a_sentence() -> None:
    checked = Checker(PASSAGES, Counting()).check(Sentence("Llueve en el valle.", (1,)))
    assert isinstance(checked, Checked)
