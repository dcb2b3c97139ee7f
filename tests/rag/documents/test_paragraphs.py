"""Passages: what is found and cited."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rag.documents.paragraphs import Passages, find_paragraphs, passages

FIRST = (
    "La cosecha de aceituna será este año la menor de la última década, según la cooperativa "
    "que reúne a los productores de la comarca. La falta de lluvia en primavera dañó los árboles."
)
SECOND = (
    "Los precios en origen han subido un tercio desde enero, y las almazaras temen quedarse sin "
    "género antes de la primavera. El Gobierno regional prepara ayudas por 40 millones de euros."
)


def words(text: str) -> int:
    return 2 + len(text.split())


def find(text: str, title: str = "", limit: int = 200) -> Passages:
    return passages(text, count_tokens=words, limit=limit, title=title)


def texts(text: str, title: str = "", limit: int = 200) -> list[str]:
    return [text[s.start : s.end] for s in find(text, title, limit).spans]


def test_headings_go_with_the_paragraph_that_follows() -> None:
    text = f"La menor cosecha\nPor Ana Gil\n{FIRST}\nSubida de precios\n{SECOND}"
    assert texts(text) == [
        f"La menor cosecha\nPor Ana Gil\n{FIRST}",
        f"Subida de precios\n{SECOND}",
    ]
    assert [s.paragraph for s in find(text).spans] == [1, 2]


def test_a_last_heading_goes_with_the_paragraph_before_it() -> None:
    assert texts(f"{FIRST}\n{SECOND}\nFuente propia") == [FIRST, f"{SECOND}\nFuente propia"]


def test_a_text_that_is_one_short_line_is_a_passage() -> None:
    assert texts("El puerto reabre") == ["El puerto reabre"]
    assert texts("El puerto reabre", title="El puerto reabre") == ["El puerto reabre"]


def test_clutter_is_left_out_and_listed_and_paragraphs_are_numbered_without_it() -> None:
    text = f"{FIRST}\nLea también: Sube el pan\n{SECOND}\nEntérate con La Gaceta"
    found = find(text)
    assert texts(text) == [FIRST, SECOND]
    assert [s.paragraph for s in found.spans] == [1, 2]
    assert found.clutter == ("Lea también: Sube el pan", "Entérate con La Gaceta")


def test_no_passage_reaches_over_what_was_left_out() -> None:
    text = f"{FIRST}\nSubida de precios\nPublicidad\n{SECOND}"
    assert texts(text) == [f"{FIRST}\nSubida de precios", SECOND]
    assert find(text).clutter == ("Publicidad",)


def test_a_repeated_headline_is_a_heading_whatever_it_ends_with() -> None:
    text = f"La cosecha será escasa.\n\n{FIRST}"
    assert texts(text, title="La cosecha será escasa") == [text]
    assert texts(text, title="Otra cosa") == ["La cosecha será escasa.", FIRST]


def test_a_headline_parted_from_the_article_is_no_passage() -> None:
    text = f"La menor cosecha\nCompartir\n{FIRST}"
    assert texts(text, title="La menor cosecha") == [FIRST]


def test_a_first_sentence_that_gave_the_title_is_not_lost() -> None:
    text = f"Cuarenta barcos esperan en el puerto.\nPublicidad\n{FIRST}"
    assert texts(text, title="Cuarenta barcos esperan en el puerto.")[0] == (
        "Cuarenta barcos esperan en el puerto."
    )


def test_many_short_lines_in_a_row_are_a_paragraph_not_headings() -> None:
    rows = "\n".join(f"Equipo {i} puntos {i * 7}" for i in range(12))
    text = f"{FIRST}\n{rows}\nSubida de precios\n{SECOND}"
    assert texts(text) == [FIRST, rows, f"Subida de precios\n{SECOND}"]


def test_a_paragraph_over_the_limit_is_split_and_keeps_its_number() -> None:
    long = " ".join([FIRST, SECOND] * 5)
    found = find(f"{FIRST}\n{long}\n{SECOND}", limit=60)
    assert found.spans[0].paragraph == 1
    assert {s.paragraph for s in found.spans} == {1, 2, 3}
    assert len(found.spans) > 5


def test_a_text_that_is_all_clutter_or_empty_has_no_passages() -> None:
    assert find("Publicidad") == Passages((), ("Publicidad",))
    assert find("") == Passages((), ())


_LINES = st.sampled_from(
    [
        FIRST,
        SECOND,
        "",
        "# Uno",
        "- a\n- b",
        "Título",
        "Publicidad",
        "Lea también: Sube el pan",
        "corta.",
        "El chip promete que será la…",
        "Te puede interesar",
        "x" * 300,
        "Otro título",
    ]
)


@given(st.lists(_LINES, max_size=14).map("\n".join), st.integers(8, 80), st.booleans())
def test_every_block_is_in_a_passage_left_out_or_the_title(
    text: str, limit: int, titled: bool
) -> None:
    title = "Título" if titled else ""
    found = find(text, title, limit)
    covered: set[int] = set()
    numbers = [s.paragraph for s in found.spans]
    for span in found.spans:
        assert words(text[span.start : span.end]) <= limit
        covered.update(range(span.start, span.end))
    assert numbers == sorted(numbers)
    assert set(numbers) == set(range(1, len(set(numbers)) + 1))
    missing = []
    for block in find_paragraphs(text):
        held = [i in covered for i in range(block.start, block.end) if not text[i].isspace()]
        assert all(held) or not any(held)
        if not any(held):
            missing.append(text[block.start : block.end])
    for left in found.clutter:
        missing.remove(left)
    assert set(missing) <= ({"Título"} if titled else set())


def test_a_row_with_its_heads_is_a_passage_of_its_own() -> None:
    rows = ["Pueblo: Torralba; Vecinos: 1.204", "Pueblo: Vinuesa; Vecinos: 856"]
    text = "El censo se cerró ayer.\n\n" + "\n".join(rows) + "\n\nSe revisará en mayo."
    found = passages(text, count_tokens=len, limit=400)
    assert [text[span.start : span.end] for span in found.spans] == [
        "El censo se cerró ayer.",
        *rows,
        "Se revisará en mayo.",
    ]


LAW = """# Ley del agua

