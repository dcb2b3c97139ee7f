"""Defines what a question set is, whatever file it came from.

The three formats (the built-in set, SQuAD, BEIR) are read into these plain values, so
that the systems, the metrics and the report need to know nothing of the formats.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from index.text.searched_text import searchable

#: Kinds of question, with the word a Spanish reader sees for each.
KINDS: Final[Mapping[str, str]] = {
    "who": "quién",
    "when": "cuándo",
    "where": "dónde",
    "how_many": "cuánto",
    "why": "por qué",
    "how": "cómo",
    "what": "qué",
}

#: What can be special about the wording of a question of the built-in set; likewise.
STYLES: Final[Mapping[str, str]] = {
    "far": "lejos del texto",
    "typo": "con erratas",
    "no_accents": "sin tildes",
    "spelling": "otra grafía de un nombre",
    "english": "en inglés",
    "multi_source": "varias fuentes",
    "followable": "con continuación",
}


@dataclass(frozen=True, slots=True)
class PassageText:
    """One passage that may be found.

    :param id: unique in its dataset; readable, since error messages and misses show it.
    :param document: the document it comes from, when the dataset knows one.
    :param headline: title that is searched with the text, as the product does with its
        articles'; ``""`` in question sets, whose titles are topics.
    """

    id: str
    text: str
    title: str = ""
    document: str = ""
    headline: str = ""

    @property
    def searched(self) -> str:
        """Return what systems encode and analyse."""
        return searchable(self.headline, self.text)


@dataclass(frozen=True, slots=True)
class Question:
    """One question with what is known to answer it.

    :param answers: acceptable short answers; empty when there are none or none are given.
    :param relevant: passage id → grade (1 or more) of the passages that answer it.
    :param answerable: whether any passage of the dataset answers it.
    :param kind: a key of :data:`KINDS`.
    :param styles: what is special about the wording (``typo``, ``english``…).
    :param about: passage the question was written about; for an unanswerable one this is
        the passage that seems to answer and does not. ``None`` when there is none.
    """

    id: str
    text: str
    answers: tuple[str, ...] = ()
    relevant: Mapping[str, int] = field(default_factory=dict)
    answerable: bool = True
    kind: str = "what"
    styles: tuple[str, ...] = ()
    about: str | None = None


@dataclass(frozen=True, slots=True)
class Dataset:
    """Passages, and questions over them."""

    name: str
    passages: tuple[PassageText, ...]
    questions: tuple[Question, ...]

    @property
    def answerable(self) -> tuple[Question, ...]:
        """Return the questions that some passage answers: retrieval is measured on them."""
        return tuple(question for question in self.questions if question.answerable)
