"""What a language must say of questions and sentences, so that they can be taken apart.

Words are in lower case and with their accents. Where it says «pattern», a word may hold what
regular expressions write («principios?») and a space stands for any white space. They are named
tuples, which Python makes in a third of a dataclass's time.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class QuestionWords(NamedTuple):
    """How questions ask; patterns without accents, since people leave those out.

    :param kinds: what asks for each kind of answer; longer phrases stand before the words they
        contain.
    :param counting: what stands before the noun that a question counts.
    :param counted_by: collectives that may come before that noun.
    :param measures: dimensions of units (``money`` for every currency) with the pattern, without
        accents, of the questions that ask for one of them.
    """

    kinds: Mapping[str, tuple[str, ...]]
    counting: tuple[str, ...]
    counted_by: tuple[str, ...]
    measures: tuple[tuple[tuple[str, ...], str], ...]


class GrammarWords(NamedTuple):
    """Closed classes of words, by which a question is taken apart.

    :param prepositions: with and without their accents.
    :param joints: words that go on with the piece of a sentence they stand in.
    :param articles: definite and indefinite.
    :param determiners: the articles, and what may stand in their place.
    :param clitics: unstressed pronouns.
    :param question_words: without accent → as it is spelt.
    :param with_noun: those that may stand before a noun, without accents.
    :param pointing: patterns of words that point to what was said.
    :param there: words for a place that was named.
    :param possessive: patterns of words for what is somebody's.
    :param continuing: words with which a question goes on from the one before.
    :param adverbs: words between verb and noun that belong to neither; without accents.
    :param times: nouns that a time begins with, besides months; without accents.
    :param votes: what tells which of those counted are meant though it names nothing.
    :param years_beside: patterns of the year so many years from one that was named.
    """

    prepositions: frozenset[str]
    joints: frozenset[str]
    articles: frozenset[str]
    determiners: frozenset[str]
    clitics: frozenset[str]
    question_words: Mapping[str, str]
    with_noun: frozenset[str]
    pointing: tuple[str, ...]
    there: tuple[str, ...]
    possessive: tuple[str, ...]
    continuing: tuple[str, ...]
    adverbs: frozenset[str]
    times: frozenset[str]
    votes: frozenset[str]
    years_beside: Mapping[int, tuple[str, ...]]


class NounWords(NamedTuple):
    """What the form of a noun tells, without accents.

    :param measures: nouns that a question measures something with: they are asked for, not
        spoken of.
    :param given: those of them that are given or told, rather than counted.
    :param kin: persons who are somebody's.
    :param masculine: nouns that look feminine.
    :param feminine_endings: of feminine nouns.
    :param things: nouns that end as those for people do.
    :param person_endings: of nouns for people, in the singular.
    :param had: nouns, in the singular, of what people have by number.
    :param actors: kinds of those who do something though they are no persons, in the singular.
    :param bodies: those that decide and answer in a town or a court, in the singular.
    """

    measures: frozenset[str]
    given: frozenset[str]
    kin: frozenset[str]
    masculine: frozenset[str]
    feminine_endings: tuple[str, ...]
    things: frozenset[str]
    person_endings: tuple[str, ...]
    had: frozenset[str]
    actors: frozenset[str]
    bodies: frozenset[str]


class VerbWords(NamedTuple):
    """Verbs and their forms; without accents but for the infinitives and the endings.

    :param infinitives: of verbs that are conjugated by rule.
    :param irregular: third persons that those rules do not make.
    :param endings: that few nouns share.
    :param participles: patterns of their endings.
    :param compounded: irregular forms that prefixes are put before («impuso», «obtuvo»).
    :param auxiliaries: verbs that may be followed by another, which says what is done.
    :param static: verbs that say how something is rather than what happened: a bare «¿y cuándo?»
        after «¿cuánto cuesta?» does not ask when it costs.
    :param general: verbs that only stand for the one before: «¿por qué lo hizo?».
    :param existing: verbs that say that there is something.
    :param of_people: patterns of how verbs begin whose subject is a person.
    :param of_things: the same for things.
    :param on_people: the same for verbs whose object is a person.
    :param saying: the same for verbs that take what was said or known as their object.
    :param telling: how verbs begin that only somebody says or gives: «qué motivo dio la matrona».
    :param giving: patterns of how verbs of giving figures begin.
    :param accepting: the same for saying yes to something.
    :param rejecting: the same for saying no to it.
    :param fates: beginnings of verbs and nouns of what becomes of people in a calamity; one is not
        another.
    :param leaving: the same for verbs of which the calamity is the subject and they the object.
    :param winning: the same for coming first in a contest.
    :param spending: the same for verbs of paying and saving, whose amount is all that is asked for.
    """

    infinitives: tuple[str, ...]
    irregular: tuple[str, ...]
    endings: tuple[str, ...]
    participles: tuple[str, ...]
    compounded: tuple[str, ...]
    auxiliaries: frozenset[str]
    static: frozenset[str]
    general: frozenset[str]
    existing: frozenset[str]
    of_people: tuple[str, ...]
    of_things: tuple[str, ...]
    on_people: tuple[str, ...]
    saying: tuple[str, ...]
    telling: tuple[str, ...]
    giving: tuple[str, ...]
    accepting: tuple[str, ...]
    rejecting: tuple[str, ...]
    fates: tuple[str, ...]
    leaving: tuple[str, ...]
    winning: tuple[str, ...]
    spending: tuple[str, ...]


class SentenceWords(NamedTuple):
    """What tells whether a full stop ends a sentence; in lower case, the last two as written.

    An abbreviation with a capital counts only when it is written with it: «Res.», but not «res.».

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


