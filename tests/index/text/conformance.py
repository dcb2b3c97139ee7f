"""What holds of a language, whichever it is: subclass, and say which.

>>> class TestSpanish(LanguageConformance):
...     language = SPANISH
...     content = ("estado", "gobierno")
"""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from index.text.analyzer import analyze
from index.text.folding import fold_number_word, fold_term
from index.text.language import Language
from index.text.numbers import find_numbers


class LanguageConformance:
    """Tests of a :class:`~index.text.language.Language` and of what is built on it."""

    language: Language
    content: tuple[str, ...]
    """Words that name something and that ready-made lists of stop words would drop."""

    def test_a_year_has_twelve_months_and_a_week_seven_days(self) -> None:
        assert len(self.language.months) == 12
        assert len(set(self.language.weekdays)) == 7

    def test_no_spelling_of_a_month_is_another_months_or_a_weekday(self) -> None:
        spellings = [s for month in self.language.months for s in month.spellings]
        spellings += self.language.weekdays
        assert len(spellings) == len(set(spellings))

    def test_words_are_in_lower_case_and_each_is_one(self) -> None:
        words = {s for month in self.language.months for s in month.spellings}
        words |= {*self.language.weekdays, *self.language.stop_words, *self.language.spellings}
        words |= self.language.numbers.values().keys() | self.language.numbers.scales.keys()
        assert all(word.isalpha() and word == word.lower() for word in words)

    def test_the_months_and_weekdays_are_searched_for_and_not_read_as_numbers(self) -> None:
        for name in (*(month.name for month in self.language.months), *self.language.weekdays):
            assert len(analyze(name)) == 1
            assert not find_numbers(name)

    def test_a_date_in_words_holds_its_day_and_year_as_numbers(self) -> None:
        for month in self.language.months:
            for spelling in month.spellings:
                read = [number.value for number in find_numbers(f"8 de {spelling} de 2025")]
                assert read == [8, 2025]

    def test_every_number_word_is_read_as_its_value(self) -> None:
        numbers = self.language.numbers
        for word, value in numbers.values().items():
            read = [number.value for number in find_numbers(word)]
            assert read == ([] if word in numbers.articles else [value])

    def test_number_words_may_lack_their_accents(self) -> None:
        for word in self.language.numbers.values():
            plain = fold_number_word(word)
            assert [n.value for n in find_numbers(plain)] == [n.value for n in find_numbers(word)]

    def test_every_scale_multiplies_what_stands_before_it(self) -> None:
        numbers = self.language.numbers
        for word, factor in ({numbers.thousand: 1000} | dict(numbers.scales)).items():
            (number,) = find_numbers(f"{numbers.units[7]} {word}")
            assert number.value == Decimal(7 * factor)

    def test_stop_words_name_nothing(self) -> None:
        assert not self.language.stop_words.intersection(self.content)
        names = {month.name for month in self.language.months} | {*self.language.weekdays}
        assert not self.language.stop_words & names
        counted = self.language.numbers.values().keys() - self.language.numbers.articles
        assert not self.language.stop_words & counted
        for word in self.content:
            assert analyze(word)

    def test_stop_words_leave_nothing(self) -> None:
        assert analyze(" ".join(sorted(self.language.stop_words))) == []

    def test_accents_go_and_other_letters_stay(self) -> None:
        accents = {**self.language.accents, **self.language.borrowed_accents}
        for letter, plain in accents.items():
            assert len(letter) == len(plain) == 1
            assert fold_term(letter) == plain
            assert plain not in accents

    def test_every_spelling_meets_the_one_that_stands_for_it(self) -> None:
        for spelling, first in self.language.spellings.items():
            assert self.language.spellings[first] == first
            assert analyze(spelling) == analyze(first) != []

    @given(st.data())
    def test_words_are_stemmed_with_their_accents(self, data: st.DataObject) -> None:
        import Stemmer

        letters = "bcdlmnrst" + "".join(self.language.accents) + "aeiou"
        word = data.draw(st.text(alphabet=letters, min_size=4, max_size=12), label="word")
        if word in self.language.stop_words or find_numbers(word):
            return
        known = self.language.spellings.get(fold_term(word), word)
        stem = fold_term(Stemmer.Stemmer(self.language.stemmer).stemWord(known))
        (term,) = analyze(word)
        assert term in (stem, stem[:-1])
