"""«¿Y en Kursk?», «¿y los heridos?», «¿Y Ucrania?»: a piece that takes another's place."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from index.text.folding import fold
from index.text.spanish import SPANISH
from rag.followups.clauses import ARTICLES, PREPOSITIONS, Clause, Piece, is_name, parse, tokens
from rag.followups.context import Context
from rag.followups.topics import is_feminine, is_measure

_LEAD_IN: Final = re.compile(
    r"^(?:qué hay de|que hay de|qué me dices de|qué pasa con|en el caso de|en cuanto a|lo de)\s+",
    re.IGNORECASE,
)
_WHEN: Final = re.compile(
    r"^(?:en |a |este |esta |el |hace )?(?:\d{4}$|ahora|hoy|ayer|antes|después|luego"
    rf"|entonces|año|semana|mes|{'|'.join(month.name for month in SPANISH.months)}"
    r"|principios|finales|mediados|total|fin)",
    re.IGNORECASE,
)


def with_fragment(fragment: str, context: Context) -> str:
    """The earlier question with the fragment in place of what it contrasts with."""
    fragment = _LEAD_IN.sub("", fragment).strip(" ,")
    words = tokens(fragment)
    clause = parse(context.question)
    if not words:
        return ""
    if not clause.verb and not clause.word:
        return f"{context.question.rstrip('? ')}, {fragment}"
    if _POSSESSES.match(fragment):
        return f"Sobre {context.main}, ¿y {fragment}?"
    preposition = words[0] if fold(words[0]) in PREPOSITIONS - {"antes", "despues"} else ""
    if len(words) > 2 and fold(words[0]) in ARTICLES and fold(words[1]) in {"de", "del"}:
        words, preposition = words[1:], words[1]  # «la de Italia»
    piece = Piece(preposition, tuple(words[1:] if preposition else words))
    if preposition or _WHEN.match(fragment):
        pieces = _beside(clause, piece, fragment)
        return _written(clause, clause.phrase, pieces)
    root = parse(context.subject)
    if _counts(root, piece) and not _counts(clause, piece):
        clause = root
    if _counts(clause, piece):
        return _written(clause, _counting(clause, piece), clause.pieces)
    if clause.lead.startswith("Sobre ") and not any(p.named for p in clause.pieces):
        clause = replace(clause, lead=f"Sobre {piece},")
        return _written(clause, clause.phrase, clause.pieces)
    return _written(clause, clause.phrase, _instead(clause, piece))


_POSSESSES: Final = re.compile(r"^sus? ", re.IGNORECASE)


def _counts(clause: Clause, piece: Piece) -> bool:
    """«¿y heridos?» after «¿cuántos muertos…?»."""
    return (
        (fold(clause.word).startswith("cuant") or fold(clause.phrase).startswith("que "))
        and bool(clause.noun)
        and not is_measure(clause.noun[0])
        and not any(is_name(word) for word in piece.words)
    )


def _counting(clause: Clause, piece: Piece) -> str:
    noun = [word for word in piece.words if fold(word) not in ARTICLES]
    first = fold(noun[0]) if noun else ""
    feminine = fold(piece.words[0]) == "las" or (
        fold(piece.words[0]) != "los" and is_feminine(first)
    )
    if fold(clause.word) == "que":
        word = clause.word
    elif not first.endswith("s"):
        word = "cuánta" if feminine else "cuánto"
    else:
        word = "cuántas" if feminine else "cuántos"
    return " ".join(filter(None, (clause.preposition, word, *noun)))


def _beside(clause: Clause, piece: Piece, fragment: str) -> tuple[Piece, ...]:
    """The piece with the same preposition and of the same kind makes room; else it is added."""
    same = [
        number
        for number, other in enumerate(clause.pieces)
        if fold(other.preposition) == fold(piece.preposition) and _kind(other) == _kind(piece)
    ]
    if _WHEN.match(fragment) and not same:
        same = [n for n, other in enumerate(clause.pieces) if _WHEN.match(str(other))]
    if not same and fold(piece.preposition) in {"de", "del"}:
        return _of_another(clause, piece)
    if not same:
        return (*clause.pieces, piece)
    return tuple(piece if n == same[-1] else other for n, other in enumerate(clause.pieces))


def _of_another(clause: Clause, piece: Piece) -> tuple[Piece, ...]:
    """«¿y de Italia?» after «¿cuál es la capital de Francia?»."""
    pieces = list(clause.pieces)
    for at, other in enumerate(pieces):
        places = [n for n, word in enumerate(other.words) if fold(word) in {"de", "del"}]
        if places:
            words = (*other.words[: places[-1]], piece.preposition, *piece.words)
            pieces[at] = Piece(other.preposition, words)
            return tuple(pieces)
    return (*clause.pieces, piece)


def _kind(piece: Piece) -> str:
    if _WHEN.match(str(piece)) or any(word.isdigit() and len(word) == 4 for word in piece.words):
        return "time"
    return "name" if piece.named else "noun"


def _instead(clause: Clause, piece: Piece) -> tuple[Piece, ...]:
    """The new subject in place of the old: a name for a name, else the first bare piece."""
    bare = [n for n, other in enumerate(clause.pieces) if not other.preposition]
    alike = [n for n in bare if clause.pieces[n].named == piece.named]
    governed = [n for n, other in enumerate(clause.pieces) if other.preposition and other.named]
    place = next(iter([*alike, *bare, *governed]), None)
    if place is None:
        return (*clause.pieces, piece)
    old = clause.pieces[place]
    new = Piece(old.preposition, piece.words)
    pieces = list(clause.pieces)
    pieces[place] = new
    return tuple(pieces)


def _written(clause: Clause, phrase: str, pieces: tuple[Piece, ...]) -> str:
    text = " ".join(filter(None, (phrase, *clause.verb, *map(str, pieces))))
    text = re.sub(r"\ba el\b", "al", re.sub(r"\bde el\b", "del", text))
    if clause.lead:
        return f"{clause.lead} ¿{text[:1].lower()}{text[1:]}?"
    return f"¿{text[:1].upper()}{text[1:]}?"
