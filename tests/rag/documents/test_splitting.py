"""Long paragraphs: never over the limit, nothing lost, cut where it hurts least."""

from __future__ import annotations

import re
import time
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rag.documents import splitting
from rag.documents.sentences import split_sentences
from rag.documents.splitting import Cutter


def words(text: str) -> int:
    """Like a real tokenizer: pieces of at most six characters, and two marks around them."""
    return 2 + sum((len(word) + 5) // 6 for word in text.split())


def cut(text: str, limit: int) -> list[str]:
    return [text[a:b] for a, b in Cutter(text, words, limit).cut(0, len(text))]


SENTENCES = [
    f"El barco número {i} descargó {i * 37 % 90} contenedores en el muelle sur del puerto viejo."
    for i in range(40)
]


def test_a_slice_within_the_limit_is_left_whole() -> None:
    assert cut(SENTENCES[0], 50) == [SENTENCES[0]]


def test_pieces_end_at_sentence_ends_and_repeat_one_short_sentence() -> None:
    text = " ".join(SENTENCES)
    pieces = cut(text, 100)
    assert len(pieces) > 5
    sentences = [[piece[a:b] for a, b in split_sentences(piece)] for piece in pieces]
    for before, after in pairwise(sentences):
        assert before[-1] == after[0]
    assert [s for part in sentences for s in part[1:]] == SENTENCES[1:]
    # Full: one more sentence would not have fitted.
    for piece, after in zip(pieces[:-1], sentences[1:], strict=True):
        assert words(f"{piece} {after[1]}") > 100


def test_a_long_sentence_is_not_repeated() -> None:
    text = " ".join(f"{'muelle ' * 30}número {i}." for i in range(6))
    pieces = cut(text, 90)
    assert "".join(pieces).replace(" ", "") == text.replace(" ", "")


def test_a_sentence_over_the_limit_is_cut_at_a_clause_where_there_is_one() -> None:
    text = "; ".join(f"el barco {i} llegó con la carga completa del norte" for i in range(30)) + "."
    pieces = cut(text, 60)
    assert all(piece.endswith((";", ".")) for piece in pieces)


def test_a_sentence_without_clauses_is_cut_between_words() -> None:
    text = " ".join(f"palabra{i}" for i in range(400))
    pieces = cut(text, 30)
    assert " ".join(pieces) == text


def test_a_word_over_the_limit_is_cut_but_no_letter_loses_its_accents() -> None:
    text = "e\u0301" * 500
    pieces = cut(text, 12)
    assert "".join(pieces) == text
    assert all(piece[0] == "e" and piece[-1] == "\u0301" for piece in pieces)


@pytest.mark.parametrize("unit", ["👩\u200d🚒", "👍\U0001f3fd", "❤\ufe0f"])
def test_composed_pictures_stay_whole(unit: str) -> None:
    pieces = cut(unit * 300, 12)
    assert "".join(pieces) == unit * 300
    assert all(piece.startswith(unit[0]) and piece.endswith(unit[-1]) for piece in pieces)


def test_a_limit_below_one_is_a_programming_error() -> None:
    with pytest.raises(ValueError, match="limit"):
        Cutter("a", words, 0)


_TEXT = st.lists(
    st.sampled_from(
        ["casa", ". ", " ", "; ", "El ", "\n", "e\u0301", "x" * 40, "🚒", "¿Sí? ", ", "]
    ),
    max_size=80,
).map("".join)


@given(_TEXT, st.integers(3, 30))
@example("casacasa. casacasacasa" + "x" * 80, 19)
def test_nothing_is_lost_nothing_is_over_the_limit_and_order_is_kept(text: str, limit: int) -> None:
    text = text.strip()
    if not text:
        return
    spans = Cutter(text, words, limit).cut(0, len(text))
    covered: set[int] = set()
    for start, end in spans:
        assert words(text[start:end]) <= limit
        assert not text[start].isspace()
        assert not text[end - 1].isspace()
        covered.update(range(start, end))
    assert all(text[i].isspace() for i in set(range(len(text))) - covered)
    assert spans == sorted(set(spans))


@pytest.mark.parametrize("mark", ["\n", ". ", " ", ""])
def test_a_text_too_long_to_be_looked_at_whole_is_parted_where_it_can_be(
    mark: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(splitting, "MAX_WINDOW", 200)
    text = mark.join(f"barco{i}" for i in range(300))
    pieces = cut(text, 30)
    assert all(words(piece) <= 30 for piece in pieces)
    if mark:  # words and sentences are whole
        assert {word for piece in pieces for word in piece.split()} == set(text.split())
    else:
        assert "".join(pieces) == text


@pytest.mark.parametrize(
    "unit",
    ["a", "noticias ", "El puerto abre. ", "puerto, muelle ", "é\u0301", "x" * 3000 + " "],
)
def test_a_text_of_megabytes_is_counted_a_few_times_over_at_most(unit: str) -> None:
    size = 1_000_000
    text = (unit * (size // len(unit) + 1))[:size].strip()
    counted = 0

    def count(piece: str) -> int:
        nonlocal counted
        counted += len(piece)
        return 2 + len(piece) // 4

    begin = time.process_time()
    spans = Cutter(text, count, 512).cut(0, len(text))
    assert time.process_time() - begin < 20
    assert counted < 25 * size
    assert len(re.sub(r"\s", "", text)) <= sum(b - a for a, b in spans)
    # Pieces are well filled, or there would be many times as many vectors.
    assert len(spans) < 3 * size / (4 * 510)
