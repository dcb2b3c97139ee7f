"""Files as a visitor's page sends them: checked before anything is done with them.

They come as text inside the request, so that the server never lays them where another
visitor could ask for them.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from typing import Any, Final

from index.errors import InputError
from rag.documents.formats.registry import SUFFIXES
from rag.documents.uploads import UploadedFile, plain_name

FILES: Final = 50
"""Files in one go; a folder of thousands is better added on the command line."""

BYTES: Final = 20_000_000
"""Bytes in one go: a newspaper's day as PDF. They are held in memory while they wait."""

BODY: Final = BYTES * 4 // 3 + 1_000_000
"""Bytes of a request: the files as base64, and a conversation beside them."""

ACCEPTED: Final = ",".join(sorted(SUFFIXES))


def received(sent: Any) -> list[UploadedFile]:
    """The files that a page sent.

    :raises InputError: they are too many, too large, or no files. Whether their kind is
        read is said file by file when they are added.
    """
    if not isinstance(sent, Sequence) or isinstance(sent, str) or not sent:
        raise InputError("No llegó ningún archivo. Elija uno o varios y repita.")
    if len(sent) > FILES:
        raise InputError(
            f"Son {len(sent)} archivos y el límite es {FILES} de una vez. Envíelos por partes, "
            "o use «hemeroteca add CARPETA»."
        )
    files = [_file(one) for one in sent]
    total = sum(len(file.data) for file in files)
    if total > BYTES:
        raise InputError(too_large(total))
    return files


def too_large(total: int) -> str:
    """What to tell of files of so many bytes."""
    return (
        f"Los archivos ocupan {total / 1e6:.1f} MB y el límite es {BYTES / 1e6:.0f} MB de una "
        "vez. Envíelos por partes, o use «hemeroteca add»."
    ).replace(".", ",", 1)


def _file(sent: Any) -> UploadedFile:
    name = sent.get("name") if isinstance(sent, dict) else None
    data = sent.get("data") if isinstance(sent, dict) else None
    if not isinstance(name, str) or not isinstance(data, str):
        raise InputError("Lo que llegó no es un archivo. Elíjalo otra vez.")
    name = plain_name(name)
    try:
        return UploadedFile(name, base64.b64decode(data, validate=True))
    except (binascii.Error, ValueError) as error:
        raise InputError(f"«{name}» llegó dañado. Elíjalo otra vez.") from error
