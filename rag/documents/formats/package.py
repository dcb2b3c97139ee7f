"""Looks at a zip file of XML parts before any library unpacks it: office files, books.

Their libraries unpack whatever they are given; a bomb of some kilobytes becomes gigabytes. So
the size of all parts, their number and their XML tags are bounded first.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Final

from rag.documents.types import LoadError, SourceFile, load_error

MAX_UNPACKED: Final = 200_000_000
"""A book with its pictures unpacks to some tens of MB."""
MAX_PARTS: Final = 10_000
MAX_TAGS: Final = 2_000_000
"""One or two an element, of which lxml makes some 200 bytes; a novel has some 100,000."""
_CHUNK: Final = 1_000_000
# What zipfile raises on damaged, encrypted or exotic archives.
DAMAGES: Final = (
    zipfile.BadZipFile,
    zlib.error,
    ValueError,
    OSError,
    EOFError,
    RuntimeError,
    NotImplementedError,
)
_OLE: Final = b"\xd0\xcf\x11\xe0"  # office files before 2007, and new ones with a password
_ENTITY: Final = b"<!ENTITY"


@contextmanager
def opening(
    file: SourceFile, damaged: str, remedy: str, *, tags: int = MAX_TAGS, entities: bool = False
) -> Iterator[None]:
    """Look at a file before a library unpacks it in the block, and tell people of what that raises:
    a damaged part sets off any error of lxml, zlib or the library itself.

    :param damaged: what to say of it then: «el documento está dañado».
    :raises LoadError: as :func:`check` says, or the block failed.
    """
    path = file.path
    check(file.data, path, remedy, tags=tags, entities=entities)
    try:
        yield
    except (LoadError, MemoryError, RecursionError):
        raise
    except Exception as error:
        raise load_error(path, f"{damaged} ({type(error).__name__})", remedy) from error


def text_of(blocks: Iterable[str], path: Path, without: str, remedy: str) -> str:
    """Join the blocks of a text.

    :param without: what to say where there is none: «el documento no tiene texto».
    :raises LoadError: there is none.
    """
    text = "\n\n".join(filter(None, blocks))
    if not any(c.isalnum() for c in text):
        raise load_error(path, without, remedy)
    return text


def check(
    data: bytes, path: Path, remedy: str, *, tags: int = MAX_TAGS, entities: bool = False
) -> None:
    """Refuse a file that would be too large unpacked, or is no such file.

    :param remedy: what to do about a damaged one, a sentence.
    :param tags: how many XML tags it may have.
    :param entities: whether its parts may define XML entities; no office program does so.
    :raises LoadError: it is too large, damaged, protected or defines entities.
    """
    if data.startswith(_OLE):
        problem = "está protegido con contraseña o es de un formato antiguo"
        raise load_error(path, problem, "Ábralo en su programa y guárdelo sin contraseña.")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            # zipfile never unpacks more of a part than its directory declares.
            unpacked = sum(part.file_size for part in parts)
            if unpacked > MAX_UNPACKED or len(parts) > MAX_PARTS:
                size = f"{unpacked / 1e6:,.0f}".replace(",", ".")
                raise load_error(
                    path,
                    f"descomprimido ocuparía {size} MB en {len(parts)} partes; el límite "
                    f"es {MAX_UNPACKED // 1_000_000} MB y {MAX_PARTS} partes",
                    "Guarde solo el texto, sin imágenes.",
                )
            found, entity = _look(archive, tags)
    except DAMAGES as error:
        kind = path.suffix.lower()
        raise load_error(path, f"no es un {kind} válido, o está incompleto", remedy) from error
    if found > tags:
        raise load_error(
            path,
            f"tiene más de {tags // 1_000_000} millones de marcas XML",
            "Divídalo en documentos menores, o guarde su texto como .txt.",
        )
    if entity and not entities:
        problem = "define entidades XML, como no hace ningún programa de oficina"
        raise load_error(path, problem, remedy)


def _look(archive: zipfile.ZipFile, tags: int) -> tuple[int, bool]:
    """Count the tags of all parts, whatever their names: which of them is read as XML is the
    file's own to say. Also tell whether one defines an entity."""
    found, entity = 0, False
    for part in archive.infolist():
        with archive.open(part) as file:
            before = b""
            while found <= tags and (chunk := file.read(_CHUNK)):
                found += chunk.count(b"<")
                entity = entity or _ENTITY in before + chunk
                before = chunk[-len(_ENTITY) :]
    return found, entity
