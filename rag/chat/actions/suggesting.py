"""Suggests questions made from the archive's own articles, and only those that it answers well.

Each is asked before it is shown: what is answered with less than medium confidence, or with
something else than it was made from, is left out. Those to begin with are looked for in a thread
of their own, once for each state of the archive; a page gets what there is as soon as there is one,
and asks for the rest.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from threading import Condition, Lock, Thread, main_thread
from typing import Final

from index import Document
from index.errors import HemerotecaError
from index.text.folding import fold
from rag.answers.extractive import ExtractiveAnswerer
from rag.archive import Archive
from rag.chat.conversation_state import ConversationState
from rag.chat.views import suggestions_view
from rag.chat.views.answer_view import MEDIUM
from rag.chat.wording.languages import WORDS
from rag.chat.wording.words import Words
from rag.documents.sentences import split_sentences
from rag.maintenance import kept
from rag.questions.made import SHAPES, MadeQuestion, questions_of

FIRST: Final = 5
"""Questions to begin with: a line or two."""

NEXT: Final = 3
"""Questions after an answer."""

SAMPLED: Final = 60
"""Articles looked at for questions to begin with, spread over the archive."""

TRIED: Final = 14
"""Questions asked to find :data:`FIRST`; each takes as long as a visitor's own."""

PATIENCE_S: Final = 20.0
"""How long a request of a page waits for one more question; the page then asks again."""

FILE: Final = "suggested.json"
"""Where those to begin with are kept, among what can be computed again."""

READ: Final = 6_000
"""Characters of an article that are looked at: what matters stands in its first paragraphs."""

_log = logging.getLogger(__name__)


class Search:
    """Looks for questions to begin with in a thread of its own, over one state of the archive.

    :param state: names it.
    :param found: those that are known already; nothing is looked for then.
    :param look: yields them as they are found.
    :param done: called with all of them.
    """

    def __init__(
        self,
        state: str,
        found: tuple[str, ...] | None,
        look: Callable[[], Iterator[str]],
        done: Callable[[tuple[str, ...]], None],
    ) -> None:
        self.state = state
        self._found = found or ()
        self._ended = found is not None
        self._look = look
        self._done = done
        self._news = Condition()
        if not self._ended:
            Thread(target=self._run, name="hemeroteca-suggesting").start()

    def more_than(self, known: int) -> tuple[tuple[str, ...], bool]:
        """Wait until more are found than a page knows, or none will be.

        :returns: all that are found, and whether there may be more.
        """
        with self._news:
            self._news.wait_for(lambda: self._ended or len(self._found) > known, PATIENCE_S)
            return self._found, not self._ended

    def _run(self) -> None:
        try:
            for question in self._look():
                with self._news:
                    self._found = (*self._found, question)
                    self._news.notify_all()
                if not main_thread().is_alive():
                    return  # the program ends, and would wait for this
            self._done(self._found)
        except Exception:  # a page without suggestions is a page all the same
            _log.warning("No more questions are looked for", exc_info=True)
        finally:
            with self._news:
                self._ended = True
                self._news.notify_all()


