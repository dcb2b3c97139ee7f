"""One detail of a sentence made another: figure, date, name, negation, opposite, parts played.

What is put in stands in the passage too wherever it can, since a figure from elsewhere gives
itself away (Zhu et al. 2019, arXiv 1906.06045, on questions made unanswerable alike).
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from typing import Final

from index.text.folding import fold
from rag.language import SPANISH
from rag.questions.verbs import is_verb
from rag.values.proper_names import proper_names

_FIGURE: Final = re.compile(r"(?<![\w.,])\d[\d.,]*\d|(?<![\w.,])\d")
_COUNTS: Final = "dos tres cuatro cinco seis siete ocho nueve diez once doce quince veinte treinta"
_COUNT: Final = re.compile(rf"\b(?:{'|'.join(_COUNTS.split())})\b", re.IGNORECASE)
_MONTHS: Final = tuple(month.name for month in SPANISH.months)
_DAYS: Final = "lunes martes miércoles jueves viernes sábado domingo".split()
_DATED: Final = re.compile(rf"\b(?:{'|'.join((*_MONTHS, *_DAYS))})\b|\b(?:19|20)\d\d\b")
_NAME: Final = re.compile(
    r"[A-ZÁÉÍÓÚÑ][\wáéíóúñ]+(?: (?:de (?:la |los )?|del )?[A-ZÁÉÍÓÚÑ][\wáéíóúñ]+)*"
)
_CLITICS: Final = frozenset("se le les lo la los las me te nos".split())
_PAIRS: Final = tuple(
    tuple(pair.replace("_", " ").split("/"))
    for pair in (
        "más/menos mayor/menor antes/después subió/bajó aumentó/disminuyó aumentaron/disminuyeron "
        "aumento/descenso primera/última primero/último ganó/perdió rechazó/aceptó mejor/peor "
        "aprobó/rechazó máximo/mínimo abrió/cerró todos/algunos siempre/nunca dentro/fuera "
        "máxima/mínima crecer/caer sube/baja creció/cayó a_favor/en_contra confirmó/desmintió "
        "padre/hijo madre/hija norte/sur este/oeste positivo/negativo público/privado "
        "pública/privada legal/ilegal alta/baja alto/bajo empezó/terminó entró/salió nuevo/antiguo "
        "permite/prohíbe permitió/prohibió culpable/inocente viejo/joven mañana/noche "
        "hombres/mujeres hombre/mujer niños/adultos"
    ).split()
)

TRIES: Final = 200
"""How often a name is drawn until one of the sort wanted comes."""

Exchange = Callable[[str, str, random.Random], str | None]
"""Makes another sentence of a sentence and its passage; ``None`` where there is nothing to."""


def figure(sentence: str, passage: str, chance: random.Random) -> str | None:
    """Another number in the place of one that is no year."""
    own = [m for m in _FIGURE.finditer(sentence) if not re.fullmatch(r"(?:19|20)\d\d", m[0])]
    if own:
        place = chance.choice(own)
        others = {m[0] for m in _FIGURE.finditer(passage)} - {m[0] for m in own}
        near = sorted(o for o in others if abs(len(o) - len(place[0])) < 2)
        other = chance.choice(near) if near and chance.random() < 0.5 else _turned(place[0], chance)
        return put(sentence, place.span(), other)
    words = list(_COUNT.finditer(sentence))
    if not words:
        return None
    place = chance.choice(words)
    other = chance.choice([w for w in _COUNTS.split() if w != place[0].lower()])
    return put(sentence, place.span(), other)


def date(sentence: str, passage: str, chance: random.Random) -> str | None:
    """Another month, weekday or year, or another day of the same month."""
    own = list(_DATED.finditer(sentence))
    if not own:
        return None
    place = chance.choice(own)
    for group in (_MONTHS, _DAYS):
        if place[0] in group:
            there = [w for w in group if w in passage and w != place[0]]
            others = (
                there if there and chance.random() < 0.5 else [w for w in group if w != place[0]]
            )
            return put(sentence, place.span(), chance.choice(others))
    return put(sentence, place.span(), str(int(place[0]) + chance.choice((-10, -2, -1, 1, 2, 10))))


def name(sentence: str, passage: str, chance: random.Random) -> str | None:
    """Another name of the passage, of the same sort where there is one."""
    own = _own_names(sentence, passage)
    if not own:
        return None
    start, end, sort = chance.choice(own)
    held = set(_words(sentence))
    others = [each for each in proper_names(passage) if not held & set(_words(each.form))]
    alike = [each for each in others if sort is not None and each.sort == sort]
    forms = sorted({passage[each.start : each.end] for each in alike or others})
    return put(sentence, (start, end), chance.choice(forms)) if forms else None


def stranger(
    sentence: str, passage: str, names: Sequence[tuple[str, str | None]], chance: random.Random
) -> str | None:
    """A name that the passage does not have, of the same sort.

    :param names: names with their sorts, from wherever.
    """
    own = _own_names(sentence, passage)
    if not own:
        return None
    start, end, sort = chance.choice(own)
    held = {*_words(sentence), *_words(passage)}
    for _ in range(TRIES):
        other, of = chance.choice(names)
        if of == sort and not held & set(_words(other)):
            return put(sentence, (start, end), other)
    return None


def _own_names(sentence: str, passage: str) -> list[tuple[int, int, str | None]]:
    """The names of a sentence: start, end and sort. One that it begins with is a name if it stands
    as one in the passage."""
    there = {passage[each.start : each.end]: each.sort for each in proper_names(passage)}
    found = [(each.start, each.end, each.sort) for each in proper_names(sentence)]
    opening = _NAME.match(sentence)
    if opening is not None and opening[0] in there and all(start for start, _, _ in found):
        found.append((0, opening.end(), there[opening[0]]))
    return [
        (start, end, sort or there.get(sentence[start:end])) for start, end, sort in sorted(found)
    ]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))


def roles(sentence: str, passage: str, chance: random.Random) -> str | None:
    """Two names of the sentence in one another's place."""
    own = [m for m in _NAME.finditer(sentence) if _is_name(m, sentence, passage)]
    if len(own) < 2 or own[0][0] == own[1][0]:
        return None
    first, second = own[0], own[1]
    between = sentence[first.end() : second.start()]
    if not any(is_verb(word) for word in re.findall(r"\w+", between)):
        return None  # «Aznar y Rajoy» is the same turned round
    return f"{sentence[: first.start()]}{second[0]}{between}{first[0]}{sentence[second.end() :]}"


