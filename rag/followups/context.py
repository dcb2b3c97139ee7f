"""What a conversation remembers of the turn before, for a follow-up to lean on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from index.text.analyzer import analyze
from index.text.folding import fold
from rag.answers.types import Answer
from rag.followups.topics import Topic, topics
from rag.questions.query import Given
from rag.questions.question_words import kind_of

_NAME: Final = re.compile(r"[A-ZÁÉÍÓÚÑ][\w-]+(?: (?:(?:de|del|la|las|los) )?[A-ZÁÉÍÓÚÑ][\w-]+)*")
_ACCORDING: Final = re.compile(r"\W*(?:y\s+)?segun\b")
_SURELY: Final = re.compile(r"(?:exact|segur|verd|total|concret|aproxim|dec|dic)$")
"""Begins a term that asks whether it is so, or how much in all, and nothing else."""
SHORT: Final = 6
"""Words; what is longer is a sentence, and a name picked out of one need not be the answer."""
REMEMBERED: Final = 3
"""Earlier questions in which «él» or «ella» may be named."""
LIKELY: Final = 0.5
"""Confidence from which an answer is likelier right than wrong: of 44 such names in answers to who
and where on the training clusters 31 are right, and of 17 from .8 on 14, which is why none of them
is written into a question."""


@dataclass(frozen=True, slots=True)
class Context:
    """The question really asked before, and what its answer named.

    What was answered may be wrong, so that it is never written into the next question: there
    stands «quien dirigió la película», which is true whoever did. The name is only searched for.

    :param root: the question that opened the subject, on which later ones lean; ``""``: the same.
    :param named: the name that a short and likely answer holds, else ``""``.
    :param earlier: the questions before, the latest first.
    :param given: where the answer was read.
    """

    question: str
    root: str = ""
    named: str = ""
    earlier: tuple[str, ...] = ()
    given: tuple[Given, ...] = ()

    def told_to(self, question: str) -> tuple[Given, ...]:
        """Where no answer to a follow-up stands, since it stood there for the question before;
        none where it may ask that once more: «¿cuántos exactamente?», «¿y según Seúl?»."""
        if _ACCORDING.match(fold(question)):
            return ()
        own = {term for term in analyze(question) if not _SURELY.match(term)}
        same = kind_of(question) in ("what", kind_of(self.question))
        return () if same and own <= {*analyze(self.question)} else self.given

    @property
    def subject(self) -> str:
        """The question whose words say what is spoken of."""
        return self.root or self.question

    @property
    def topics(self) -> list[Topic]:
        """What may be meant by a pronoun or by a missing subject, the likeliest first."""
        candidates = topics(self.subject)
        if self.root and kind_of(self.question) == "who":
            return [*(t for t in topics(self.question) if t.person), *candidates]
        return candidates

    def person(self, *, feminine: bool) -> Topic | None:
        """Whom «él» or «ella» stands for, as far as a first name tells; those of the last question
        come before those of earlier ones."""
        for question in (self.question, *self.earlier):
            for topic in topics(question):
                if topic.name_gender is feminine:
                    return topic
        return None

    @property
    def main(self) -> str:
        """The phrase that stands for all that is spoken of, ``""`` where none is found."""
        candidates = topics(self.subject)
        return candidates[0].text if candidates else ""


def of_answer(answer: Answer, root: str = "", before: Context | None = None) -> Context:
    """What an answer leaves for the next question.

    :param root: of the question that was answered.
    :param before: what the turn before left.
    """
    earlier = (before.question, *before.earlier)[:REMEMBERED] if before else ()
    return Context(answer.standalone_question, root, _named(answer), earlier, _given(answer))


def _given(answer: Answer) -> tuple[Given, ...]:
    """Where the best claim was read."""
    first = {*answer.claims[0].citations} if answer.claims else set[int]()
    return tuple(Given(c.passage, c.start, c.end) for c in answer.citations if c.n in first)


def _named(answer: Answer) -> str:
    """The name that a short and likely answer holds, ``""`` where there is none."""
    short = len(answer.answer.split()) <= SHORT
    if answer.abstained or not short or answer.confidence < LIKELY:
        return ""
    given = fold(answer.standalone_question)
    names = (match.group() for match in _NAME.finditer(answer.answer))
    return next((name for name in names if fold(name) not in given), "")
