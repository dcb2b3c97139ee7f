"""A page's title without its site, and people without their places."""

from __future__ import annotations

import pytest

from rag.documents.metadata.authors import people
from rag.documents.metadata.sites import without_site

HEADLINE = 'Arde "La Perla" en Oteruelo'


@pytest.mark.parametrize(
    "title",
    [
        f"{HEADLINE} | Diario La Vega",
        f"{HEADLINE} :: Sociedad :: EL FARO",
        f"{HEADLINE} | Sociedad | EL FARO",
        f"{HEADLINE} — La Vega Digital",
        f"{HEADLINE} - LaVega.com",
        f"{HEADLINE} » Radio Oteruelo",
    ],
)
def test_a_site_goes_though_nobody_says_its_name(title: str) -> None:
    assert without_site(title, "") == HEADLINE


@pytest.mark.parametrize(
    "title",
    [
        "Entrevista | Ana Ruiz",
        "El Betis gana en Sevilla - Un partido para olvidar",
        "Riaza - Ayllón: la línea que nadie quiso",
        "El alcalde dimite tras el escándalo — y vuelve",
        "Las claves del acuerdo | qué cambia para los regantes",
    ],
)
def test_what_is_part_of_a_headline_stays(title: str) -> None:
    assert without_site(title, "") == title


@pytest.mark.parametrize(
    ("author", "named"),
    [
        ("Por Juana Pérez / Oteruelo", "Juana Pérez"),
        ("Juana Pérez, Madrid", "Juana Pérez"),
        ("Forges, Peridis", "Forges, Peridis"),
        ("Azorín", "Azorín"),
    ],
)
def test_the_place_beside_an_author_is_none(author: str, named: str) -> None:
    assert people(author) == named
