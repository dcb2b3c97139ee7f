"""Brings files into an archive: what is new is read, what is unchanged costs nothing.

A whole ``add`` is one transaction, so the archive is never between two states. A file
that cannot be used is reported and the others go on.
"""

from __future__ import annotations

import logging
import os
import stat
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from typing import Final, TypeVar

from index import Document
from index.backend import Backend
from index.encoders.protocol import Encoder
from index.text.searched_text import searchable
from index.types import FileState
from rag import rehearsal
from rag.documents import companions
from rag.documents.discovery import discover
from rag.documents.formats import registry
from rag.documents.formats.digitised import facsimile
from rag.documents.loading import MAX_BYTES, Article, FileContents, parse, read
from rag.documents.metadata.outlets import OutletNames
from rag.documents.paragraphs import Passages, passages
from rag.documents.report import AddReport, FileReport, Named, OnFile, PageCounts, Progress, Status
from rag.documents.types import AS_IS, LoadError, ReadOptions, SourceFile, load_error, printable

F = TypeVar("F", bound=Named)

_log = logging.getLogger(__name__)

"""Suffixes of files whose pages can be shown as they are."""

BATCH: Final = 128
"""Passages encoded together: enough to keep all cores busy over files of few paragraphs."""


@dataclass(slots=True)
class AddRun:
    """One run of adding: its reports so far, and documents that wait to be encoded together.

    :param encoding_progress: called with (passages encoded, passages in all) of each batch.
    :param originals: whether the files of pages are kept with their articles.
    :param options: how the files are to be read.
    :param on_file: called as each file is begun.
    :param named: the files that were named one by one, not found in a folder.
    """

    backend: Backend
    encoding_progress: Progress | None = None
    originals: bool = True
    reports: list[FileReport] = field(default_factory=list)
    pending: dict[str, Document] = field(default_factory=dict)
    options: ReadOptions = AS_IS
    on_file: OnFile | None = None
    parsed: dict[tuple[str, str], FileContents] = field(default_factory=dict)
    named: frozenset[Path] = frozenset()
    outlets: OutletNames = field(init=False)

    def __post_init__(self) -> None:
        self.outlets = OutletNames(self.backend)

    def add_all(
        self, files: Sequence[F], add: Callable[[F], FileReport], progress: Progress | None
    ) -> AddReport:
        """Bring in files one after the other, in one transaction, or many where many write.

        :param add: brings in one of them.
        :raises ArchiveError: another process is writing.
        """
        before = self.backend.fingerprint
        if self.backend.in_steps:
            rehearsal.bring_in(self, files, add, progress)
        else:
            with self.backend.writing():
                self.bring_in(files, add, progress)
                self.backend.forget_originals()
        return AddReport(tuple(self.reports), changed=self.backend.fingerprint != before)

    def bring_in(
        self, files: Sequence[F], add: Callable[[F], FileReport], progress: Progress | None
    ) -> None:
        """Bring in files one after the other, inside a transaction of the caller's."""
        for done, file in enumerate(files, 1):
            if self.on_file is not None:
                self.on_file(printable(file.name), done, len(files))
            self.record(add(file))
            if progress is not None:
                progress(done, len(files))
        self.flush()

    def record(self, report: FileReport) -> None:
        """Take down what became of a file."""
        level = logging.DEBUG if report.status == "unchanged" else logging.INFO
        _log.log(level, "%s: %s, %d passages", report.path, report.status, report.passages)
        self.reports.append(report)

    def flush(self) -> None:
        """Encode and store the documents that wait."""
        self.backend.add(list(self.pending.values()), self.encoding_progress)
        self.pending.clear()

    def add_file(self, path: Path) -> FileReport:
        """Bring in one file of this machine, unless it is in the archive as it is."""
        real = real_name(path)
        try:
            status = path.stat()
            size, mtime = companions.state(path, status)
            known = None if self._to_be_reread(path) else self.backend.file(real)
            if known and (known.size, known.mtime_ns) == (size, mtime):
                return self._unchanged(path, real)
            # Before reading: should the file change meanwhile, the next add sees it changed.
            usable = stat.S_ISREG(status.st_mode) and status.st_size <= MAX_BYTES
            digest = companions.digest(path) if usable else ""
            state = FileState(real, size, mtime, digest)
            if known and known.sha256 == digest:
                # Its new time is not recorded: that would be another state of the archive,
                # and making the indexes again costs more than this digest next time.
                return self._unchanged(path, real)
            source = read(path, self.options)
            contents = rehearsal.parse_once(self, source, parse)
        except LoadError as error:
            # One that somebody named was to be read; a folder of pages has photographs in it.
            skipped = error.blank and path not in self.named
            found: Status = "skipped" if skipped else "failed"
            return FileReport(printable(path), found, reason=str(error), blank=error.blank)
        except OSError as error:
            problem = load_error(path, f"no se puede leer ({error.strerror})", "Compruébelo.")
            return FileReport(printable(path), "failed", reason=str(problem))
        return self.add_contents(printable(path), state, contents, source)

    def _to_be_reread(self, path: Path) -> bool:
        """Whether even a file that is in the archive as it is may now have other articles."""
        if self.options.ocr == "force" and path.suffix.lower() in facsimile.SHOWN:
            return True
        return bool(self.options.columns) and registry.takes_columns(path)

    def _unchanged(self, path: Path, real: str) -> FileReport:
        documents = tuple(self.backend.documents_of(real).values())
        return FileReport(printable(path), "unchanged", documents)

    def add_contents(
        self, name: str, state: FileState, contents: FileContents, file: SourceFile
    ) -> FileReport:
        """Store the articles of one file.

        :param name: of the file, as people know it; the outlet of articles that name none.
        :param file: kept as it is where it has pages to be shown.
        """
        backend, places, clutter, count, same_as = self.backend, {}, 0, 0, ""
        inside: dict[str, None] = {}
        before, seen = backend.documents_of(state.path), set[str]()
        known = [old.source for id in set(before.values()) if (old := backend.document(id))]
        originals = {
            place: self._keep(contents.printed.get(place, file))
            for place in {article.place for article in contents.articles if article.lines}
        }
        for position, article in enumerate(contents.articles):
            original = originals.get(article.place)
            bare = (
                PurePath(name).name if not article.source else article.source * bool(article.file)
            )
            if bare:
                where = f"{state.path}\0{article.file}"
                article = replace(article, source=self.outlets.of(bare, where, known))
            document, dropped = _document(article, self.backend, original)
            clutter += dropped
            if not document.spans:
                continue
            count += len(document.spans)
            elsewhere = [place for place, _ in backend.places(document.id) if place != state.path]
            same_as = same_as or (elsewhere[0] if elsewhere else "")
            self._put(document, owned=not elsewhere and document.id not in seen)
            seen.add(document.id)
            places[article.entry or position] = document.id
            if article.place:
                inside[article.place] = None
        if not places:
            problem = load_error(
                name, "todo lo que contiene parece publicidad o navegación", "Revise el archivo."
            )
            return FileReport(name, "failed", clutter=clutter, reason=str(problem))
        backend.put_file(state, places.items())
        for id in set(before.values()) - seen:
            if not backend.places(id):
                backend.remove(id)
        if before:
            outcome: Status = "updated"
        else:
            outcome = "unchanged" if same_as and len(places) == 1 else "added"
        return FileReport(
            name,
            outcome,
            tuple(dict.fromkeys(places.values())),
            count,
            clutter,
            " ".join(contents.problems),
            printable(same_as),
            PageCounts.of(contents.pages),
            tuple(inside),
        )

    def _keep(self, file: SourceFile) -> str | None:
        """Keep a file whose pages can be shown; give its id, ``None`` of other files."""
        original = facsimile.original(file) if self.originals else None
        if original is None:
            return None
        self.backend.put_original(original)
        return original.id

    def _put(self, document: Document, *, owned: bool) -> None:
        """Let a new document wait for its batch; correct what is known of one that is there.

        :param owned: whether no other place has it; the first one says what is known of it.
        """
        stored = self.backend.document(document.id)
        if not owned and (stored is not None or document.id in self.pending):
            return
        if stored is not None:
            if _layout(stored) == _layout(document):
                self.backend.update(document)
                return
            # Other spaces or another title part it otherwise, though it is the same article.
            self.backend.remove(document.id)
        self.pending[document.id] = document
        if sum(len(document.spans) for document in self.pending.values()) >= BATCH:
            self.flush()


