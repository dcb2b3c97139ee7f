"""Spanish as it is read: the words in the one object are those that the readers read."""

from __future__ import annotations

import dataclasses
import re
from datetime import date
from decimal import Decimal
from itertools import product
from typing import get_args

import pytest

from index.text.folding import fold, fold_number_word
from index.text.language import Language
from index.text.spanish import SPANISH as SEARCHED
from rag.claims.attribution import attribution_in
from rag.followups import small_talk
from rag.language import ENGLISH, SPANISH
from rag.questions.english import is_english
from rag.questions.question_words import KINDS, kind_of
from rag.reader.events import omits_event
from rag.values.amounts import find_amounts
from rag.values.calendar.days import Days, Part
from rag.values.dates import find_dates, is_ahead
from rag.values.hedges import Hedge, after, before
from rag.values.names import same_name, tokens
from rag.values.units import unit_at

WEDNESDAY = date(2025, 8, 13)


def test_reading_knows_all_that_searching_knows() -> None:
    for field in dataclasses.fields(Language):
        assert getattr(SPANISH, field.name) is getattr(SEARCHED, field.name)


def spans(text: str, article: date | None = WEDNESDAY) -> list[Days | None]:
    return [mention.span for mention in find_dates(text, article)]


@pytest.mark.parametrize("number", range(1, 13))
def test_every_month_is_read_in_every_spelling(number: int) -> None:
    month = SPANISH.months[number - 1]
    day = Days(date(2024, number, 8), date(2024, number, 8))
    for name in (month.name, *month.variants, *(f"{short}." for short in month.abbreviations)):
        assert spans(f"el 8 de {name} de 2024") == [day]
        assert spans(f"EL 8 DE {name.upper()} DE 2024") == [day]


@pytest.mark.parametrize("number", range(7))
def test_every_weekday_is_read_with_and_without_its_accent(number: int) -> None:
    name = SPANISH.weekdays[number]
    for written in (name, fold(name), name.upper()):
        (span,) = spans(f"Llegó el {written} pasado.")
        assert span is not None
        assert span.first == span.last
        assert span.first.weekday() == number
        assert 0 < (WEDNESDAY - span.first).days <= 7


def test_every_day_of_a_month_is_read_in_words() -> None:
    words = [*SPANISH.numbers.units[1:], SPANISH.numbers.tens[0], "treinta y uno"]
    for number, word in enumerate(words, start=1):
        for written in (word, fold_number_word(word)):
            assert spans(f"el {written} de mayo de 2024") == [
                Days(date(2024, 5, number), date(2024, 5, number))
            ]


def test_every_word_for_a_day_counts_from_the_article() -> None:
    for word, offset in SPANISH.dates.day_offsets.items():
        (span,) = spans(f"Fue {word}.")
        assert span is not None
        assert (span.first - WEDNESDAY).days == offset


def test_every_ordinal_decade_season_and_fraction_is_a_date() -> None:
    words = SPANISH.dates
    phrases = [
        *(f"el {ordinal} domingo de mayo de 2024" for ordinal in (*words.ordinals, words.last)),
        *(f"en los {tens}" for tens in words.lone_decades),
        *(f"en el {season} de 2019" for season in words.seasons),
        *(f"el {words.ordinals[1]} {fraction} de 2020" for fraction in words.fractions),
    ]
    for phrase in phrases:
        assert [span is not None for span in spans(phrase)] == [True]


def test_every_part_of_a_month_is_read() -> None:
    assert words_of(Part) == {*SPANISH.dates.parts}
    for patterns in SPANISH.dates.parts.values():
        for pattern in patterns:
            for written in {pattern.replace("?", ""), pattern.removesuffix("s?")}:
                (span,) = spans(f"a {written} de mayo de 2024")
                assert span is not None
                assert 9 <= (span.last - span.first).days < 20


def test_past_and_future_forms_tell_when() -> None:
    for form in SPANISH.tenses.past_forms:
        assert not is_ahead(f"Ella {form} y llegará.")
    for auxiliary in SPANISH.tenses.going:
        assert is_ahead(f"Ellos {auxiliary} a llegar.")


def words_of(kinds: object) -> set[str]:
    return {*get_args(kinds)}


def test_hedges_are_of_the_kinds_that_amounts_know() -> None:
    hedges = SPANISH.hedges
    assert {*hedges.before, *hedges.verbs, *hedges.after} <= words_of(Hedge)


def test_every_plain_hedge_is_read_with_and_without_accents() -> None:
    for kind, phrases in SPANISH.hedges.before.items():
        for phrase in phrases:
            if phrase.replace(" ", "").isalpha():
                for written in (phrase, fold_number_word(phrase)):
                    assert before(f"{written} 300", len(written) + 1).kind == kind
    for kind, phrases in SPANISH.hedges.after.items():
        for phrase in phrases:
            if phrase.replace(" ", "").isalpha():
                assert after(f"300 {phrase}", 3) == kind


def test_every_collective_and_vague_word_is_an_amount() -> None:
    words = SPANISH.quantities
    for collective, size in words.collectives.items():
        (amount,) = find_amounts(f"una {collective} de soldados")
        assert amount.value == size
    for many, size in words.many.items():
        (amount,) = find_amounts(f"tres {many} de soldados")
        assert amount.value == 3 * size
    for vague, (low, high) in words.vague.items():
        (amount,) = find_amounts(f"hubo {vague} de soldados")
        assert (amount.value, amount.low, amount.high) == (None, low, high)


