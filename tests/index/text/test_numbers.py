"""Numbers: every way of writing one is read as that one, and nothing else is read."""

from __future__ import annotations

from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from index.text.numbers import LONGEST_FIGURE, canonical, find_numbers, read_figure

# -- an independent speller, to read back what it spells

_TO_29 = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
    "dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro "
    "veinticinco veintiséis veintisiete veintiocho veintinueve"
).split()
_TENS = dict(
    zip(
        range(3, 10),
        "treinta cuarenta cincuenta sesenta setenta ochenta noventa".split(),
        strict=True,
    )
)
_HUNDREDS = (
    "? ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos "
    "novecientos"
).split()


def _below_100(n: int) -> str:
    if n < 30:
        return _TO_29[n]
    tens, unit = divmod(n, 10)
    return _TENS[tens] + (f" y {_TO_29[unit]}" if unit else "")


def _below_1000(n: int) -> str:
    if n == 100:
        return "cien"
    hundreds, rest = divmod(n, 100)
    words = [_HUNDREDS[hundreds]] if hundreds else []
    return " ".join([*words, _below_100(rest)] if rest or not words else words)


def _apocope(words: str) -> str:
    """«veintiuno» before a noun or a scale is «veintiún», «uno» is «un»."""
    if words.endswith("veintiuno"):
        return words[:-3] + "ún"
    return words[:-1] if words.endswith("uno") else words


def spell(n: int) -> str:
    """A whole number under a million in Spanish words."""
    thousands, rest = divmod(n, 1000)
    if not thousands:
        return _below_1000(rest)
    head = "mil" if thousands == 1 else f"{_apocope(_below_1000(thousands))} mil"
    return f"{head} {_below_1000(rest)}" if rest else head


def spell_large(n: int) -> str:
    """A whole number under a million billones in Spanish words."""
    parts = []
    for scale, one, many in ((10**12, "billón", "billones"), (10**6, "millón", "millones")):
        group, n = divmod(n, scale)
        if group:
            parts.append(f"un {one}" if group == 1 else f"{_apocope(spell(group))} {many}")
    return " ".join([*parts, spell(n)] if n or not parts else parts)


def values(text: str) -> list[Decimal]:
    return [number.value for number in find_numbers(text)]


# -- tables


@pytest.mark.parametrize(
    "text",
    [
        "11,000",
        "11.000",
        "11 000",
        "11\u00a0000",
        "11\u202f000",
        "11\u2009000",
        "11000",
        "11 mil",
        "11\u00a0mil",
        "once mil",
        "Once Mil",
        "ONCE MIL",
        "11,000.00",
        "11.000,0",
    ],
)
def test_every_way_of_writing_eleven_thousand_is_one_canonical_form(text: str) -> None:
    (number,) = find_numbers(f"más de {text} soldados")
    assert canonical(number.value) == "11000"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3,5 millones", "3500000"),
        ("3.5 millones", "3500000"),
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1 234,56", "1234.56"),
        ("1.234.567", "1234567"),
        ("0,5", "0.5"),
        ("0,500", "0.5"),
        ("casi cinco millones", "5000000"),
        ("casi 5 millones", "5000000"),
        ("treinta y cinco mil doscientos veintiún", "35221"),
        ("un millón doscientas mil", "1200000"),
        ("un millon doscientas mil", "1200000"),
        ("1 millón 200 mil", "1200000"),
        ("dos mil trescientos millones", "2300000000"),
        ("mil doscientos millones", "1200000000"),
        ("15.000 millones", "15000000000"),
        ("3,5 mil millones", "3500000000"),
        ("dos mil millones quinientos mil", "2000500000"),
        ("un billón", "1000000000000"),
        ("un billón dos mil millones", "1002000000000"),
        ("tres millones y medio", "3500000"),
        ("un millón y medio", "1500000"),
        ("11 mil 500", "11500"),
        ("mil 420", "1420"),
        ("mil 80", "1080"),
        ("dos mil 783", "2783"),
        ("treinta y cuatro mil 5", "34005"),
        ("cuatro mil 800 millones", "4800000000"),
        ("cien mil", "100000"),
        ("ciento una", "101"),
        ("veintiuna mil", "21000"),
        ("dieciseis", "16"),
        ("treinta\ny cinco mil", "35000"),
        ("mil", "1000"),
        ("2024", "2024"),
        ("2.024", "2024"),
        ("007", "7"),
    ],
)
def test_a_phrase_is_read_whole_and_as_that_value(text: str, value: str) -> None:
    (number,) = find_numbers(f"Fueron {text} en total.")
    assert canonical(number.value) == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dos mil tres mil", [2000, 3000]),
        ("dos millones tres millones", [2_000_000, 3_000_000]),
        ("entre dos mil y tres mil", [2000, 3000]),
        ("un millón 300", [1_000_000, 300]),
        ("2 mil 024", [2000, 24]),
        ("dos mil 2024", [2000, 2024]),
        ("11 mil 5.000", [11_000, 5000]),
        ("treinta. Y cinco", [30, 5]),
        ("treinta, cinco", [30, 5]),
        ("dos mil. Trescientos", [2000, 300]),
        ("dos mil\n\ntrescientos", [2000, 300]),
        ("3 y 4 millones", [3, 4_000_000]),
        ("el 8 de enero de 2025", [8, 2025]),
        ("de 2014 a 2024", [2014, 2024]),
        ("2014 100 000", [2014, 100_000]),
        ("14:30", [14, 30]),
        ("cien dos", [100, 2]),
    ],
)
def test_numbers_that_stand_together_stay_apart(text: str, expected: list[int]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "11,000.000,5",
        "1.23.456",
        "1,2,3",
        "11.000.00.000",
        "12.05.2024",
        "1,234.000",
        "1\u00a02",
        "un perro",
        "una de ellas",
        "uno",
        "millones de euros",
        "muchos millones",
        "medio",
        "el millón",
        "mildred",
        "ochocentista",
        "9" * (LONGEST_FIGURE + 1),
        "",
        "…",
    ],
)
def test_what_is_no_number_or_can_be_read_in_no_one_way_is_left_alone(text: str) -> None:
    assert values(text) == []


