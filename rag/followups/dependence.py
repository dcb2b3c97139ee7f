"""Says whether a question leans on the one before, or stands on its own."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final, Literal

from index.text.analyzer import analyze
from index.text.folding import fold
from rag.followups.clauses import Clause, parse, tokens
from rag.followups.pieces import DETERMINERS, Piece, is_name
from rag.language import SPANISH
from rag.questions.nouns import is_measure, is_person
from rag.questions.verbs import enclitic, is_plural, is_verb

_GRAMMAR: Final = SPANISH.grammar
CONTINUES: Final = re.compile(
    rf"^[¿¡\s]*(?:(?:{'|'.join(_GRAMMAR.continuing)}|and|but|so)\b[\s,]*[¿]?)+", re.IGNORECASE
)
_POINTING: Final = re.compile(
    rf"\b(?:{'|'.join(_GRAMMAR.pointing)})\b(?! mism[oa]s?\b)", re.IGNORECASE
)
"""«según él mismo» points to somebody in the same question."""
_POSSESSIVE: Final = re.compile(rf"\b(?:{'|'.join(_GRAMMAR.possessive)})\b", re.IGNORECASE)
_TIMES: Final = re.compile(r"\bes[ea]s? (?:año|mes|día|semana|noche|momento|fecha)", re.IGNORECASE)
_ARTICLES: Final = frozenset({"el", "la", "los", "las"})
ENOUGH: Final = 4
"""Content words that make a question stand alone without a name. Of the built-in questions
written without capitals nearly all have as many; «¿cuánto cuesta el billete?» has two."""
CONTINUED: Final = 3
"""Content words up to which a question that begins with «y» leans on the one before even if it
holds a name: «¿y qué respondió la OTAN?»."""

BOUND: Final = 3
"""Content words before a pronoun that it may stand for: in «¿qué defecto le vieron a Ibarbure los
clubes que no lo quisieron?» it points to Ibarbure, not to what was asked before."""


def opening(question: str) -> tuple[bool, str]:
    """Whether a question begins with «y» or the like, and the question without it."""
    core = CONTINUES.sub("", question.strip())
    continued = core != question.strip() and bool(core.strip("¿?¡!. "))
    core = (core if continued else question).strip()
    return continued, core.lstrip("¿¡ ").rstrip("?!. ") if core.count("¿") <= 1 and (
        core.startswith("¿") or "¿" not in core
    ) else core.rstrip("?!. ")


def depends(core: str, clause: Clause, *, continued: bool) -> bool:
    """Whether a question with a verb needs the one before to be understood."""
    content = len(analyze(core))
    named = _named(core)
    if continued and not _presents(core) and (content <= CONTINUED or not _has_name(core)):
        return True
    if _points_back(core):
        return True
    if _POSSESSIVE.search(core) and not named and content < ENOUGH:
        return True
    if _lost_subject(clause) and content <= ENOUGH + 1:
        return True
    if named or _modified(core):
        return False
    return content < ENOUGH


Own = Literal["nothing", "noun", "phrase"]
"""What a question brings of its own: no noun that could be its subject, a noun with its article
(«los daños»), or one that says which («las reporteras condenadas», «una llamada»)."""


def own_subject(core: str, clause: Clause, *, continued: bool) -> Own:
    """What a question that may lean on the one before brings of its own, beside its verb."""
    back = _points_back(core) or _POSSESSIVE.search(core) is not None
    if back or not clause.verb or not clause.word:
        return "nothing"
    careless = core[1:].islower()  # names cannot be seen
    nouns = [
        [fold(word) for word in piece.words]
        for piece in clause.pieces
        if piece.words
        and (
            piece.words[0] in DETERMINERS
            or piece.preposition in {"al", "del"}
            or (careless and not continued and (len(piece.words) > 1 or piece.preposition == "a"))
            or (careless and not continued and not piece.preposition and _is_who(clause))
        )
    ]
    if not nouns:
        return "nothing"
    if continued and not _modified(core):
        return "noun"
    says_which = any(
        words[0].startswith("un") or len(analyze(" ".join(words))) > 1 for words in nouns
    )
    return "phrase" if says_which else "noun"


def names_only(core: str) -> bool:
    """Whether «la cola» or «la presa» is a noun with its article rather than a pronoun and a
    verb."""
    words = tokens(core)
    return len(words) == 2 and fold(words[0]) in _ARTICLES and not _surely_verb(words[1])


def _is_who(clause: Clause) -> bool:
    """«que es conred», «quien es ximena alvarado»."""
    asks = fold(clause.word) in {"que", "quien"} and not clause.preposition and not clause.noun
    return asks and fold(clause.head) in {"es", "era", "fue", "son", "eran"}


def asks_whether(core: str) -> bool:
    """Whether words without a question word are a question of yes or no all the same: «alguno de
    los directores pisó la cárcel»."""
    words = tokens(core)
    at = next((n for n, word in enumerate(words) if word.islower() and _surely_verb(word)), 0)
    before = {fold(word) for word in words[:at]}
    return 0 < at < len(words) and not before & (
        {"que", "quien", "donde"} | _GRAMMAR.prepositions - {"de", "del"}
    )


def _named(core: str) -> bool:
    return _has_name(core) or re.search(r"\d{4}", core) is not None


def _has_name(core: str) -> bool:
    return any(is_name(word) for word in tokens(core)[1:]) or "«" in core


def _presents(core: str) -> bool:
    """«¿Y qué pasó con el robo del museo?» brings its own subject."""
    match = re.match(
        r"qu[ée] (?:pas[óoa]|hay|se sabe|ocurri[óo]|sucedi[óo])\w* (?:con|de|en) (.+)", core, re.I
    )
    return bool(match and (_named("x " + match.group(1)) or _modified(match.group(1))))


def _points_back(core: str) -> bool:
    """Whether a pronoun stands before anything in the question that it may stand for."""
    points = [match.start() for match in _POINTING.finditer(core)]
    if _named(core) and _TIMES.search(core):
        points = []
    points += _clitics(core)
    return any(len(analyze(core[:at])) < BOUND for at in points)


def _clitics(core: str) -> list[int]:
    """Where «lo», «la», «los» or «las» are pronouns: «quién lo dijo», «hacerla»; not «la línea»,
    and not «lo robado»."""
    places: list[int] = []
    at = 0
    words = [word.lower() for word in tokens(core)]
    for before, word, after in zip(["", *words], words, [*words[1:], ""], strict=False):
        at = core.lower().index(word, at)
        if word in {"lo", "la", "los", "las"} and before not in {
            "a",
            "de",
            "en",
            "por",
            "con",
            "para",
        }:
            finite = is_verb(after) and fold(after) not in {"prueba", "marcha", "muestra", "parte"}
            article = word != "lo" and not _surely_verb(after)
            if finite and not article:
                places.append(at)
        if enclitic(word):
            places.append(at)
        at += len(word)
    return places


def _surely_verb(word: str) -> bool:
    """«la dirigió» and «los capturó», but «la presa» and «la marcha» are nouns."""
    return is_verb(word) and bool(
        re.search(r"(?:ó|aron|ieron|aba|aban|ía|ían|rá|rán|ría|rían)$", word)
        or fold(word) in {"ha", "han", "habia", "habian", "hizo", "dijo", "dio", "tiene", "tienen"}
        or (re.search(r"(?:e|en|an)$", word) and not word.endswith("ente"))
    )


def _lost_subject(clause: Clause) -> bool:
    """A singular verb after a plural noun, with nothing that may be its subject."""
    if not clause.verb or any(not piece.preposition for piece in clause.pieces):
        return False
    head = fold(clause.head)
    if set(clause.verb) & {"se", "le", "les"} or head in {
        "hay",
        "hubo",
        "hace",
        "habra",
        "habia",
        "es",
    }:
        return False
    if fold(clause.word) in {"quien", "quienes", "que"} and not clause.preposition:
        return False
    if is_plural(head) or len(clause.verb) > 1 or any(map(_holds_name, clause.pieces)):
        return False
    if clause.noun and not is_measure(clause.noun[0]):
        return fold(clause.noun[0]).endswith("s")
    return True


def _holds_name(piece: Piece) -> bool:
    """«al exterior Bahía Grande»: the name begins a piece of its own, the subject's."""
    words = piece.words
    return any(
        is_name(word) and before.islower() and fold(before) not in _NO_NOUNS
        for before, word in pairwise(words)
        if not is_person(before)
    )


_NO_NOUNS: Final = DETERMINERS | _GRAMMAR.prepositions | _GRAMMAR.joints


def _modified(core: str) -> bool:
    """«el alcalde de castrolumbre»: a noun with another that says which."""
    words = [fold(word) for word in tokens(core)]
    for at in range(len(words) - 3):
        if words[at] in DETERMINERS and words[at + 2] in {"de", "del"}:
            return True
    return False


def has_it(question: str) -> bool:
    """Whether «¿cuántos artículos tiene?» may be asked of a treaty rather than of the archive."""
    clause = parse(opening(question)[1])
    has = fold(clause.head) in {"tiene", "tienen", "tenia", "tenian", "tendra"}
    return has and bool(clause.noun) and not clause.pieces
