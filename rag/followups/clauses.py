"""Takes a Spanish question apart: question phrase, verb, and what stands around the verb.

The order is fixed enough that shapes suffice: «¿Cuántos soldados envió Corea del Norte a
Rusia?» is the phrase «Cuántos soldados», the verb «envió» and the pieces «Corea del Norte»
and «a Rusia».
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from index.text.folding import fold
from rag.followups.pieces import ARTICLES, DETERMINERS, PREPOSITIONS, Piece, is_name, pieces
from rag.language import SPANISH
from rag.questions.english import WORD
from rag.questions.verbs import enclitic, is_infinitive, is_nonfinite, is_verb

_TOKEN: Final = re.compile(rf"{WORD.pattern}|[,;:]")
_CLITICS: Final = SPANISH.grammar.clitics
_AUXILIARIES: Final = SPANISH.verbs.auxiliaries
_CONTINUING: Final = frozenset(SPANISH.grammar.continuing)
_LINKS: Final = frozenset({"a", "que"})
_BEFORE_IT: Final = frozenset({"cada", "cambio", "partir", "gracias", "debido"})
_NO_COUNTED: Final = PREPOSITIONS | DETERMINERS | {","}
_LINKED: Final = re.compile(
    r"(?:tuv|tien|tend|teni)\w* que |(?:volvi|vuelv|empez|empiez|comenz|comienz|lleg|pas)\w* a "
    r"|(?:dej|acab|termin|trat|hubo|ha)\w* de "
)
"""«tuvo que pagar», «volvió a repartir», «dejó de emitir»."""


LEAST: Final = 3
"""Letters up to which a word that ends in n is a small one."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A question taken apart.

    :param lead: what stands before the question proper («Sobre la riada,»).
    :param preposition: before the question word.
    :param word: the question word, with its accent; ``""`` where there is none.
    :param noun: what the question word asks about («soldados norcoreanos»).
    :param verb: the verb with its clitics and auxiliaries.
    :param pieces: the rest, in order.
    """

    lead: str
    preposition: str
    word: str
    noun: tuple[str, ...]
    verb: tuple[str, ...]
    pieces: tuple[Piece, ...]

    @property
    def phrase(self) -> str:
        """Preposition, question word and noun."""
        return " ".join(filter(None, (self.preposition, self.word, *self.noun)))

    @property
    def rest(self) -> str:
        """All that follows the phrase."""
        return " ".join((*self.verb, *map(str, self.pieces))).replace(" ,", ",")

    @property
    def head(self) -> str:
        """The verb that carries the person, ``""`` where there is none."""
        finite = [word for word in self.verb if word.lower() not in _CLITICS | {"no", "ya"}]
        return finite[0] if finite else ""

    @property
    def has_doer(self) -> bool:
        """Whether it has a verb and does not ask who does it."""
        return bool(self.verb) and fold(self.word) not in {"quien", "quienes"}

    @property
    def clitics(self) -> tuple[str, ...]:
        """Unstressed pronouns before or at the end of the verb."""
        before = [word.lower() for word in self.verb if word.lower() in _CLITICS]
        after = [word for piece in self.pieces for word in piece.words]
        return (*before, *filter(None, map(enclitic, (*self.verb, *after))))


def tokens(text: str) -> list[str]:
    """Words, titles in quotation marks as one, and commas."""
    return _TOKEN.findall(text)


def question_word(word: str) -> str | None:
    """A question word as it is spelt, ``None`` for other words."""
    return SPANISH.grammar.question_words.get(fold(word))


def parse(question: str) -> Clause:
    """The parts of one question; words keep their spelling but for the question word's accent."""
    lead, _, proper = question.strip().rpartition("¿")
    words = tokens(proper.rstrip("?!. "))
    while len(words) > 2 and fold(words[0]) in _CONTINUING:
        words = words[1:]
    words = words if _question_word_place(words) is not None else _turned(words)
    at = _question_word_place(words)
    preposition = word = ""
    noun: list[str] = []
    begins = bool(words) and fold(words[0]) not in PREPOSITIONS and is_verb(words[0].lower())
    if at is None and begins and not lead:
        words = [words[0].lower(), *words[1:]]  # «Está confirmado» begins with its verb
    if at is not None:
        preposition, word = " ".join(words[:at]), question_word(words[at]) or ""
        words = words[at + 1 :]
        if fold(word) in {"quien", "quienes"} and words[:1] and fold(words[0]) == "mas":
            words = words[1:]  # «quién más llevaba el coche»
        # «Cuántos andan»: nouns end in s.
        does = fold(word) in {"cuantos", "cuantas"} and bool(words) and _is_plural_verb(words[0])
        if fold(word) in SPANISH.grammar.with_noun and not does:
            why = fold(preposition) == "por" and fold(word) == "que"
            # «¿Por qué mayoría?» asks for no reason.
            alone = len(words) == 1 and _may_be_verb(words[0]) and not is_verb(words[0])
            end = _verb_after_noun(words, why=why and not alone)
            noun, words = words[:end], words[end:]
    # «para una tienda» is no verb.
    begins = not word and bool(words) and fold(words[0]) in PREPOSITIONS
    end = 0 if begins else _verb_end(words)
    if not end and word and words and _may_be_verb(words[0]):
        end = 1
    return Clause(
        lead.strip(), preposition, word, tuple(noun), tuple(words[:end]), pieces(words[end:])
    )


