"""The language of exact search: what a query means, and what is said of one that means nothing."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.errors import QueryError
from index.exact.expressions import (
    All,
    Dated,
    Either,
    Expression,
    Fuzzy,
    Mention,
    Near,
    Not,
    Phrase,
    Prefix,
    Source,
    Terms,
    leaves,
)
from index.exact.parsing import DEEPEST, LONGEST, parse

FIRE, RAIN, WIND = Terms(("fueg",)), Terms(("lluvi",)), Terms(("vient",))


@pytest.mark.parametrize(
    ("query", "meaning"),
    [
        ("fuego", FIRE),
        ("FUEGOS", FIRE),
        ("fuego lluvia", Terms(("fueg", "lluvi"))),
        ("fuego fuegos", FIRE),
        ("once mil", Terms(("11000",))),
        ("EE. UU.", Terms(("estad", "unid"))),
        ("el fuego", FIRE),
        ("de la", All((Phrase(("de",)), Phrase(("la",))))),
        ("fuego Y lluvia", All((FIRE, RAIN))),
        ("fuego AND lluvia", All((FIRE, RAIN))),
        ("fuego O lluvia", Either((FIRE, RAIN))),
        ("fuego OR lluvia Y viento", Either((FIRE, All((RAIN, WIND))))),
        ("(fuego O lluvia) viento", All((Either((FIRE, RAIN)), WIND))),
        ("fuego NO lluvia", All((FIRE, Not(RAIN)))),
        ("fuego NOT lluvia viento", All((FIRE, Not(RAIN), WIND))),
        ("NO NO fuego", FIRE),
        ("NO (NO (NO fuego))", Not(FIRE)),
        ("fuego o no", FIRE),
        ("O. Fuego", Terms(("fueg",))),
        ('"El Fuego"', Phrase(("el", "fuego"))),
        ("«El Fuego»", Phrase(("el", "fuego"))),
        ("“año”", Phrase(("año",))),
        ('"fuego"lluvia', All((Phrase(("fuego",)), RAIN))),
        ("fueg*", Prefix(("fueg",))),
        ("covid-1*", Prefix(("covid", "1"))),
        ("Fuégo~", Fuzzy("fuego")),
        ("fuego~1", Fuzzy("fuego")),
        ('"lluvia el fuego"~4', Near(("lluvia", "el", "fuego"), 4)),
        ('fuente:"El País"', Source("El País")),
        ("SOURCE:faro", Source("faro")),
        ("fuente:far*", Source("far", is_prefix=True)),
        ("fecha:2024-02", Dated("2024-02-01", "2024-02-29")),
        ("fecha:2025-03..2025-06", Dated("2025-03-01", "2025-06-30")),
        ("date:..2024", Dated(None, "2024-12-31")),
        ("fecha:14/8/2025..", Dated("2025-08-14", None)),
        ("título:fuegos", Terms(("fueg",), "title")),
        ('titulo: "el fuego"', Phrase(("el", "fuego"), "title")),
        ("título:fueg*", Prefix(("fueg",), "title")),
        ('persona:"Kim Jong-un"', Mention("person", "Kim Jong-un", ("kim", "jong", "un"))),
        ("lugar:Lombrada", Mention("place", "Lombrada", ("lombrada",))),
        ("Organización:ONU", Mention("organisation", "ONU", ("onu",))),
        ("a las 10:30", Terms(("10", "30"))),
    ],
)
def test_a_query_means(query: str, meaning: Expression) -> None:
    found = parse(query)
    placeless = [Source(x.name, x.is_prefix) for x in leaves(found) if isinstance(x, Source)]
    assert (placeless[0] if placeless else found) == meaning


@pytest.mark.parametrize(
    ("query", "at", "said"),
    [
        ("", 0, "vacía"),
        (" \n", 0, "vacía"),
        ("Y fuego", 0, "delante de «Y» falta"),
        ("fuego Y", 6, "detrás de «Y» falta"),
        ("fuego O O lluvia", 8, "delante de «O» falta"),
        ("fuego NO", 6, "detrás de «NO» falta"),
        ("(fuego Y)", 7, "detrás de «Y» falta"),
        ("fuego ()", 7, "vacíos"),
        ("(fuego (lluvia)", 0, "no se cierra"),
        ("((fuego) lluvia", 0, "no se cierra"),
        ("fuego)", 5, "no se ha abierto"),
        ('fuego "lluvia', 6, "no se cierran"),
        ("fuego»", 5, "sin haberse abierto"),
        ("fue*go", 3, "al final de una palabra"),
        ("* fuego", 0, "al final de una palabra"),
        ('"fueg* y"', 5, "fuera de las comillas"),
        ("fuego ~", 6, "al final de una palabra"),
        ('"a fuego"~', 9, "número"),
        ("fuego~2", 0, "una sola letra"),
        ("covid-19~", 0, "una sola palabra"),
        ('"fuego"~3', 0, "dos palabras distintas"),
        ('"fuego lluvia"~20000', 0, "a lo sumo"),
        ("lluvia autor:Pérez", 7, "no hay un campo «autor»; los que hay son fuente"),
        ("http://faro.es", 0, "no hay un campo «http»"),
        (": fuego", 0, "nombre de un campo"),
        ("fuente:", 0, "detrás de «fuente:» va"),
        ("fuente:(a O b)", 0, "detrás de «fuente:» va"),
        ('fuente:" "', 7, "falta el nombre"),
        ("persona:Kim~", 8, "sin «*» ni «~»"),
        ("fecha:ayer", 6, "la fecha no se entiende"),
        ("fecha:2025-02-30", 6, "la fecha no se entiende"),
        ("fecha:..", 6, "la fecha no se entiende"),
        ("fecha:2025..2024", 6, "posterior a la última"),
        ("-fuego", 0, "escriba NO fuego"),
        ("fuego – lluvia", 6, "ninguna letra"),
        ("(" * 21 + "a" + ")" * 21, 20, f"más de {DEEPEST} paréntesis"),
    ],
)
def test_a_query_that_cannot_be_read_says_where_and_what_to_do(
    query: str, at: int, said: str
) -> None:
    with pytest.raises(QueryError) as raised:
        parse(query)
    assert raised.value.at == at
    assert said in str(raised.value)
    if query.strip():
        assert f"carácter {at + 1}" in str(raised.value)


@pytest.mark.parametrize("piece", ["a", "(", '"', "NO ", "fuente:", "a O "])
def test_a_million_characters_are_refused_before_they_are_read(piece: str) -> None:
    query = (piece * 1_000_000)[:1_000_000]
    start = time.process_time()
    with pytest.raises(QueryError, match=f"1000000 caracteres y caben {LONGEST}"):
        parse(query)
    assert time.process_time() - start < 1


@pytest.mark.parametrize("piece", ["NO ", "a O ", "a Y ", "x~ ", '"a b"~3 ', "NO (a) O "])
def test_the_longest_query_is_read(piece: str) -> None:
    query = piece * (LONGEST // len(piece) - 1) + "fin"
    assert leaves(parse(query), negated=True)


PIECES = st.sampled_from(
    [
        *"()\"«»“”*~:-' ",
        *"Y O NO AND NOT año 11.000 de 2025-03 .. ~2 ﬁ İ ٣".split(),
        *"fuente: fecha: título: persona: x:".split(),
        "\ud800",
        "\u0301",
    ]
)


@given(st.one_of(st.lists(PIECES, max_size=12).map("".join), st.text(max_size=20)))
@example("NO" * 30)
def test_whatever_is_written_is_read_or_refused_where_it_is_wrong(query: str) -> None:
    try:
        tree = parse(query)
    except QueryError as error:
        assert 0 <= error.at <= len(query)
        return
    assert leaves(tree, negated=True)


LEAVES = st.sampled_from([("fuego", True), ("lluvia", False), ("(fuego)", True)])
QUERIES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda x: (f"({x[0][0]} Y {x[1][0]})", x[0][1] and x[1][1])),
        st.tuples(inner, inner).map(lambda x: (f"({x[0][0]} O {x[1][0]})", x[0][1] or x[1][1])),
        st.tuples(inner, inner, inner).map(
            lambda x: (
                f"({x[0][0]} O {x[1][0]} NO {x[2][0]})",
                x[0][1] or (x[1][1] and not x[2][1]),
            )
        ),
        inner.map(lambda x: (f"NO {x[0]}", not x[1])),
    ),
    max_leaves=6,
)


def value(node: Expression) -> bool:
    match node:
        case All(parts):
            return all(map(value, parts))
        case Either(parts):
            return any(map(value, parts))
        case Not(part):
            return not value(part)
        case _:
            return node == FIRE


@given(QUERIES)
def test_the_tree_says_what_the_query_says(pair: tuple[str, bool]) -> None:
    query, expected = pair
    assert value(parse(query)) == expected