def negation(sentence: str, passage: str, chance: random.Random) -> str | None:
    """The first verb denied, or its denial taken away."""
    if match := re.search(r"\b[Nn]o (?=\w)", sentence):
        rest = sentence[: match.start()] + sentence[match.end() :]
        return rest[0].upper() + rest[1:]
    words = list(re.finditer(r"\w+", sentence))
    for at, word in enumerate(words):
        if at and is_verb(word[0]) and word[0][0].islower():
            before = words[at - 1]
            start = before.start() if before[0].lower() in _CLITICS else word.start()
            return f"{sentence[:start]}no {sentence[start:]}"
    return None


def opposite(sentence: str, passage: str, chance: random.Random) -> str | None:
    """A word turned into its opposite."""
    found = []
    for one, other in _PAIRS:
        for word, instead in ((one, other), (other, one)):
            found += [(m, instead) for m in re.finditer(rf"\b{word}\b", sentence)]
    if not found:
        return None
    place, instead = chance.choice(found)
    return put(sentence, place.span(), instead)


KINDS: Final[dict[str, Exchange]] = {
    "figure": figure,
    "date": date,
    "name": name,
    "negation": negation,
    "opposite": opposite,
    "roles": roles,
}


def put(sentence: str, place: tuple[int, int], other: str) -> str:
    """The sentence with something else in a place of it."""
    start, end = place
    if start == 0:
        other = other[0].upper() + other[1:]
    return sentence[:start] + other + sentence[end:]


def _turned(written: str, chance: random.Random) -> str:
    """The number with one digit changed, the first one of a single one never to 0."""
    at = chance.choice([i for i, char in enumerate(written) if char.isdigit()])
    digits = "123456789" if at == 0 else "0123456789"
    return written[:at] + chance.choice(digits.replace(written[at], "")) + written[at + 1 :]


def _is_name(match: re.Match[str], sentence: str, passage: str) -> bool:
    return match.start() > 0 or match[0] in passage
