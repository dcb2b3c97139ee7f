"""Which folder an archive lies in, and whether one may."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import platformdirs

from index.errors import ArchiveError
from index.storage.folder_layout import DATABASE

SETTING: Final = "HEMEROTECA_ARCHIVE"


def default_folder() -> Path:
    """``$HEMEROTECA_ARCHIVE``, else the platform's data folder for Hemeroteca."""
    chosen = os.environ.get(SETTING)
    return Path(chosen) if chosen else Path(platformdirs.user_data_dir("hemeroteca")) / "archivo"


def check_folder(folder: Path, *, create: bool) -> None:
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
