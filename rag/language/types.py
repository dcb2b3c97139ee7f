"""The parts of a language that reading needs: words by what they do to a number, a date, a name.

Words are in lower case and with their accents. Where it says «pattern», a word may hold what
regular expressions write («principios?») and a space stands for any white space.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from index.text.language import Language


@dataclass(frozen=True, slots=True)
class HedgeWords:
    """Patterns of phrases that soften a number, by the kind of hedge they are.

    :param before: before the number, and quoted with it.
    :param verbs: before it, but not quoted with it.
    :param after: after the number and the few words that it counts.
    :param articles: what may stand between a hedge and its number.
    """

    before: Mapping[str, tuple[str, ...]]
    verbs: Mapping[str, tuple[str, ...]]
    after: Mapping[str, tuple[str, ...]]
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """How questions ask; patterns without accents, since people leave those out.

    :param kinds: what asks for each kind of answer; longer phrases stand before the words they
        contain.
    :param counting: what stands before the noun that a question counts.
    :param counted_by: collectives that may come before that noun.
    """

    kinds: Mapping[str, tuple[str, ...]]
    counting: tuple[str, ...]
    counted_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TenseWords:
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


@dataclass(frozen=True, slots=True)
class DateWords:
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


@dataclass(frozen=True, slots=True)
class QuantityWords:
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


@dataclass(frozen=True, slots=True)
class UnitWords:
    """How a unit of measure is written.

    :param name: in the singular.
    :param dimension: units of one dimension can be converted.
    :param factor: how many of the dimension's base unit it is, in digits.
    :param written: pattern of its words and symbols.
    :param before: pattern of a symbol that stands before the number, ``""`` where none does.
    """

    name: str
    dimension: str
    factor: str
    written: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class AttributionWords:
    """How a sentence names the source of what it tells; patterns.

    :param according: prepositions before the source, each with single spaces.
    :param verbs: of saying, beside it.
    :param stops: words at which the name of a source ends.
    :param nobody: what stands where a source would and is none.
    :param no_subject: further words that begin a sentence and are no subject.
    """

    according: tuple[str, ...]
    verbs: tuple[str, ...]
    stops: tuple[str, ...]
    nobody: tuple[str, ...]
    no_subject: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NameWords:
    """Words of names, in lower case and without accents, as names are compared.

    :param articles: before a name.
    :param empty: words inside names, titles and kinds of place: they tell no two apart.
    :param compass: those of them that tell countries apart.
    :param compass_countries: the countries they tell apart.
    :param same: short or second names → the name that stands for both.
    :param places: words of places in which another may lie.
    """

    articles: tuple[str, ...]
    empty: frozenset[str]
    compass: frozenset[str]
    compass_countries: tuple[str, ...]
    same: Mapping[str, str]
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GrammarWords:
    """Closed classes of words, by which a question is taken apart.

    :param prepositions: with and without their accents.
    :param joints: words that go on with the piece of a sentence they stand in.
    :param articles: definite and indefinite.
    :param determiners: the articles, and what may stand in their place.
    :param clitics: unstressed pronouns.
    :param question_words: without accent → as it is spelt.
    :param with_noun: those that may stand before a noun, without accents.
    :param pointing: patterns of words that point to what was said.
    :param possessive: patterns of words for what is somebody's.
    :param continuing: words with which a question goes on from the one before.
    """

    prepositions: frozenset[str]
    joints: frozenset[str]
    articles: frozenset[str]
    determiners: frozenset[str]
    clitics: frozenset[str]
    question_words: Mapping[str, str]
    with_noun: frozenset[str]
    pointing: tuple[str, ...]
    possessive: tuple[str, ...]
    continuing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NounWords:
    """What the form of a noun tells, without accents.

    :param measures: nouns that a question measures something with: they are asked for, not
        spoken of.
    :param masculine: nouns that look feminine.
    :param feminine_endings: of feminine nouns.
    :param person_endings: of nouns for people, in the singular.
    """

    measures: frozenset[str]
    masculine: frozenset[str]
    feminine_endings: tuple[str, ...]
    person_endings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VerbWords:
    """Verbs and their forms; without accents but for the infinitives and the endings.

    :param infinitives: of verbs that are conjugated by rule.
    :param irregular: third persons that those rules do not make.
    :param endings: that few nouns share.
    :param participles: patterns of their endings.
    :param auxiliaries: verbs that may be followed by another, which says what is done.
    :param static: verbs that say how something is rather than what happened: a bare «¿y cuándo?»
        after «¿cuánto cuesta?» does not ask when it costs.
    :param general: verbs that only stand for the one before: «¿por qué lo hizo?».
    :param existing: verbs that say that there is something.
    :param of_people: patterns of how verbs begin whose subject is a person.
    :param of_things: the same for things.
    :param saying: the same for verbs that take what was said or known as their object.
    :param giving: the same for giving figures.
    """

    infinitives: tuple[str, ...]
    irregular: tuple[str, ...]
    endings: tuple[str, ...]
    participles: tuple[str, ...]
    auxiliaries: frozenset[str]
    static: frozenset[str]
    general: frozenset[str]
    existing: frozenset[str]
    of_people: tuple[str, ...]
    of_things: tuple[str, ...]
    saying: tuple[str, ...]
    giving: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """What tells whether a full stop ends a sentence; in lower case, the last two as written.

    :param leading: abbreviations that are followed by what they belong to: they never end one.
    :param either: abbreviations that may end one; then only a word that begins sentences tells.
    :param number_labels: abbreviations before a number.
    :param starters: words that begin sentences and hardly ever a name.
    :param particles: those that stand inside surnames too («John F. De la Rúa» in a headline).
    """

    leading: frozenset[str]
    either: frozenset[str]
    number_labels: frozenset[str]
    starters: frozenset[str]
    particles: frozenset[str]


@dataclass(frozen=True, slots=True)
class ForeignLanguage:
    """What tells a question in another language, and how that language asks.

    :param words: that a question in it hardly does without.
    :param questions: patterns of what asks for each kind of answer.
    :param starters: words that begin its sentences, as they are written there.
    """

    code: str
    words: frozenset[str]
    questions: Mapping[str, tuple[str, ...]]
    starters: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class ReadingLanguage(Language):
    """A language as the readers of questions, numbers, dates and names know it.

    :param function_words: words that tell a question in this language from one in another.
    """

    hedges: HedgeWords
    questions: QuestionWords
    tenses: TenseWords
    dates: DateWords
    quantities: QuantityWords
    units: tuple[UnitWords, ...]
    attribution: AttributionWords
    names: NameWords
    grammar: GrammarWords
    nouns: NounWords
    verbs: VerbWords
    sentences: SentenceWords
    function_words: frozenset[str]
