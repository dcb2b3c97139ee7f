"""Reads stored websites (.warc, .warc.gz) by warcio: every page by the web format.

Crawls break off and disks lose blocks: behind a damaged record reading goes on with the next one,
and the report names those that were lost.

The day that a record was made is when somebody fetched the page, not when it was published, so
it is no article's date. The outlet of a page that names none is its site.
"""

from __future__ import annotations

import re
import zlib
from contextlib import suppress
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from rag.documents.formats.bundles.names import member_name
from rag.documents.mending.decoding import clean
from rag.documents.types import Failure, FileContents, Member, SourceFile, load_error, quiet

MAX_RECORDS: Final = 200_000
MAX_PAGES: Final = 10_000
MAX_UNPACKED: Final = 200_000_000
"""Bytes of all pages together; they are held in memory while they are read."""
MAX_PAGE: Final = 20_000_000
"""Bytes of a page, unpacked."""
_LONGEST_NAME: Final = 150
"""Characters of a name that is made of an address."""
_KINDS: Final = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "application/msword": ".doc",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
    "application/epub+zip": ".epub",
}
# What pages are dressed in, and what crawlers ask for; nobody misses it.
_DRESS: Final = ("image/", "font/", "audio/", "video/", "text/css", "text/javascript")
_DRESS_KINDS: Final = (
    "application/javascript",
    "application/x-javascript",
    "application/json",
    "application/font",
    "application/vnd.ms-fontobject",
)
MAX_DAMAGED: Final = 1_000
"""Damaged records behind which reading goes on."""
_MAX_TRIED: Final = 100_000
"""Places that look like the beginning of a record and are looked at."""
_BEGINNING: Final = re.compile(rb"(?:\A|\n)(WARC/[01]\.)|(?=\x1f\x8b\x08)()", re.DOTALL)
_INSIDE: Final = b"\r\n\r\nWARC/1."
_REMEDY: Final = "Compruebe que es un archivo WARC entero, o guarde las páginas como .html."


class WarcFormat:
    """Reads stored websites."""

    suffixes = (".warc", ".warc.gz")
    isolated = True
    libraries = ("warcio.archiveiterator",)

    def read(self, file: SourceFile) -> FileContents:
        """Give back the pages and documents that were answered with.

        :raises LoadError: it is no such file, or has no page.
        """
        found = _Found(MAX_UNPACKED)
        at: int | None = 0
        while at is not None:
            at = _read_from(file.data, at, found)
        if not found.members and found.damaged:
            fault = type(found.error).__name__ if found.error else "Content-Length"
            problem = f"no es un archivo WARC que se pueda leer ({fault})"
            raise load_error(file.path, problem, _REMEDY) from found.error
        if not found.members and not found.unread and not found.failures:
            raise load_error(file.path, "no contiene ninguna página", _REMEDY)
        return FileContents(
            (), tuple(found.failures), members=tuple(found.members), unread=tuple(found.unread)
        )


@dataclass(slots=True)
class _Found:
    """What has been read of a file so far.

    :param budget: bytes that may still be unpacked.
    :param number: records begun, damaged ones too.
    :param inside: whether the last of them is being read.
    :param tried: places that looked like the beginning of another.
    :param error: what the first damaged record set off.
    """

    budget: int
    members: list[Member] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    number: int = 0
    inside: bool = False
    damaged: int = 0
    tried: int = 0
    error: Exception | None = None

    def is_full(self) -> bool:
        return self.number > MAX_RECORDS or len(self.members) >= MAX_PAGES or self.budget < 0


def _read_from(data: bytes, at: int, found: _Found) -> int | None:
    """Read the records from a place in a file on.

    :returns: where to go on behind a damaged record; ``None`` at the end.
    """
    from warcio.archiveiterator import ArchiveIterator

    stream = BytesIO(data)
    stream.seek(at)
    with quiet("warcio"):
        records = ArchiveIterator(stream)
        try:
            for record in records:
                if records.err_count:  # the one before ended elsewhere than it says
                    return _behind_misjudged(data, at, found)
                found.number, at = found.number + 1, records.offset
                if found.is_full():
                    found.failures.append(Failure(None, _beyond(found.number)))
                    return None
                found.inside = True
                if _take(record, found):
                    return _behind_misjudged(data, at, found)
                found.inside = False
        except (MemoryError, RecursionError):
            raise
        except Exception as error:  # damaged records set off any error
            if records.err_count:
                return _behind_misjudged(data, at, found)
            return _behind_damage(data, records.offset, found, error)
        return _behind_misjudged(data, at, found) if records.err_count else None


