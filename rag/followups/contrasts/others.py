"""«¿Y la próxima?», «¿y el que se aprobó en febrero?», «¿y los del volcán?»: another of what was
asked about, told by its article, its number and what tells it from the first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from index.text.folding import fold
from rag.followups.clauses import Clause, tokens
from rag.followups.pieces import Piece, is_name
from rag.followups.topics import with_article
from rag.questions.nouns import is_measure

Make = Callable[[tuple[str, ...]], tuple[str, ...]]

_DEFINITE: Final = frozenset({"el", "la", "los", "las"})
_WHICH: Final = re.compile(
    r"^(?:proxim|anterior|siguiente|segund|tercer|cuart|quint|ultim|pasad|nuev|viej|antigu|otr)\w*$"
)
_FIRST: Final = re.compile(r"^(?:primer|nuev|antigu|viej|ultim|segund|tercer|cuart)\w*$")
_REST: Final = re.compile(r"^(?:demas|otr[oa]s)$")
_YEAR: Final = re.compile(r"(?:1[5-9]|20)\d\d$")


def another(clause: Clause, fragment: str) -> Clause | None:
    """The question before, asked of another of the same; ``None`` where the fragment is none of
    these.

    >>> from rag.followups.clauses import parse
    >>> before = parse("¿Cuándo empezó la segunda temporada de anchoveta de 2023?")
    >>> another(before, "la próxima").rest
    'empezó la próxima temporada de anchoveta'
    """
    words = tokens(fragment)
    if len(words) < 2 or words[0] not in _DEFINITE:
        return None
    if len(words) == 2 and _WHICH.match(fold(words[1])):
        return _changed(clause, words[0], lambda own: (words[0], words[1], *_plain(own)))
    if words[1] == "que" and len(words) > 2:
        return _changed(clause, words[0], lambda own: (*own[: _relative(own)], *words[1:]))
    if words[1] in {"de", "del"} and len(words) > 2:
        return _of_another(clause, words)
    return None


def the_others(clause: Clause, words: Sequence[str]) -> Clause | None:
    """«¿y los demás?» after «¿qué condena recibieron los organizadores del golpe?»: the others of
    the coup; ``None`` where no such phrase is asked about."""
    if len(words) != 2 or words[0] not in {"los", "las"} or not _REST.match(fold(words[1])):
        return None
    for at, piece in enumerate(clause.pieces):
        of = next((n for n, word in enumerate(piece.words) if word in {"de", "del"}), 0)
        if piece.words[:1] == (words[0],) and of == 2 and not is_name(piece.words[1]):
            return _put(clause, at, (*words, *piece.words[of:]))
    return None


def _changed(clause: Clause, article: str, make: Make) -> Clause | None:
    """The clause with the piece that begins with that article made another."""
    for at, piece in enumerate(clause.pieces):
        whole = _whole(piece)
        if len(whole) > 1 and whole[0] == article and not is_name(whole[1]):
            return _put(clause, at, make(whole))
    return None


def _whole(piece: Piece) -> tuple[str, ...]:
    """The words of a piece with the article that its preposition holds."""
    return ("el", *piece.words) if fold(piece.preposition) in {"al", "del"} else piece.words


def _put(clause: Clause, at: int, words: tuple[str, ...]) -> Clause:
    pieces = list(clause.pieces)
    plain = {"al": "a", "del": "de"}.get(fold(pieces[at].preposition), pieces[at].preposition)
    pieces[at] = Piece(plain, words)
    return replace(clause, pieces=tuple(pieces))


def _plain(own: Sequence[str]) -> tuple[str, ...]:
    """The noun without its article, its own ordinal and its year: «temporada de anchoveta»."""
    words = list(own[1:])
    if len(words) > 1 and _FIRST.match(fold(words[0])):
        words = words[1:]
    if len(words) > 2 and _YEAR.match(words[-1]) and words[-2] in {"de", "del"}:
        words = words[:-2]
    return tuple(words)


def _relative(own: Sequence[str]) -> int:
    return next((n for n, word in enumerate(own) if word == "que"), len(own))


def _of_another(clause: Clause, words: Sequence[str]) -> Clause | None:
    """«el del vuelo 312» after «el piloto Jaime Torrealba», «los del volcán» after «sellos»."""
    article, of = words[0], tuple(words[1:])
    noun = clause.noun
    plain = bool(noun) and not is_measure(noun[0]) and not any(map(is_name, noun))
    agrees = plain and with_article(noun[:1]).split()[0] == article
    if agrees and not any(map(_has_of, clause.pieces)):
        return replace(clause, noun=(noun[0], *of))
    for at, piece in enumerate(clause.pieces):
        whole = _whole(piece)
        named = len(whole) > 2 and whole[0] == article and not is_name(whole[1])
        if named and is_name(whole[2]) and not _has_of(piece):
            return _put(clause, at, (*whole[:2], *of))
    return None


def _has_of(piece: Piece) -> bool:
    return any(word in {"de", "del"} for word in piece.words)
