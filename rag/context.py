"""What a conversation remembers of the turn before, for a follow-up to lean on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rag.answer import Answer
from rag.clauses import asked_word, is_name
from rag.questions import fold, kind_of
from rag.topics import Topic, topics

_NAME: Final = re.compile(r"[A-ZÁÉÍÓÚÑ][\w-]+(?: (?:(?:de|del|la|las|los) )?[A-ZÁÉÍÓÚÑ][\w-]+)*")
_SHORT: Final = 6
"""Words; a value that is longer is a sentence, whose first name need not be the answer."""


@dataclass(frozen=True, slots=True)
class Context:
    """The question really asked before, and who or where answered it.

    :param root: the question that opened the subject, on which later ones lean; ``""``: the same.
    :param name: the person that answered a question of who, else ``""``.
    :param place: the place that answered a question of where, else ``""``.
    """

    question: str
    root: str = ""
    name: str = ""
    place: str = ""

    @property
    def subject(self) -> str:
        """The question whose words say what is spoken of."""
        return self.root or self.question

    @property
    def topics(self) -> list[Topic]:
        """What may be meant by a pronoun or by a missing subject, the likeliest first."""
        found = topics(self.subject, "" if self.root else self.name)
        if self.root and self.name:
            return [Topic(self.name, plural=False, feminine=None, person=True), *found]
        return found

    @property
    def main(self) -> str:
        """The phrase that stands for all that is spoken of, ``""`` where none is found."""
        found = topics(self.subject, self.name if not self.root else "")
        return found[0].text if found else ""


def of_answer(answer: Answer, root: str = "") -> Context:
    """What an answer leaves for the next question."""
    question = answer.standalone_question
    if answer.abstained or not answer.citations:
        return Context(question, root)
    kind = kind_of(question)
    value, quote = answer.answer, answer.citations[0].quote
    if kind == "who":
        return Context(question, root, name=_answering(question, value, quote, place=False))
    if kind == "where":
        return Context(question, root, place=_answering(question, value, quote, place=True))
    return Context(question, root)


def _answering(question: str, value: str, quote: str, *, place: bool) -> str:
    """The first name in the value, or else in its sentence, that the question did not give."""
    given = fold(question)
    for text in (value, quote):
        for name in _names(text, place=place):
            if fold(name) not in given:
                return name
    return ""


def _names(text: str, *, place: bool) -> Iterator[str]:
    for match in _NAME.finditer(text):
        first = match.group().split()[0]
        starts = match.start() == 0 or text[: match.start()].rstrip()[-1:] in '.«"“'
        several = " " in match.group()
        if not place and re.search(r" (?:de|del|la|las|los) ", match.group()):
            continue  # «Corea del Norte» is nobody
        if starts and not several and len(text.split()) > _SHORT:
            continue  # the capital of a sentence
        if place and len(text.split()) > _SHORT and not re.search(r"\ben $", text[: match.start()]):
            continue
        if not place and len(text.split()) > _SHORT and not several:
            continue
        if is_name(first) and asked_word(first) is None:
            yield match.group()
