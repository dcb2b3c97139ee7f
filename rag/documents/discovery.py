"""Discovers the files to load: those named, and those inside the folders named.

Paths may be wrong, and folders may hold anything: loops of links, files of other kinds,
nesting deeper than a stack. Each path that cannot be used ends as one
:class:`LoadError`, so that the caller can report it and go on with the next.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from rag.documents.formats import registry
from rag.documents.types import LoadError, load_error, printable


def discover(
    paths: Iterable[str | Path],
    *,
    on_error: Callable[[LoadError], None] | None = None,
    on_skipped: Callable[[Path], None] | None = None,
) -> Iterator[Path]:
    """Yield the files to load, in folders in the order of their names.

    In folders, hidden entries and other kinds of file are passed over. Each real file
    comes once, links followed.

    :param on_error: gets the error about a path that cannot be used, and the others go
        on; without it the error is raised.
    :param on_skipped: gets the files in folders that are of kinds that are not read.
    """
    seen: set[tuple[int, int]] = set()  # the same through every link and spelling

    def report(error: LoadError) -> None:
        if on_error is None:
            raise error
        on_error(error)

    for name in paths:
        path = Path(name)
        try:
            if not str(name):
                raise load_error(path, "la ruta está vacía", "Indique un archivo o una carpeta.")
            status = path.stat()
            if not stat.S_ISDIR(status.st_mode):
                registry.format_of(path)
        except LoadError as error:
            report(error)
            continue
        except FileNotFoundError:
            here = printable(Path.cwd())
            report(load_error(path, "no existe", f"Compruebe la ruta; se busca desde «{here}»."))
            continue
        except (OSError, ValueError) as error:
            report(access_error(path, error))
            continue
        if stat.S_ISDIR(status.st_mode):
            yield from _walk(path, seen, report, on_skipped or (lambda path: None))
        elif _first_time(status, seen):
            yield path


def access_error(path: Path, error: OSError | ValueError) -> LoadError:
    """Make the error for a path that the system does not open."""
    if isinstance(error, PermissionError):
        return load_error(path, "no hay permiso para leerlo", "Cambie sus permisos de lectura.")
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return load_error(path, f"el sistema no lo abre ({reason})", "Compruebe la ruta y el disco.")


def _first_time(status: os.stat_result, seen: set[tuple[int, int]]) -> bool:
    identity = (status.st_dev, status.st_ino)
    if identity in seen:
        return False
    seen.add(identity)
    return True


def _walk(
    folder: Path,
    seen: set[tuple[int, int]],
    report: Callable[[LoadError], None],
    skipped: Callable[[Path], None],
) -> Iterator[Path]:
    """Yield the supported files under ``folder`` in the order of their names, without
    recursion: folders may be nested deeper than Python's stack."""
    pending = [folder]
    while pending:
        path = pending.pop()
        try:
            status = path.stat()
            if not stat.S_ISDIR(status.st_mode):
                if stat.S_ISREG(status.st_mode) and _first_time(status, seen):
                    if registry.is_supported(path):
                        yield path
                    else:
                        skipped(path)
                continue
            if not _first_time(status, seen):
                continue
            with os.scandir(path) as entries:
                names = sorted((entry.name for entry in entries), reverse=True)
        except OSError as error:
            if not path.is_symlink():  # links to nowhere are passed over
                report(access_error(path, error))
            continue
        pending += [path / name for name in names if not name.startswith(".")]
