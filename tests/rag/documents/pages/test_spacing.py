"""Letters into words: by the white between them, whatever spaces were drawn."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rag.documents.pages.pdf.spacing import Glyph, words_of

WIDTH = 5.0


def run(text: str, *, space: float = 2.5, apart: float = 0.0, drawn: bool = True) -> list[Glyph]:
    """The letters of a text at 10 points; « » is a space of that width, «_» one without width that
    was drawn all the same, «|» white that no space was drawn for."""
    glyphs: list[Glyph] = []
    x, spaced = 0.0, False
    for char in text:
        if char in " _|":
            x += space if char != "_" else 0.0
            spaced = drawn and char != "|"
            continue
        glyphs.append(Glyph(char, x, x + WIDTH, 0.0, 11.0, 9.0, 10.0, False, spaced))
        x += WIDTH + apart
        spaced = False
    return glyphs


def read(glyphs: list[Glyph]) -> str:
    return " ".join("".join(g.char for g in glyphs[a:b]) for a, b in words_of(glyphs))


def test_a_space_without_width_parts_no_word() -> None:
    assert read(run("de conformi_dad con la ordenanza de aguas")) == (
        "de conformidad con la ordenanza de aguas"
    )


def test_white_parts_words_though_no_space_was_drawn() -> None:
    assert read(run("la|junta|de|regantes")) == "la junta de regantes"
    assert read(run("la junta|de regantes", drawn=True)) == "la junta de regantes"


def test_tight_spaces_part_words_and_kerning_does_not() -> None:
    assert read(run("la junta de regantes", space=1.1)) == "la junta de regantes"
    assert read(run("regantes", apart=0.5)) == "regantes"


def test_letters_set_apart_are_words_all_the_same() -> None:
    assert read(run("GRAN TITULAR", apart=3.0)) == "GRAN TITULAR"
    assert read(run("T I T U L A R  D E  H O Y", space=3.0)) == "TITULAR DE HOY"


def test_where_the_widths_of_a_font_are_wrong_the_spaces_count() -> None:
    assert read(run("la_junta_de_regantes_del_lugar")) == "la junta de regantes del lugar"


WORDS = st.lists(st.text("abcdeñú", min_size=1, max_size=9), min_size=1, max_size=12)


@given(WORDS, st.floats(1.2, 9.0), st.floats(-0.2, 0.3), st.booleans())
def test_words_come_out_as_they_are_printed(
    words: list[str], space: float, apart: float, drawn: bool
) -> None:
    if not drawn:
        space = max(space, 2.6)  # narrower white without a space may be anything
    if sum(len(word) == 1 for word in words) > 4:
        return  # spelled out: that is what it may be taken for
    assert read(run(" ".join(words), space=space, apart=apart, drawn=drawn)) == " ".join(words)


def test_nothing_is_no_word() -> None:
    assert words_of([]) == []
