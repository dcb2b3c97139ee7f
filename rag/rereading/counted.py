"""What a number counts: people to whom something happened, or things where people are asked for.

«Más de 3.000 muertos y heridos, según Kiev. Unos 1.100, según Seúl.»: the second sentence has no
verb and no noun, so that it counts what the first one does, and neither says how many soldiers
somebody sent. A number of dead, hurt, held, missing or moved people answers only a question that
speaks of them, or a sentence that has the deed asked for. Nor are «once casas» people. Of 600 such
readings for people asked of own clusters 28 count things, none of which answers.
"""

from __future__ import annotations

import re
from typing import Final

from index.text.analyzer import analyze
from index.text.folding import fold
from rag.documents.sentences import split_sentences
from rag.language import SPANISH
from rag.questions.question_words import kind_of
from rag.questions.verbs import is_infinitive, is_verb
from rag.values import amounts
from rag.values.amount_types import Amount
from rag.values.units import COUNT

Place = tuple[int, int]

_PEOPLE: Final = {
    "death": r"muert[oa]s|fallecid[oa]s|victimas mortales|asesinad[oa]s|ahogad[oa]s|ejecutad[oa]s",
    "injury": r"herid[oa]s|lesionad[oa]s|intoxicad[oa]s|contusionad[oa]s",
    "casualties": r"bajas|victimas",
    "arrest": r"detenid[oa]s|arrestad[oa]s|prisioner[oa]s|capturad[oa]s|encarcelad[oa]s|rehenes",
    "missing": r"desaparecid[oa]s",
    "evacuation": r"evacuad[oa]s|desalojad[oa]s|desplazad[oa]s|refugiad[oa]s",
}
"""What people are called, without accents, to whom one of the events happened."""
_COUNTED: Final = {name: re.compile(rf"\b(?:{words})\b") for name, words in _PEOPLE.items()}
_SPOKEN: Final = {
    name: re.compile(
        rf"\b(?:{'|'.join((*event.question, *event.passage))}|balance|saldo|sald[oó]|afectad|sufri"
        r"|result|perd|da[nñ]|rescat|liber|recuper|atend|canje)"
    )
    for name, event in SPANISH.events.items()
}
"""Ways in which a question may speak of them."""
_NEAR: Final = re.compile(
    r"(?:\s+(?!(?:y|e|que|en|por|con|para|tras|segun|a|al|desde|hasta)\b)\w+){0,3}"
)
_ASKED: Final = re.compile(
    r"\bcuant[oa]s? (?:de l[oa]s )?"
    r"(?:personas|gente|muert[oa]s|herid[oa]s|fallecid[oa]s|evacuad[oa]s"
    r"|detenid[oa]s|desaparecid[oa]s|victimas|soldados|trabajador[ae]s|vecin[oa]s|pasajer[oa]s"
    r"|alumn[oa]s|nin[oa]s|hombres|mujeres|manifestantes|espectadores|asistentes|afectad[oa]s"
    r"|damnificad[oa]s|emplead[oa]s|obrer[oa]s|habitantes|tripulantes|ocupantes|pescador[ae]s"
    r"|enferm[oa]s|socios|presos|internos|maestros|policias|bomberos)\b"
)
"""A question that counts people; without accents."""
_THINGS: Final = re.compile(
    r"\s+(?:de\s+)?(?:casas|viviendas|edificios|inmuebles|vehiculos|coches|carros|autos|camiones"
    r"|autobuses|buses|trenes|tranvias|aviones|helicopteros|barcos|buques|lanchas|embarcaciones"
    r"|misiles|drones|armas|aldeas|pueblos|municipios|localidades|ciudades|barrios|colegios|escuelas"
    r"|aulas|hospitales|camas|puentes|tiendas|fincas|reses|animales|perros|caballos|ovejas"
    r"|receptores|televisores|mesas|calles|cabinas|proyectiles|bombas|tanques|medios)\b"
)
_WORD: Final = re.compile(r"[^\W\d_]+")
_OWN_NOUN: Final = re.compile(r"\s+(?:de\s+)?[a-záéíóúñü]{4,}")


def counts_others(question: str, text: str, sentence: Place, value: Place) -> bool:
    """Return whether a number ``text[value]`` is of people to whom something happened that a
    question of how many does not speak of, or of things where it counts people.

    :param sentence: where its sentence stands in the text.
    """
    if kind_of(question) != "how_many":
        return False
    told = text[slice(*sentence)]
    start, end = (at - sentence[0] for at in value)
    marked = [a for a in amounts.find_amounts(told) if a.start < end and start < a.end]
    if len(marked) != 1 or marked[0].unit is not COUNT:
        return False
    folded = fold(told)
    if len(folded) == len(told) and _THINGS.match(folded, marked[0].end):
        return _ASKED.search(fold(question)) is not None
    event, about = _event(told, marked[0]), told
    alone = event is None and _stands_alone(told, marked[0])
    if alone:
        event = _last_event(told[: marked[0].start])  # «3.000 bajas según Kiev y 1.100 según Seúl»
    if alone and event is None and not _has_verb(told):
        before = _before(text, sentence[0])
        event = next(filter(None, map(_last_event, reversed(before))), None)
        about = " ".join((*before, told))
    if event is None or any(_SPOKEN[each].search(fold(question)) for each in _kin(event)):
        return False
    deeds = {term for verb in _verbs(question) for term in analyze(verb)}
    return bool(deeds) and not deeds & set(analyze(about))


def _kin(event: str) -> tuple[str, ...]:
    """The events that a word for people may tell of: «bajas» are dead and hurt."""
    return ("death", "injury", "missing", "arrest") if event == "casualties" else (event,)


def _event(sentence: str, figure: Amount) -> str | None:
    """What happened to those whom a figure counts, by the words right after it."""
    folded = fold(sentence)
    if len(folded) != len(sentence):
        return None
    near = _NEAR.match(folded, figure.end)
    beside = folded[figure.start : near.end() if near else figure.end]
    return next((name for name, people in _COUNTED.items() if people.search(beside)), None)


def _last_event(sentence: str) -> str | None:
    """What happened to those whom the last figure of a sentence counts."""
    counted = [a for a in amounts.find_amounts(sentence) if a.unit is COUNT]
    return _event(sentence, counted[-1]) if counted else None


def _stands_alone(sentence: str, figure: Amount) -> bool:
    """Whether no noun stands beside a figure."""
    return _OWN_NOUN.match(sentence, figure.end) is None


def _before(text: str, start: int) -> list[str]:
    """The sentences that one without a verb goes on: those before it up to one with a verb."""
    before: list[str] = []
    for first, last in reversed(split_sentences(text[:start])):
        before.insert(0, text[first:last])
        if _has_verb(before[0]):
            break
    return before


def _has_verb(sentence: str) -> bool:
    return any(word.islower() and is_verb(word) for word in _WORD.findall(sentence))


def _verbs(question: str) -> list[str]:
    """The verbs of a question that say what was done."""
    return [
        word
        for word in _WORD.findall(question)[1:]
        if word.islower()
        and is_verb(word)
        and not is_infinitive(word)
        and fold(word) not in SPANISH.verbs.static | SPANISH.verbs.auxiliaries
    ]
