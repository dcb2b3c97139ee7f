"""A sentence with a name or figure taken out asks for it, where the passage has a rival."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.writer.gaps.questions import MOST, gaps

PASSAGE = (
    "El consejero Tomás Arce presentó en Valdemora un plan para reparar 340 viviendas, que "
    "rechazó Lucía Bermejo, portavoz del Ministerio de Agua y Montes. Las obras costarán 12 "
    "millones de euros, y las de Orlavia, 7 millones de euros. La ONU lo aplaude, y también EE.UU."
)


def asked(sentence: str, passage: str = PASSAGE) -> list[str]:
    return [gap.question for gap in gaps(sentence, passage)]


@pytest.mark.parametrize(
    ("sentence", "questions"),
    [
        ("El plan fue rechazado por Lucía Bermejo.", ["¿El plan fue rechazado por quién?"]),
        ("Bermejo rechazó el plan.", ["¿Quién rechazó el plan?"]),
        ("El plan se debe al consejero Arce.", ["¿El plan se debe al consejero quién?"]),
        ("El plan se presentó en Valdemora.", ["¿El plan se presentó en qué lugar?"]),
        ("La portavoz del Ministerio de Agua y Montes dijo no.",
         ["¿La portavoz de quién dijo no?"]),
        ("Las obras costarán 12 millones de euros.", ["¿Las obras costarán cuántos euros?"]),
        ("Lo aplaude EE.UU. con fuerza.", ["¿Lo aplaude quién con fuerza?"]),
    ],
)  # fmt: skip
def test_what_has_a_rival_is_asked_for(sentence: str, questions: list[str]) -> None:
    found = asked(sentence)
    assert [each.replace("qué lugar", "quién") for each in found] == [
        each.replace("qué lugar", "quién") for each in questions
    ]


def test_what_has_no_rival_is_not_asked_for() -> None:
    alone = "El consejero Tomás Arce presentó un plan para reparar 340 viviendas."
    assert asked("Arce quiere reparar 340 viviendas.", alone) == []
    assert asked("Lo presentó Marta Polo.") == [], "told as a name that is not there"
    assert asked("Llovió mucho.") == []


def test_both_names_of_an_exchange_are_asked_for() -> None:
    both = asked("A Lucía Bermejo la rechazó Tomás Arce.")
    assert len(both) == 2
    assert "quién" in both[0]
    assert "quién" in both[1]


def test_a_name_in_other_words_is_held_and_no_rival_of_itself() -> None:
    passage = "Estados Unidos y Rusia negocian. EE.UU. cedió, dijo la Organización Mundial del Té."
    (gap,) = (g for g in gaps("Cedió Estados Unidos.", passage) if g.kind == "name")
    held = [passage[a:b] for a, b in gap.held]
    assert "Estados Unidos" in held
    assert any(each.startswith("EE") for each in held)
    rivals = [passage[a:b] for a, b in gap.rivals]
    assert "Rusia" in rivals
    assert not any("Estados" in each or each.startswith("EE") for each in rivals)
    (short,) = gaps("Lo dijo ayer la OMT.", passage)
    assert any("Mundial" in passage[a:b] for a, b in short.held)


def test_figures_of_other_units_are_no_rivals() -> None:
    passage = "Vinieron 40 barcos y costaron 12 millones de euros en 3 semanas."
    assert asked("Costaron 12 millones de euros.", passage) == []
    passage += " Los de antes costaron 9 millones de euros."
    assert asked("Costaron 12 millones de euros.", passage) == ["¿Costaron cuántos euros?"]


@given(st.text(max_size=60), st.integers(0, 4))
def test_whatever_is_written_the_places_lie_in_their_texts(noise: str, at: int) -> None:
    words = "Lucía Bermejo rechazó 12 millones en Valdemora".split()
    sentence = " ".join([*words[:at], noise, *words[at:]])
    found = gaps(sentence, PASSAGE)
    assert len(found) <= MOST
    for gap in found:
        assert 0 <= gap.taken[0] < gap.taken[1] <= len(sentence)
        assert gap.held
        assert gap.rivals
        assert gap.question.startswith("¿")
        for low, high in (*gap.held, *gap.rivals):
            assert 0 <= low < high <= len(PASSAGE)
        for low, high in gap.rivals:
            assert not any(a < high and low < b for a, b in gap.held)
