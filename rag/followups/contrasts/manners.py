"""Fragments that are neither a place nor a thing: «¿y en blanco?», «¿y según Zúñiga?», «¿y el año
anterior?», «¿y arreglarla?».

What they say belongs elsewhere in the question before than a further piece at its end would.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from index.text.folding import fold
from rag.followups.clauses import Clause
from rag.followups.pieces import Piece, is_name
from rag.followups.reported import is_saying
from rag.followups.topics import Topic
from rag.language import SPANISH

_NOUNS: Final = SPANISH.nouns
_YEAR: Final = re.compile(r"\b(?:1[5-9]|20)\d\d\b(?!-\d)")
_DONE: Final = re.compile(r"(\w{2,}[aei]r)(l[oa]s?)")
_BESIDE: Final = {
    by: re.compile(rf"^(?:{'|'.join(words)})$", re.IGNORECASE)
    for by, words in SPANISH.grammar.years_beside.items()
}


def qualified(clause: Clause, fragment: str) -> Clause | None:
    """«¿Cuántos votos hubo?», «¿y en blanco?»: it is of the votes; ``None`` for what is not."""
    if fold(fragment) not in SPANISH.grammar.votes or not clause.noun:
        return None
    return replace(clause, noun=(*clause.noun, *fragment.split()))


def of_another_kind(clause: Clause, piece: Piece) -> Clause | None:
    """«¿Qué cantidad de agua había?», «¿y de plomo?»: of the same measure; ``None`` where the noun
    asked for is of nothing."""
    of = next((n for n, word in enumerate(clause.noun) if n and word == "de"), 0)
    named = any(map(is_name, (*piece.words, *clause.noun)))
    if not of or piece.preposition != "de" or named or len(piece.words) != 1:
        return None
    return replace(clause, noun=(*clause.noun[: of + 1], *piece.words))


def told_by(clause: Clause, piece: Piece) -> Clause | None:
    """«¿A qué atribuye la directora la bajada?», «¿y según Zúñiga?»: another says so in her place;
    ``None`` where nobody says anything."""
    says = is_saying(clause.head) or fold(clause.head).startswith(SPANISH.verbs.telling)
    if fold(piece.preposition) != "segun" or not says:
        return None
    at = next((n for n, each in enumerate(clause.pieces) if not each.preposition), None)
    if at is None:
        return None
    pieces = list(clause.pieces)
    pieces[at] = replace(piece, preposition="")
    return replace(clause, pieces=tuple(pieces))


def year_beside(question: str, fragment: str) -> str:
    """The question with the year before or after its one year, for «¿y el año anterior?»; ``""``
    for what is no such time."""
    years = {*_YEAR.findall(question)}
    by = next((by for by, words in _BESIDE.items() if words.match(fragment)), 0)
    if not by or len(years) != 1:
        return ""
    year = years.pop()
    return question.replace(year, str(int(year) + by))


def deed(clause: Clause, words: Sequence[str], topics: Sequence[Topic]) -> str:
    """«¿y arreglarla?» after «¿cuánto invirtió en la piscina?»: what it costs to repair it; ``""``
    for what is no such deed."""
    done = _DONE.fullmatch(words[0]) if len(words) == 1 else None
    if done is None or fold(clause.word) != "cuanto":
        return ""
    verb, clitic = done.groups()
    plural, feminine = clitic.endswith("s"), clitic.startswith("la")
    fitting = [t for t in topics if (t.plural, t.feminine) == (plural, feminine)]
    if not fitting:
        return ""
    return f"¿Cuánto costó {verb} {fitting[0].text}?"


def kin_of(clause: Clause, piece: Piece) -> Piece:
    """«la hija» after «¿qué oficio tenía Saturio Gil?» as his: «la hija de Saturio Gil»."""
    noun = fold(piece.words[1]) if len(piece.words) == 2 else ""
    whose = [each for each in clause.pieces if not each.preposition and each.words]
    if noun not in _NOUNS.kin or not whose or not all(map(is_name, whose[0].words)):
        return piece
    return replace(piece, words=(*piece.words, "de", *whose[0].words))