CAPÍTULO I

Artículo 12.- Plazos.

Los regantes presentarán su solicitud antes de mayo.

1. Lo harán por escrito.

Artículo 13.- Multas.

Quien riegue sin permiso pagará 900 euros.

CAPÍTULO II

Artículo 14. Presidente de la junta. El presidente será elegido para cuatro años.

Dado en Lauria, a 3 de mayo."""


def test_an_article_of_a_law_is_one_passage_with_its_heading() -> None:
    assert texts(LAW, "Ley del agua") == [
        LAW[: LAW.index("Artículo 13")].strip(),
        "Artículo 13.- Multas.\n\nQuien riegue sin permiso pagará 900 euros.",
        "CAPÍTULO II\n\nArtículo 14. Presidente de la junta. El presidente será elegido para "
        "cuatro años.",
        "Dado en Lauria, a 3 de mayo.",
    ]


def test_an_article_of_a_law_takes_what_fits() -> None:
    first, *_ = texts(LAW.replace("por escrito", "por escrito " * 30), limit=40)
    assert first.endswith("antes de mayo.")


def test_articles_in_one_line_or_in_lines_without_blanks_are_parted() -> None:
    articles = [f"Artículo {n}. Cuota. La cuota será de {n} toneladas." for n in (1, 2, 3)]
    assert texts(" ".join(articles)) == articles
    assert texts("\n".join(["ORDENANZA", *articles]))[1:] == articles[1:]


def test_news_that_mention_articles_are_not_put_together() -> None:
    text = "El juez citó el artículo 14. La defensa calló.\n\nArtículo 3. Ayer se votó.\n\nSiguió."
    assert len(texts(text)) == 3
