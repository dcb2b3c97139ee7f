"""Reads stored websites (.warc, .warc.gz) by warcio: every page by the web format.

The day that a record was made is when somebody fetched the page, not when it was published, so
it is no article's date. The outlet of a page that names none is its site.
"""

from __future__ import annotations

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
        from warcio.archiveiterator import ArchiveIterator

        members: list[Member] = []
        failures: list[Failure] = []
        unread: list[str] = []
        budget, number = MAX_UNPACKED, 0
        try:
            with quiet("warcio"):
                for record in ArchiveIterator(BytesIO(file.data)):
                    number += 1
                    if number > MAX_RECORDS or len(members) >= MAX_PAGES or budget < 0:
                        failures.append(Failure(None, _beyond(number)))
                        break
                    name, kind, site = _described(record)
                    if not name:
                        continue
                    if kind not in _KINDS:
                        unread.append(name)
                        continue
                    data = record.content_stream().read(min(MAX_PAGE, budget) + 1)
                    budget -= len(data)
                    if len(data) > MAX_PAGE or budget < 0:
                        failures.append(Failure(None, f"«{name}» es demasiado grande."))
                    elif data.strip():
                        members.append(Member(name, data, site))
        except (MemoryError, RecursionError):
            raise
        except Exception as error:  # damaged records set off any error
            if not members:
                problem = f"no es un archivo WARC que se pueda leer ({type(error).__name__})"
                raise load_error(file.path, problem, _REMEDY) from error
            said = f"Está incompleto o dañado a partir del registro {number + 1}."
            failures.append(Failure(None, said))
        if not members and not unread and not failures:
            raise load_error(file.path, "no contiene ninguna página", _REMEDY)
        return FileContents((), tuple(failures), members=tuple(members), unread=tuple(unread))


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