def _behind_misjudged(data: bytes, at: int, found: _Found) -> int | None:
    """Note a record that does not end where it says, and find the one to go on with.

    :param at: where it begins.
    """
    found.damaged += 1
    found.inside = False
    said = f"El registro {found.number} no tiene la longitud que dice; puede faltar algo de él."
    found.failures.append(Failure(None, said))
    return _next_record(data, at + 1, found) if found.damaged < MAX_DAMAGED else None


def _behind_damage(data: bytes, at: int, found: _Found, error: Exception) -> int | None:
    """Note a damaged record, and find the one to go on with."""
    found.error = found.error or error
    found.damaged += 1
    found.number += not found.inside
    found.inside = False
    following = _next_record(data, at + 1, found) if found.damaged < MAX_DAMAGED else None
    number = found.number
    if following is None:
        said = f"Está incompleto o dañado a partir del registro {number}."
    else:
        said = f"El registro {number} está dañado y no se ha leído."
    found.failures.append(Failure(None, said))
    return following


def _next_record(data: bytes, at: int, found: _Found) -> int | None:
    """Find where the next record begins, packed or not; ``None`` where none does."""
    for match in _BEGINNING.finditer(data, max(0, at - 1)):
        start = match.start(match.lastindex or 0)
        found.tried += 1
        if found.tried > _MAX_TRIED:
            return None
        if start < at:
            continue
        if data.startswith(b"WARC/", start):
            return start
        with suppress(zlib.error):
            if zlib.decompressobj(31).decompress(data[start : start + 1_000], 5) == b"WARC/":
                return start
    return None


def _take(record: Any, found: _Found) -> bool:
    """Take the page of a record, if there is one; tell whether other records stand in it, so that
    its length is none of its own."""
    name, kind, site = _described(record)
    if not name:
        return False
    if kind not in _KINDS:
        found.unread.append(name)
        return False
    data: bytes = record.content_stream().read(min(MAX_PAGE, found.budget) + 1)
    found.budget -= len(data)
    end = data.find(_INSIDE)
    if end >= 0:
        data = data[:end]
    if len(data) > MAX_PAGE or found.budget < 0:
        found.failures.append(Failure(None, f"«{name}» es demasiado grande."))
    elif data.strip():
        found.members.append(Member(name, data, site))
    return end >= 0


def _beyond(number: int) -> str:
    return (
        f"No se ha leído nada a partir del registro {number}: el límite es {MAX_PAGES} páginas, "
        f"{MAX_RECORDS} registros y {MAX_UNPACKED // 1_000_000} MB."
    )


def _described(record: Any) -> tuple[str, str, str]:
    """Give a record's name, content type and site; no name when nobody wants to read it."""
    nothing = ("", "", "")
    if record.rec_type not in ("response", "resource"):
        return nothing
    headers = record.http_headers
    if headers is not None and str(headers.get_statuscode()) != "200":
        return nothing
    declared = headers.get_header("Content-Type") if headers is not None else ""
    declared = declared or record.rec_headers.get_header("Content-Type") or ""
    kind = declared.partition(";")[0].strip().lower()
    uri = clean(str(record.rec_headers.get_header("WARC-Target-URI") or "")).strip("<> ")
    try:
        parts = urlsplit(uri)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return nothing
    if not host or parts.path == "/robots.txt" or kind.startswith(_DRESS) or kind in _DRESS_KINDS:
        return nothing
    query = f"?{parts.query}" if parts.query else ""
    name = member_name(f"{host}{unquote(parts.path)}{query}"[:_LONGEST_NAME])
    suffix = _KINDS.get(kind, "")
    if suffix and not name.lower().endswith(suffix):
        name += suffix
    return name, kind, host
