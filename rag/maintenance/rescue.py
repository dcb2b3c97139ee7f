"""Makes a new archive of what can still be read of a damaged one.

Only the articles' texts are taken over; passages and vectors are made again from them,
so nothing damaged comes along. Files are not remembered: the next ``add`` finds their
articles there and notes where they are from.
"""

from __future__ import annotations

from collections.abc import Set
from contextlib import closing
from dataclasses import dataclass, replace

from index.encoders import loading as encoders
from index.encoders.protocol import Encoder
from index.errors import HemerotecaError, InputError
from index.storage.salvage import Salvage
from index.text.counts import Count
from index.types import Discarded
from rag import backends
from rag.backends import Address
from rag.documents.adding import cut
from rag.documents.report import Progress


@dataclass(frozen=True, slots=True)
class Rescue:
    """What came of it.

    :param documents: how many are in the new archive.
    :param lost: ids of those that could not be read.
    :param doubtful: ids of those whose title, source, date or author may be damaged.
    """

    documents: int
    lost: tuple[str, ...]
    doubtful: tuple[str, ...]


def forecast(address: Address) -> str:
    """Say in Spanish how much of a damaged archive can be read, and what to do."""
    if backends.is_server_address(address):
        return (
            "Recupere en una base nueva una copia hecha con pg_dump, o pase lo que se lea a un "
            "archivo nuevo con «hemeroteca copy»."
        )
    salvage = backends.read_damaged(address)
    count = Count(len(salvage.documents))
    whole = Count(count + len(salvage.lost))
    if not count:
        return (
            "No se puede leer ningún documento. Recupere una copia con «hemeroteca restore "
            "--replace COPIA», o vuelva a crear el archivo con «hemeroteca add»."
        )
    return (
        f"Se {count:puede|pueden} leer {count} de {whole} {whole:documento|documentos}. Guarde lo "
        "que se lee en un archivo nuevo con «hemeroteca rescue CARPETA_NUEVA», o recupere una "
        "copia con «hemeroteca restore --replace COPIA»."
    )


def rescue(
    damaged: Address,
    target: Address,
    encoder: Encoder | None = None,
    progress: Progress | None = None,
) -> Rescue:
    """Save what can be read into a new archive; the damaged one is not touched.

    :param encoder: of the new archive; that of the damaged one when ``None``.
    :param progress: called with (passages encoded, passages in all).
    :raises InputError: nothing can be read, or the new folder is none.
    """
    backends.check_new(target)
    salvage = backends.read_damaged(damaged)
    if not salvage.documents:
        raise InputError(forecast(damaged))
    with closing(backends.open_backend(target, encoder or _encoder(salvage))) as backend:
        documents = [
            replace(document, spans=cut(document, backend.encoder).spans)
            for document in salvage.documents
        ]
        with backend.writing():
            kept = set[str]()
            for original in backends.read_damaged_originals(damaged):
                backend.put_original(original)
                kept.add(original.id)
            documents = [
                document if document.original in kept else replace(document, original=None)
                for document in documents
            ]
            backend.add(documents, progress)
            for discarded in salvage.discarded:
                backend.put_discarded(_binned(discarded, kept))
            backend.forget_originals()
            for table, rows in salvage.rows.items():
                backend.put_rows(table, rows)
    return Rescue(len(documents), tuple(sorted(salvage.lost)), tuple(sorted(salvage.doubtful)))


def _binned(discarded: Discarded, originals: Set[str]) -> Discarded:
    """Let a document of the bin name no file of pages that could not be read."""
    document = discarded.document
    if document.original in originals:
        return discarded
    return replace(discarded, document=replace(document, original=None))


def _encoder(salvage: Salvage) -> Encoder:
    """Return the one the archive was made with, if it can be told and is here; else the usual
    one."""
    try:
        return encoders.load(salvage.encoder)
    except HemerotecaError:
        return encoders.load_default()
