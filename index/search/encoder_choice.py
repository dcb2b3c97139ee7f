"""Which encoder an archive's vectors are from, and that questions are encoded with the same."""

from __future__ import annotations

import os
from pathlib import Path

from index.encoders import loading as encoders
from index.encoders.protocol import Encoder
from index.errors import ArchiveError, HemerotecaError
from index.storage.store import Store


def chosen(folder: Path, store: Store, wanted: Encoder | None) -> Encoder:
    """The encoder to open the archive with.

    :param wanted: ``None`` takes ``$HEMEROTECA_ENCODER``, else the archive's own.
    :raises ArchiveError: the archive was made with another one.
    """
    name = store.meta("encoder_name")
    if wanted is None:
        wanted = encoders.load(os.environ.get(encoders.SETTING) or name)
    if name is not None and store.meta("encoder") != wanted.fingerprint:
        raise other(folder, store, wanted)
    return wanted


def present(folder: Path, store: Store, used: Encoder) -> Encoder:
    """The archive's encoder now that it is no longer ``used``, loaded by its recorded name.

    :raises ArchiveError: there is no such encoder on this machine.
    """
    try:
        found = encoders.load(store.meta("encoder_name"))
    except HemerotecaError as error:
        raise other(folder, store, used) from error
    if found.fingerprint != store.meta("encoder"):
        raise other(folder, store, used)
    return found


def other(folder: Path, store: Store, wanted: Encoder) -> ArchiveError:
    """Says that the archive's vectors are another encoder's."""
    return ArchiveError(
        f"El archivo «{folder}» se hizo con el codificador «{store.meta('encoder_name')}» "
        f"({store.meta('encoder')}) y ahora se usa «{wanted.name}» ({wanted.fingerprint}). "
        f"Vuelva al primero, o pase el archivo al segundo con «hemeroteca reencode --encoder "
        f"{wanted.name}»."
    )
