"""A conversation with an archive: questions that lean on those before.

A follow-up is made to stand alone before anything is searched, so the archive needs to
know nothing of conversations and an answer always shows the question really asked.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from index import Filters
from rag.answers.stages import NOBODY, OnAnswer, OnHits, OnStage, OnText, Watcher, nobody
from rag.answers.types import Answer
from rag.archive import Archive
from rag.followups import blended_search, context, evidence, small_talk
from rag.followups.context import Context
from rag.followups.small_talk import asks_alone as asks_alone
from rag.followups.small_talk import is_small_talk
from rag.followups.standalone import Meaning, understand
from rag.questions.query import LONGEST, Query, has_words

TURNS: Final = 100
"""Turns that are remembered; a follow-up leans on the last one, the others are shown."""


class Conversation:
    """Questions asked one after another; one person's, not to be shared between threads.

    >>> talk = Conversation(archive)
    >>> talk.ask("¿Cuántos soldados envió Corea del Norte?").abstained
    False
    >>> talk.ask("¿Y cuándo?").standalone_question
    '¿Cuándo envió Corea del Norte esos soldados?'
    """

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._turns: list[Answer] = []
        self._context: Context | None = None
        self._cited: set[str] = set()
        self._query: Query | None = None

    @property
    def cited(self) -> frozenset[str]:
        """Ids of the documents cited since the subject was opened."""
        return frozenset(self._cited)

    @property
    def query(self) -> Query | None:
        """What was searched last, ``None`` before anything was."""
        return self._query

    @property
    def turns(self) -> tuple[Answer, ...]:
        """The answers given, oldest first, small talk included."""
        return tuple(self._turns)

    def ask(
        self,
        question: str | Query,
        filters: Filters | None = None,
        on_stage: OnStage = nobody,
        on_hits: OnHits = nobody,
        on_text: OnText = nobody,
        on_answer: OnAnswer = nobody,
    ) -> Answer:
        """Answer what is meant in this conversation.

        Greetings and thanks search nothing and leave what was spoken of as it was; «!» asks the
        last question once more by itself (:meth:`ask_alone`).

        :param on_stage: called with each stage as it begins, as :meth:`Archive.ask` does.
        :param on_hits: called with the passages found, before they are read.
        :param on_text: called with the text so far where a language model writes it.
        :param on_answer: called with what answers best, before the others are compared with it.
        :raises InputError: the question is too long; the conversation is then as it was before.
        """
        watcher = Watcher(on_stage, on_hits, on_text, on_answer)
        if isinstance(question, str) and asks_alone(question):
            again = self.ask_alone(filters, watcher)
            if again is not None:
                return again
        if isinstance(question, str) and not has_words(question):
            return self._recorded(self._archive.ask(question))
        query = Query.of(question)
        reply = small_talk.reply(query.literal)
        if reply is not None:
            return self._recorded(Answer.reply(query.question, reply))
        meaning = self._meaning(query, filters)
        if meaning.question != query.literal:
            query = self._leaning(query, meaning)
        else:
            self._cited.clear()  # another subject
        return self._answered(query, meaning.root, filters, watcher)

    def ask_alone(self, filters: Filters | None = None, watcher: Watcher = NOBODY) -> Answer | None:
        """Answer the last question once more, by itself; ``None`` where nothing was asked yet.

        What it was taken to mean is forgotten: it opens a subject of its own.
        """
        asked = next((turn for turn in reversed(self._turns) if not is_small_talk(turn)), None)
        if asked is None:
            return None
        self._cited.clear()
        return self._answered(Query.of(asked.question), "", filters, watcher)

    def _meaning(self, query: Query, filters: Filters | None) -> Meaning:
        """What is meant, unless what is found shows that the question means what it says."""
        meaning = understand(query.literal, self._context)
        alone = Meaning(query.literal)
        if meaning.question == query.literal or len(meaning.question) > LONGEST:
            return alone
        if meaning.own == "nothing":
            return meaning
        leaning = self._leaning(query, meaning)
        backend = self._archive.backend
        about = blended_search.search(backend, leaning, self._cited, evidence.LOOKED_AT, filters)
        stands = evidence.stands_alone(backend, leaning, meaning.own, about, filters)
        return alone if stands else meaning

    def _leaning(self, query: Query, meaning: Meaning) -> Query:
        before = self._context
        if before is None:
            return query.meaning(meaning.question)
        hint = f"{before.named} {query.literal}" if before.named else ""
        leaning = query.meaning(meaning.question, hint, before.question)
        return replace(leaning, given=before.told_to(query.literal))

    def _answered(
        self, query: Query, root: str, filters: Filters | None, watcher: Watcher
    ) -> Answer:
        self._query = query
        answer = self._archive.ask(
            query,
            filters=filters,
            cited=frozenset(self._cited),
            on_stage=watcher.on_stage,
            on_hits=watcher.on_hits,
            on_text=watcher.on_text,
            on_answer=watcher.on_answer,
        )
        self._cited.update(citation.document for citation in answer.citations)
        self._context = context.of_answer(
            answer, root, self._context if query.is_followup else None
        )
        return self._recorded(answer)

    def clear(self) -> None:
        """Forget everything: the next question stands alone."""
        self._turns.clear()
        self._context = None
        self._cited.clear()

    def _recorded(self, answer: Answer) -> Answer:
        self._turns = [*self._turns, answer][-TURNS:]
        return answer
