"""Writes result files whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from index.errors import InputError


def write_text(path: Path, text: str) -> None:
    """Write a UTF-8 file beside its place and move it there.

    :raises InputError: when the place cannot be written to.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            # A lone surrogate of a data set must not lose the whole report.
            with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace") as stream:
                stream.write(text)
            # mkstemp makes files for the owner only; results are meant to be shown.
            Path(temporary).chmod(0o644)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise InputError(
            f"No se puede escribir «{path}»: {error.strerror}. Elija otro lugar."
        ) from None
