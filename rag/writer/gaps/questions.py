"""A sentence with one of its names or figures taken out, as a question: «¿Con quién …?».

What was taken out stands where it stood, as people ask back («¿El local debe su apellido a
quién?»): a question in the usual order («¿A quién debe …?») was read no better, and cannot be made
of every sentence. Only what has a rival in the passage, another name that may be of the same sort
or another amount in a unit that may be compared, is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from index.text.folding import fold
from rag.language import SPANISH
from rag.values.amount_types import Amount
from rag.values.amounts import find_amounts
from rag.values.dates import find_dates
from rag.values.proper_names import ProperName, Sort, proper_names
from rag.values.units import COUNT, PERCENT, comparable, unit_at
from rag.writer.details import figures, places
from rag.writer.details.names import abbreviated, short_forms, spelled

Place = tuple[int, int]

MOST: Final = 3
"""Names or figures of one sentence that are asked for: of 630 statements by hand nine in ten that
have any have no more."""

_LEADING: Final = re.compile(
    rf"(?<!\w)(?:(?P<preposition>{'|'.join(sorted(SPANISH.grammar.prepositions))})\s+)?"
    r"(?:(?:el|la|los|las)\s+)?$",
    re.IGNORECASE,
)
_GLUED: Final = {"del": "de", "al": "a"}
_WHO: Final = {"person": "quién", "place": "qué lugar", None: "quién"}
_OPENING: Final = re.compile(
    r"[A-ZÁÉÍÓÚÜÑ][^\W\d_]+(?: (?:de (?:la |los )?|del )?[A-ZÁÉÍÓÚÜÑ][^\W\d_]+)*"
)
_WORD: Final = re.compile(r"\w+")
_BEHIND: Final = re.compile(r"(?:[-.’'/](?=\w)[\w.]*)?")
"""What belongs to a name and is no word of letters: «EE.UU.», «COVID-19»."""

_OF: Final = re.compile(r"\s+de\s+")
_TOWARDS: Final = frozenset("en desde hacia hasta".split())
_INSIDE: Final = re.compile(r"\s+(?:(?:y|e|para|de|del|en|la|las|los|el)\s+){1,2}", re.IGNORECASE)
"""What may stand between two parts of one name: «Ministerio de Salud y Deportes»."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A question that a sentence answers.

    :param question: the sentence with a question word in the place of what was taken out.
    :param taken: where in the sentence that stands.
    :param held: where the passage has what was taken out, at least once.
    :param rivals: where it has what may stand there instead, at least once.
    """

    kind: Literal["name", "figure"]
    question: str
    taken: Place
    held: tuple[Place, ...]
    rivals: tuple[Place, ...]


def gaps(sentence: str, passage: str) -> list[Gap]:
    """The questions of a sentence whose answers have a rival in the passage, :data:`MOST` at most.

    >>> [g.question for g in gaps("Ana Ruiz venció a Luis Gil.", "Ana Ruiz perdió con Luis Gil.")]
    ['¿Quién venció a Luis Gil?', '¿Ana Ruiz venció a quién?']
    """
    found = [*_of_names(sentence, passage), *_of_figures(sentence, passage)]
    return found[:MOST]


def _of_names(sentence: str, passage: str) -> Iterator[Gap]:
    there = _named(passage)
    for start, end, sort in _joined(sentence, _names(sentence, there), passage):
        words = _spelled(sentence[start:end])
        held = _held(sentence[start:end], words, passage, there)
        if not held:
            continue  # it is told as a name that is not there
        sorts = [sort, *(name.sort for name in there if (name.start, name.end) in held)]
        own = next((each for each in sorts if each is not None), None)
        rivals = tuple(
            (name.start, name.end)
            for name in there
            if not any(low < name.end and name.start < high for low, high in held)
            and (own is None or name.sort in (own, None))
        )
        if rivals:
            question = _asked(sentence, start, end, _WHO[own])
            yield Gap("name", question, (start, end), held, rivals)


def _end_of_name(sentence: str, end: int) -> int:
    """Where a name ends that is read up to ``end``, with what belongs to it and is no word."""
    behind = _BEHIND.match(sentence, end)
    return end if behind is None else behind.end()


def _names(sentence: str, there: Sequence[ProperName]) -> list[tuple[int, int, Sort | None]]:
    """The names of a sentence: start, end and sort. One that it begins with is a name where it
    stands as one in the passage."""
    found = [
        (each.start, _end_of_name(sentence, each.end), each.sort) for each in proper_names(sentence)
    ]
    opening = _OPENING.match(sentence)
    if opening is not None and all(start >= opening.end() for start, _, _ in found):
        words = _spelled(opening[0])
        if any(words and words <= set(name.words) for name in there):
            found.insert(0, (0, opening.end(), None))
    return found


def _joined(
    sentence: str, names: Sequence[tuple[int, int, Sort | None]], passage: str
) -> Iterator[tuple[int, int, Sort | None]]:
    """The names, those in one that the passage has side by side with the same small words between
    them, unless both are known to be of somebody or somewhere."""
    whole: tuple[int, int, Sort | None] | None = None
    for start, end, sort in names:
        if whole is not None and start < whole[1]:
            continue  # «UU» of «EE.UU.»
        if (
            whole is not None
            and not (whole[2] and sort)
            and _INSIDE.fullmatch(sentence, whole[1], start)
            and sentence[whole[0] : end] in passage
        ):
            whole = whole[0], end, whole[2] or sort
            continue
        if whole is not None:
            yield whole
        whole = start, end, sort
    if whole is not None:
        yield whole


@lru_cache(maxsize=64)
def _named(passage: str) -> Sequence[ProperName]:
    """The names of a passage, to which sentences come by the dozen."""
    return list(proper_names(passage))


def is_held(name: str, passage: str) -> bool:
    """Whether a passage has a name, in whatever form."""
    return bool(_held(name, _spelled(name), passage, _named(passage)))


def _held(
    name: str, words: frozenset[str], passage: str, there: Sequence[ProperName]
) -> tuple[Place, ...]:
    """Where a passage has a name: whole, a part of it or more of it, a word of it alone, in other
    words for a place, or by its initials."""
    found = {(each.start, each.end) for each in there if _is_same(words, each, passage)}
    others = [(each.start, each.end) for each in there if (each.start, each.end) not in found]
    initials = set(short_forms(name))
    for match in _WORD.finditer(passage):
        word = match[0]
        if len(word) < 2 or not word[0].isupper():
            continue
        alone = len(word) > 2 and spelled(word) in words
        if alone and not any(low <= match.start() < high for low, high in others):
            found.add(match.span())
        if word.isupper() and fold(word) in initials:
            found.add(match.span())
    return tuple(sorted({*found, *places.held(passage, name), *abbreviated(passage, name)}))


def _is_same(words: frozenset[str], name: ProperName, passage: str) -> bool:
    own = _spelled(passage[name.start : name.end])
    return bool(own) and (own <= words or words <= own)


def _spelled(name: str) -> frozenset[str]:
    """The words of a name with a capital, or all of them where none has one."""
    found = _WORD.findall(name)
    return frozenset(spelled(word) for word in found if word[0].isupper() and len(word) > 1)


def _of_figures(sentence: str, passage: str) -> Iterator[Gap]:
    dates = find_dates(sentence, None)
    there = _amounts(passage)
    for said in find_amounts(sentence):
        if said.value is None or any(d.start < said.end and said.start < d.end for d in dates):
            continue
        whole = figures.hedged(said, sentence)
        understood = figures.is_understood(said, sentence)
        holding = [each for each in there if figures.held(whole, each, understood)]
        rivals = tuple(
            (each.start, each.end)
            for each in there
            if each not in holding and comparable(said.unit, each.unit) is not False
        )
        if holding and rivals:
            asked, end = _how_many(said, sentence), said.end
            if asked == "cuántos" and (of := _OF.match(sentence, end)):
                end = of.end()  # «17 millones de personas»
                asked += " "
            question = _put(sentence, said.start, end, asked)
            own = tuple((each.start, each.end) for each in holding)
            yield Gap("figure", question, (said.start, said.end), own, rivals)


@lru_cache(maxsize=64)
def _amounts(passage: str) -> Sequence[Amount]:
    return find_amounts(passage)


def _how_many(amount: Amount, sentence: str) -> str:
    if amount.unit == COUNT:
        return "cuántos"
    if amount.unit == PERCENT:
        return "qué porcentaje"
    written = sentence[amount.start : amount.end]
    for match in _WORD.finditer(written):
        unit, end = unit_at(written, 0, match.end())
        if unit == amount.unit and end > match.end():
            return f"cuántos {written[match.end() : end].strip().removeprefix('de ')}"
    return f"cuántos {amount.unit.name}s"


def _asked(sentence: str, start: int, end: int, who: str) -> str:
    """The question for a name, which an article before it goes with."""
    leading = _LEADING.search(sentence, 0, start)
    if leading is None or leading.start() == start:
        return _put(sentence, start, end, who)
    before = (leading["preposition"] or "").lower()
    if who == "quién" and before in _TOWARDS:
        who = "qué lugar"
    words = f"{_GLUED.get(before, before)} {who}".strip()
    return _put(sentence, leading.start(), end, words)


def _put(sentence: str, start: int, end: int, words: str) -> str:
    asked = f"{sentence[:start]}{words}{sentence[end:]}".strip().rstrip(" .!?…")
    return f"¿{asked[:1].upper()}{asked[1:]}?"