@dataclass(slots=True)
class SuggestionActions:
    """Finds questions to suggest; those to begin with are kept for as long as the archive is the
    same."""

    archive: Archive
    _lock: Lock = field(default_factory=Lock)
    _search: Search | None = None

    def first(self, words: Words, known: int = 0, asked: int = 0) -> str:
        """Show questions to begin with, or how to fill an archive that is empty.

        :param known: how many the page shows; it waits until there are more, or no more come.
        :param asked: how often it has asked; it asks again whenever what it gets is new to it.
        """
        if not self.archive.stats()["documents"]:
            return suggestions_view.first_run(words)
        labels = {language: words.examples for language, words in WORDS.items()}
        found, more = self._searching().more_than(known)
        return suggestions_view.suggestions(found, labels, asked=asked + 1 if more else 0)

    def following(self, memory: str | None, words: Words, known: int = 0, asked: int = 0) -> str:
        """Show questions that the articles answer that the last answer cites, before the first one
        those to begin with; ``known`` and ``asked`` as for :meth:`first`."""
        state = ConversationState.from_json(memory)
        if not state.turns:
            return self.first(words, known, asked)
        cited = dict.fromkeys(c.document for c in state.turns[-1].answer.citations)
        before = {fold(turn.answer.question) for turn in state.turns}
        before |= {fold(turn.answer.standalone_question) for turn in state.turns}
        documents = filter(None, (self.archive.document(id) for id in cited))
        candidates = (
            made
            for document in documents
            for made in _made(document)
            if fold(made.question) not in before
        )
        found = list[str]()
        try:
            found.extend(self._answered(islice(candidates, 2 * NEXT), NEXT))
        except HemerotecaError:
            _log.info("No more questions are suggested", exc_info=True)
        labels = {language: words.next_questions for language, words in WORDS.items()}
        return suggestions_view.suggestions(found, labels, state.turn_count)

    def _searching(self) -> Search:
        """Return what looks over the archive as it is now, one for all pages."""
        answerer = self.archive.answerer
        reads = type(answerer).__name__
        if isinstance(answerer, ExtractiveAnswerer):
            reads = answerer.fingerprint
        state = f"{self.archive.stats()['fingerprint']} {reads} {SHAPES}"
        folder = self.archive.derived
        file = folder / FILE if folder is not None else None

        def look() -> Iterator[str]:
            return self._answered(islice(self._candidates(), TRIED), FIRST)

        def done(found: tuple[str, ...]) -> None:
            kept.write(file, state, found)

        with self._lock:
            if self._search is None or self._search.state != state:
                self._search = Search(state, kept.read(file, state), look, done)
            return self._search

    def _candidates(self) -> Iterator[MadeQuestion]:
        """Yield questions of articles spread over the archive, one of each before the second of
        any, and no beginning too often."""
        rows = self.archive.list()
        step = max(1, len(rows) // SAMPLED)
        kinds: dict[str, int] = {}
        rounds: list[Iterator[MadeQuestion]] = []
        for row in rows[::step][:SAMPLED]:
            document = self.archive.document(row.id)
            if document is not None:
                rounds.append(_made(document))
        while rounds:
            further = []
            for questions in rounds:
                for made in questions:
                    kind = made.question.split(" ")[0].rstrip("os").rstrip("as")
                    if kinds.get(kind, 0) * 2 < TRIED:
                        kinds[kind] = kinds.get(kind, 0) + 1
                        further.append(questions)
                        yield made
                        break
            rounds = further

    def _answered(self, candidates: Iterable[MadeQuestion], most: int) -> Iterator[str]:
        """Ask, and yield those whose answer is sure enough and is the one they were made from.

        :raises HemerotecaError: one could not be answered.
        """
        questions, reasons = set[str](), set[str]()
        for made in candidates:
            if len(questions) == most:
                break
            answer = self.archive.ask(made.question)
            last = fold(made.expected.split(" ")[-1])
            told = [last in fold(claim.value) for claim in answer.claims]
            # Sources may differ in a figure; a second name beside the right one is a wrong one.
            right = any(told) if last[-1:].isdigit() else bool(told) and all(told)
            sure = not answer.abstained and answer.confidence >= MEDIUM
            new = made.expected not in reasons and made.question not in questions
            if right and sure and new:
                reasons.add(made.expected)
                questions.add(made.question)
                yield made.question


def _made(document: Document) -> Iterator[MadeQuestion]:
    """Yield the questions of an article's paragraphs, each once."""
    seen = set[str]()
    for span in document.spans:
        if span.start > READ:
            return
        passage = document.text[span.start : span.end]
        for start, end in split_sentences(passage):
            for made in questions_of(" ".join(passage[start:end].split())):
                if made.question not in seen:
                    seen.add(made.question)
                    yield made
