"""Which encoder an archive's vectors are from, and that questions are encoded with the same."""

from __future__ import annotations

import os
from typing import Protocol

from index.encoders import loading as encoders
from index.encoders.protocol import Encoder
from index.errors import ArchiveError, HemerotecaError, Remedy


class Recorded(Protocol):
    """What remembers which encoder an archive is of."""

    def meta(self, key: str) -> str | None:
        """Return what is recorded under a key."""


def choose(place: object, store: Recorded, encoder: Encoder | None) -> Encoder:
    """Return the encoder to open the archive with.

    :param place: where the archive lies, as people write it.
    :param encoder: the one to use; ``None`` takes ``$HEMEROTECA_ENCODER``, else the archive's own.
    :raises ArchiveError: the archive was made with another one.
    """
    name = store.meta("encoder_name")
    if encoder is None:
        encoder = encoders.load(os.environ.get(encoders.SETTING) or name)
    if name is not None and store.meta("encoder") != encoder.fingerprint:
        raise mismatch(place, store, encoder)
    return encoder


def load_recorded(place: object, store: Recorded, used: Encoder) -> Encoder:
    """Return the archive's encoder now that it is no longer ``used``, loaded by its recorded name.

    :raises ArchiveError: there is no such encoder on this machine.
    """
    try:
        encoder = encoders.load(store.meta("encoder_name"))
    except HemerotecaError as error:
        raise mismatch(place, store, used) from error
    if encoder.fingerprint != store.meta("encoder"):
        raise mismatch(place, store, used)
    return encoder


def mismatch(place: object, store: Recorded, encoder: Encoder) -> ArchiveError:
    """Return the error that says that the archive's vectors are not from this encoder."""
    return ArchiveError(
        f"El archivo «{place}» se hizo con el codificador «{store.meta('encoder_name')}» "
        f"({store.meta('encoder')}) y ahora se usa «{encoder.name}» ({encoder.fingerprint}).",
        Remedy.REENCODE,
        encoder=encoder.name,
    )
