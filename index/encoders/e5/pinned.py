"""Weights that are those the code was measured with, down to the last bit."""

from __future__ import annotations

import hashlib
from pathlib import Path

from index.errors import HemerotecaError


def read(path: Path, sha256: str, label: str, remedy: str, error: type[HemerotecaError]) -> bytes:
    """Return the bytes of a file of weights.

    :param label: what the file is, with its article, in Spanish: «el lector».
    :param remedy: what to do about it, a sentence.
    :param error: raised when the file cannot be read, or has another checksum.
    """
    try:
        raw = path.read_bytes()
    except OSError as os_error:
        raise error(f"No se puede leer {label}, {path}: {os_error}. {remedy}") from os_error
    digest = hashlib.sha256(raw).hexdigest()
    if digest != sha256:
        raise error(
            f"{label[0].upper()}{label[1:]} {path} está dañado: su suma SHA-256 es {digest[:12]}… "
            f"y debía ser {sha256[:12]}…. {remedy}"
        )
    return raw
