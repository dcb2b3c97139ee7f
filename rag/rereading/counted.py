"""What a number counts: people to whom something happened, or things where people are asked for.

«Más de 3.000 muertos y heridos, según Kiev. Unos 1.100, según Seúl.»: the second sentence has no
verb and no noun, so that it counts what the first one does, and neither says how many soldiers
somebody sent. Nor does «unos 2.000 soldados han perdido la vida», nor «la cifra de evacuados: son
1.800» how many died. A number of dead, hurt, held, missing or moved people answers only a question
that speaks of them, or a sentence that has the deed asked for. Nor are «once casas» people. Of 600
such readings for people asked of own clusters 28 count things, none of which answers.
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

_WORDS: Final = SPANISH.counted
_COUNTED: Final = {name: re.compile(rf"\b(?:{words})\b") for name, words in _WORDS.people.items()}
_BEFALLEN: Final = {
    name: re.compile(
        rf"(?:\s+(?!(?:{'|'.join(_WORDS.clauses)})\b)[^\W\d_]+){{0,6}}?\s+(?:{verbs})\b"
    )
    for name, verbs in _WORDS.befallen.items()
}
"""What goes on after a number that is the subject of such a verb."""
_BEFELL: Final = {
    name: re.compile(rf"\b(?:{verbs})(?:\s+[^\W\d_]+){{0,2}}\s*$")
    for name, verbs in _WORDS.befallen.items()
}
"""What goes before one."""
_FEW: Final = re.compile(r"(?:\s+[^\W\d_]+){0,2}\s+")
_HEADED: Final = {
    name: re.compile(rf"\b{_WORDS.counting}\s+(?:{people})\b[^\d.;]*$")
    for name, people in _WORDS.people.items()
}
_SPOKEN: Final = {
    name: re.compile(rf"\b(?:{'|'.join((*event.question, *event.passage, *_WORDS.spoken))})")
    for name, event in SPANISH.events.items()
}
"""Ways in which a question may speak of them."""
_NEAR: Final = re.compile(rf"(?:\s+(?!(?:{'|'.join(_WORDS.apart)})\b)\w+){{0,3}}")
_ASKED: Final = re.compile(_WORDS.asked)
_THINGS: Final = re.compile(rf"\s+(?:{_WORDS.of}\s+)?(?:{'|'.join(_WORDS.things)})\b")
_WORD: Final = re.compile(r"[^\W\d_]+")
_OWN_NOUN: Final = re.compile(rf"\s+(?:{_WORDS.of}\s+)?[a-záéíóúñü]{{4,}}")


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
    if alone and event is None:
        head = fold(told[: marked[0].start])
        event = next((name for name, counted in _HEADED.items() if counted.search(head)), None)
    if event is None or any(_SPOKEN[each].search(fold(question)) for each in _kin(event)):
        return False
    deeds = {term for verb in _verbs(question) for term in analyze(verb)}
    if not deeds:  # «¿cuántos hay?»: the dead are there no more
        return event == _WORDS.lost
    return not deeds & set(analyze(about))


def _kin(event: str) -> tuple[str, ...]:
    """The events that a word for people may tell of: «bajas» are dead and hurt."""
    return _WORDS.kin.get(event, (event,))


def _event(sentence: str, figure: Amount) -> str | None:
    """What happened to those whom a figure counts, by the words right after it."""
    folded = fold(sentence)
    if len(folded) != len(sentence):
        return None
    near = _NEAR.match(folded, figure.end)
    beside = folded[figure.start : near.end() if near else figure.end]
    named = next((name for name, people in _COUNTED.items() if people.search(beside)), None)
    return named or next((name for name in _BEFALLEN if _befell(folded, figure, name)), None)


def _befell(sentence: str, figure: Amount, event: str) -> bool:
    """Whether an event happened to those whom a figure of a folded sentence counts, by its verb."""
    after = _BEFALLEN[event].match(sentence, figure.end)
    if after is None:
        return _BEFELL[event].search(sentence[: figure.start]) is not None
    told = (amount.start for amount in amounts.find_amounts(sentence[after.end() :]))
    # «De los 2.000 soldados murieron 600»: the verb is of another number.
    return not any(_FEW.fullmatch(sentence, after.end(), after.end() + start) for start in told)


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
