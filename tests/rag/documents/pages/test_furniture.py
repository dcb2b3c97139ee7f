"""Running heads go, whatever their number; sentences and pages stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.documents.pages.furniture import without_furniture
from rag.documents.pages.types import Line
from tests.rag.documents.pages.typeset import line

BODY = (
    "La cooperativa vendió el año pasado 640 toneladas de garbanzo y espera",
    "llegar este año a las 700. El gerente explicó que la sequía ha retrasado",
)


def pages(count: int, heads: int, *, foot: bool = False, parted: float = 0.0) -> list[list[Line]]:
    """Pages with so many lines of running heads, the last of which is the page's number."""
    texts = ("BOLETÍN COOPERATIVO", "DE LA COMARCA DE ALDEARRUBIA", "SUPLEMENTO", "Año XII")
    made = []
    for page in range(count):
        own = [*texts[: heads - 1], str(page + 14)] if heads else []
        rows = [*own, *(f"{text} n{page}{i}" for i, text in enumerate(BODY))]
        lines = [
            line(text, base=60 + 14 * i + (parted if i >= heads else 0), row=i)
            for i, text in enumerate(rows)
        ]
        if foot:
            lines.append(line("EL FARO", base=780, row=len(lines)))
        made.append(lines)
    return made


def kept(made: list[list[Line]]) -> list[list[str]]:
    gone = without_furniture(made)
    return [[each.text for each in lines if id(each) not in gone] for lines in made]


@pytest.mark.parametrize("foot", [False, True])
@pytest.mark.parametrize("heads", range(6))
@pytest.mark.parametrize("count", [3, 7])
def test_heads_of_any_number_of_lines_go(count: int, heads: int, foot: bool) -> None:
    for number, texts in enumerate(kept(pages(count, min(heads, 5), foot=foot))):
        assert texts == [f"{text} n{number}{i}" for i, text in enumerate(BODY)]


def test_heads_of_two_pages_go_where_white_parts_them() -> None:
    assert all(len(texts) == 2 for texts in kept(pages(2, 3, parted=20)))


def test_pages_that_differ_only_in_figures_are_all_kept() -> None:
    made = [
        [
            line(
                f"La sesión del pleno número {n} trató el expediente {1000 + n} sobre obras.", row=0
            ),
            line(
                "Los concejales votaron a mano alzada y el alcalde leyó el acta.", base=120, row=1
            ),
        ]
        for n in range(1, 14)
    ]
    assert [len(texts) for texts in kept(made)] == [2] * 13


@pytest.mark.parametrize("title", ["Acta número 3", "Sesión 12", "Expediente 1001", "Artículo 7"])
def test_what_counts_something_else_than_pages_is_kept(title: str) -> None:
    made = [
        [line(title.rstrip("0123456789") + str(n), row=0), line(f"{BODY[0]} {n}", base=130, row=1)]
        for n in range(1, 9)
    ]
    assert [len(texts) for texts in kept(made)] == [2] * 8


def test_the_name_of_the_section_goes_with_the_head_beside_it() -> None:
    made = [
        [
            line("EL FARO", base=40, row=0),
            line(section, x=400, base=40, row=0),
            line(f"{BODY[0]} {section}", base=90, row=1),
            line(f"{BODY[1]} {section}", base=102, row=2),
        ]
        for section in ("Economía", "Deportes", "Cultura", "Local")
    ]
    assert all(len(texts) == 2 for texts in kept(made))


@given(st.lists(st.lists(st.sampled_from(["EL FARO", "3", *BODY]), max_size=5), max_size=6))
def test_no_page_with_text_is_left_without(texts: list[list[str]]) -> None:
    made = [[line(text, base=60 + 14 * i, row=i) for i, text in enumerate(page)] for page in texts]
    for before, after in zip(texts, kept(made), strict=True):
        assert not any(c.isalpha() for text in before for c in text) or any(
            c.isalpha() for text in after for c in text
        )


@pytest.mark.parametrize(
    "head",
    [
        ("EL FARO DE VILLASOL", "Jueves 14 de agosto de 2025", "12"),
        ("12", "LOCAL", "14/08/2025"),
        ("Página 12 de 40",),
        ("EL FARO", "7"),
        ("Boletín Oficial de la Comarca", "Pág. 1204"),
    ],
)
@pytest.mark.parametrize("count", [1, 2])
def test_the_head_of_a_single_page_goes_where_it_says_itself_that_it_is_one(
    head: tuple[str, ...], count: int
) -> None:
    made = []
    for page in range(count):
        row = [line(text, 50 + 220 * n, 40, row=0, size=9) for n, text in enumerate(head)]
        body = [line(f"{t} n{page}", base=80 + 14 * i, row=i + 1) for i, t in enumerate(BODY)]
        made.append([*row, *body])
    assert kept(made) == [[f"{text} n{page}" for text in BODY] for page in range(count)]


@pytest.mark.parametrize(
    "row",
    [
        ("EL FARO DE VILLASOL",),  # an opening in capitals, perhaps the headline
        ("Torralba", "310"),
        ("El día 14 de agosto de 2025 llegaron 12.",),
        ("ACTA NÚMERO", "12"),
        ("Sesión del 14 de agosto de 2025",),
    ],
)
def test_what_a_single_page_does_not_prove_to_be_a_head_stays(row: tuple[str, ...]) -> None:
    first = [line(text, 50 + 220 * n, 40, row=0) for n, text in enumerate(row)]
    body = [line(text, base=80 + 14 * i, row=i + 1) for i, text in enumerate(BODY)]
    assert kept([[*first, *body]]) == [[*row, *BODY]]


def test_the_sum_at_the_foot_of_a_table_stays() -> None:
    body = [line(text, base=80 + 14 * i, row=i) for i, text in enumerate(BODY)]
    foot = [line("TOTAL", 50, 160, row=2), line("310", 300, 160, row=2)]
    assert kept([[*body, *foot]]) == [[*BODY, "TOTAL", "310"]]
