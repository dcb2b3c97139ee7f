"""Whether a passage tells of somebody, somewhere or some time else than the question names.

The reader sees that a maestro was condemned to so many years and is sure, though the question names
two reporters. A passage that names other people, places or years of the kind that the question
names, and none of the question's own in its text, headline or first paragraph, may neither answer
nor agree nor contradict. Names have many forms (Pionyang, norcoreano, an acronym), so the rule
holds only where the kind of both names is sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Final

from index.articles import Articles
from index.text.folding import fold, fold_words
from rag.claims.attribution import is_source
from rag.claims.course import day_of
from rag.claims.things import is_of_other_things
from rag.language import SPANISH
from rag.questions.query import Query
from rag.questions.question_words import Kind, kind_of
from rag.reader.measures import fits
from rag.reader.protocol import Reading
from rag.values import dates
from rag.values.proper_names import ProperName, proper_names

SHORTEST: Final = 4
"""Letters of a word's beginning that may stand for a name: «Perú», «peruano»."""

LOOSE: Final = 2
"""Letters at a name's end that other words of its family change: «Francia», «francés»."""

SPOKEN: Final = 2
"""Words in small letters, besides stop words, from which a question full of capitals names several
people and is no headline: «¿Cuántos días pasaron retenidos Ana Quirós y Tello Burgos?»."""

_SMALL: Final = frozenset(map(fold, SPANISH.stop_words))
_WORD: Final = re.compile(r"[^\W_]+")
_WHEN: Final = re.compile(
    r"\b(?:en|durante|desde|hasta)\s+(?:el\s+año\s+)?(?=(?:1[5-9]|20)\d\d\b)"
    r"|\b(?:del?|el)\s+año\s+(?=(?:1[5-9]|20)\d\d\b)",
    re.IGNORECASE,
)


_SAYING: Final = re.compile(
    r"\b(?:segun|quien(?:es)? (?:lo |la )?\w*(?:dij|dec|dic|afirm|asegur|inform|anunci|denunci"
    r"|revel|cifr|calcul|estim|public|sosti|sostu|declar|explic|confirm|advirti)"
    r"|who (?:said|says)|according)"
)
_TO_WHOM: Final = re.compile(r"\b(?:a|con|contra|para|por|sobre) quien(?:es)?\b")
_COMPASS: Final = re.compile(
    rf"^(?:{'|'.join(SPANISH.names.compass_countries)}) (?:\w+ )?"
    rf"(?:{'|'.join(SPANISH.names.compass)})$"
)


def ruled(query: Query, readings: Sequence[Reading], articles: Articles) -> list[Reading]:
    """The readings in their order, without a chance those that tell of something else.

    They stay among them, since the second look was learned on all that were read.

    :param articles: asked only where the passage and its headline name none of what the question
        names.
    """
    about = _About(query.standalone)
    ruled = [
        hopeless(reading)
        if about.is_of_another(reading, articles)
        or not fits(query.standalone, reading)
        or about.is_source(reading)
        else reading
        for reading in readings
    ]
    return sorted(ruled, key=lambda reading: reading.score == 0)


def hopeless(reading: Reading) -> Reading:
    """The reading without a chance to be right."""
    signals = reading.signals and replace(reading.signals, ceiling=0.0)
    return replace(reading, score=0.0, signals=signals)


