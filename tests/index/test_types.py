"""Values: an article is the same wherever it lies, and another text is another article."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Document, Filters, Span
from tests.index.fakes import filled, printed


@given(st.text())
def test_an_id_is_twelve_hexadecimal_digits_and_does_not_see_white_space(text: str) -> None:
    id = Document(text, ()).id
    assert len(id) == 12
    assert set(id) <= set("0123456789abcdef")
    assert Document(f" \n{text}\t ", ()).id == id


def test_an_id_depends_on_the_text_alone() -> None:
    one = Document("Un texto.", (Span(0, 2, 1),), "Título", "Agencia", "2025-01-01", "Ana")
    assert one.id == Document("Un\n texto.", ()).id
    assert one.id != Document("Un texto", ()).id


def test_a_document_gives_the_passages_that_a_search_finds(tmp_path: Path) -> None:
    pages = printed("El río Alcedo creció.\nNadie resultó herido.", "El río bajó.")
    document = replace(pages, original=None)
    hits = filled(tmp_path, document).search("río", 5)
    found = [hit.passage for hit in hits]
    assert len(found) == 2
    for passage in found:
        own = [document.passage(span, passage.id) for span in document.spans]
        assert passage in own
        assert passage.lines


@pytest.mark.parametrize(
    "filters",
    [
        Filters(documents=frozenset({"d"})),
        Filters(sources=frozenset({"s"})),
        Filters(date_from="2025-01-01"),
        Filters(date_to="2025-01-01"),
    ],
)
def test_a_filter_with_anything_in_it_is_true(filters: Filters) -> None:
    assert filters
    assert not Filters()
