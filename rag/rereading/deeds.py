"""Whether the sentence tells of the deed that is asked about, or of one that only speaks of it.

«Orlavia anunció el martes que planea su primera prueba» gives no day of the test; who applauds a
liberation did not bring it about; what a resolution authorises it does not forbid. Each rule holds
only where the words of the sentence leave no doubt, and it has no word of the deed itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from index.text.analyzer import analyze
from index.text.folding import fold
from rag.claims.course import asks_for_plan
from rag.language import SPANISH
from rag.questions.english import is_english
from rag.questions.question_words import kind_of
from rag.questions.verbs import is_infinitive, is_verb
from rag.values.dates import is_ahead

_VERBS: Final = SPANISH.verbs
_WORD: Final = re.compile(r"[^\W\d_]+")
_PAST: Final = re.compile(r"(?:ó|aron|ieron|eron)$")
_ENDING: Final = re.compile(
    r"(?:an?|en?|ó|i[oó]|ar[oá]n|ieron|aba|aban|ían?|ar[aá]n?|er[aá]n?|ir[aá]n?|[ai]do)$"
)
_PLANNING: Final = (
    *"plane prev prepar proyect pretend intent quier quer quis desea ofrec promet anunci".split(),
    *"aspir pide pidi exig reclam propon propus estudi espera compromet amenaz negoci".split(),
)
"""Beginnings of verbs under which an infinitive is no deed yet."""
_ALLOWING: Final = tuple("autoriz permit legaliz habilit acept aprob admit accedi autoric".split())
_FORBIDDING: Final = tuple("prohib vet impid impedi deneg neg rechaz descart proscrib".split())
_REACTING: Final = (
    *"aplaud celebr felicit lament critic agradec agradeci salud elogi congratul alegr".split(),
    *"repudi deplor ensalz alab expres manifest".split(),
)
"""Beginnings of verbs by which somebody takes a stand on what others did."""
_ONCE: Final = re.compile(
    r"\b(?:cuando|una vez(?: que)?|en cuanto)\s+(?:se\s+)?(?:l[ao]s?\s+\w+\s+)?"
    r"(?:est[eé]n?|entren?|abran?|empiecen?|comiencen?|terminen?|concluyan?|funcionen?|inicien?|queden?|acaben?)\b",
    re.IGNORECASE,
)
_FUTURE: Final = re.compile(r"\w(?:[aei]rá|[aei]rán|drá|drán)\b")
_DEMANDING: Final = tuple(
    "ped pide pidi exig reclam demand ofrec propon propus propuest reivindic".split()
)
_GRANTING: Final = tuple("firm acord pact concedi conced fij condena conden sentenci".split())
"""Beginnings of verbs for what was asked for and for what came of it."""
_BEGINNING: Final = tuple("comenz comienz empez empiez inici estall arranc".split())
_ENDING_VERBS: Final = tuple("apag extingu termin acab finaliz conclu sofoc".split())
"""Beginnings of verbs for the first day of a matter and for its last one."""
_FAMILIES: Final = (
    ("ped", "pid", "solicit", "reclam", "requ", "demand"),
    ("promet", "compromet", "ofrec", "anunci"),
    ("gast", "invert", "invirt", "emple", "destin"),
    ("prev", "plane", "proyect", "estim", "calcul"),
    ("recaud", "reun", "junt", "recib"),
)
"""Beginnings of verbs, without accents, that tell of one deed."""
_HALF: Final = re.compile(r"[;:]\s|\s(?:mientras|pero|aunque)\s")
_NEGATED: Final = frozenset("no nunca jamas tampoco ni sin".split())
_BESIDE: Final = 2
"""Words before an infinitive in which the verb stands that it hangs on."""
_REACH: Final = 4
"""Words between a subject and its verb, and before a verb in which a negation is of it."""


def only_speaks_of_it(question: str, sentence: str, start: int, end: int) -> bool:
    """Return whether ``sentence[start:end]`` belongs to another deed than the question asks about,
    one that merely announces it, reacts to it or is its contrary."""
    kind = kind_of(question)
    if kind in ("how_many", "what") and _is_outcome(question, sentence, start, end):
        return True
    if kind == "how_many" and _is_not_yet(question, sentence):
        return True
    verb = _asked_in_english(question) or _asked(question)
    if verb is None:
        return False
    if kind == "when":
        return _is_announced(verb, sentence, end) or _is_other_end(verb, sentence, start, end)
    if kind == "who":
        return _is_spoken_of(question, verb, sentence) and _reacts(verb, sentence, start, end)
    return kind == "what" and _is_contrary(verb, sentence, start)


def deed_of(verb: str) -> str:
    """Return what verbs of one deed have in common: their family's first beginning, or the term."""
    folded = fold(verb)
    family = next((each for each in _FAMILIES if folded.startswith(each)), None)
    return family[0] if family else " ".join(analyze(verb))


def _asked(question: str) -> str | None:
    """The verb with the person of the question; ``None`` where there is none, or one of being."""
    words: list[str] = _WORD.findall(question)
    verbs = [w for w in words[1:] if w.islower() and is_verb(w) and not is_infinitive(w)]
    if not verbs or fold(verbs[0]) in _VERBS.static | _VERBS.auxiliaries:
        return None
    return verbs[0]


_ENGLISH: Final = (
    (re.compile(r"\b(?:put out|extinguish|end(?:ed|s)?\b|finish|conclude|over\b)"), "termina"),
    (re.compile(r"\b(?:start|begin|began|br(?:oke|eak) out)"), "comienza"),
)