@dataclass(frozen=True)
class _About:
    """What a question names."""

    question: str

    @cached_property
    def kind(self) -> Kind:
        return kind_of(self.question)

    @cached_property
    def names(self) -> list[ProperName]:
        words = _WORD.findall(self.question)
        capitals = sum(word[0].isupper() for word in words)
        small = sum(word.islower() and fold(word) not in _SMALL for word in words)
        if 2 * capitals > len(words) and small < SPOKEN:
            return []  # a headline's capitals, or nothing but names
        return list(proper_names(self.question))

    @cached_property
    def year(self) -> int | None:
        """The one year that it asks about, and no part of a thing's name («el Mundial de 2026»)."""
        years = {self.question[m.end() : m.end() + 4] for m in _WHEN.finditer(self.question)}
        return int(next(iter(years))) if len(years) == 1 else None

    def is_of_another(self, reading: Reading, articles: Articles) -> bool:
        """Whether the reading's passage tells of another person, place, body or year."""
        return (
            self._elsewhere(reading, articles)
            or self._of_another_name(reading, articles)
            or self._at_another_time(reading, articles)
            or self._of_another_thing(reading, articles)
        )

    def is_source(self, reading: Reading) -> bool:
        """Whether what was read is who says so («según el presidente»), and not what is said."""
        folded = fold_words(self.question)
        # «¿Quién es el alcalde?» may well be answered by «dijo el alcalde Juan Ruiz».
        asked = self.kind in ("who", "what") and not _TO_WHOM.search(folded)
        if asked or _SAYING.search(folded):
            return False
        quote = reading.hit.passage.text[slice(*reading.quote)]
        start, end = (offset - reading.quote[0] for offset in reading.value)
        return is_source(quote, start, end)

    def _of_another_name(self, reading: Reading, articles: Articles) -> bool:
        """Whether it has another name where the question has one: «la naviera Poniente»."""
        passage = reading.hit.passage
        whole = reading.value == reading.quote
        value = "" if whole else passage.text[slice(*reading.value)]
        beside = (
            passage.text if passage.paragraph else articles.lead(passage.document)
        )  # of a headline
        told = list(proper_names(f"{passage.title}\n{beside}"))
        for name in self.names:
            if not name.head or (name.sort == "person" and self.kind == "who"):
                continue
            others = [n for n in told if n.head == name.head and not _within(n, value)]
            if others and not any(_names(name, text) for text in self._near(reading, articles)):
                return True
        return False

    @staticmethod
    def _near(reading: Reading, articles: Articles) -> Iterator[str]:
        """What tells whom a passage is about; the beginning of its document comes last."""
        yield f"{reading.hit.passage.title}\n{reading.hit.passage.text}"
        yield articles.lead(reading.hit.passage.document)

    def _elsewhere(self, reading: Reading, articles: Articles) -> bool:
        sorts = {name.sort for name in self.names} - {None}
        if not sorts:
            return False
        passage = reading.hit.passage
        near = f"{passage.title}\n{passage.text}"
        if any(_names(name, near) for name in self.names):
            return False
        whole = reading.value == reading.quote
        value = "" if whole else passage.text[slice(*reading.value)]
        start = articles.lead(passage.document)
        beside = f"{passage.title}\n{start}\n{passage.text}"
        others = {name.sort for name in proper_names(beside) if not _within(name, value)}
        # Who is asked for is named in the answer, and need not be the one in the question.
        if self.kind == "who":
            others.discard("person")
        if not sorts & others:
            return False
        return not any(_names(name, start) for name in self.names)

    def _at_another_time(self, reading: Reading, articles: Articles) -> bool:
        if self.year is None:
            return False
        passage = reading.hit.passage
        day = day_of(passage.date)
        if day is None or self.kind == "when":
            return False
        quote = passage.text[slice(*reading.quote)]
        told = _years(quote, day)
        if not told or self.year in told:
            return False
        wider = f"{passage.title}\n{passage.text}\n{articles.lead(passage.document)}"
        return self.year != day.year and self.year not in _years(wider, day)

    def _of_another_thing(self, reading: Reading, articles: Articles) -> bool:
        quote = reading.hit.passage.text[slice(*reading.quote)]
        return is_of_other_things(self.question, reading.hit.passage, quote, articles)


def _within(name: ProperName, value: str) -> bool:
    words = set(_WORD.findall(fold_words(value)))
    return set(name.words) <= words


def _names(name: ProperName, text: str) -> bool:
    """Whether a text may name what the name does, in any of its forms."""
    folded = fold_words(text)
    forms = [name.form, *_other_forms(name.form)]
    if any(re.search(rf"\b{re.escape(form)}", folded) for form in forms):
        return True
    if _COMPASS.search(name.form):
        return False  # Corea del Norte is not the other one
    told = name.words
    if name.sort == "person" and len(told) > 1:
        told = told[1:]  # a given name alone is anybody's
    words = {SPANISH.spellings.get(word, word) for word in _WORD.findall(folded)}
    initials = _initials(text)
    return (
        any(_spelled(word, words) for word in told)
        or any(word in initials for word in name.words)
        or "".join(word[0] for word in name.words) in words
    )


def _other_forms(name: str) -> Iterable[str]:
    """Beginnings of words by which a country or its people is called too."""
    yield from SPANISH.names.peoples.get(name, ())
    for names, seats in SPANISH.seats:
        if name in map(fold_words, names):
            yield from map(fold_words, (*names, *seats))
    whole = SPANISH.names.same.get(name)
    for short, long in SPANISH.names.same.items():
        if long == (whole or name) or short == name:
            yield from (short, long)


def _spelled(word: str, words: set[str]) -> bool:
    """Whether one of the words is the name's, one of its family, or a letter away from it."""
    if word in words:
        return True
    if len(word) < SHORTEST:
        return False
    stem = word[: max(SHORTEST, len(word) - LOOSE)]
    return any(other.startswith(stem) or _a_letter_away(word, other) for other in words)


def _a_letter_away(one: str, other: str) -> bool:
    """Whether two words of five letters or more differ in one, or in two that are swapped."""
    if min(len(one), len(other)) <= SHORTEST or abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, others = one[start:], other[start:]
    swapped = rest[1::-1] + rest[2:] == others
    return swapped or rest[1:] == others[1:] or rest[1:] == others or rest == others[1:]


def _initials(text: str) -> set[str]:
    """The acronyms that the capitals of names in a text make: «onu»."""
    runs = re.findall(
        r"[A-ZÁÉÍÓÚÑ]\w+(?:\s+(?:(?:de|del|la|las|los|y|el|para|e)\s+)*[A-ZÁÉÍÓÚÑ]\w+)+", text
    )
    return {"".join(fold_words(w)[0] for w in run.split() if w[0].isupper()) for run in runs}


def _years(text: str, day: date) -> set[int]:
    """The years of the dates of a text; of those that are told by the article's day, theirs."""
    spans = [mention.span for mention in dates.find_dates(text, day) if mention.span is not None]
    return {
        year
        for span in spans
        if span.last.year - span.first.year <= 1
        for year in range(span.first.year, span.last.year + 1)
    } | {
        year
        for span in spans
        if span.last.year - span.first.year > 1
        for year in range(span.first.year, min(span.last.year, span.first.year + 100) + 1)
    }
