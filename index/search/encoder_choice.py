"""Which encoder an archive's vectors are from, and that questions are encoded with the same."""

from __future__ import annotations

import os
from pathlib import Path

from index.encoders import loading as encoders
from index.encoders.protocol import Encoder
from index.errors import ArchiveError, HemerotecaError, Remedy
from index.storage.store import Store


def choose(folder: Path, store: Store, encoder: Encoder | None) -> Encoder:
    """Return the encoder to open the archive with.

    :param encoder: the one to use; ``None`` takes ``$HEMEROTECA_ENCODER``, else the archive's own.
    :raises ArchiveError: the archive was made with another one.
    """
    name = store.meta("encoder_name")
    if encoder is None:
        encoder = encoders.load(os.environ.get(encoders.SETTING) or name)
    if name is not None and store.meta("encoder") != encoder.fingerprint:
        raise mismatch(folder, store, encoder)
    return encoder


def load_recorded(folder: Path, store: Store, used: Encoder) -> Encoder:
    """Return the archive's encoder now that it is no longer ``used``, loaded by its recorded name.

    :raises ArchiveError: there is no such encoder on this machine.
    """
    try:
        encoder = encoders.load(store.meta("encoder_name"))
    except HemerotecaError as error:
        raise mismatch(folder, store, used) from error
    if encoder.fingerprint != store.meta("encoder"):
        raise mismatch(folder, store, used)
    return encoder


def mismatch(folder: Path, store: Store, encoder: Encoder) -> ArchiveError:
    """Return the error that says that the archive's vectors are not from this encoder."""
    return ArchiveError(
        f"El archivo «{folder}» se hizo con el codificador «{store.meta('encoder_name')}» "
        f"({store.meta('encoder')}) y ahora se usa «{encoder.name}» ({encoder.fingerprint}).",
        Remedy.REENCODE,
        encoder=encoder.name,
    )
