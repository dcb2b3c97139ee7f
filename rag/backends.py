"""From an archive's address to what keeps it: the one module that knows that this is a folder,
or a database on a server.

Everything else in ``rag`` speaks to :class:`index.backend.Backend`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import platformdirs

from index import HybridIndex
from index.backend import Backend, Storage
from index.encoders.protocol import Encoder, Progress
from index.errors import ArchiveError, InputError
from index.postgres.address import Address as ServerAddress
from index.postgres.address import is_server
from index.search.folder_storage import FolderStorage
from index.storage import atomic_writes, backup, salvage
from index.storage.folder_layout import DATABASE, DERIVED
from index.storage.salvage import Salvage
from index.storage.store import Store
from index.types import Original
from rag.tables import TABLES

if TYPE_CHECKING:
    from index.transfer.copying import Copied

SETTING: Final = "HEMEROTECA_ARCHIVE"

Address = str | Path | ServerAddress | None
"""Where an archive lies: a folder, or ``postgresql://user@host/database``; ``None`` takes
:func:`default_address`."""


def default_address() -> Path | ServerAddress:
    """Return ``$HEMEROTECA_ARCHIVE``, else the platform's data folder for Hemeroteca."""
    chosen = os.environ.get(SETTING)
    if is_server(chosen):
        return ServerAddress.parse(str(chosen))
    return Path(chosen) if chosen else Path(platformdirs.user_data_dir("hemeroteca")) / "archivo"


def open_backend(
    address: Address = None, encoder: Encoder | None = None, *, create: bool = True
) -> Backend:
    """Return the archive, to be written to and searched.

    :param encoder: ``None`` takes ``$HEMEROTECA_ENCODER``, else the archive's own.
    :param create: whether a missing archive is made.
    :raises ArchiveError: there is something else, or none while ``create`` is off, or it was
        made with another encoder.
    """
    place = _place(address)
    if isinstance(place, ServerAddress):
        with driver():
            from index.postgres.backend import PostgresIndex
        return PostgresIndex(place, encoder, TABLES, create=create)
    _check(place, create=create)
    return HybridIndex.open(place, encoder, TABLES)


def open_storage(address: Address = None) -> Storage:
    """Return an archive that is there, to be looked after without its encoder.

    :raises ArchiveError: there is none, or it cannot be read.
    """
    place = locate(address)
    if isinstance(place, ServerAddress):
        with driver():
            from index.postgres.storage import PostgresStorage
        return PostgresStorage(place, TABLES)
    return FolderStorage(Store(place, TABLES))


def derived(backend: Storage) -> Path | None:
    """Return the folder of what can be computed again from an archive; ``None`` on a server."""
    return backend.folder / DERIVED if isinstance(backend, FolderStorage) else None


def locate(address: Address = None) -> Path | ServerAddress:
    """Return where an archive lies; a folder is there, in whatever state.

    :raises ArchiveError: there is none.
    """
    place = _place(address)
    if isinstance(place, Path):
        _check(place, create=False)
    return place


def copy(source: Address, target: Address, progress: Progress | None = None) -> Copied:
    """Copy an archive into another; see :func:`index.transfer.copying.copy`.

    :param progress: called with (documents done, documents in all).
    :raises InputError: the target holds something else.
    :raises DamageError: the source is damaged, or the copy is not equal to it.
    """
    with driver():
        from index.postgres.storage import PostgresStorage
        from index.transfer import copying, sides

    with ExitStack() as stack:

        def side(address: Address, *, create: bool) -> sides.Side:
            place = _place(address)
            if isinstance(place, ServerAddress):
                server = PostgresStorage(place, TABLES, create=create)
                stack.callback(server.close)
                return sides.ServerSide(server)
            _check(place, create=create)
            if create:
                atomic_writes.make_folder(place)
            folder = FolderStorage(Store(place, TABLES))
            stack.callback(folder.close)
            folder.settle_records()
            return sides.FolderSide(folder)

        return copying.copy(side(source, create=False), side(target, create=True), TABLES, progress)


def is_server_address(address: Address = None) -> bool:
    """Say whether an archive lies on a server."""
    return isinstance(_place(address), ServerAddress)


def check_new(address: Address) -> None:
    """:raises InputError: something is there already."""
    folder = _folder(address)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(f"«{folder}» no es una carpeta vacía. Dé el nombre de una nueva.")


def restore(copy: str | Path, address: Address = None, *, replace: bool = False) -> Path | None:
    """Make the archive what a copy holds; see :func:`index.storage.backup.restore`."""
    return backup.restore(Path(copy), _folder(address), replace=replace)


def read_damaged(address: Address = None) -> Salvage:
    """Return what can be read of a damaged archive, the rows of our tables too."""
    return salvage.read(_folder(address), TABLES)


def read_damaged_originals(address: Address = None) -> Iterator[Original]:
    """Yield the files of pages that can be read of a damaged archive, one at a time."""
    return salvage.originals(_folder(address))


def _place(address: Address) -> Path | ServerAddress:
    if address is None:
        return default_address()
    if isinstance(address, ServerAddress):
        return address
    return ServerAddress.parse(str(address)) if is_server(address) else Path(address)


def _folder(address: Address) -> Path:
    """:raises InputError: it is no folder but a server."""
    place = _place(address)
    if isinstance(place, ServerAddress):
        raise InputError(
            f"«{place}» está en un servidor, y esto se hace con una carpeta. Sus copias se hacen "
            "con pg_dump y se recuperan con pg_restore; «hemeroteca copy» lo pasa a una carpeta."
        )
    return place


@contextmanager
def driver() -> Iterator[None]:
    """Import what needs PostgreSQL's driver, which only those install who use it.

    :raises InputError: it is not installed.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        if not (error.name or "").startswith(("psycopg", "procrastinate")):
            raise
        raise InputError(
            "Para un archivo en PostgreSQL falta un paquete: «pip install hemeroteca[postgres]»."
        ) from error


def _check(folder: Path, *, create: bool) -> None:
    """:raises ArchiveError: the folder is no archive, nor can one be made in it."""
    if folder.exists() and not folder.is_dir():
        raise ArchiveError(
            f"«{folder}» es un archivo, no una carpeta. Indique una carpeta con --archive."
        )
    try:
        if (folder / DATABASE).exists():
            return
        occupied = folder.exists() and any(folder.iterdir())
    except OSError as error:
        raise ArchiveError(
            f"La carpeta «{folder}» no se puede leer ({error.strerror}). "
            "Cambie sus permisos, o indique otra con --archive."
        ) from error
    if occupied:
        raise ArchiveError(
            f"La carpeta «{folder}» no es un archivo de Hemeroteca (le falta {DATABASE}) y no "
            "está vacía. Indique con --archive una carpeta nueva o la de un archivo."
        )
    if not create:
        raise ArchiveError(
            f"Todavía no hay ningún archivo en «{folder}». "
            "Créelo con «hemeroteca add CARPETA», o indique otro con --archive."
        )
