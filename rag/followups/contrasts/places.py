"""«¿Y en Barcelona?»: another place in the place of the one that was asked about.

«¿Cuántos tractores participaron en la protesta de Madrid del 21 de febrero?» names its place within
a noun phrase; what is asked next is «… en la protesta de Barcelona?», and its day is another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from babel import Locale

from index.text.folding import fold, fold_words
from rag.followups.clauses import Clause
from rag.followups.pieces import ARTICLES, Piece, is_name
from rag.language import SPANISH

_OF: Final = frozenset({"de", "del", "en"})
_LINKS: Final = frozenset({"de", "del", "la", "las", "los", "el"})
_MONTHS: Final = frozenset(month.name for month in SPANISH.months)
_OF_A_PEOPLE: Final = re.compile(r"(?:an|in|en|es|ol|ense|eñ|ian|ar|it|í)[oae]?s?$")
_LEAST: Final = 4
"""Letters of a country's name that its people's name shares."""


def moved(clause: Clause, piece: Piece, *, careless: bool) -> Clause | None:
    """The question before with another place in the place of its own, and without its time;
    ``None`` where it has none within a noun phrase.

    :param piece: «en Barcelona».
    :param careless: whether the question before is written without capitals, so that no name can
        be seen in it.
    """
    words = [word for word in piece.words if word not in ARTICLES]
    if not words or _is_time(piece.words) or not (is_name(words[0]) or careless):
        return None
    own = [n for n, each in enumerate(clause.pieces) if each.preposition == "en"]
    own = [n for n in own if _is_place(clause.pieces[n], careless=careless)]
    if own:
        # «en Madrid» makes room by itself, but in «en colombia» no name can be seen.
        return _timeless(_with(clause, own[-1] + 1, piece.words)) if careless else None
    parts: list[tuple[str, ...]] = [clause.noun, *(p.words for p in clause.pieces)]
    for at in range(len(parts) - 1, -1, -1):
        if (run := _named_run(parts[at], careless=careless)) is not None:
            first, last = run
            new = (*parts[at][:first], "de", *piece.words, *_untimed(parts[at][last:]))
            return _timeless(_with(clause, at, new))
    plain = clause
    for at, part in enumerate(parts):
        plain = _with(plain, at, _without_people(part))
    if plain == clause:
        return None
    plain = _timeless(plain)
    return replace(plain, pieces=(*plain.pieces, piece))


def elsewhere(before: Clause, clause: Clause) -> tuple[Clause, Clause]:
    """The question before in another place, and what is asked now without it, where it names one:
    «¿y cuántas consultas en Quito?»."""
    for piece in clause.pieces:
        if piece.preposition == "en" and piece.named and not clause.verb:
            other = moved(before, piece, careless=False)
            if other is not None:
                kept = tuple(each for each in clause.pieces if each is not piece)
                return other, replace(clause, pieces=kept)
    return before, clause


def _with(clause: Clause, at: int, words: tuple[str, ...]) -> Clause:
    """The clause with other words in its noun (0) or in one of its pieces."""
    if not at:
        return replace(clause, noun=words)
    pieces = list(clause.pieces)
    pieces[at - 1] = replace(pieces[at - 1], words=words)
    return replace(clause, pieces=tuple(pieces))


def _is_place(piece: Piece, *, careless: bool) -> bool:
    """Whether a piece is «en Madrid» or «en el Sajasiri», or may be where no name can be seen."""
    words = [word for word in piece.words if word not in ARTICLES]
    if _is_time(piece.words) or not words:
        return False
    return is_name(words[0]) or (careless and len(words) == 1 == len(piece.words))


def _is_time(words: Sequence[str]) -> bool:
    """Whether words name a month, a year or another time."""
    return any(w[:1].isdigit() or w in _MONTHS or fold(w) in SPANISH.grammar.times for w in words)


def _named_run(words: Sequence[str], *, careless: bool) -> tuple[int, int] | None:
    """Where the last «de Madrid» or «del Cono Blanco» of a noun phrase begins and ends."""
    for at in range(len(words) - 2, 0, -1):
        if words[at] not in _OF:
            continue
        end = at + 1
        while end < len(words) and words[end] in ARTICLES:
            end += 1
        if end == len(words) or _is_time(words[end : end + 1]):
            continue
        if not is_name(words[end]):
            if careless and end == len(words) - 1:
                return at, len(words)
            continue
        if at > 1 and words[at] != "en" and is_name(words[at - 1]):
            continue  # «Villa Mercedes del Sur» is one name
        while end < len(words) and (
            is_name(words[end])
            or (words[end] in _LINKS and any(map(is_name, words[end + 1 : end + 3])))
        ):
            end += 1
        return at, end
    return None


def _untimed(words: Sequence[str]) -> tuple[str, ...]:
    """What follows a place, without its time: «del 21 de febrero de 2024»."""
    return () if _is_time(words) else tuple(words)


def _timeless(clause: Clause) -> Clause:
    """Without the pieces that are a time of the old place's."""
    kept = (p for p in clause.pieces if not (p.preposition in _OF and _is_time(p.words[:3])))
    return replace(clause, pieces=tuple(kept))


def _without_people(words: tuple[str, ...]) -> tuple[str, ...]:
    """Without «cubano» or «colombianos» after a noun."""
    return tuple(word for n, word in enumerate(words) if not (n and _is_people(word)))


@lru_cache(maxsize=256)
def _is_people(word: str) -> bool:
    if not word.islower() or not re.search(
        r"(?:an|in|en|es|ol|ense|eñ|ian|ar|it|í)[oae]?s?$", word
    ):
        return False
    folded = fold(word)
    return any(folded.startswith(stem) for stem in _peoples())


@lru_cache(maxsize=1)
def _peoples() -> tuple[str, ...]:
    """Beginnings of the names of peoples: of those whose countries have others, and of countries'
    names («colomb», «cub»)."""
    stems = {s for known in SPANISH.names.peoples.values() for s in known if len(s) >= _LEAST}
    for code, name in Locale.parse(SPANISH.code).territories.items():
        word = fold_words(name)
        if len(code) == 2 and code.isalpha() and " " not in word and len(word) >= _LEAST:
            stems.add(word[:-1] if word[-1] in "aeo" else word)
    return tuple(sorted(stems))
