"""Unpacks .zip archives: the members of kinds that are read, each to be read by its own format.

What is packed small may be large without end, so number, size and ratio are bounded before a
byte is unpacked, and no more of a member is ever unpacked than its directory entry declares.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Final

from rag.documents.formats.bundles.names import member_name
from rag.documents.types import Failure, FileContents, Member, SourceFile, load_error

MAX_MEMBERS: Final = 10_000
"""A local paper has about 5,000 articles a year."""
MAX_UNPACKED: Final = 200_000_000
"""Bytes of all members together; they are held in memory while they are read."""
MAX_MEMBER: Final = 50_000_000
"""Bytes of one member: no file that is added by itself may be larger."""
MAX_RATIO: Final = 250
"""Times that a member may have been packed smaller. Prose packs to a third, pages full of markup
and tables of figures to a thirtieth; deflate itself ends at 1,032."""
_RATIO_FROM: Final = 1_000_000
"""Bytes below which no ratio does harm."""
# What zipfile raises on damaged, encrypted or exotic archives.
_DAMAGES: Final = (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, RuntimeError)
_REMEDY: Final = "Descomprímalo y añada la carpeta."
_ENCRYPTED: Final = 1
# What systems put into archives for themselves.
_SYSTEM: Final = ("__MACOSX", "Thumbs.db", "desktop.ini")


def _size(size: int) -> str:
    return f"{size / 1e6:,.0f}".replace(",", ".")


class ZipFormat:
    """Unpacks .zip archives.

    :param wanted: whether files of such a name are read.
    """

    suffixes = (".zip",)
    isolated = True
    libraries = ()

    def __init__(self, wanted: Callable[[Path], bool]) -> None:
        self._wanted = wanted

    def read(self, file: SourceFile) -> FileContents:
        """Unpack the members; those that are damaged, locked or too large are reported.

        :raises LoadError: the archive is damaged, or too large in all.
        """
        path = file.path
        try:
            with zipfile.ZipFile(BytesIO(file.data)) as archive:
                inside = [info for info in archive.infolist() if self._counts(info)]
                wanted = [i for i in inside if self._wanted(Path(i.filename))]
                self._check(wanted, path)
                unread = [i.filename for i in inside if not self._wanted(Path(i.filename))]
                members: list[Member] = []
                failures: list[Failure] = []
                for info in wanted:
                    name = member_name(info.filename)
                    if problem := _problem(info):
                        failures.append(Failure(None, f"«{name}» {problem}."))
                        continue
                    try:
                        members.append(Member(name, archive.read(info)))
                    except (*_DAMAGES, NotImplementedError):
                        failures.append(Failure(None, f"«{name}» está dañado dentro del .zip."))
        except _DAMAGES as error:
            raise load_error(path, "no es un .zip válido, o está incompleto", _REMEDY) from error
        return FileContents(
            (),
            tuple(failures),
            members=tuple(members),
            unread=tuple(map(member_name, unread)),
        )

    def _counts(self, info: zipfile.ZipInfo) -> bool:
        """Whether it is a file that somebody put there."""
        parts = PurePosixPath(member_name(info.filename)).parts
        hidden = any(part.startswith(".") or part in _SYSTEM for part in parts)
        return bool(parts) and not info.is_dir() and not hidden

    def _check(self, wanted: list[zipfile.ZipInfo], path: Path) -> None:
        unpacked = sum(info.file_size for info in wanted)
        if unpacked > MAX_UNPACKED or len(wanted) > MAX_MEMBERS:
            raise load_error(
                path,
                f"descomprimido ocuparía {_size(unpacked)} MB en {len(wanted)} archivos; el límite "
                f"es {_size(MAX_UNPACKED)} MB y {MAX_MEMBERS} archivos",
                _REMEDY,
            )


def _problem(info: zipfile.ZipInfo) -> str:
    """Say what keeps a member from being unpacked, or nothing."""
    if info.flag_bits & _ENCRYPTED:
        return "está protegido con contraseña"
    if info.file_size > MAX_MEMBER:
        return f"ocupa {_size(info.file_size)} MB y el límite es {_size(MAX_MEMBER)} MB"
    if info.file_size > max(_RATIO_FROM, MAX_RATIO * info.compress_size):
        return f"está comprimido más de {MAX_RATIO} veces, como no lo está ningún artículo"
    return ""
