"""Whether a passage tells of another thing of the sort that a question asks about, or of another
edition of the same.

The price of a flight is not that of the train, though both are «el billete más barato»: a passage
that speaks, with its headline and its article's beginning, of a plane and of no train says
nothing of the train. Only what people travel in is told apart so. Of 103 own clusters' readings
for questions that name one of those, none of the 99 in passages that answer falls, 44 of 537
others do; of buildings 12 of 188 and 121 of 934 would, and what an attribute says («el precio del
tomate») 17 of 1,354 and 151 of 7,232: those were left. Of disasters 6 of 102 and 46 of 654 would,
since an article about one tells of the others: they are told apart by the whole article alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from index import Passage
from index.articles import Articles
from index.text.analyzer import analyze
from index.text.folding import fold
from rag.language import SPANISH
from rag.questions.english import is_english
from rag.questions.nouns import LEAST, beginning, is_measure
from rag.questions.question_words import kind_of
from rag.questions.verbs import is_infinitive, is_participle, is_verb
from rag.reader.measures import measures_asked
from rag.reader.metonyms import with_metonyms

_SORTS: Final = tuple(
    tuple(re.compile(rf"\b(?:{'|'.join(words)})") for words in things)
    for things in SPANISH.things.sorts
)

_DISASTERS: Final = tuple(frozenset(analyze(words)) for words in SPANISH.things.disasters)
_OTHER_DISASTERS: Final = frozenset(analyze(SPANISH.things.other_disasters))
_YEARS: Final = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_EDITION: Final = re.compile(r"\s+(?:del?\s+|\()?(?:la\s+edición\s+de\s+)?((?:1[5-9]|20)\d\d)\b")
_WORD: Final = re.compile(r"[^\W\d_]+")
_TIMES: Final = frozenset(
    (*(month.name for month in SPANISH.months), "año", "principios", "finales", "mediados")
)
"""Words before a year that make it a time rather than a part of a name."""
_LINKS: Final = frozenset({"de", "del", "la", "las", "los", "el"})
_OF_WHAT: Final = re.compile(
    r"[¿\s]*de\s+cu[aá]nt[oa]s(?:\s+\w+)?\s+(?:es|era|fue|ser[aá]|son|eran|fueron|ser[aá]n)"
    r"\s+(?:el|la|los|las)\s+"
    r"(?:(?:pr[oó]xim|[uú]ltim|primer|nuev|segund|siguiente|viej|antigu|actual)\w*\s+)?"
    r"(?P<thing>\w+)",
    re.IGNORECASE,
)
_NAMED: Final = re.compile(r"\b[A-ZÁÉÍÓÚÑ][\wáéíóúñü]+\s+(?=[A-ZÁÉÍÓÚÑ])")
"""A word that begins a name of several."""
_NOUN: Final = re.compile(r"\b(?:el|la|los|las|del|al|su|sus|un|una)\s+[^\W\d_]{3,}", re.IGNORECASE)
_PRICES: Final = frozenset(
    "precio precios coste costo importe valor tarifa total cuanto final finales principio".split()
)
LONGEST: Final = 6
"""Words of a thing's name before its year."""


def is_of_other_things(question: str, passage: Passage, quote: str, articles: Articles) -> bool:
    """Return whether a reading is of another thing, disaster or edition than the question, or of
    none of its things.

    :param quote: the sentence.
    :param articles: asked where the passage and its headline do not tell.
    """
    near = f"{passage.title}\n{passage.text}"

    def lead() -> str:
        return articles.lead(passage.document)

    return (
        is_of_another_edition(question, near, quote)
        or is_of_another_thing(question, near, lead)
        or says_nothing_of_it(question, near, quote, lead)
        or is_of_another_disaster(question, near, lambda: articles.words(passage.document))
    )


def is_of_another_disaster(question: str, near: str, article: Callable[[], frozenset[str]]) -> bool:
    """Return whether an article tells of a disaster of another kind than the question's, and has no
    word for one of that kind: a flood's dead are no earthquake's.

    An article about one disaster tells of others too, so that all of it must be known. Of 366
    readings of own clusters for questions that name one, 23 fall, none of the 88 that answer.

    :param near: the passage and its headline.
    :param article: gives the terms of the whole article; none where it is not known.
    """
    asked_by = frozenset(analyze(question))
    asked = [kind for kind in _DISASTERS if kind & asked_by]
    if not asked or any(kind & frozenset(analyze(near)) for kind in asked):
        return False
    told = article()
    if any(kind & told for kind in asked):
        return False
    return any(kind & told for kind in (*_DISASTERS, _OTHER_DISASTERS))


