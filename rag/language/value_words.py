"""What a language must say of numbers, dates and names, so that values can be read.

Words are in lower case and with their accents. Where it says «pattern», a word may hold what
regular expressions write («principios?») and a space stands for any white space. They are named
tuples, which Python makes in a third of a dataclass's time.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class HedgeWords(NamedTuple):
    """Patterns of phrases that soften a number, by the kind of hedge they are.

    :param before: before the number, and quoted with it.
    :param verbs: before it, but not quoted with it.
    :param after: after the number and the few words that it counts.
    :param articles: what may stand between a hedge and its number.
    :param stressing: what stands before a number, softens nothing, and is not quoted with it.
    """

    before: Mapping[str, tuple[str, ...]]
    verbs: Mapping[str, tuple[str, ...]]
    after: Mapping[str, tuple[str, ...]]
    articles: tuple[str, ...]
    stressing: tuple[str, ...]


class TenseWords(NamedTuple):
    """How verbs show whether they speak of what has been or is to come.

    :param past_endings: of words of three letters or more.
    :param past_forms: verbs whose past has another ending.
    :param perfect: auxiliaries before a participle.
    :param future_endings: of any word.
    :param going: auxiliaries before «a» and an infinitive.
    """

    past_endings: tuple[str, ...]
    past_forms: tuple[str, ...]
    perfect: tuple[str, ...]
    future_endings: tuple[str, ...]
    going: tuple[str, ...]


class DateWords(NamedTuple):
    """Words that dates are made of, besides months and weekdays.

    :param day_offsets: words for a day → how many days it lies after the present one.
    :param nouns_after: such words that are nouns after certain others («la mañana»).
    :param parts_of_day: of the present day, after «esta».
    :param first_day: pattern of the ordinal that names the first of a month.
    :param ordinals: first to fourth.
    :param last: the ordinal of the last.
    :param past: adjectives before or after a time that is past, without their ending.
    :param next: the same for a time to come.
    :param coming: further phrases after a time to come.
    :param previous: further words after a time that is past.
    :param not_today: words with which the name of a weekday cannot mean the present day.
    :param periods: day, week, month and year, in the singular and the plural.
    :param fractions: fractions of a year → their months.
    :param seasons: of the year.
    :param parts: patterns of the first, middle and last part of a period.
    :param decades: patterns of what stands before the number of a decade.
    :param lone_decades: tens that alone name a decade of the 20th century.
    :param ambiguous_decades: tens that are a decade of either century by now.
    :param century: the word for it.
    """

    day_offsets: Mapping[str, int]
    nouns_after: Mapping[str, tuple[str, ...]]
    parts_of_day: tuple[str, ...]
    first_day: str
    ordinals: tuple[str, ...]
    last: str
    past: tuple[str, ...]
    next: tuple[str, ...]
    coming: tuple[str, ...]
    previous: tuple[str, ...]
    not_today: tuple[str, ...]
    periods: Mapping[str, tuple[str, str]]
    fractions: Mapping[str, int]
    seasons: tuple[str, ...]
    parts: Mapping[str, tuple[str, ...]]
    decades: tuple[str, ...]
    lone_decades: Mapping[str, int]
    ambiguous_decades: tuple[str, ...]
    century: str


class DayPart(NamedTuple):
    """A part of the day.

    :param pattern: how it is called.
    :param added: hours that it adds to those of a clock face.
    :param since: hour of the clock face from which it adds them, 0 for all: «las doce» and «las dos
        de la noche» lie after midnight.
    """

    pattern: str
    added: int
    since: int = 0


class ClockWords(NamedTuple):
    """Words that tell the time of day.

    :param asked: pattern of a question for it, folded.
    :param parts: of the day.
    :param article: pattern of what stands before an hour.
    :param fractions: of an hour → minutes.
    :param more: the word that adds them to the hour.
    :param less: the one that takes them away.
    :param of: the word between a time and the part of its day.
    :param names: hours that have a name → minutes of the day.
    """

    asked: str
    parts: tuple[DayPart, ...]
    article: str
    fractions: Mapping[str, int]
    more: str
    less: str
    of: str
    names: Mapping[str, int]


class CourseWords(NamedTuple):
    """Patterns by which a sentence says how far a matter has come.

    :param plan: it speaks of what is meant to be.
    :param plans: names of plans, which a question may ask for.
    :param interim: of a count that goes on.
    :param total: of the whole count, which may be the last.
    :param final: of the last one.
    :param update: of a value that takes the place of one before.
    :param put_off: of a day that was moved.
    :param successor: of somebody who takes another's place.
    """

    plan: tuple[str, ...]
    plans: tuple[str, ...]
    interim: tuple[str, ...]
    total: tuple[str, ...]
    final: tuple[str, ...]
    update: tuple[str, ...]
    put_off: tuple[str, ...]
    successor: tuple[str, ...]


class QuantityWords(NamedTuple):
    """Words for numbers that are no number words: collectives and the vague.

    :param collectives: in the singular → how many they are.
    :param many: collectives in the plural, which a number multiplies.
    :param vague: words that alone say how many, roughly → least and most.
    :param vague_scales: what may multiply those («decenas de miles»).
    :param half: pattern of half of a collective.
    :param pair: pattern of two of them.
    :param singles: patterns of nouns after which «un» is a number and no article.
    :param percent: after a number.
    :param below_zero: after degrees.
    :param warmth: patterns of how words begin that speak of it, for which «30º» is a temperature.
    :param thirds: names of parts in the singular → into how many parts they divide.
    :param out_of: between two numbers, a share («tres de cada cuatro»).
    :param quarters: before «de» and a scale («tres cuartos de millón») → how many quarters.
    :param and_half: pattern of a half more of the unit before it.
    :param joints: words between an amount and its rest in a smaller unit («1 año y 6 meses»).
    :param part_before: patterns of what makes the number after it a part of a greater one.
    :param part_after: the same of the number before it.
    """

    collectives: Mapping[str, int]
    many: Mapping[str, int]
    vague: Mapping[str, tuple[int, int]]
    vague_scales: Mapping[str, int]
    half: str
    pair: str
    singles: tuple[str, ...]
    percent: str
    below_zero: str
    warmth: tuple[str, ...]
    thirds: Mapping[str, int]
    out_of: str
    quarters: Mapping[str, int]
    and_half: str
    joints: tuple[str, ...]
    part_before: tuple[str, ...]
    part_after: tuple[str, ...]


class UnitWords(NamedTuple):
    """How a unit of measure is written.

    :param name: in the singular.
    :param dimension: units of one dimension can be converted.
    :param factor: how many of the dimension's base unit it is, in digits.
    :param written: pattern of its words and symbols.
    :param before: pattern of a symbol that stands before the number, ``""`` where none does.
    :param family: dimensions of which it may be any, where its name does not tell.
    """

    name: str
    dimension: str
    factor: str
    written: str
    before: str = ""
    family: tuple[str, ...] = ()


class MoneyWords(NamedTuple):
    """How money is called where its name alone does not tell which it is.

    :param meant: country (ISO 3166) → what the name of an ambiguous unit means there.
    :param outlets: outlet, in lower case → its country.
    :param letters: units whose sign is a mere letter → that sign.
    :param currencies: names of all of them.
    """

    meant: Mapping[str, Mapping[str, str]]
    outlets: Mapping[str, str]
    letters: Mapping[str, str]
    currencies: tuple[str, ...]


class NameWords(NamedTuple):
    """Words of names, in lower case and without accents, as names are compared.

    :param articles: before a name.
    :param empty: words inside names, titles and kinds of place: they tell no two apart.
    :param compass: those of them that tell countries apart.
    :param compass_countries: the countries they tell apart.
    :param same: short or second names → the name that stands for both.
    :param given: given names of people.
    :param heads: words with which many names of bodies and places begin: they tell no two apart.
    :param sites: those of them that a building or a place has, which does nothing itself.
    :param sited: patterns of nouns after which, with «de», a name is a place's.
    :param peoples: names of places → how else texts speak of them: beginnings of words.
    :param places: words of places in which another may lie.
    """

    articles: tuple[str, ...]
    empty: frozenset[str]
    compass: frozenset[str]
    compass_countries: tuple[str, ...]
    same: Mapping[str, str]
    given: frozenset[str]
    heads: frozenset[str]
    sites: frozenset[str]
    sited: tuple[str, ...]
    peoples: Mapping[str, tuple[str, ...]]
    places: tuple[str, ...]
