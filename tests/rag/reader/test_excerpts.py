"""The excerpt: a part of the passage, no longer than allowed, around what is asked for."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.analyzer import analyze
from rag.reader.excerpts import excerpt
from rag.reader.windows import Tokens

SENTENCES = (
    "El pleno debatió la limpieza de los parques.",
    "La alcaldesa se llama Remedios Ferrándiz.",
    "Las bibliotecas abrirán por la tarde.",
    "El puerto de Quirimay recibirá ocho grúas en junio.",
    "Nadie pidió la palabra.",
)
TEXT = " ".join(SENTENCES)


def words(text: str) -> Tokens:
    """A token a word, numbered in order."""
    offsets = [match.span() for match in re.finditer(r"\w+", text)]
    return Tokens(list(range(len(offsets))), offsets)


def shown(part: Tokens, text: str = TEXT) -> str:
    return text[part.offsets[0][0] : part.offsets[-1][1]]


def test_a_passage_that_fits_is_left_whole() -> None:
    passage = words(TEXT)
    assert excerpt(TEXT, passage, frozenset(), len(passage.ids)) is passage


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_sentence_with_the_questions_terms_is_in_it(sentence: str) -> None:
    part = excerpt(TEXT, words(TEXT), frozenset(analyze(sentence)), 10)
    assert sentence[:-1] in shown(part)


def test_the_neighbour_with_more_terms_is_taken_first() -> None:
    terms = frozenset(analyze("¿Cuándo abrirán las bibliotecas y qué recibirá Quirimay?"))
    assert shown(excerpt(TEXT, words(TEXT), terms, 16)) == f"{SENTENCES[2]} {SENTENCES[3]}"[:-1]


def test_of_a_sentence_that_is_too_long_the_beginning_is_read() -> None:
    part = excerpt(TEXT, words(TEXT), frozenset(analyze("grúas en Quirimay")), 4)
    assert shown(part) == "El puerto de Quirimay"


def test_a_sentence_without_a_word_is_not_what_is_read() -> None:
    assert excerpt(":\n0:0", words(":\n0:0"), frozenset(), 1).ids == [0]


@given(
    st.lists(st.sampled_from(SENTENCES), max_size=9).map(" ".join) | st.text(max_size=80),
    st.frozensets(st.sampled_from(sorted(analyze(TEXT)))),
    st.integers(1, 40),
)
def test_it_is_a_piece_of_the_passage_and_no_longer_than_allowed(
    text: str, terms: frozenset[str], room: int
) -> None:
    passage = words(text)
    part = excerpt(text, passage, terms, room)
    assert len(part.ids) == len(part.offsets) <= max(room, 0)
    if part.ids:
        start = passage.ids.index(part.ids[0])
        stop = start + len(part.ids)
        assert (part.ids, part.offsets) == (passage.ids[start:stop], passage.offsets[start:stop])
    assert bool(part.ids) or not passage.ids