def _asked_in_english(question: str) -> str | None:
    """The Spanish verb for the beginning or the end of a matter that is asked for in English."""
    if not is_english(question):
        return None
    asked = [verb for pattern, verb in _ENGLISH if pattern.search(question.lower())]
    return asked[0] if len(asked) == 1 else None


def _forms(verb: str, words: Sequence[str]) -> list[int]:
    """Where forms of a verb stand."""
    term = analyze(verb)
    return [at for at, word in enumerate(words) if word.islower() and analyze(word) == term]


def _is_announced(verb: str, sentence: str, end: int) -> bool:
    """Whether the day stands before a deed that somebody only plans: «el martes anunció que planea
    realizar su primera prueba»."""
    if _PAST.search(verb) is None:
        return False
    after = _WORD.findall(sentence[end:])
    every = _WORD.findall(sentence)
    places = _forms(verb, after)
    if not places or len(places) != len(_forms(verb, every)):
        return False
    return all(
        is_infinitive(after[at])
        and any(
            fold(word).startswith(_PLANNING) and _is_verbal(word)
            for word in after[max(0, at - _BESIDE) : at]
        )
        for at in places
    )


def _is_other_end(verb: str, sentence: str, start: int, end: int) -> bool:
    """Whether the day is the one on which a matter began and its end is asked for, or the other way
    round: «el incendio que comenzó el sábado» does not say when it was put out."""
    pairs = (_BEGINNING, _ENDING_VERBS), (_ENDING_VERBS, _BEGINNING)
    asked = next((pair for pair in pairs if fold(verb).startswith(pair[0])), None)
    if asked is None:
        return False
    own, contrary = asked
    words = [word for word in _WORD.findall(sentence) if word.islower() and _is_verbal(word)]
    if any(fold(word).startswith(own) for word in words):
        return False
    before = [w for w in _WORD.findall(sentence[:start])[-_REACH:] if w.islower()]
    after = [w for w in _WORD.findall(sentence[end:])[:_BESIDE] if w.islower()]
    near = [fold(word) for word in (*before, *after) if is_verb(word) and _is_verbal(word)]
    return any(word.startswith(contrary) for word in near)


def _is_outcome(question: str, sentence: str, start: int, end: int) -> bool:
    """Whether what was asked for and what was granted are taken for one another: the rise that was
    signed is not the one that the union demanded."""
    asks, grants = (_told_by(question, verbs) for verbs in (_DEMANDING, _GRANTING))
    if asks == grants:
        return False
    clause = _clause(sentence, start, end)
    asked, granted = (_told_by(clause, verbs) for verbs in (_DEMANDING, _GRANTING))
    return (granted and not asked) if asks else (asked and not granted)


def _told_by(text: str, verbs: tuple[str, ...]) -> bool:
    return any(fold(word).startswith(verbs) for word in _WORD.findall(text))


def _clause(text: str, start: int, end: int) -> str:
    """The part of a sentence between semicolons and the like that a value stands in."""
    before = [match.end() for match in _HALF.finditer(text, 0, start)]
    after = _HALF.search(text, end)
    return text[before[-1] if before else 0 : after.start() if after else len(text)]


def _is_not_yet(question: str, sentence: str) -> bool:
    """Whether the sentence tells how many there will be once it is done, unlike the question."""
    if is_ahead(question) or asks_for_plan(question):
        return False
    return _ONCE.search(sentence) is not None and _FUTURE.search(sentence) is not None


def _is_spoken_of(question: str, verb: str, sentence: str) -> bool:
    """Whether the sentence has half of the words of the deed."""
    told = frozenset(analyze(question)) - frozenset(analyze(verb))
    return 2 * len(told & frozenset(analyze(sentence))) >= len(told) > 0


def _reacts(verb: str, sentence: str, start: int, end: int) -> bool:
    """Whether the one named only takes a stand: «Kamara expresó satisfacción por la liberación»."""
    if _PAST.search(verb) is None or _takes_a_stand(verb) or _says(verb):
        return False
    if _forms(verb, _WORD.findall(sentence)):
        return False
    after = _WORD.findall(re.split(r"[.;:]|\sy\s", sentence[end:])[0])[:_REACH]
    before = _WORD.findall(re.split(r"[.;:]", sentence[:start])[-1])[-2:]
    first = next((w for w in after if w.islower() and is_verb(w)), None)
    subject = first is not None and _takes_a_stand(first)
    inverted = any(_takes_a_stand(word) and _PAST.search(word) for word in before)
    return subject or inverted


def _is_verbal(word: str) -> bool:
    """Whether a word has a verb's ending; «anuncio» and «autorización» have none."""
    return _ENDING.search(word) is not None


def _takes_a_stand(verb: str) -> bool:
    return fold(verb).startswith(_REACTING)


def _says(verb: str) -> bool:
    return fold(verb).startswith(_VERBS.saying)


def _is_contrary(verb: str, sentence: str, start: int) -> bool:
    """Whether what was marked is what the contrary verb rules: it «autoriza a inspeccionar»."""
    folded = fold(verb)
    if folded.startswith(_FORBIDDING):
        contrary, own = _ALLOWING, _FORBIDDING
    elif folded.startswith(_ALLOWING):
        contrary, own = _FORBIDDING, _ALLOWING
    else:
        return False
    before = [fold(word) for word in _WORD.findall(sentence[:start])]
    if any(word.startswith(own) for word in before):
        return False
    at = next((n for n, w in enumerate(before) if w.startswith(contrary) and _is_verbal(w)), None)
    return at is not None and not _NEGATED & set(before[max(0, at - _REACH) : at])
