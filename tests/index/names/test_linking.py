"""Within an article, short forms are of the whole name that is there, if there is one."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from index.names.linking import linked, preferred
from index.types import Kind, Mention


def names(text: str, **kinds: Kind) -> dict[str, str]:
    """form → name, of a text in which the names stand in brackets: [Kim]."""
    by_letter: dict[str, Kind] = {"o": "organisation", "p": "place"}
    mentions, plain, at = [], "", 0
    for match in re.finditer(r"\[(.+?)\](\w?)", text, re.DOTALL):
        plain += text[at : match.start()]
        kind = by_letter.get(match[2], "person")
        mentions.append(Mention(len(plain), len(plain) + len(match[1]), kind))
        plain += match[1]
        at = match.end()
    return {m.form: m.name for m in linked(plain + text[at:], mentions)}


def test_a_surname_is_the_one_person_of_that_name() -> None:
    found = names("[Kim Jong-un] habló. [Kim] volvió. Dijo [Kim Jong Un] y calló [Putin].")
    assert found["Kim"] == found["Kim Jong Un"] == found["Kim Jong-un"]
    assert found["Putin"] == "Putin"


def test_a_name_before_the_whole_one_is_that_too() -> None:
    assert names("[Onaindia], gobernadora. [Mariela Onaindia] ganó.")["Onaindia"] == (
        "Mariela Onaindia"
    )


def test_two_people_of_one_surname_are_kept_apart() -> None:
    found = names("[Kim Jong-un] y [Kim Yo-jong] llegaron. [Kim] saludó.")
    assert found["Kim"] == "Kim"
    assert found["Kim Jong-un"] != found["Kim Yo-jong"]


def test_a_longer_name_takes_the_shorter_ones_that_it_holds() -> None:
    found = names("[Elvira Montaño] dijo. [Elvira Montaño Ruz] y [Montaño] y [Elvira].")
    assert set(found.values()) == {"Elvira Montaño Ruz"}


def test_a_body_is_known_by_its_first_words_and_its_letters() -> None:
    found = names(
        "La [Comisión Estatal del Agua]o avisó; la [Comisión]o insiste. El [Instituto Nacional de "
        "Estadística y Geografía]o ([INEGI]o) lo mide."
    )
    assert found["Comisión"] == "Comisión Estatal del Agua"
    assert found["INEGI"] == "Instituto Nacional de Estadística y Geografía"


def test_a_place_is_not_short_for_another() -> None:
    found = names("De [Valle Alto]p a [Valle]p, por [Puente Sarga]p.")
    assert found == {"Valle Alto": "Valle Alto", "Valle": "Valle", "Puente Sarga": "Puente Sarga"}


def test_a_name_over_two_lines_is_one() -> None:
    assert names("[Kim\nJong-un] llegó.") == {"Kim Jong-un": "Kim Jong-un"}


def test_the_form_shown_is_not_shouted() -> None:
    assert preferred({"MARIELA ONAINDIA": 5, "Mariela Onaindia": 1}) == "Mariela Onaindia"
    assert preferred({"ONU": 5, "Naciones Unidas": 1}) == "ONU"


@given(st.lists(st.sampled_from(["Kim Jong-un", "Kim", "Ana Vega", "Vega", "J. Vega"]), max_size=8))
def test_every_mention_keeps_its_place_and_form(forms: list[str]) -> None:
    text, mentions = "", list[Mention]()
    for form in forms:
        mentions.append(Mention(len(text), len(text) + len(form), "person"))
        text += form + " y "
    found = linked(text, mentions)
    assert [(m.start, m.end, m.form) for m in found] == [
        (m.start, m.end, form) for m, form in zip(mentions, forms, strict=True)
    ]
    written = set(forms)
    assert all(m.name in written for m in found)
