"""Over an archive, names of one are one, and what may be of two stays apart."""

from __future__ import annotations

import pytest

from index.names.merging import merged
from index.types import Kind


def together(
    *names: str, kind: Kind = "person", shortened: tuple[tuple[str, str], ...] = ()
) -> list[set[str]]:
    """The names in groups."""
    rows = [(number, kind, name, 1) for number, name in enumerate(names)]
    groups = merged(rows, [(kind, form, name) for form, name in shortened])
    assert sorted(n for group in groups for n in group.names) == list(range(len(names)))
    return [{names[n] for n in group.names} for group in groups]


def test_spellings_of_one_are_one() -> None:
    assert together("Kim Jong-un", "Kim Jong Un", "KIM JONG UN") == [
        {"Kim Jong-un", "Kim Jong Un", "KIM JONG UN"}
    ]


def test_a_surname_alone_is_the_only_person_of_it() -> None:
    assert together("Vladimir Putin", "Putin") == [{"Vladimir Putin", "Putin"}]
    assert together("Putin") == [{"Putin"}]


def test_a_surname_of_two_people_stays_apart() -> None:
    groups = together("Juan Vega", "Ana Vega", "Vega")
    assert sorted(map(len, groups)) == [1, 1, 1]


def test_a_given_name_alone_is_nobodys_unless_an_article_has_used_it() -> None:
    assert len(together("Rosa Quispe", "Rosa")) == 2
    assert len(together("Rosa Quispe", "Rosa", shortened=(("Rosa", "Rosa Quispe"),))) == 1
    assert len(together("Kim Jong-un", "Kim", shortened=(("Kim", "Kim Jong-un"),))) == 1
    kims = ("Kim Jong-un", "Kim Yo-jong", "Kim")
    assert len(together(*kims, shortened=(("Kim", "Kim Jong-un"),))) == 3


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_chains_of_short_names_end_at_the_whole_one(order: tuple[int, ...]) -> None:
    names = ("Elvira Montaño Ruz", "Elvira Montaño", "E. Montaño")
    assert len(together(*(names[at] for at in order))) == 1


def test_two_second_surnames_keep_the_first_one_apart() -> None:
    assert len(together("José García López", "José García Pérez", "José García")) == 3


def test_a_body_and_its_letters_are_one_where_an_article_has_both() -> None:
    names = ("Instituto de Aguas del Norte", "IAN")
    called = (("IAN", "Instituto de Aguas del Norte"),)
    assert len(together(*names, kind="organisation", shortened=called)) == 1
    assert len(together(*names, kind="organisation")) == 2
    both = (*called, ("IAN", "Instituto de Artes Nuevas"))
    three = (*names, "Instituto de Artes Nuevas")
    assert len(together(*three, kind="organisation", shortened=both)) == 3


def test_kinds_are_never_mixed() -> None:
    groups = merged([(1, "person", "Santiago", 1), (2, "place", "Santiago", 2)])
    assert sorted(group.kind for group in groups) == ["person", "place"]


def test_the_name_shown_is_whole_and_frequent() -> None:
    (group,) = merged([(1, "place", "EE. UU.", 9), (2, "place", "Estados Unidos", 2)])
    assert group.name == "Estados Unidos"
    (group,) = merged([(1, "person", "Putin", 9), (2, "person", "Vladímir Putin", 1)])
    assert group.name == "Vladímir Putin"
