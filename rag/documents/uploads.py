"""Brings in articles that came as bytes or as text, not as files of this machine.

What a visitor sends is known by its content and its name: two people may send different
files of one name, and the same file twice is one. The bytes never lie on a disk by themselves,
where a server that is killed would leave them; what stays is in the archive: the article and,
where it has pages to be shown, the file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PureWindowsPath
from typing import Final

from index.backend import Backend
from index.errors import InputError
from index.types import FileState
from rag import rehearsal
from rag.documents.adding import AddRun
from rag.documents.formats import registry
from rag.documents.loading import Article, parse
from rag.documents.metadata.dates import stated_day
from rag.documents.report import AddReport, FileReport, OnFile, Progress
from rag.documents.types import LoadError, SourceFile, printable

TEXT_SOURCE: Final = "Texto pegado"
"""Source of a pasted text that names none."""

MAX_CHARS: Final = 1_000_000
"""Characters of a pasted text; a novel has as many, and longer ones are better sent as files."""

MAX_LABEL_CHARS: Final = 300
"""Characters of a title or source; no headline is so long."""


@dataclass(frozen=True, slots=True)
class UploadedFile:
    """A file that was sent, with what the sender says of it where the file itself does not.

    :param name: as its sender calls it; only its last part counts.
    :param unread: whether it lay in a folder and is of a kind that is not read, so that nothing
        of it was sent but its name.
    """

    name: str
    data: bytes
    title: str = ""
    date: str | None = None
    source: str = ""
    unread: bool = False


def text_upload(title: str, text: str, date: str | None, source: str) -> UploadedFile:
    """Make an upload of a text, as if it had been sent in a file.

    :raises InputError: it is empty or too long, or the date is none.
    """
    if not text.strip():
        raise InputError("El texto está vacío. Pegue el artículo que quiere añadir.")
    if len(text) > MAX_CHARS:
        length, limit = (f"{n:,}".replace(",", ".") for n in (len(text), MAX_CHARS))
        raise InputError(
            f"El texto tiene {length} caracteres y el límite es {limit}. Súbalo como archivo."
        )
    for name, value in (("título", title), ("medio", source)):
        if len(value) > MAX_LABEL_CHARS:
            excess = f"tiene {len(value)} caracteres y el límite es {MAX_LABEL_CHARS}"
            raise InputError(f"El {name} {excess}. Acórtelo.")
    day = stated_day(date)
    # A line of its own before it, so that nothing in the text is taken for front matter.
    data = f"\n{text}".encode("utf-8", "replace")
    title, source = (" ".join(value.split()) for value in (title, source))
    return UploadedFile(f"{TEXT_SOURCE}.txt", data, title, day, source or TEXT_SOURCE)


def add(
    backend: Backend,
    files: Sequence[UploadedFile],
    progress: Progress | None = None,
    encoding_progress: Progress | None = None,
    *,
    originals: bool = True,
    on_file: OnFile | None = None,
) -> AddReport:
    """Add uploaded files, all in one transaction.

    :param originals: whether files of pages are kept as they are.
    :param on_file: called as each file is begun.
    :raises ArchiveError: another process is writing.
    """
    run = AddRun(backend, encoding_progress, originals, on_file=on_file)
    return run.add_all(files, lambda file: _add_file(run, file), progress)


def _add_file(run: AddRun, file: UploadedFile) -> FileReport:
    name = plain_name(file.name)
    if file.unread:
        return FileReport(name, "skipped", reason=registry.unread(Path(name)))
    digest = hashlib.sha256(file.data).hexdigest()
    # No path of this machine looks like it, so no file can be mistaken for it.
    state = FileState(f"recibido:{digest}/{name}", len(file.data), 0, digest)
    known = run.backend.documents_of(state.path)
    if known:
        return FileReport(name, "unchanged", tuple(known.values()))
    source = SourceFile(file.data, Path(name))
    try:
        contents = rehearsal.parse_once(run, source, parse)
    except LoadError as error:
        return FileReport(name, "failed", reason=str(error))
    articles = tuple(_with_sender_metadata(article, file) for article in contents.articles)
    return run.add_contents(name, state, replace(contents, articles=articles), source)


def plain_name(name: str) -> str:
    """Take the last part of a name as any system writes it, on one line that can be printed."""
    last = PureWindowsPath(printable(name)).name.strip()
    return last or "sin nombre"


def _with_sender_metadata(article: Article, file: UploadedFile) -> Article:
    """Give the article the sender's title, date and source where there are any."""
    return replace(
        article,
        title=file.title or article.title,
        date=file.date or article.date,
        source=file.source or article.source,
    )
