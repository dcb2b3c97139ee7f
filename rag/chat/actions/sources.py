"""Shows sources to visitors: opens whole articles, and searches for passages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, get_args

from index import Document
from index.types import Mode
from rag.answers.types import Box, Citation
from rag.archive import Archive
from rag.chat.actions.errors import error_message
from rag.chat.actions.limits import Limits
from rag.chat.actions.payload import whole_number
from rag.chat.conversation_state import ConversationState
from rag.chat.views import answer_view, article_view, search_view, status_view
from rag.chat.views.article_view import PageView
from rag.chat.views.sources_view import quote_span
from rag.chat.wording.words import Words
from rag.documents import page_pictures
from rag.documents.page_pictures import PagePicture

HITS: Final = 50
"""Passages that a search gives at most, through the API."""

SHOWN_HITS: Final = 10
"""Passages that a search shows on the page, and that each «more» adds."""

LOOKED_FOR: Final = 101
"""Passages that a search on the page looks for: to say how many there are, up to a hundred."""

PICTURES: Final = 16
"""Pictures of pages that are kept drawn, of some 200 kB each."""

MODES: Final[tuple[Mode, ...]] = get_args(Mode)


@dataclass(frozen=True, slots=True)
class SourceActions:
    """Shows visitors what the archive holds."""

    archive: Archive
    _pictures: dict[tuple[str, int], PagePicture] = field(default_factory=dict)

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
            boxes = citations[0].boxes or ()
            page = self._page(place[0].id, citations[0].page, boxes)
            return article_view.article(*place, words, page)
        document = self.archive.document(str(payload.get("document")))
        if document is None:
            return article_view.missing(words)
        start, end = whole_number(payload.get("start")), whole_number(payload.get("end"))
        span = (start, end) if 0 <= start < end <= len(document.text) else None
        first = next((x for x in document.lines if span and x.end > span[0]), None)
        page = self._page(document.id, first.page if first else None, ())
        return article_view.article(document, span, words, page)

    def _page(self, id: str, number: int | None, boxes: Iterable[Box]) -> PageView | None:
        """Draw the page that a citation is from; nothing is marked whose place is not sure."""
        original = self.archive.original(id) if number else None
        if original is None or not number:
            return None
        key = original.id, number
        drawn = self._pictures.get(key) or page_pictures.picture(original, number)
        if drawn is None:
            return None
        self._pictures[key] = drawn
        while len(self._pictures) > PICTURES:
            self._pictures.pop(next(iter(self._pictures)), None)
        return PageView(drawn.jpeg, number, drawn.shares(boxes))

    def search(
        self, query: str, mode: str, limits: Limits, words: Words, shown: int = SHOWN_HITS
    ) -> str:
        """Show the passages found for a query, with their scores.

        :param mode: one of :data:`MODES`; anything else searches as the first of them.
        :param shown: how many, at most :data:`LOOKED_FOR`.
        """
        if not query.strip():
            return status_view.asking(words.nothing_sought)
        try:
            search_mode: Mode = next((one for one in MODES if one == mode), MODES[0])
            result = self.archive.search_result(query, LOOKED_FOR, search_mode, limits.filters())
            # Counting a large archive takes time, so that it is asked only where it explains.
            nothing_there = not result.hits and is_empty(self.archive)
        except Exception as error:
            return answer_view.problem(error_message(error, words))
        if nothing_there:
            return status_view.asking(words.empty)
        shown = max(SHOWN_HITS, min(shown, LOOKED_FOR))
        return search_view.hits(result, shown, LOOKED_FOR, words)


def is_empty(archive: Archive) -> bool:
    """Tell whether there is nothing to look through, which a page says otherwise than that nothing
    of the kind was found."""
    return not archive.backend.stats().documents


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
