"""Gives an archive another encoder: its articles are cut and encoded anew.

An encoder sets how long a passage may be, so the articles are cut again as well. Until
all is done the archive answers as before; killed, it goes on where it was left.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from index.encoders.protocol import Encoder
from index.search.hybrid import searchable
from index.search.reencoding import Reencoding
from index.storage.store import Store
from index.types import Document, Span
from rag.documents.adding import Progress, cut

TOGETHER: Final = 16
"""Documents encoded and kept together, about a hundred passages: what a kill costs."""


def reencode(folder: Path, encoder: Encoder, progress: Progress | None = None) -> bool:
    """Give the archive in ``folder`` that encoder; ``False`` where it has it already.

    :param progress: called with (documents done, documents in all).
    :raises ArchiveError: another process is writing, or changing the encoder too.
    """
    store = Store(folder)
    try:
        work = Reencoding(store, encoder)
        if store.meta("encoder") in (None, encoder.fingerprint):
            work.abandon()
            return False
        work.begin()
        while True:
            waiting = work.waiting(TOGETHER)
            if not waiting and work.finish():  # not if an article came in between
                return True
            _some(work, waiting)
            if progress is not None:
                total = store.count_documents()
                progress(total - work.count_waiting(), total)
    finally:
        store.close()


def _some(work: Reencoding, ids: list[str]) -> None:
    found = [document for document in map(work.store.document, ids) if document is not None]
    parted = [(document, _spans(document, work.encoder)) for document in found]
    texts = [
        searchable(document.title, document.text[span.start : span.end])
        for document, spans in parted
        for span in spans
    ]
    work.put(parted, work.encoder.encode_passages(texts))


def _spans(document: Document, encoder: Encoder) -> tuple[Span, ...]:
    # Should today's rules find nothing but clutter in it, it keeps the passages it had.
    return cut(document, encoder).spans or document.spans