def _question_word_place(words: Sequence[str]) -> int | None:
    for at, word in enumerate(words[:4]):
        if question_word(word):
            return at
        if fold(word) not in PREPOSITIONS | _BEFORE_IT:
            return None
    return None


def _turned(words: list[str]) -> list[str]:
    """What stands before the question word goes to the end: «en Kursk cuántos había»."""
    for at, word in enumerate(words):
        if not (
            at and question_word(word) and (fold(word) != word.lower() or words[at - 1] == ",")
        ):
            continue
        start = at
        while start and fold(words[start - 1]) in PREPOSITIONS | _BEFORE_IT:
            start -= 1
        before = words[: start - 1] if start and words[start - 1] == "," else words[:start]
        counted = fold(word).startswith("cuant") and not {*map(fold, before)} & _NO_COUNTED
        if counted and start == at and not any(map(is_name, before)):
            return [word, *before, *words[at + 1 :]]  # «damnificados cuántos hubo»
        return [*words[start:], *before]
    return words


def _verb_after_noun(words: Sequence[str], *, why: bool) -> int:
    """Where the noun after the question word ends and the verb begins."""
    for at, word in enumerate(words):
        before = fold(words[at - 1]) if at else ""
        if word == ",":
            return at
        following = words[at + 1] if at + 1 < len(words) else ""
        if (
            fold(word) in _CLITICS | {"no"}
            and before not in PREPOSITIONS
            and (is_verb(following) or fold(following) in {"se", "le", "les"} or _is_se(words, at))
        ):
            return at
        if fold(following) in _AUXILIARIES or (not at and _is_noun_too(words)):
            continue  # «cuánto llena está», «qué suma tuvo que pagar»
        if before not in PREPOSITIONS | DETERMINERS and is_verb(word) and not is_name(word):
            return at
    # No verb is known here: it may look like a noun («servía», «policía»), or it is the word before
    # a piece, as in «qué jueza indaga el retraso».
    for at in range(1, len(words)):
        alone = fold(words[at - 1]) not in PREPOSITIONS | DETERMINERS
        if alone and words[at].endswith("ía") and not is_name(words[at]):
            return at
    for at in range(1, len(words)):
        if fold(words[at]) in ARTICLES and at > 1 and not is_name(words[at - 1]):
            return at - 1
    return 0 if why else len(words)


def _is_se(words: Sequence[str], at: int) -> bool:
    """Whether «se» stands before a verb that is none we know: «en qué edificio se instala»."""
    following = words[at + 1] if at + 1 < len(words) else ""
    return fold(words[at]) == "se" and following.islower() and fold(following) not in _NO_COUNTED


def _is_plural_verb(word: str) -> bool:
    """Whether a word in small letters after «cuántos» ends as a verb does and no noun."""
    return word.islower() and len(word) > LEAST and word.endswith("n") and _may_be_verb(word)


def _is_noun_too(words: Sequence[str]) -> bool:
    """Whether what looks like a verb is the noun that is asked for, since the verb follows: «qué
    ayuda por hectárea prometió la comisión»."""
    if is_verb(words[1]) if len(words) > 1 else False:
        return True
    if len(words) < 4 or fold(words[1]) not in PREPOSITIONS or fold(words[2]) in DETERMINERS:
        return False
    verb = next((word for word in words[3:] if fold(word) not in {"se", "le", "les"}), "")
    return words[2].islower() and is_verb(verb)


def _verb_end(words: Sequence[str]) -> int:
    """How many words the verb takes, clitics and auxiliaries with it."""
    at = 0
    while at < len(words) and (fold(words[at]) in _CLITICS or fold(words[at]) in {"no", "ya"}):
        at += 1
    if at == len(words) or is_name(words[at]):
        return 0
    if not is_verb(words[at]):
        # What follows «no» or «se» is a verb even if it is none that we know.
        before = fold(words[at - 1]) if at else ""
        los = before in {"le", "les", "los", "las"} and _is_plural_verb(words[at])
        return at + 1 if before in {"no", "se", "ya"} or los else 0
    auxiliary = fold(words[at]) in _AUXILIARIES or is_nonfinite(words[at])
    at += 1
    while at < len(words):
        after = words[at + 1] if at + 1 < len(words) else ""
        linked = auxiliary and fold(words[at]) in _LINKS and is_nonfinite(after)
        if linked or (
            is_infinitive(after) and _LINKED.match(f"{fold(words[at - 1])} {words[at]} ")
        ):
            at += 2  # «va a pagar», «tuvo que pagar»
        elif is_infinitive(words[at]) or (auxiliary and is_nonfinite(words[at])):
            at += 1  # «prohibió entrar»
        elif words[at] == "falta" and fold(words[at - 1]).startswith(("hac", "har", "hiz")):
            at += 1  # «hace falta»
        else:
            break
    if at + 1 < len(words) and fold(words[at]) in {"o", "y"}:
        more = _verb_end(words[at + 1 :])
        at += more + 1 if more else 0  # «se pagó o se iba a pagar»
    return at


def _may_be_verb(word: str) -> bool:
    """Whether an unknown word right after «quién» or «cuándo» may be the verb."""
    known = PREPOSITIONS | DETERMINERS | {*"y e o tan mas eso esto aquello".split(), ","}
    return fold(word) not in known and not is_name(word) and word.isalpha()
