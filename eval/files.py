"""Writes result files whole or not at all."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from index.errors import InputError
from index.storage import atomic_writes

#: The place that stands for standard output.
STDOUT: Final = "-"


def write_text(path: Path, text: str) -> None:
    """Write a UTF-8 file beside its place and move it there.

    :raises InputError: when the place cannot be written to.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # A lone surrogate of a data set must not lose the whole report; results are to be shown.
        atomic_writes.write_file(path, text.encode("utf-8", "replace"), mode=0o644)
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
