"""All mending together, whatever the format."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.documents.mending.decoding import clean
from rag.documents.mending.markdown import plain_markdown
from rag.documents.mending.mended import mended, mended_text
from rag.documents.types import Article, FileContents, PrintedLine

PAGE = """## Censo

Año 2019
| Pueblo | Vecinos |
|---|---|
| Torralba | 310 |

Año 2020
| Pueblo | Vecinos |
|---|---|
| Torralba | 298 |

**Artículo 4.-** Lo dijo el [alcalde](https://a.es/x) en la construc-
ción del mercado."""


def test_tables_marks_and_cut_words_are_mended_in_one_text() -> None:
    text = mended_text(PAGE)
    assert "Año 2019; Pueblo: Torralba; Vecinos: 310" in text
    assert "Año 2020; Pueblo: Torralba; Vecinos: 298" in text
    assert "Artículo 4.- Lo dijo el alcalde en la construcción del mercado." in text


def test_a_mended_text_is_left_as_it_is() -> None:
    assert mended_text(mended_text(PAGE)) == mended_text(PAGE)


@given(st.text("ab -|\n*#:;1ñ", max_size=60))
def test_no_letter_is_ever_lost(text: str) -> None:
    assert [c for c in mended_text(text) if c.isalnum()].count("ñ") >= text.count("ñ")


def test_lines_with_places_are_left_to_those_who_read_them() -> None:
    line = PrintedLine(0, 5, 1, (0.0, 0.0, 1.0, 1.0), None)
    article = Article("**a**", lines=(line,))
    assert mended(FileContents((article, Article("**a**")))).articles == (article, Article("a"))


@pytest.mark.parametrize(("entry", "line"), [(7, "Línea 7: "), (None, "")])
def test_lost_characters_are_reported_where_they_are(entry: int | None, line: str) -> None:
    (problem,) = mended(FileContents((Article("Pe\ufffda", entry=entry),))).problems
    assert (
        problem
        == f"{line}1 carácter no se entiende («Pe\ufffda»): guarde el archivo de nuevo como UTF-8."
    )


@pytest.mark.parametrize(
    "unit",
    ["a-\n", "a- ", "| a |\n", "**a", "[a](", "![", "<!--", "a: b; ", "Ã", "\ufb01 ", " ", "\n"],
)
def test_hostile_texts_take_linear_time(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        begin = time.process_time()
        mended_text(plain_markdown(clean(text)))
        return time.process_time() - begin

    small = min(seconds(12_000) for _ in range(2))
    assert seconds(96_000) < 40 * small + 0.3  # eight times the text; squared would be 64