def test_every_unit_is_found_by_its_name_and_has_a_dimension_of_its_kind() -> None:
    names = [unit.name for unit in SPANISH.units]
    assert len(names) == len(set(names))
    for unit in SPANISH.units:
        # «%»; in the plural only, or by a sign («el sol», «el real», «un boliviano»).
        if unit.name in {"%", "sol", "real", "boliviano", "guaraní", "colón", "sucre", "franco"} | {
            "corona", "bolívar o boliviano"
        }:  # fmt: skip
            continue
        read, _ = unit_at(f"3 {unit.name}", 0, 1)
        assert (read.name, read.factor) == (unit.name, Decimal(unit.factor))


def test_money_means_in_a_country_one_that_there_is() -> None:
    names = {unit.name for unit in SPANISH.units}
    assert set(SPANISH.money.outlets.values()) <= set(SPANISH.money.meant)
    for moneys in SPANISH.money.meant.values():
        assert {*moneys, *moneys.values()} <= names


def test_both_languages_ask_for_every_kind() -> None:
    assert {*SPANISH.questions.kinds} == {*ENGLISH.questions} == {*KINDS}
    for kind, language in product(KINDS, (SPANISH.questions.kinds, ENGLISH.questions)):
        for pattern in language[kind]:
            if pattern.replace(" ", "").isalpha():
                assert kind_of(f"¿{pattern} xyz?") == kind


def test_the_words_of_either_language_tell_a_question_in_it() -> None:
    assert not ENGLISH.words & SPANISH.function_words
    assert is_english(" ".join(ENGLISH.words))
    assert not is_english(" ".join(SPANISH.function_words))


def test_every_verb_of_saying_attributes() -> None:
    for verb in SPANISH.attribution.verbs:
        if verb.isalpha():
            assert attribution_in(f"Son once mil, {verb} Ruiz.") == f"{verb} Ruiz"


def test_names_that_mean_the_same_are_one() -> None:
    for name, full in SPANISH.names.same.items():
        assert same_name(name, full)
        assert tokens(name) == tokens(full)


def test_every_event_that_is_asked_for_in_english_has_a_name_in_spanish() -> None:
    assert ENGLISH.events.keys() <= SPANISH.events.keys()
    for name, beginnings in ENGLISH.events.items():
        for beginning in beginnings:
            assert omits_event(f"¿{beginning}?", "Nada.")
            assert not omits_event(f"¿{beginning}?", f"Hubo {SPANISH.events[name].passage[0]}.")


def test_every_word_that_speaks_of_an_event_is_one_of_a_passage() -> None:
    for event in SPANISH.events.values():
        for word in (*event.passage, *event.signs):
            plain = word.replace("\\b", "").replace("?", "")
            assert not omits_event(event.question[0], f"La entrada {plain} 12.")


def test_no_seat_of_a_government_is_named_like_its_country() -> None:
    for names, seats in SPANISH.seats:
        assert names
        assert seats
        assert not {*names} & {*seats}


def test_small_talk_of_both_languages_is_of_the_same_kinds() -> None:
    for kind, phrases in SPANISH.small_talk.kinds.items():
        for phrase in (*phrases, *ENGLISH.small_talk.kinds[kind]):
            plain = re.sub(r"\(\?:[^()]*\)\?", "", phrase)
            assert "(" in plain or small_talk.reply(plain) is not None
    greeting, thanks = ("hola", "hello"), ("gracias", "thanks")
    assert len({small_talk.reply(word) for word in greeting}) == 1
    assert len({small_talk.reply(word) for word in (*greeting, *thanks)}) == 2
    assert SPANISH.small_talk.kinds.keys() == ENGLISH.small_talk.kinds.keys()


@pytest.mark.parametrize(
    ("written", "usual"),
    [
        ("el ſábado paſado", "el sábado pasado"),
        ("el 3 de ſeptiembre de 1890", "el 3 de septiembre de 1890"),
        ("el ſegundo trimeſtre de 2020", "el segundo trimestre de 2020"),
        ("el último vıernes de mayo de 2020", "el último viernes de mayo de 2020"),
        ("a fineſ de julio de 2020", "a fines de julio de 2020"),
        ("en los ſetenta", "en los setenta"),
        ("en el siglo xİx", "en el siglo xix"),
    ],
)
def test_dates_in_old_or_turkish_letters_are_read_as_in_usual_ones(
    written: str, usual: str
) -> None:
    assert spans(written) == spans(usual) != []


@pytest.mark.parametrize(
    ("written", "usual"),
    [
        ("dos docenaſ", "dos docenas"),
        ("mileſ de perſonas", "miles de personas"),
        ("medio mıllar", "medio millar"),
        ("entre 3 y medio mıllón", "entre 3 y medio millón"),
        ("decenaſ de mıles", "decenas de miles"),
    ],
)
def test_amounts_in_old_or_turkish_letters_are_read_as_in_usual_ones(
    written: str, usual: str
) -> None:
    assert find_amounts(written) == find_amounts(usual) != []
