"""Names of a sentence that a passage does not hold.

Each word of a name must stand in the passage, whatever its capitals and accents, in a known
spelling, short for it, as its initials or as the people of the place; a given name beside a
surname must be that person's. What only begins a sentence is no name unless it looks like one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Set
from functools import lru_cache
from typing import Final

from index.text.folding import fold, fold_words
from rag.language import SPANISH
from rag.questions.verbs import is_verb
from rag.values.names import is_wide, tokens
from rag.values.proper_names import ProperName, proper_names
from rag.writer.details import places
from rag.writer.details.dates import DATE_WORDS
from rag.writer.details.types import Fault

_STEM: Final = 5
"""Letters of a place's name that its people's begins with too: «Colombia», «colombianos»."""

_GLUED: Final = 6
"""Letters from which on a name may be written in two words: «YouTube», «You Tube»."""

_CAPITAL: Final = re.compile(r"(?<![\w-])[A-ZÁÉÍÓÚÜÑ][\w]*(?:[-'’][^\W\d_]+)*")
_OPENING: Final = re.compile(r"(?:^|[.:;!?…]\s+|[¿¡«“\"(—–]\s*)$")
_WORD: Final = re.compile(r"\w+(?:[-'’]\w+)*")
_ADVERB: Final = re.compile(r"mente$")
_COMMON: Final = frozenset(
    "ademas asi ayer hoy manana tambien despues antes luego entonces ahora aunque mientras segun "
    "otro otra otros otras todo toda todos todas este esta estos estas ese esa esos esas aquel "
    "varios varias algunos algunas muchos muchas pocos ambos ambas cada nadie ninguno ninguna "
    "ningun uno una unos unas alguien algun alguna cualquier cualquiera "
    "quien quienes fuentes pasajes asimismo finalmente posteriormente tras durante desde hasta "
    "cuando donde como porque pues pero sin con por para sobre entre hacia contra ante bajo".split()
)
"""Words that begin a sentence and are no name, besides the stop words."""

_CLITICS: Final = frozenset("se le les lo la los las no ya me nos".split())
_KINDS: Final = frozenset(
    "estado gobierno pais presidente presidenta ministerio ministro ministra republica nacion "
    "mundo constitucion parlamento congreso senado camara ejecutivo ejercito policia iglesia "
    "ayuntamiento universidad comunidad autoridades justicia ley resolucion decreto".split()
)
"""Common words that the press writes with a capital: they name nobody by themselves."""

_NAME: Final = re.compile(
    r"[A-ZÁÉÍÓÚÑ]\w+(?: (?:de |del |de la |de las |de los |y |e |para (?:el |la )?)?"
    r"[A-ZÁÉÍÓÚÑ]\w+)+"
)


def missing(sentence: str, passage: str) -> Iterator[Fault]:
    """Yield the names, word by word, that the passage does not have."""
    held, glued, short = _read(passage)
    known = [*places.held(sentence, passage), *abbreviated(sentence, passage)]
    for match in _CAPITAL.finditer(sentence):
        word, start = match[0], match.start()
        one = spelled(word)
        if one in held or fold(word) in DATE_WORDS or len(word) < 2 or one in _KINDS:
            continue
        if any(low <= start < high for low, high in known):
            continue
        if all(part in held for part in re.split(r"[-'’]", one)):
            continue
        if word.isupper() and fold(word) in short:
            continue
        if len(one) >= _GLUED and one in glued:
            continue
        stem = one[: min(_STEM, len(one) - 1)]
        if len(one) >= _STEM and is_wide(word) and any(o.startswith(stem) for o in held):
            continue
        if _OPENING.search(sentence[:start]) and not _opens_as_name(
            word, sentence, match.end(), held
        ):
            continue
        if set(tokens(word)) <= held:
            continue  # the same name in another spelling, or short for it
        yield Fault("name", word)
    yield from _other_given_names(sentence, passage)


@lru_cache(maxsize=64)
def _read(passage: str) -> tuple[frozenset[str], str, frozenset[str]]:
    """The words of a passage in one spelling, its letters without a gap, and initials of its names:
    sentences come by the dozen to a few passages."""
    held = {spelled(word) for word in _WORD.findall(passage)}
    held |= {part for word in held for part in re.split(r"[-'’]", word)}
    return frozenset(held), re.sub(r"[\W_]", "", fold(passage)), initials(passage)


def _opens_as_name(word: str, sentence: str, end: int, held: Set[str]) -> bool:
    """Whether the first word of a sentence is a name: a given one, one with another capital behind
    it, one that a verb follows at once, or initials."""
    folded = fold_words(word)
    if word.isupper() and len(word) > 2:
        return True
    if folded in _SMALL or _ADVERB.search(folded) or is_verb(word):
        return False
    after = _WORD.match(sentence, end + 1)
    if after is None:
        return False
    if folded in _GIVEN or is_wide(word) or is_verb(after[0]):
        return True
    if fold(after[0]) in _CLITICS:
        verb = _WORD.match(sentence, after.end() + 1)
        return verb is not None and is_verb(verb[0])
    # «Desconfía Alejandra»: beside a name that is there the first word may be anything.
    return after[0][0].isupper() and spelled(after[0]) not in held


def _other_given_names(sentence: str, passage: str) -> Iterator[Fault]:
    """People whose surname the passage has with other given names only («Lucía Arce», «Tomás
    Arce»)."""
    people = [each for each in proper_names(sentence) if _has_given_name(each)]
    if not people:
        return
    there, every = _people(passage)
    for person in people:
        given, surname = person.words[0], person.words[-1]
        if not every[given] or not every[surname]:
            continue  # told word by word
        having = [words for words in there if surname in words and words & _GIVEN - {surname}]
        alone = every[given] > sum(given in words for words in there)
        if having and not alone and all(given not in words for words in having):
            yield Fault("name", sentence[person.start : person.end])


@lru_cache(maxsize=64)
def _people(passage: str) -> tuple[list[set[str]], Counter[str]]:
    """The words of each longer name of a passage, and how often each word of it stands there."""
    there = [set(each.words) for each in proper_names(passage) if len(each.words) > 1]
    return there, Counter(spelled(word) for word in _WORD.findall(passage))


def _has_given_name(name: ProperName) -> bool:
    return name.sort == "person" and len(name.words) > 1 and name.words[0] in _GIVEN


_SMALL: Final = frozenset(map(fold, SPANISH.stop_words)) | _COMMON
_GIVEN: Final = frozenset(map(fold_words, SPANISH.names.given))


def spelled(word: str) -> str:
    """A word folded, in its one spelling."""
    folded = fold_words(word)
    return SPANISH.spellings.get(folded, folded)


def initials(passage: str) -> frozenset[str]:
    """Initials of the names of a passage: «ONU» of «Organización de las Naciones Unidas»."""
    return frozenset(each for name in _NAME.findall(passage) for each in short_forms(name))


def short_forms(name: str) -> Iterator[str]:
    """Initials of a name, and the same doubled as those of plurals are («EE UU», «CC OO»); both
    also without its first word, which may only begin a sentence."""
    letters = fold("".join(word[0] for word in name.split() if word[0].isupper()))
    for own in (letters, letters[1:]):
        if len(own) > 1:
            yield own
            yield "".join(2 * letter for letter in own)


def abbreviated(sentence: str, passage: str) -> Iterator[tuple[int, int]]:
    """Names of a sentence of which the passage has the initials."""
    capitals = {fold(word) for word in _WORD.findall(passage) if word.isupper() and len(word) > 1}
    for match in _NAME.finditer(sentence):
        if capitals & set(short_forms(match[0])):
            yield match.span()
