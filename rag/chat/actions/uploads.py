"""Decodes the files that a visitor's page sends, and refuses what is too much or no file.

Files come as text inside the request, so that the server never lays them where another
visitor could ask for them.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from index.errors import InputError
from rag.documents.formats.registry import SUFFIXES, is_supported
from rag.documents.uploads import UploadedFile, plain_name

FILES: Final = 50
"""Files in one go; a folder of thousands is better added on the command line."""

BYTES: Final = 20_000_000
"""Bytes in one go: a newspaper's day as PDF. They are held in memory while they wait."""

BODY: Final = BYTES * 4 // 3 + 1_000_000
"""Bytes of a request: the files as base64, and a conversation beside them."""

NAMES: Final = 5_000
"""Names of files in folders that are of kinds that are not read; further ones are not counted."""

ACCEPTED: Final = ",".join(sorted(s for s in SUFFIXES if is_supported(Path(f"a{s}"))))
"""Suffixes that the browser offers to choose."""


def decode(payload: Any) -> list[UploadedFile]:
    """Decode the files that a page sent.

    :raises InputError: they are too many, too large, or no files. A file of a kind that cannot
        be read is no error here; adding it reports so.
    """
    if not isinstance(payload, Sequence) or isinstance(payload, str) or not payload:
        raise InputError("No llegó ningún archivo. Elija uno o varios y repita.")
    chosen = [item for item in payload if not _is_unread(item)]
    if len(chosen) > FILES:
        raise InputError(
            f"Son {len(chosen)} archivos y el límite es {FILES} de una vez. Envíelos por partes, "
            "o use «hemeroteca add CARPETA»."
        )
    files = [_file(item) for item in payload[: FILES + NAMES]]
    total = sum(len(file.data) for file in files)
    if total > BYTES:
        raise InputError(_too_large(total))
    return files


def _too_large(total: int) -> str:
    return (
        f"Los archivos ocupan {total / 1e6:.1f} MB y el límite es {BYTES / 1e6:.0f} MB de una "
        "vez. Envíelos por partes, o use «hemeroteca add»."
    ).replace(".", ",", 1)


def _is_unread(item: Any) -> bool:
    """Whether it is only the name of a file that lay in a folder and is of no kind that is read."""
    return isinstance(item, dict) and item.get("unread") is True


def _file(item: Any) -> UploadedFile:
    name = item.get("name") if isinstance(item, dict) else None
    data = item.get("data") if isinstance(item, dict) else None
    if not isinstance(name, str) or not isinstance(data, str):
        raise InputError("Lo que llegó no es un archivo. Elíjalo otra vez.")
    name = plain_name(name)
    try:
        sent = base64.b64decode(data, validate=True)
        return UploadedFile(name, sent, unread=_is_unread(item))
    except (binascii.Error, ValueError) as error:
        raise InputError(f"«{name}» llegó dañado. Elíjalo otra vez.") from error
