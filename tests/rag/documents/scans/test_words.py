"""Tesseract's table becomes words; what no printer set is left out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rag.documents.scans.words import apart, parse_words, quality

HEAD = (
    "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
)


def row(text: str, confidence: float = 96, line: int = 1, level: int = 5) -> str:
    return f"{level}\t1\t1\t1\t{line}\t1\t10\t20\t30\t12\t{confidence}\t{text}"


def texts(*rows: str) -> list[str]:
    return [word.text for word in parse_words("\n".join((HEAD, *rows)))]


def test_a_word_has_its_place_its_confidence_and_its_line() -> None:
    (word,) = parse_words("\n".join([HEAD, row("", -1, level=4), row("alcalde", 91.5, line=7)]))
    assert word.text == "alcalde"
    assert word.box == (10, 20, 40, 32)
    assert word.confidence == 0.915
    assert word.line == (1, 1, 7)


def test_rules_and_specks_are_no_words() -> None:
    sure = row("—", 95)
    assert texts(row("|", 96), row("—", 30), row("..", 40), sure, row("diez")) == ["—", "diez"]


def test_lines_of_rubbish_are_left_out_and_badly_read_words_of_good_lines_are_not() -> None:
    rubbish = [row("ee", 12, line=1), row("Ss", 25, line=1)]
    good = [row("pnente", 22, line=2), row("hierro", 95, line=2)]
    assert texts(*rubbish, *good) == ["pnente", "hierro"]


def test_words_set_too_close_are_parted_and_names_are_not() -> None:
    close = {"dela": ["de", "la"], "porlos": ["por", "los"], "quela": ["que", "la"],
             "otros26,": ["otros", "26,"], "las717": ["las", "717"]}  # fmt: skip
    for text, parts in close.items():
        assert apart(text) == parts
    for text in ("Enel", "enel", "covid19", "A26", "m2", "Dela", "la", "Delas", "26"):
        assert apart(text) == [text]
    first, second = parse_words("\n".join([HEAD, row("dela")]))
    assert first.box == (10, 20, 25, 32)
    assert second.box == (25, 20, 40, 32)


def test_long_words_count_more_for_quality() -> None:
    words = parse_words("\n".join([HEAD, row("ayuntamiento", 90), row("a", 30)]))
    assert quality(words) == (12 * 0.9 + 0.3) / 13
    assert quality([]) == 0


@given(st.text(max_size=60), st.floats(-1, 100))
def test_whatever_stands_in_the_table_is_read_without_an_error(
    text: str, confidence: float
) -> None:
    for word in parse_words(f"{HEAD}\n{row(text, confidence)}\n{text}"):
        assert word.text == "".join(word.text.split())
        assert word.text
        assert 0 <= word.confidence <= 1
