"""Suggests questions made from the archive's own articles, and only those that it answers well.

Each is asked before it is shown: what is answered with less than medium confidence, or with
something else than it was made from, is left out.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from threading import Lock
from typing import Final

from index import Document
from index.errors import HemerotecaError
from index.text.folding import fold
from rag.archive import Archive
from rag.chat.conversation_state import ConversationState
from rag.chat.views import suggestions_view
from rag.chat.views.answer_view import MEDIUM
from rag.chat.wording.languages import WORDS
from rag.chat.wording.words import Words
from rag.documents.sentences import split_sentences
from rag.questions.made import MadeQuestion, questions_of

FIRST: Final = 5
"""Questions to begin with: a line or two."""

NEXT: Final = 3
"""Questions after an answer."""

SAMPLED: Final = 60
"""Articles looked at for questions to begin with, spread over the archive."""

TRIED: Final = 14
"""Questions asked to find :data:`FIRST`; each takes as long as a visitor's own."""

PATIENCE_S: Final = 20.0
"""How long a page waits for another that is looking; it then shows none."""

READ: Final = 6_000
"""Characters of an article that are looked at: what matters stands in its first paragraphs."""

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class SuggestionActions:
    """Finds questions to suggest; those to begin with are kept for as long as the archive is the
    same."""

    archive: Archive
    _lock: Lock = field(default_factory=Lock)
    _found: tuple[str, tuple[str, ...]] = ("", ())

    def first(self, words: Words) -> str:
        """Show questions to begin with, or how to fill an archive that is empty."""
        if not self.archive.stats()["documents"]:
            return suggestions_view.first_run(words)
        labels = {language: words.examples for language, words in WORDS.items()}
        return suggestions_view.suggestions(self._examples(), labels)

    def following(self, memory: str | None, words: Words) -> str:
        """Show questions that the articles answer that the last answer cites."""
        state = ConversationState.from_json(memory)
        if not state.turns:
            return self.first(words)
        cited = dict.fromkeys(c.document for c in state.turns[-1].answer.citations)
        asked = {fold(turn.answer.question) for turn in state.turns}
        asked |= {fold(turn.answer.standalone_question) for turn in state.turns}
        documents = filter(None, (self.archive.document(id) for id in cited))
        candidates = (
            made
            for document in documents
            for made in _made(document)
            if fold(made.question) not in asked
        )
        found = self._answered(islice(candidates, 2 * NEXT), NEXT)
        labels = {language: words.next_questions for language, words in WORDS.items()}
        return suggestions_view.suggestions(found, labels, state.turn_count)

    def _examples(self) -> Sequence[str]:
        state = self.archive.stats()["fingerprint"]
        if not self._lock.acquire(timeout=PATIENCE_S):  # of many pages opened at once one looks
            return ()
        try:
            if self._found[0] != state:
                found = self._answered(islice(self._candidates(), TRIED), FIRST)
                self._found = state, tuple(found)
            return self._found[1]
        finally:
            self._lock.release()

    def _candidates(self) -> Iterator[MadeQuestion]:
        """Yield questions of articles spread over the archive, one an article and no beginning
        too often."""
        rows = self.archive.list()
        step = max(1, len(rows) // SAMPLED)
        kinds: dict[str, int] = {}
        for row in rows[::step][:SAMPLED]:
            document = self.archive.document(row.id)
            for made in _made(document) if document is not None else ():
                kind = made.question.split(" ")[0].rstrip("os").rstrip("as")
                if kinds.get(kind, 0) * 2 < TRIED:
                    kinds[kind] = kinds.get(kind, 0) + 1
                    yield made
                    break

    def _answered(self, candidates: Iterable[MadeQuestion], most: int) -> list[str]:
        """Ask, and keep those whose answer is sure enough and is the one they were made from."""
        kept, reasons = list[str](), set[str]()
        for made in candidates:
            if len(kept) == most:
                break
            try:
                answer = self.archive.ask(made.question)
            except HemerotecaError:
                _log.info("No questions are suggested", exc_info=True)
                break
            said = fold(" ".join(claim.value for claim in answer.claims))
            told = fold(made.expected.split(" ")[-1]) in said
            sure = not answer.abstained and answer.confidence >= MEDIUM
            new = made.expected not in reasons and made.question not in kept
            if told and sure and new:
                reasons.add(made.expected)
                kept.append(made.question)
        return kept


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