class AttributionWords(NamedTuple):
    """How a sentence names the source of what it tells; patterns.

    :param according: prepositions before the source, each with single spaces.
    :param verbs: of saying, beside it.
    :param stops: words at which the name of a source ends.
    :param nobody: what stands where a source would and is none.
    :param no_subject: further words that begin a sentence and are no subject.
    :param times: what may stand between a verb of saying and its subject or what is said.
    :param contrasts: words after which another source speaks.
    :param leads: what may stand with a comma before a sentence's subject.
    :param valuing: those of the verbs that say how much something comes to.
    """

    according: tuple[str, ...]
    verbs: tuple[str, ...]
    stops: tuple[str, ...]
    nobody: tuple[str, ...]
    no_subject: tuple[str, ...]
    times: tuple[str, ...]
    contrasts: tuple[str, ...]
    leads: tuple[str, ...]
    valuing: tuple[str, ...]


class EventWords(NamedTuple):
    """How a question asks for an event and how a passage speaks of it, by beginnings of words.

    :param signs: characters that speak of it too.
    """

    question: tuple[str, ...]
    passage: tuple[str, ...]
    signs: str = ""


class CountedWords(NamedTuple):
    """What numbers count: people to whom something happened, and things; without accents.

    :param people: patterns of what people are called to whom an event happened, by the event.
    :param befallen: patterns of verbs of which those people are the subject, by the event.
    :param counting: pattern of what such people are counted as, before the word for them («la cifra
        de»).
    :param lost: the event after which nobody is there any more.
    :param kin: of names for more than one event, the events.
    :param spoken: beginnings of words by which a question speaks of any of them.
    :param asked: pattern of a question that counts people.
    :param things: that are no people.
    :param apart: words that part a number from what is not its noun.
    :param clauses: words that begin another clause.
    :param of: the word between a number and its noun («un millón de casas»).
    """

    people: Mapping[str, str]
    befallen: Mapping[str, str]
    counting: str
    lost: str
    kin: Mapping[str, tuple[str, ...]]
    spoken: tuple[str, ...]
    asked: str
    things: tuple[str, ...]
    apart: tuple[str, ...]
    clauses: tuple[str, ...]
    of: str


class ThingWords(NamedTuple):
    """Things of one sort, of which a passage about one says nothing of another.

    :param sorts: each sort's things, each by the beginnings of the words for it, without accents.
    :param disasters: words for each kind of disaster.
    :param other_disasters: words for those that a question may name in many ways.
    """

    sorts: tuple[tuple[tuple[str, ...], ...], ...]
    disasters: tuple[str, ...]
    other_disasters: str


class QualificationWords(NamedTuple):
    """What narrows the figure that a question asks for; patterns without accents.

    :param according: what stands before who gives it.
    :param before: what stands before the moment that it is from before.
    :param earlier: how a sentence says that something is of an earlier moment.
    :param phases: what a question calls a stage of its matter → how a sentence tells of it.
    :param opposed: verbs → those of which a sentence that has only them tells the contrary.
    """

    according: tuple[str, ...]
    before: tuple[str, ...]
    earlier: tuple[str, ...]
    phases: tuple[tuple[str, str], ...]
    opposed: tuple[tuple[str, str], ...]


class RequestWords(NamedTuple):
    """How people ask for articles rather than for what they say: patterns without accents.

    :param articles: what an archive holds.
    :param telling: that an article tells of something.
    :param being: that there are some.
    :param about: what stands before that which they tell of.
    :param happening: how a question for what happened begins.
    :param listing: how a request to list begins.
    :param summing: how a request to sum up begins.
    :param known: what a summary is asked of, before the matter itself.
    """

    articles: str
    telling: str
    being: str
    about: str
    happening: str
    listing: str
    summing: str
    known: str


class SmallTalk(NamedTuple):
    """What people say that asks nothing: patterns without accents, by kind.

    :param fillers: what may stand around it.
    """

    kinds: Mapping[str, tuple[str, ...]]
    fillers: tuple[str, ...]
