"""Weights that are those the code was measured with, down to the last bit."""

from __future__ import annotations

import hashlib
from pathlib import Path

from index.errors import HemerotecaError


def read(path: Path, sha256: str, named: str, remedy: str, error: type[HemerotecaError]) -> bytes:
    """The bytes of a file of weights.

    :param named: what the file is, with its article, in Spanish: «el lector».
    :param remedy: what to do about it, a sentence.
    :param error: raised when the file cannot be read, or has another checksum.
    """
    try:
        raw = path.read_bytes()
    except OSError as failed:
        raise error(f"No se puede leer {named}, {path}: {failed}. {remedy}") from failed
    seen = hashlib.sha256(raw).hexdigest()
    if seen != sha256:
        raise error(
            f"{named[0].upper()}{named[1:]} {path} está dañado: su suma SHA-256 es {seen[:12]}… "
            f"y debía ser {sha256[:12]}…. {remedy}"
        )
    return raw
