"""Writes result files whole or not at all."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from index.errors import InputError

#: The place that stands for standard output.
STDOUT: Final = "-"


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


def write_json(figures: Mapping[str, Any], place: str | None) -> None:
    """Write figures to a file, to standard output for :data:`STDOUT`, or nowhere.

    :raises InputError: when the place cannot be written to.
    """
    text = json.dumps(figures, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    if place == STDOUT:
        sys.stdout.write(text)
    elif place is not None:
        write_text(Path(place), text)
