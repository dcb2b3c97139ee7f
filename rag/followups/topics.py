"""What a question is about, as a phrase that another question can take over.

«¿Cuántos soldados envió Corea del Norte?» is about «los soldados que envió Corea del
Norte», and also about «Corea del Norte». A follow-up picks by number, and by whether its
verb is said of people or of things.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from index.text.folding import fold
from rag.followups.clauses import ARTICLES, DETERMINERS, Clause, Piece, is_name, parse, tokens
from rag.language import SPANISH

STATIC: Final = SPANISH.verbs.static
_NOUNS: Final = SPANISH.nouns
_FEMININE: Final = re.compile(rf"(?:{'|'.join(_NOUNS.feminine_endings)})$")
_PERSON_NOUNS: Final = re.compile(rf"(?:{'|'.join(_NOUNS.person_endings)})s?(?:es)?$")


@dataclass(frozen=True, slots=True)
class Topic:
    """Something spoken of.

    :param text: «los soldados que envió Corea del Norte».
    :param person: whether it is surely a person.
    :param thing: whether it is surely none.
    """

    text: str
    plural: bool
    feminine: bool | None
    person: bool = False
    thing: bool = False


def is_feminine(noun: str) -> bool:
    """Guesses the gender of a common noun by its ending."""
    folded = fold(noun)
    return folded not in _NOUNS.masculine and _FEMININE.search(folded) is not None


def is_measure(noun: str) -> bool:
    """Whether a noun is a unit or a property that a question asks for."""
    return fold(noun) in _NOUNS.measures


def with_article(noun: tuple[str, ...], *, demonstrative: bool = False) -> str:
    """The noun phrase with its definite article, or with «ese»."""
    head = next((word for word in noun if word[:1].isalpha()), noun[0])
    plural, feminine = fold(head).endswith("s"), is_feminine(head)
    forms = ("ese", "esa", "esos", "esas") if demonstrative else ("el", "la", "los", "las")
    return " ".join((forms[2 * plural + feminine], *noun))


def topics(question: str, known: str = "") -> list[Topic]:
    """What a question is about, the likeliest first.

    :param known: the name that answered it, if it asked who.
    """
    clause = parse(question)
    return list(_candidates(clause, known))


def _candidates(clause: Clause, known: str) -> Iterator[Topic]:
    word = fold(clause.word)
    if clause.lead.startswith("Sobre "):
        text = clause.lead.removeprefix("Sobre ").rstrip(", ")
        if word in {"quien", "quienes"} and known:
            yield Topic(known, plural=False, feminine=None, person=True)
        yield _phrase_topic(text)
        return
    if word in {"quien", "quienes"} and not clause.preposition and clause.verb:
        who = f"quien {clause.rest}"
        yield Topic(f"{known}, {who}" if known else who, word == "quienes", None, person=True)
    common = [piece for piece in clause.pieces if _is_common(piece)]
    noun = _noun_topic(clause)
    if noun is not None and not common:
        yield noun
    things = [piece for piece in clause.pieces if _names_thing(piece)]
    yield from (_piece_topic(clause, piece) for piece in things if not piece.preposition)
    if noun is not None and common:
        yield noun
    what = word == "que" and not clause.noun and not clause.preposition
    if what and clause.head and fold(clause.head) not in STATIC:
        yield Topic(f"lo que {clause.rest}", False, None, thing=True)
    # Where something happened is the last thing that a pronoun stands for.
    governed = [piece for piece in things if piece.preposition]
    governed.sort(key=lambda piece: fold(piece.preposition) == "en")
    yield from (_piece_topic(clause, piece) for piece in governed)


def _is_common(piece: Piece) -> bool:
    """A noun phrase with its article, said by itself: «la riada del Alcedo»."""
    return (
        not piece.preposition
        and bool(piece.words)
        and piece.words[0] in DETERMINERS
        and len(piece.words) > 1
    )


def _names_thing(piece: Piece) -> bool:
    if not piece.words or fold(piece.words[0]) == "que":
        return False
    if piece.preposition and fold(piece.preposition) in {
        "segun",
        "como",
        "entre",
        "antes",
        "despues",
    }:
        return False
    dated = any(any(c.isdigit() for c in word) for word in piece.words) and not _is_common(piece)
    if dated and not any(word in ARTICLES for word in piece.words):
        return False
    return (
        _is_common(piece)
        or piece.named
        or bool(piece.words[0] in ARTICLES)
        or not piece.preposition
    )


def _tells(piece: Piece) -> bool:
    """Whether a piece says which one is meant; when and as what it happened is left out, since
    the more of an earlier question is taken over, the less the new one weighs in the search."""
    dated = any(any(c.isdigit() for c in word) for word in piece.words)
    return not dated and fold(piece.preposition) not in {"como", "segun", "entre"}


def _noun_topic(clause: Clause) -> Topic | None:
    """«Cuántos soldados envió Corea» → «los soldados que envió Corea»."""
    if not clause.noun or is_measure(clause.noun[0]) or not clause.verb:
        return None
    relative = f"{clause.preposition} los que" if clause.preposition else "que"
    if clause.preposition:
        article = with_article(clause.noun).split()[0]
        relative = f"{clause.preposition} {article} que"
    rest = [*clause.verb, *(str(piece) for piece in clause.pieces if _tells(piece))]
    text = " ".join((with_article(clause.noun), relative, *rest))
    head = clause.noun[0]
    person = _PERSON_NOUNS.search(fold(head)) is not None
    return Topic(text, fold(head).endswith("s"), is_feminine(head), person=person)


def _piece_topic(clause: Clause, piece: Piece) -> Topic:
    """A piece of the question, with what else the question names as a relative clause."""
    words = piece.words
    if fold(piece.preposition) in {"al", "del"}:
        words = ("el", *words)
    text = " ".join(words)
    others = [other for other in clause.pieces if other is not piece]
    if not any(part.named for part in clause.pieces):
        # Without capitals «la presa la candelilla» is known by its two articles only.
        text = " ".join(str(part) for part in clause.pieces if not part.preposition) or text
    elif not piece.preposition and any(other.named for other in others) and clause.verb:
        after = clause.pieces[clause.pieces.index(piece) + 1 :]
        if fold(clause.head) in STATIC and len(after) == len(others):
            text = " ".join((text, *map(str, after)))
        else:
            counted = clause.noun if clause.noun and not is_measure(clause.noun[0]) else ()
            rest = " ".join(
                (*clause.verb, *counted, *(str(each) for each in others if _tells(each)))
            )
            text = f"{text}, que {rest}"
    base = _phrase_topic(" ".join(words))
    return Topic(text, base.plural, base.feminine, base.person, base.thing)


def _phrase_topic(text: str) -> Topic:
    words = text.split()
    first = fold(words[0])
    nouns = [word for word in words if fold(word) not in DETERMINERS]
    head = fold(nouns[0]) if nouns else first
    if first in DETERMINERS:
        plural = first.endswith("s")
        feminine: bool | None = first in {"la", "las", "una", "esa", "esas", "esta", "estas"}
        if first in {"su", "sus"}:
            feminine = is_feminine(head)
        person = _PERSON_NOUNS.search(head) is not None
        return Topic(text, plural, feminine, person=person, thing=not person)
    named = [word for word in words if is_name(word)]
    plural = " y " in text.split(",")[0].split(" que ")[0] and len(named) > 1
    if words[0][:1] in '«"“' or first == "lo":
        return Topic(text, False, None, thing=True)
    return Topic(text, plural or (not named and head.endswith("s")), None)


def completed(core: str, earlier: str) -> str | None:
    """A short noun phrase takes the whole of its longer namesake: «el incendio» → «el incendio
    de Lombrada»."""
    full = {}
    clause = parse(earlier)
    for piece in clause.pieces:
        nouns = [word for word in piece.words if fold(word) not in DETERMINERS]
        if len(nouns) > 1:
            full[fold(nouns[0])] = " ".join(nouns)
    words = tokens(core)
    for at, word in enumerate(words[:-1]):
        head = fold(words[at + 1])
        follows = fold(words[at + 2]) if at + 2 < len(words) else ""
        if fold(word) not in DETERMINERS | {"del", "al"} or head not in full:
            continue
        if follows not in {"de", "del"} and not is_name(words[at + 2] if follows else ""):
            article = {"ese": "el", "esa": "la", "esos": "los", "esas": "las"}.get(fold(word), word)
            return " ".join([*words[:at], article, full[head], *words[at + 2 :]]).replace(" ,", ",")
    return None
