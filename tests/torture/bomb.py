"""What a bomb is: a file made to take a parser's time or memory, with what must come of it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO


@dataclass(frozen=True, slots=True)
class Bomb:
    """A file made to do harm.

    :param make: its bytes.
    :param refused: a pattern of the error's text, ``""`` where it is read.
    :param quick: whether it is tried in the default suite too.
    """

    suffix: str
    make: Callable[[], bytes]
    refused: str = ""
    quick: bool = False


def named_again(name: str, data: bytes, names: str, times: int) -> bytes:
    """A .zip whose directory names the same member so many times more.

    :param names: what it is called then, with ``{}`` for the number.
    """
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
        entry = archive.infolist()[0]
        for number in range(times):
            again = zipfile.ZipInfo(names.format(number))
            for field in ("header_offset", "file_size", "compress_size", "CRC", "compress_type"):
                setattr(again, field, getattr(entry, field))
            archive.filelist.append(again)
    return out.getvalue()
