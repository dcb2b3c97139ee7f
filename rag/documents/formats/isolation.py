"""Reads web pages, PDF and Word files in a process of its own, which may be stopped.

Their libraries bound much but not all: 1.4 kB of PDF keep a parser busy for two hours, and a
crash inside a C library takes everybody's process with it. So they run in a child with
bounded memory and processor time. Its replies come back as JSON; nothing
is pickled, no shell is asked, and the child knows the file's bytes and name, no more.
"""

from __future__ import annotations

import atexit
import json
import threading
from dataclasses import asdict, replace
from typing import Any, Final

from rag.documents.formats.apart.child import Child
from rag.documents.scans import engine
from rag.documents.types import (
    Article,
    Failure,
    FileContents,
    LoadError,
    Member,
    PageRead,
    PrintedLine,
    SourceFile,
    load_error,
)

_READER: Final = "rag.documents.formats.apart.reader"
_SECONDS: Final = 30.0
_SECONDS_PER_BYTE: Final = 1 / 25_000
_LONGEST_S: Final = 200.0
_PATIENCE: Final = 5.0
"""Times its processor time that a file may take by the clock; others use the machine too."""

_PICTURED: Final = frozenset((".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff"))
"""Files that may have pages to recognise."""
_SMALLER: Final = "Divídalo en partes, o guarde su texto como .txt."


def seconds(size: int) -> float:
    """Say how much of the processor's time a file of so many bytes may take.

    The slowest honest files, long PDF of text alone, have 2 kB a page and take 50 ms a page:
    their time four times over, at least 30 s and at most 200 s.
    """
    return min(_SECONDS + size * _SECONDS_PER_BYTE, _LONGEST_S)


_child: Final = Child(_READER)
atexit.register(_child.close)
_own: Final = threading.local()


def spent() -> float:
    """Count the seconds of the processor that this thread's files have taken in the child."""
    return float(getattr(_own, "seconds", 0.0))


def deaths() -> int:
    """Count how often the child has been stopped, or has died of a file."""
    return _child.deaths


def close() -> None:
    """End the child; the next file starts another."""
    _child.close()


def read(file: SourceFile) -> FileContents:
    """Read a file in the child, by the format that its suffix names.

    :raises LoadError: the format does not read it, or it took too much time or memory.
    """
    size = len(file.data) + sum(len(part.data) for part in file.parts)
    allowed = seconds(size)
    patience = _PATIENCE * allowed
    if file.options.ocr != "no" and file.path.suffix.lower() in _PICTURED:
        allowed, patience = engine.with_pages(allowed, patience)
    reply, blobs = _asked(file, allowed, patience)
    if "complex" in reply:
        problem = f"es demasiado complejo ({reply['complex']})"
        raise load_error(file.path, problem, _SMALLER)
    if "error" in reply:
        raise LoadError(reply["error"], reply["path"], blank=reply["blank"])
    return FileContents(
        tuple(_article(*fields) for fields in reply["articles"]),
        tuple(Failure(*fields) for fields in reply["failures"]),
        tuple(PageRead(*fields) for fields in reply["pages"]),
        tuple(
            Member(name, data, source, whole)
            for (name, _, source, whole), data in zip(reply["members"], blobs, strict=True)
        ),
        tuple(reply["unread"]),
        sheets=tuple((*sheet,) for sheet in reply["sheets"]),
    )


def _asked(file: SourceFile, allowed: float, patience: float) -> tuple[Any, list[bytes]]:
    """Send a file to the child and wait for its reply, and the files it found inside.

    :param allowed: seconds of processor time.
    :raises LoadError: there was no reply.
    """
    header = {
        "path": str(file.path),
        "size": len(file.data),
        "seconds": allowed,
        "options": asdict(file.options),
        "parts": [[part.name, len(part.data)] for part in file.parts],
    }
    parts = [part.data for part in file.parts]
    try:
        request = b"".join([json.dumps(header).encode(), b"\n", file.data, *parts])
        answered = _child.ask(request, patience)
    except TimeoutError:
        problem = "no arranca el programa que lo lee"
        raise load_error(file.path, problem, "Repita con menos carga en la máquina.") from None
    _own.seconds = spent() + (answered[0]["took"] if answered else allowed)
    if answered is None:
        raise load_error(file.path, f"tras {allowed:.0f} s no se ha acabado de leer", _SMALLER)
    if not answered:
        raise load_error(file.path, "el programa que lo lee no ha podido con él", _SMALLER)
    return answered


def _article(*fields: Any) -> Article:
    *known, lines, file = fields
    return replace(Article(*known), lines=tuple(_line(*line) for line in lines), file=file)


def _line(start: int, end: int, page: int, box: Any, quality: float | None) -> PrintedLine:
    return PrintedLine(start, end, page, tuple(box), quality)
