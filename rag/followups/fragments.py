"""«¿Y en Kursk?», «¿y los heridos?», «¿Y Ucrania?»: a piece that takes another's place."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from index.text.folding import fold
from rag.followups.clauses import Clause, parse, tokens
from rag.followups.context import Context
from rag.followups.contrasts.manners import (
    deed,
    kin_of,
    of_another_kind,
    qualified,
    told_by,
    year_beside,
)
from rag.followups.contrasts.others import another, the_others
from rag.followups.contrasts.places import moved
from rag.followups.pieces import ARTICLES, PREPOSITIONS, Piece, is_name
from rag.followups.topics import is_static, with_article
from rag.language import SPANISH
from rag.questions.nouns import is_feminine, is_measure, is_person
from rag.questions.verbs import is_infinitive, is_nonfinite

_LEAD_IN: Final = re.compile(
    r"^(?:qué hay de|que hay de|qué me dices de|qué pasa con|en el caso de|en cuanto a|lo de)\s+",
    re.IGNORECASE,
)
_AMONG: Final = re.compile(r"\s+entre ell[oa]s$", re.IGNORECASE)
_WHEN: Final = re.compile(
    r"^(?i:(?:en|a|este|esta|el|hace|desde|hasta|para|tras|durante) )?"
    r"(?:(?i:\d{4}$|ahora|hoy|ayer|antes|después|luego|entonces|año|semana|mes\b"
    r"|principios|finales|mediados|total|fin\b"
    r"|(?:un|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|veinte|\d+)"
    r" (?:años?|mes(?:es)?|semanas?|días?|horas?) (?:antes|después|más tarde)\b)"
    rf"|(?:{'|'.join(month.name for month in SPANISH.months)})\b)"
)
"""Months are written small: «Julio Pizango» is somebody. «Siete años antes» is a time as well."""


def with_fragment(fragment: str, context: Context) -> str:
    """The earlier question with the fragment in place of what it contrasts with."""
    fragment = _AMONG.sub("", _LEAD_IN.sub("", fragment).strip(" ,"))
    words = tokens(fragment)
    clause = parse(context.question)
    if another_year := year_beside(context.question, fragment):
        return another_year
    if not words:
        return ""
    if not clause.verb and context.root:
        clause = parse(context.root)  # an English question in between has no parts here
    if not clause.verb and not clause.word:
        return f"{context.question.rstrip('? ')}, {fragment}"
    if (rest := the_others(clause, words)) is not None:
        return _written(rest, rest.phrase, rest.pieces)
    if _POSSESSES.match(fragment):
        return f"Sobre {context.main}, ¿y {fragment}?"
    if len(words) > 3 and [fold(word) for word in words[:3]] in _OF_ANOTHER:
        words = words[1:]  # «¿y de la de Italia?»
    preposition = words[0] if fold(words[0]) in PREPOSITIONS - {"antes", "despues"} else ""
    if len(words) > 2 and fold(words[0]) in ARTICLES and fold(words[1]) in {"de", "del"}:
        words, preposition = words[1:], words[1]  # «la de Italia»
    piece = Piece(preposition, tuple(words[1:] if preposition else words))
    if text := deed(clause, words, context.topics):
        return text
    # «¿y el segundo?» after «¿quién ganó el campeonato?» is somebody.
    placed = fold(clause.head).startswith(SPANISH.verbs.winning) and _is_somebody(clause, piece)
    same = None if placed else another(clause, fragment)
    if (other := same or qualified(clause, fragment)) is not None:
        return _written(other, other.phrase, other.pieces)
    if _WHEN.match(fragment) or (fold(preposition) == "al" and is_infinitive(words[1])):
        clause = _without_when(clause)
    if fold(preposition) == "en" and not _WHEN.match(fragment):
        careless = context.question.strip("¿ ")[:1].islower()
        first = next((n for n, word in enumerate(piece.words) if word == ","), len(piece.words))
        after = tuple(word for word in piece.words[first + 1 :] if word != ",")
        elsewhere = moved(clause, replace(piece, words=piece.words[:first]), careless=careless)
        if elsewhere is not None:
            pieces = (*elsewhere.pieces, *([Piece("", after)] if after else ()))
            return _written(elsewhere, elsewhere.phrase, pieces)
    if (other := told_by(clause, piece) or of_another_kind(clause, piece)) is not None:
        return _written(other, other.phrase, other.pieces)
    if preposition or _WHEN.match(fragment):
        pieces = _beside(clause, piece, fragment)
        return _written(clause, clause.phrase, pieces)
    root = parse(context.subject)
    asked = next((each for each in (clause, root) if _is_somebody(each, piece)), None)
    if asked is not None:
        clause = asked
        many = fold(piece.words[0]) in {"los", "las"}
        who = "quiénes" if many else "quién"
        verb = next(be for ends, *be in _TENSES if fold(clause.head).endswith(ends))[many]
        about = _named_pieces(clause)
        topic = f"Sobre {about}, ¿" if about and not piece.named else "¿"
        return f"{topic}{who if topic[0] == 'S' else who.capitalize()} {verb} {fragment}?"
    if (kin := kin_of(clause, piece)) != piece:
        return _written(clause, clause.phrase, _instead(clause, kin))
    if _counts(root, piece) and not _counts(clause, piece):
        clause = root
    if _counts(clause, piece):
        if _DYING.search(fold(" ".join(clause.verb))) and is_nonfinite(piece.words[-1]):
            return _among(clause, piece)
        return _written(clause, _counting(clause, piece), clause.pieces)
    if clause.lead.startswith("Sobre ") and not any(p.named for p in clause.pieces):
        clause = replace(clause, lead=f"Sobre {piece},")
        return _written(clause, clause.phrase, clause.pieces)
    return _written(clause, clause.phrase, _instead(clause, piece))


_OF_ANOTHER: Final = [["de", the, "de"] for the in ("el", "la", "los", "las")]
_POSSESSES: Final = re.compile(
    r"^(?:sus? |(?:los|las) (?:demás|otr[oa]s)$|el resto$)", re.IGNORECASE
)
"""What leans on the matter as a whole: «¿y su marido?», «¿y los demás?»."""


def _named_pieces(clause: Clause) -> str:
    """What a question of who says besides: the festival rather than the prize won there."""
    pieces = [piece for piece in clause.pieces if piece.words and not _WHEN.match(str(piece))]
    named = [piece for piece in pieces if piece.named and piece.preposition] or pieces
    if not named:
        return ""
    article = "el " if fold(named[0].preposition) in {"al", "del"} else ""
    return article + " ".join(named[0].words)


_TENSES: Final[tuple[tuple[tuple[str, ...], str, str], ...]] = (
    (("aba", "aban", "ia", "ian"), "era", "eran"),
    (("o", "ron"), "fue", "fueron"),
    (("",), "es", "son"),
)
"""Endings of a past that lasted, of one that is over, and of all else, with «was» and «were»."""


def _is_somebody(clause: Clause, piece: Piece) -> bool:
    """«¿y la arqueóloga?» after «¿quién gobernaba el ayuntamiento?» asks for another person, not
    for who governed her."""
    what = fold(clause.word) == "que" and clause.noun and is_person(clause.noun[0])
    who = (what or fold(clause.word) in {"quien", "quienes"}) and not clause.preposition
    if not who or not clause.verb or fold(clause.head) in _BEING or len(piece.words) < 2:
        return False
    best = fold(piece.words[1]) in {"mejor", "peor"} and len(piece.words) > 2
    noun = fold(piece.words[1 + best])
    return piece.words[0] in ARTICLES and (is_person(noun) or noun in _ORDINALS)


_BEING: Final = frozenset("es era fue son eran fueron sera seran".split())
_ORDINALS: Final = frozenset(
    "primero primera segundo segunda tercero tercera cuarto cuarta ultimo ultima".split()
)


def _without_when(clause: Clause) -> Clause:
    """Without «cuando se declaró en quiebra», whose place another time takes."""
    kept = []
    for piece in clause.pieces:
        if fold(piece.preposition) in {"cuando", "mientras"}:
            break
        if fold(piece.preposition) == "al" and piece.words and is_infinitive(piece.words[0]):
            break
        at = next((n for n, word in enumerate(piece.words) if fold(word) == "cuando"), None)
        if at is None:
            kept.append(piece)
            continue
        if at:
            kept.append(replace(piece, words=piece.words[:at]))
        break
    return replace(clause, pieces=tuple(kept))


def _counts(clause: Clause, piece: Piece) -> bool:
    """«¿y heridos?» after «¿cuántos muertos…?»."""
    if any(is_name(word) for word in piece.words):
        return False
    if not clause.noun:  # «¿a cuántos hubo que curar?»
        return fold(clause.word) in {"cuantos", "cuantas"} and bool(clause.preposition)
    # «¿qué alcance tienen?» asks for a property, of which there are no others.
    which = fold(clause.phrase).startswith("que ") and not is_static(clause)
    return (fold(clause.word).startswith("cuant") or which) and not is_measure(clause.noun[0])


def _among(clause: Clause, piece: Piece) -> str:
    """«¿y heridos?» after «¿cuántos soldados han muerto?»: who is hurt has not died."""
    among = Piece("entre", tuple(with_article(clause.noun).split()))
    return _written(
        replace(clause, verb=("hubo",)), _counting(clause, piece), (among, *clause.pieces)
    )


_DYING: Final = re.compile(r"\b(?:muri|muer|fallec)")


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
        alike = [n for n in places if is_name(other.words[n + 1]) == is_name(piece.words[0])]
        if places:
            place = (alike or places)[-1]
            # «la hectárea de regadío de Puebla» keeps its place with another crop.
            kept = [n for n in places if n > place and is_name(other.words[n + 1])]
            end = kept[0] if kept and not piece.named else len(other.words)
            words = (*other.words[:place], piece.preposition, *piece.words, *other.words[end:])
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
    new = Piece(old.preposition, (*piece.words, *_of_which(old, piece)))
    pieces = list(clause.pieces)
    pieces[place] = new
    return tuple(pieces)


def _of_which(old: Piece, new: Piece) -> tuple[str, ...]:
    """«de un Tesla Model 3»: what says which one was meant, where the new noun does not say it:
    «¿y una revisión?» after «el cambio de neumáticos de un Tesla Model 3»."""
    places = [n for n, word in enumerate(old.words) if n and fold(word) in {"de", "del"}]
    names = [n for n, word in enumerate(old.words) if is_name(word)]
    says = "que" in {fold(word) for word in new.words}
    before = [n for n in places if names and n < names[0]]
    exact = [n for n in before if fold(old.words[n]) == "del" or old.words[n + 1] in ARTICLES]
    if new.named or says or not before or (names and names[0] < places[0]):
        return ()
    return old.words[(exact or before)[-1] :]


def _written(clause: Clause, phrase: str, pieces: tuple[Piece, ...]) -> str:
    text = " ".join(filter(None, (phrase, *clause.verb, *map(str, pieces))))
    text = re.sub(r"\ba el\b", "al", re.sub(r"\bde el\b", "del", text)).replace(" ,", ",")
    if clause.lead:
        return f"{clause.lead} ¿{text[:1].lower()}{text[1:]}?"
    return f"¿{text[:1].upper()}{text[1:]}?"
