"""Shows sources to visitors: opens whole articles, and searches for passages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, get_args

from index import Document
from index.types import Mode
from rag.answers.types import Citation
from rag.archive import Archive
from rag.chat.actions.errors import error_message
from rag.chat.actions.limits import Limits
from rag.chat.actions.payload import whole_number
from rag.chat.conversation_state import ConversationState
from rag.chat.views import answer_view, article_view, search_view
from rag.chat.views.sources_view import quote_span
from rag.chat.wording.words import Words

HITS: Final = 50
"""Passages that a search gives at most, through the API."""

SHOWN_HITS: Final = 10
"""Passages that a search shows on the page."""

MODES: Final[tuple[Mode, ...]] = get_args(Mode)


@dataclass(frozen=True, slots=True)
class SourceActions:
    """Shows visitors what the archive holds."""

    archive: Archive

    def article(self, payload: Mapping[str, Any], memory: str | None, words: Words) -> str:
        """Show the whole article that a button stands for, opened at its place.

        :param payload: ``turn`` and ``n`` of a citation, or ``document`` with or without
            ``start`` and ``end``, as the page sent them.
        """
        turn = ConversationState.from_json(memory).turn(whole_number(payload.get("turn")))
        if turn is not None:
            n = whole_number(payload.get("n"))
            citations = [citation for citation in turn.answer.citations if citation.n == n]
            place = cited_place(self.archive, citations[0]) if citations else None
            if place is None:
                return article_view.missing(words)
            return article_view.article(*place, words)
        document = self.archive.document(str(payload.get("document")))
        if document is None:
            return article_view.missing(words)
        start, end = whole_number(payload.get("start")), whole_number(payload.get("end"))
        span = (start, end) if 0 <= start < end <= len(document.text) else None
        return article_view.article(document, span, words)

    def search(self, query: str, mode: str, limits: Limits, words: Words) -> str:
        """Show the passages found for a query, with their scores.

        :param mode: one of :data:`MODES`; anything else searches as the first of them.
        """
        try:
            search_mode: Mode = next((one for one in MODES if one == mode), MODES[0])
            result = self.archive.find(query, SHOWN_HITS, search_mode, limits.filters())
        except Exception as error:
            return answer_view.problem(error_message(error, words))
        return search_view.hits(result, words)


def cited_place(archive: Archive, citation: Citation) -> tuple[Document, tuple[int, int]] | None:
    """Find the article of a citation and the quotation's span in it, empty for its headline;
    ``None`` if it is gone."""
    document = archive.document(citation.document)
    if document is None:
        return None
    if citation.paragraph == 0 and citation.passage == " ".join(document.title.split()):
        return document, (0, 0)
    for span in document.spans:
        if document.text[span.start : span.end] == citation.passage:
            first, last = quote_span(citation)
            return document, (span.start + first, span.start + last)
    return None
