"""A conversation with an archive: questions that lean on those before.

A follow-up is made to stand alone before anything is searched, so the archive needs to
know nothing of conversations and an answer always shows the question really asked.
"""

from __future__ import annotations

from typing import Final

from index import Filters
from rag.answers.stages import OnStage, unheard
from rag.answers.types import Answer
from rag.archive import Archive
from rag.followups import context, small_talk
from rag.followups.context import Context
from rag.followups.standalone import understand
from rag.questions.query import LONGEST, Query, has_words

TURNS: Final = 100
"""Turns that are remembered; a follow-up leans on the last one, the others are shown."""


class Conversation:
    """Questions asked one after another; one person's, not to be shared between threads.

    >>> talk = Conversation(archive)
    >>> talk.ask("¿Cuántos soldados envió Corea del Norte?")
    >>> talk.ask("¿Y cuándo?").standalone_question
    '¿Cuándo envió Corea del Norte esos soldados?'
    """

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._turns: list[Answer] = []
        self._context: Context | None = None
        self._cited: set[str] = set()

    @property
    def cited(self) -> frozenset[str]:
        """Ids of the documents cited since the subject was opened."""
        return frozenset(self._cited)

    @property
    def turns(self) -> tuple[Answer, ...]:
        """The answers given, oldest first, small talk included."""
        return tuple(self._turns)

    def ask(
        self,
        question: str | Query,
        filters: Filters | None = None,
        on_stage: OnStage = unheard,
    ) -> Answer:
        """Answer what is meant in this conversation.

        Greetings and thanks search nothing and leave what was spoken of as it was.

        :param on_stage: called with each stage as it begins, as :meth:`Archive.ask` does.
        :raises InputError: the question is too long; the conversation is then as it was before.
        """
        if isinstance(question, str) and not has_words(question):
            return self._recorded(self._archive.ask(question))
        query = Query.of(question)
        reply = small_talk.reply(query.literal)
        if reply is not None:
            return self._recorded(Answer.reply(query.question, reply))
        meaning = understand(query.literal, self._context)
        if meaning.question != query.literal and len(meaning.question) <= LONGEST:
            query = query.meaning(meaning.question)
        else:
            self._cited.clear()  # another subject
        answer = self._archive.ask(
            query, filters=filters, cited=frozenset(self._cited), on_stage=on_stage
        )
        self._cited.update(citation.document for citation in answer.citations)
        self._context = context.of_answer(answer, meaning.root)
        return self._recorded(answer)

    def clear(self) -> None:
        """Forget everything: the next question stands alone."""
        self._turns.clear()
        self._context = None
        self._cited.clear()

    def _recorded(self, answer: Answer) -> Answer:
        self._turns = [*self._turns, answer][-TURNS:]
        return answer