def add(
    backend: Backend,
    paths: Iterable[str | Path],
    progress: Progress | None = None,
    options: ReadOptions = AS_IS,
    *,
    originals: bool = True,
    on_file: OnFile | None = None,
) -> AddReport:
    """Add files and folders to the archive, all in one transaction.

    :param progress: called with (files done, files in all).
    :param options: how the files are to be read.
    :param originals: whether files of pages are kept as they are.
    :param on_file: called as each file is begun.
    :raises ArchiveError: another process is writing.
    """
    paths = list(paths)
    named = frozenset(map(Path, paths))
    run = AddRun(backend, originals=originals, options=options, named=named, on_file=on_file)
    failures: list[LoadError] = []
    skipped: list[Path] = []
    found = discover(paths, on_error=failures.append, on_skipped=skipped.append)
    files = companions.without_parts(list(found))
    for error in failures:
        run.record(FileReport(error.path, "failed", reason=str(error)))
    for path in skipped:
        run.record(FileReport(printable(path), "skipped", reason=registry.unread(path)))
    return run.add_all(files, run.add_file, progress)


def cut(article: Article | Document, encoder: Encoder) -> Passages:
    """Cut an article into passages, each short enough to be encoded whole with its title."""
    return passages(
        article.text,
        count_tokens=lambda text: encoder.count_tokens(searchable(article.title, text)),
        limit=encoder.max_tokens,
        title=article.title,
    )


def _layout(document: Document) -> tuple[object, ...]:
    return document.text, document.spans, document.lines


def _document(article: Article, backend: Backend, original: str | None) -> tuple[Document, int]:
    """Cut an article into passages; also count the blocks of clutter that it had."""
    pieces = cut(article, backend.encoder)
    document = Document(
        article.text,
        pieces.spans,
        title=article.title,
        source=article.source,
        date=article.date,
        author=article.author,
        lines=article.lines,
        original=original if article.lines else None,
    )
    return document, len(pieces.clutter)


def real_name(path: str | Path) -> str:
    """Return where a file really lies, as the archive records it: as text whatever bytes its name
    has, since SQLite takes no halves of characters."""
    return os.fsencode(os.path.realpath(path)).decode("utf-8", "backslashreplace")
