"""A question as it is carried from the door to the answer: checked once, and read once.

Whoever takes a question in (the archive, a conversation, a command, the chat) makes a
:class:`Query` of it, and all that follows gets that one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, Self

from index.errors import InputError
from index.text.analyzer import analyze
from index.text.characters import encodable
from rag.language import SPANISH
from rag.questions.english import is_english

LONGEST: Final = 2_000
"""Characters; the longest of 11,000 questions in the sets we have takes 250."""

ABOUT: Final = "Sobre "
"""Begins a question whose subject is only put before it."""
LEAST: Final = 3
"""Words of a question that can be read for by itself: «¿qué edad tenía?»."""
_ASKED_INSIDE: Final = re.compile(
    r"\bquien(?:es)? \w|^¿(?:\w+ )?cuánt[oa]s de l[oa]s ", re.IGNORECASE
)
_AND: Final = re.compile(
    rf"^[¿¡\s]*(?:(?:{'|'.join(SPANISH.grammar.continuing)})\b[\s,]*)+", re.IGNORECASE
)


@dataclass(frozen=True)
class Given:
    """A place that the answer before was read in.

    :param passage: the text of its passage.
    :param start: first character of the value in it.
    :param end: one past its last.
    """

    passage: str
    start: int
    end: int


@dataclass(frozen=True)
class Query:
    """A question that can be searched and answered; made by :meth:`of`.

    :param question: as it was asked, to be given back so.
    :param standalone_question: what it means in its conversation, to be given back so; the
        question itself where the conversation supplies nothing.
    :param literal: the question without the space around it and halves of characters.
    :param standalone: the same of the standalone question.
    :param hint: what a follow-up is searched with besides: what may be meant but need not be, so
        that it is neither read nor shown.
    :param earlier: the question before, whose articles a follow-up is likelier answered in.
    :param given: where the answer before was read, which a follow-up does not ask for once more.
    """

    question: str
    standalone_question: str
    literal: str
    standalone: str
    hint: str = ""
    earlier: str = ""
    given: tuple[Given, ...] = ()

    @classmethod
    def of(cls, question: str | Query, standalone: str | None = None) -> Query:
        """Return the query of a question; a query stays what it is.

        :param standalone: what it means in its conversation; ``None``: what it says.
        :raises InputError: either is empty, has no word, or is longer than :data:`LONGEST`.
        """
        if isinstance(question, str):
            literal = validate(question)
            question = cls(question, question, literal, literal)
        return question if standalone is None else question.meaning(standalone)

    def meaning(self, standalone: str, hint: str = "", earlier: str = "") -> Self:
        """Return the same query with what it means in its conversation.

        :param hint: what to search with besides.
        :param earlier: the question before.

        :raises InputError: as :meth:`of` does.
        """
        return replace(
            self,
            standalone_question=standalone,
            standalone=validate(standalone),
            hint=hint,
            earlier=earlier,
        )

    @cached_property
    def text(self) -> str:
        """What is searched and read."""
        return without_capitals(self.standalone)

    @cached_property
    def literal_text(self) -> str:
        """What is searched beside it, where the conversation supplied something."""
        return without_capitals(self.literal)

    @cached_property
    def proper(self) -> Query:
        """The question that passages are read for.

        Of a follow-up whose subject holds another question («sobre quien presidía el gremio,
        ¿adónde lo llevaron?», «¿cuántos de los que viajaban …?») what was asked: the passages were
        found for the subject, and the reader answers with who presided rather than with where. Any
        other question as it is, since its subject tells the reader which one is meant.
        """
        about, _, asked = self.standalone.rpartition("¿")
        if not self.is_followup or not _ASKED_INSIDE.search(self.standalone):
            return self
        if not about.startswith(ABOUT):
            asked = _AND.sub("", self.literal).lstrip("¿¡ ")
        if len(asked.split()) < LEAST or _ASKED_INSIDE.search(asked):
            return self
        return replace(self, standalone=f"¿{asked[:1].upper()}{asked[1:]}")

    @property
    def is_followup(self) -> bool:
        """Whether the conversation supplied something."""
        return self.text != self.literal_text

    @cached_property
    def is_english(self) -> bool:
        """Whether it is asked in English, over sources that are Spanish all the same."""
        return is_english(self.text)

    @cached_property
    def terms(self) -> frozenset[str]:
        """Its terms, analysed as those of the passages are."""
        return frozenset(analyze(self.text))


def has_words(question: str) -> bool:
    """Return whether there is a word in it."""
    return any(c.isalnum() for c in question)


def validate(question: str) -> str:
    """Return the question without surrounding space or halves of characters.

    :raises InputError: it is empty, has no word, or is longer than :data:`LONGEST`.
    """
    question = encodable(question).strip()
    if not question:
        raise InputError("La pregunta está vacía. Escriba qué quiere saber.")
    if len(question) > LONGEST:
        length, limit = (f"{n:,}".replace(",", ".") for n in (len(question), LONGEST))
        raise InputError(
            f"La pregunta tiene {length} caracteres y el límite es {limit}. "
            "Resúmala; para guardar un texto largo use «hemeroteca add»."
        )
    if not has_words(question):
        raise InputError(f"La pregunta «{question[:40]}» no tiene palabras. Escriba qué busca.")
    return question


def without_capitals(question: str) -> str:
    """Return the question as it is searched: capitals throughout say nothing and mislead the
    encoder, which tells "COREA" from "Corea"."""
    return question.lower() if question.isupper() else question
