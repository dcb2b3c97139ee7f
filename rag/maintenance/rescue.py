"""Makes a new archive of what can still be read of a damaged one.

Only the articles' texts are taken over; passages and vectors are made again from them,
so nothing damaged comes along. Files are not remembered: the next ``add`` finds their
articles there and notes where they are from.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from index import HybridIndex
from index.encoders import loading as encoders
from index.encoders.protocol import Encoder
from index.errors import HemerotecaError, InputError
from index.storage import salvage
from index.storage.salvage import Salvage
from rag.documents.adding import Progress, cut


@dataclass(frozen=True, slots=True)
class Rescued:
    """What came of it.

    :param documents: how many are in the new archive.
    :param lost: ids of those that could not be read.
    :param doubtful: ids of those whose title, source, date or author may be damaged.
    """

    documents: int
    lost: tuple[str, ...]
    doubtful: tuple[str, ...]


def prospect(folder: Path) -> str:
    """In Spanish: how much of a damaged archive can be read, and what to do."""
    found = salvage.read(folder)
    count = len(found.documents)
    if not count:
        return (
            "No se puede leer ningún documento. Recupere una copia con «hemeroteca restore "
            "--replace COPIA», o vuelva a crear el archivo con «hemeroteca add»."
        )
    return (
        f"Se pueden leer {count} de {count + len(found.lost)} documentos. Guárdelos en un archivo "
        "nuevo con «hemeroteca rescue CARPETA_NUEVA», o recupere una copia con «hemeroteca restore "
        "--replace COPIA»."
    )


def rescue(
    damaged: Path, target: Path, encoder: Encoder | None = None, progress: Progress | None = None
) -> Rescued:
    """Save what can be read into a new archive; the damaged one is not touched.

    :param encoder: of the new archive; that of the damaged one when ``None``.
    :param progress: called with (passages encoded, passages in all).
    :raises InputError: nothing can be read, or the new folder is none.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise InputError(f"«{target}» no es una carpeta vacía. Dé el nombre de una nueva.")
    found = salvage.read(damaged)
    if not found.documents:
        raise InputError(prospect(damaged))
    index = HybridIndex.open(target, encoder or _encoder(found))
    try:
        documents = [
            replace(document, spans=cut(document, index.encoder).spans)
            for document in found.documents
        ]
        with index.writing():
            index.add(documents, progress)
            index.store.put_verdicts(found.feedback)
    finally:
        index.close()
    return Rescued(len(documents), tuple(sorted(found.lost)), tuple(sorted(found.doubtful)))


def _encoder(found: Salvage) -> Encoder:
    """The one the archive was made with, if it can be told and is here; else the usual one."""
    try:
        return encoders.load(found.encoder)
    except HemerotecaError:
        return encoders.load_default()
