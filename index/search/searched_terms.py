"""The stored terms of passages, kept in step with the analyzer.

Terms are stored, so that the BM25 index can be built without analysing the archive again.
When the analyzer has changed since, they are made anew once, as the archive is opened.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.storage.store import Store
from index.text import analyzer, searched_text
from index.text.searched_text import searchable
from index.types import Document, Span


def searchable_passages(document: Document, spans: Sequence[Span]) -> list[str]:
    """What is searched of each of a document's passages.

    :param spans: where they lie in its text.
    """
    return [searchable(document.title, document.text[span.start : span.end]) for span in spans]


def record(store: Store) -> None:
    """Note which analyzer the terms are from; only inside :meth:`Store.writing`."""
    if not _are_current(store):
        store.set_meta("analyzer", str(analyzer.VERSION))


def refresh(store: Store) -> None:
    """Analyse every passage anew if the stored terms are another analyzer's.

    :raises ArchiveError: another process is writing.
    """
    if _are_current(store) or not store.count_passages():
        return
    with store.writing():
        if not _are_current(store):  # another process may have been quicker
            for id, title, text in store.texts():
                store.set_terms(id, searched_text.terms_of(searchable(title, text)))
            record(store)


def _are_current(store: Store) -> bool:
    return store.meta("analyzer") == str(analyzer.VERSION)
