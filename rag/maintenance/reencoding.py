"""Gives an archive another encoder: its articles are cut and encoded anew.

An encoder sets how long a passage may be, so the articles are cut again as well. Until
all is done the archive answers as before; killed, it goes on where it was left.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from index.backend import Reencoding, Storage
from index.encoders.protocol import Encoder
from index.search.searched_terms import searchable_passages
from index.types import Document, Span
from rag.documents.adding import cut
from rag.documents.report import Progress

TOGETHER: Final = 16
"""Documents encoded and kept together, about a hundred passages: what a kill costs."""


def reencode(storage: Storage, encoder: Encoder, progress: Progress | None = None) -> bool:
    """Give the archive that encoder, and return ``False`` where it has it already.

    :param progress: called with (documents done, documents in all).
    :raises ArchiveError: another process is writing, or changing the encoder too.
    """
    work = storage.reencoding(encoder)
    if storage.stats().encoder in (None, encoder.fingerprint):
        work.abandon()
        return False
    work.begin()
    while True:
        waiting = work.waiting(TOGETHER)
        if not waiting and work.finish():  # not if an article came in between
            return True
        _encode(storage, work, waiting)
        if progress is not None:
            total = storage.stats().documents
            progress(total - work.count_waiting(), total)


def _encode(storage: Storage, work: Reencoding, ids: Sequence[str]) -> None:
    documents = [document for document in map(storage.document, ids) if document is not None]
    pieces = [(document, _spans(document, work.encoder)) for document in documents]
    texts = [text for document, spans in pieces for text in searchable_passages(document, spans)]
    work.put(pieces, work.encoder.encode_passages(texts))


def _spans(document: Document, encoder: Encoder) -> tuple[Span, ...]:
    # Should today's rules find nothing but clutter in it, it keeps the passages it had.
    return cut(document, encoder).spans or document.spans
