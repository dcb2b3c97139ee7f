"""What a conversation remembers of the turn before, for a follow-up to lean on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from index.text.folding import fold
from rag.answers.types import Answer
from rag.followups.topics import Topic, topics
from rag.questions.question_words import kind_of

_NAME: Final = re.compile(r"[A-ZÁÉÍÓÚÑ][\w-]+(?: (?:(?:de|del|la|las|los) )?[A-ZÁÉÍÓÚÑ][\w-]+)*")
_JOINED: Final = re.compile(r" (?:de|del|la|las|los) ")
"""«Corea del Norte» is nobody."""
SHORT: Final = 6
"""Words; what is longer is a sentence, and a name picked out of one need not be the answer: the
next question would then state a falsehood."""
LIKELY: Final = 0.5
"""Confidence from which an answer is likelier right than wrong."""


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
        candidates = topics(self.subject, "" if self.root else self.name)
        if self.root and self.name:
            return [Topic(self.name, plural=False, feminine=None, person=True), *candidates]
        return candidates

    @property
    def main(self) -> str:
        """The phrase that stands for all that is spoken of, ``""`` where none is found."""
        candidates = topics(self.subject, self.name if not self.root else "")
        return candidates[0].text if candidates else ""


def of_answer(answer: Answer, root: str = "") -> Context:
    """What an answer leaves for the next question.

    :param root: of the question that was answered.
    """
    question = answer.standalone_question
    name = _named(answer)
    kind = kind_of(question)
    return Context(
        question,
        root,
        name=name if kind == "who" and not _JOINED.search(name) else "",
        place=name if kind == "where" else "",
    )


def _named(answer: Answer) -> str:
    """The name that a short and likely answer holds, ``""`` where there is none."""
    short = len(answer.answer.split()) <= SHORT
    if answer.abstained or not short or answer.confidence < LIKELY:
        return ""
    given = fold(answer.standalone_question)
    names = (match.group() for match in _NAME.finditer(answer.answer))
    return next((name for name in names if fold(name) not in given), "")
