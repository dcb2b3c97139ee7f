"""Where an answer may lie: in one cell, in the row or the article that was asked about."""

from __future__ import annotations

import numpy as np
import pytest

from index import Hit
from index.types import Passage
from rag.reader.bounds import inside_bounds, may_answer, places


def hits(*texts: str, documents: str = "") -> list[Hit]:
    """Passages of one document, or of those whose letters are given."""
    return [
        Hit(
            Passage(i, (documents or "a" * len(texts))[i], "", "", None, 1, 0, len(t), t),
            0.8,
            0.9,
            5,
        )
        for i, t in enumerate(texts)
    ]


def kept(question: str, *texts: str, documents: str = "") -> list[str]:
    return [hit.passage.text for hit in may_answer(question, hits(*texts, documents=documents))]


ROW = "Pueblo: Aldea 47; Vecinos: 147; Paro (%): 3,7"
NEXT = "Pueblo: Aldea 48; Vecinos: 148; Paro (%): 4,8"


def test_the_row_of_what_is_named_answers_and_its_neighbours_do_not() -> None:
    assert kept("¿Cuántos vecinos tiene Aldea 47?", NEXT, ROW) == [ROW]


@pytest.mark.parametrize("question", ["¿Qué pueblo tiene 147 vecinos?", "¿Qué pueblos hay?"])
def test_without_a_name_all_rows_may(question: str) -> None:
    assert kept(question, NEXT, ROW) == [NEXT, ROW]


def test_two_names_leave_two_rows_and_the_fuller_match_wins() -> None:
    assert kept("¿Quién tiene más, Aldea 47 o Aldea 48?", NEXT, ROW) == [NEXT, ROW]
    rows = [f"Zona norte; {ROW}", f"Zona norte; {NEXT}"]
    assert kept("¿Y en la zona norte la aldea 47?", *rows) == rows[:1]


def test_prose_and_other_documents_stay() -> None:
    prose = "Aldea 48 perdió vecinos."
    assert kept("¿Cuántos vecinos tiene Aldea 47?", ROW, prose) == [ROW, prose]
    assert kept("¿Cuántos vecinos tiene Aldea 47?", ROW, NEXT, documents="ab") == [ROW, NEXT]


def test_another_article_than_the_one_asked_about_does_not_answer() -> None:
    twelve, thirteen = (
        "Artículo 12.- Plazos.\n\nHasta abril.",
        "Artículo 13.- Multas.\n\n900 euros.",
    )
    mention = "Artículo 20.- Recursos.\n\nContra el artículo 13 cabe recurso."
    assert kept("¿Qué dice el artículo 13?", twelve, thirteen, mention) == [thirteen, mention]
    assert kept("¿Qué dice la ley?", twelve, thirteen) == [twelve, thirteen]


def _allowed(question: str, text: str, start: int, end: int) -> bool:
    """Whether a span of characters is allowed, a token each."""
    allowed = inside_bounds(places(question, text), [(i, i + 1) for i in range(len(text))])
    return True if allowed is None else bool(allowed[start, end - 1])


def test_an_answer_stays_in_its_cell() -> None:
    begin = ROW.index("3,7")
    assert _allowed("¿Qué paro?", ROW, begin, begin + 3)
    assert not _allowed("¿Qué paro?", ROW, ROW.index("147"), begin + 3)
    assert not _allowed("¿Qué paro?", ROW, ROW.index("Paro"), begin + 3)
    assert not _allowed("¿Qué paro?", ROW, ROW.index("Paro"), ROW.index("Paro") + 4)


def test_the_heading_of_an_article_answers_only_who_asks_for_its_name() -> None:
    text = "Artículo 13.- Multas.\n\nQuien riegue pagará 900 euros."
    begin = text.index("Multas")
    assert not _allowed("¿Qué dice el artículo 13?", text, begin, begin + 6)
    assert _allowed("¿Cómo se titula el artículo 13?", text, begin, begin + 6)
    assert _allowed("¿Qué dice la ley?", text, begin, begin + 6)


def test_prose_has_no_bounds() -> None:
    assert inside_bounds(places("¿Quién?", "El alcalde calló."), [(0, 2)]) is None


def test_a_text_of_heads_alone_is_left_as_it_is() -> None:
    assert inside_bounds([(0, 5, -1)], [(0, 2), (2, 5)]) is None
    bounded = inside_bounds([(0, 2, -1)], [(0, 2), (2, 5)])
    assert bounded is not None
    assert np.array_equal(bounded, [[False, False], [False, True]])
