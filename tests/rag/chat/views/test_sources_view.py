"""A title is read once, over its text or in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.chat.views.sources_view import Heading, heading

SENTENCE = "El líder del Norte, Kim Jong-un, reafirmó su respaldo al presidente ruso en una carta."
CUT = "El líder del Norte, Kim Jong-un, reafirmó su respaldo al…"


@pytest.mark.parametrize(
    ("title", "text", "first", "expected"),
    [
        ("Arde la sierra", "El fuego empezó de noche.", 25, Heading("Arde la sierra", "Eco")),
        ("Arde Urdaz", "Arde Urdaz\n\nEl fuego empezó.", 12, Heading("Arde Urdaz", "Eco", 12)),
        ("Arde Urdaz", "Arde  Urdaz.\nEl fuego empezó.", 13, Heading("Arde Urdaz", "Eco", 13)),
        ("Ha ardido.", "Ha ardido. Fue de noche.", 20, Heading("Ha ardido.", "Eco", 11)),
        # Something of it is marked: it is read where the mark is.
        ("Ha ardido.", "Ha ardido. Fue de noche.", 3, Heading("Eco", "")),
        ("Ha ardido.", "Ha ardido.", 10, Heading("Eco", "")),
        (CUT, f"{SENTENCE} Más.", 90, Heading("Eco", "")),
        (CUT, f" {SENTENCE.replace(' ', '  ')}", 0, Heading("Eco", "")),
        # A title that is a part of a longer word or sentence is not repeated.
        ("Arde", "Arde la sierra desde ayer.", 26, Heading("Arde", "Eco")),
        ("Arde la", "Arde las sierras.\nFin", 21, Heading("Arde la", "Eco")),
        ("El lí…", SENTENCE, 10, Heading("El lí…", "Eco")),
        ("…", SENTENCE, 10, Heading("…", "Eco")),
        ("", "", 0, Heading("", "Eco")),
    ],
)  # fmt: skip
def test_a_repeated_title_stands_in_one_place(
    title: str, text: str, first: int, expected: Heading
) -> None:
    assert heading(title, "Eco", text, first) == expected


def test_a_path_of_the_server_is_no_heading_and_without_a_source_the_title_stays() -> None:
    assert heading(CUT, "/srv/notas/001.txt", SENTENCE, 0) == Heading("001.txt", "")
    assert heading(CUT, "", SENTENCE, 0) == Heading(CUT, "")


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20), st.integers(0, 60))
def test_nothing_of_a_text_is_lost_but_its_title(
    title: str, source: str, text: str, first: int
) -> None:
    for body in (text, title + text, f"{title}\n{text}"):
        shown = heading(title, source, body, first)
        assert "".join(body[: shown.start].split()).strip(".:") in "".join(title.split())
        assert shown.start <= max(first, 0) or shown.start == 0
        assert shown.title or not title
