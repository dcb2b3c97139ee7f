"""What an answerer is: something that makes an answer of a question and the passages found.

The extractive reader is one (:mod:`rag.answers.extractive`); whatever keeps to this may take
its place. ``tests/rag/answers/conformance.py`` holds what is promised of every answer, as
properties that any answerer can be put through.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol

from index import Hit
from index.articles import NOTHING_KNOWN, Articles
from rag.answers.stages import NOBODY, Watcher
from rag.answers.types import Answer
from rag.questions.query import Query

WRITER: Final = "HEMEROTECA_WRITER"
"""The setting that names the server of a language model, which then writes the texts; read here so
that nothing of :mod:`rag.writer` is imported where it is not set."""


class Answerer(Protocol):
    """Makes an answer of a question and the passages that a search found for it.

    It may be asked from several threads at once.
    """

    @property
    def depth(self) -> int:
        """How many passages it wants: as many as the archive searches for it."""

    def prepare(self) -> None:
        """Begin to load what it needs; what follows need not wait for it, and what fails here
        fails again, and says why, when the first question is answered."""

    def answer(
        self,
        query: Query,
        hits: Sequence[Hit],
        *,
        abstain: bool = True,
        articles: Articles = NOTHING_KNOWN,
        watcher: Watcher = NOBODY,
    ) -> Answer:
        """The answer that the passages give, or an abstention that offers the nearest of them.

        :param hits: the passages found, best first; there may be fewer or more than it wants.
        :param abstain: whether it may decline to answer; off only for measuring.
        :param articles: what is known of the documents that the passages are from, since a passage
            need not say itself whom or what it is about.
        :param watcher: told ``reading``, ``comparing`` and ``writing`` as they begin; the text so
            far by an answerer that writes it bit by bit; what answers best by one that then
            compares the other passages with it.
        :returns: with the time of its own work alone, search 0; the archive adds the rest.
        """