def is_of_another_edition(question: str, near: str, quote: str) -> bool:
    """Return whether a sentence tells of the thing that a question asks about as it was in another
    year: «la San Silvestre de 2021» where that of 2023 is asked for.

    :param near: the passage and its headline; the year that is asked for is nowhere in them.
    :param quote: the sentence.
    """
    told = _editions(quote)
    return any(
        year not in _YEARS.findall(near)
        and any(
            other != year and head == head_too and (name <= thing or thing <= name)
            for head_too, name, other in told
        )
        for head, thing, year in _editions(question)
    )


def _editions(text: str) -> list[tuple[str, frozenset[str], str]]:
    """The things of a text that have a year in their names: the word that each begins with, its
    terms, and the year."""
    found = []
    for match in _EDITION.finditer(text):
        named: list[str] = []
        for word in reversed(_WORD.findall(text[: match.start()])[-LONGEST:]):
            if word.lower() in _LINKS:
                if word.lower() not in ("de", "del") and named and named[-1][0].isupper():
                    break  # «la San Silvestre»
                continue
            named.append(word)
            if word.islower():
                break
        terms = frozenset(analyze(" ".join(named)))
        if terms and named[0].lower() not in _TIMES:
            found.append((fold(named[-1]), terms, match[1]))
    return found


@lru_cache(maxsize=32)
def _asked_about(question: str, least: int) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    """Beginnings of the words of a question of how much or how many that say of what, those in
    small letters and names: without its verbs, units and words for prices; ``None`` where that is
    told by names alone, which have many forms, and for any other question."""
    if is_english(question):
        return None
    if kind_of(question) != "how_many" and measures_asked(question) is None:
        return None
    words = [
        word
        for word in _WORD.findall(question)[1:]
        if not (word.islower() and _is_verbal(word))
        and not is_measure(word)
        and fold(word) not in _PRICES
        and analyze(word)
    ]
    if all(not word.islower() or is_participle(word) for word in words):
        return None
    common, named = (
        "|".join(re.escape(beginning(word, least)) for word in words if word.islower() is small)
        for small in (True, False)
    )
    return re.compile(rf"\b(?:{common})"), re.compile(rf"\b(?:{named})" if named else r"(?!)")


def _speaks_of(asked: tuple[re.Pattern[str], re.Pattern[str]], text: str) -> bool:
    """Whether a text has one of the words: «Puente Sarga» is a town, and speaks of no bridge."""
    common, named = asked
    return bool(common.search(fold(_NAMED.sub("", text))) or named.search(fold(text)))


def _is_verbal(word: str) -> bool:
    """Whether a word is a verb; «relevo» is none, «relevó» and «hizo» are."""
    noun = word.endswith("o") and fold(word) not in SPANISH.verbs.irregular
    return (is_verb(word) and not noun) or is_infinitive(word)


def says_nothing_of_it(
    question: str, near: str, quote: str, lead: Callable[[], str], *, least: int = LEAST
) -> bool:
    """Return whether a passage, its headline and its article's beginning have not one word of what
    a question of how much or how many asks about: the price of a train line is none of bread's.

    Of 1,671 questions to own clusters, such readings are 230 of those that are asked for how many:
    two answer, by other words for all of it.

    :param near: the passage and its headline.
    :param quote: the sentence; one without a noun of its own («cuesta 45 euros») is of whatever
        was spoken of.
    :param lead: gives the beginning of its article, where the passage has none of the words.
    :param least: letters of a word's beginning.
    """
    asked = _asked_about(with_metonyms(question, near), least)
    told = fold(near)
    if asked is not None and not _speaks_of(asked, near) and _NOUN.search(quote) is not None:
        return not _speaks_of(asked, lead())
    # «¿De cuántos será el relevo?» is asked of nothing else.
    of = _OF_WHAT.match(question)
    if of is None:
        return False
    thing = re.compile(rf"\b{re.escape(fold(of['thing'])[:-1])}")
    return not thing.search(told) and not thing.search(fold(lead()))


def is_of_another_thing(question: str, near: str, lead: Callable[[], str]) -> bool:
    """Return whether a passage is about another thing of one sort than the question.

    :param near: the passage and its headline.
    :param lead: gives the beginning of its article, where the passage does not tell.
    """
    asked_by = fold(question)
    for things in _SORTS:
        asked = [thing for thing in things if thing.search(asked_by)]
        if not asked or len(asked) == len(things):
            continue
        told = fold(near)
        if any(thing.search(told) for thing in asked):
            continue
        wider = f"{told}\n{fold(lead())}"
        others = [thing for thing in things if thing not in asked]
        if any(t.search(wider) for t in others) and not any(t.search(wider) for t in asked):
            return True
    return False