def test_a_figure_of_no_one_reading_is_not_carried_into_what_follows() -> None:
    assert values("1.23.456 mil") == [1000]


def test_the_largest_numbers_are_exact() -> None:
    most = "9" * LONGEST_FIGURE
    (number,) = find_numbers(f"{most} mil billones")
    assert canonical(number.value) == most + "0" * 15


@pytest.mark.parametrize(
    ("value", "form"),
    [("1E+3", "1000"), ("10.50", "10.5"), ("100", "100"), ("0.0", "0"), ("1234.5670", "1234.567")],
)
def test_canonical_has_no_exponent_and_no_trailing_zeros(value: str, form: str) -> None:
    assert canonical(Decimal(value)) == form


# -- properties


@given(st.integers(0, 999_999))
def test_words_are_read_back(n: int) -> None:
    assert values(spell(n)) == ([n] if n != 1 else [])  # «uno» alone is an article


@given(st.integers(2, 10**15))
def test_large_numbers_in_words_are_read_back(n: int) -> None:
    assert values(f"unos {spell_large(n)} euros") == [n]


@given(st.integers(1, 999_999))
def test_words_without_accents_or_in_capitals_are_the_same_number(n: int) -> None:
    spelled = spell(n)
    assert values(spelled.replace("é", "e").replace("ú", "u").replace("ó", "o")) == values(spelled)
    assert values(spelled.upper()) == values(spelled)


@given(st.integers(0, 10**12), st.sampled_from(",. \u00a0\u2009\u202f"))
def test_a_whole_number_with_any_thousands_mark_is_read_back(n: int, mark: str) -> None:
    assert values(f"unos {f'{n:,}'.replace(',', mark)} euros") == [n]


@given(
    st.decimals(min_value=0, max_value=10**11, places=2),
    st.sampled_from(["es", "es_MX", "es_AR", "es_CL", "en", "de", "pt_BR", "fr"]),
)
def test_a_figure_as_any_country_writes_it_is_read_back(value: Decimal, locale: str) -> None:
    written = format_decimal(value, locale=locale)
    assert read_figure(written) == Decimal(value).normalize()


@given(st.integers(1000, 10**9), st.integers(1, 999), st.sampled_from([",.", ".,"]))
def test_of_two_marks_the_last_is_the_decimal_one(n: int, thousandths: int, marks: str) -> None:
    figure = f"{n:,}".replace(",", marks[0]) + f"{marks[1]}{thousandths:03}"
    assert values(figure) == [n + Decimal(thousandths) / 1000]


@given(st.integers(1000, 10**9), st.integers(0, 99), st.sampled_from([",.", ".,", "\u00a0,", " ,"]))
def test_a_number_with_thousands_and_decimals_is_read_back(n: int, cents: int, marks: str) -> None:
    figure = f"{n:,}".replace(",", marks[0]) + f"{marks[1]}{cents:02}"
    assert values(figure) == [n + Decimal(cents) / 100]


_PIECES = st.sampled_from(
    [
        "mil",
        "millón",
        "millones",
        "billones",
        "un",
        "uno",
        "y",
        "medio",
        "cien",
        "ciento",
        "doscientos",
        "treinta",
        "cinco",
        "veintiún",
        "3",
        "11",
        "500",
        "2024",
        "11.000",
        "1.2.3",
        "3,5",
        "1\u00a0000",
        " ",
        "  ",
        "\n",
        "\n\n",
        ".",
        ",",
        "casa",
        "𝟙",
        "٣",
        "½",
        "9" * 40,
        "\ud800",
    ]
)
_TEXTS = st.one_of(st.text(), st.lists(_PIECES).map(" ".join), st.lists(_PIECES).map("".join))


@given(_TEXTS)
def test_any_text_is_read_without_error_and_offsets_lie_in_order_within_it(text: str) -> None:
    end = 0
    for number in find_numbers(text):
        assert end <= number.start < number.end <= len(text)
        read = text[number.start : number.end]
        assert read == read.strip()
        assert canonical(number.value).replace(".", "").isdigit()
        end = number.end


@given(_TEXTS)
def test_what_was_read_reads_alone_as_the_same_value(text: str) -> None:
    for number in find_numbers(text):
        assert values(text[number.start : number.end]) == [number.value]


@given(_TEXTS)
def test_the_canonical_form_reads_as_itself(text: str) -> None:
    for number in find_numbers(text):
        form = canonical(number.value)
        digits, _, decimals = form.partition(".")
        if len(form) <= LONGEST_FIGURE and len(decimals) != 3:  # "0.125" in full; "1.125" is 1125
            assert read_figure(form) == number.value
            assert digits.isdigit()
