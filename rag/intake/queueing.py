"""Files put into a queue by one and brought in by whichever worker is free.

The sender reads the files and puts their bytes into the database; a worker parses and encodes
them before it takes the archive's lock, and writes each in a transaction that also takes it off the
queue.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.postgres.backend import PostgresIndex
from index.postgres.queue import waiting
from index.postgres.queue.jobs import STALLED_S, Jobs
from index.postgres.queue.waiting import QueueState, WaitingFile
from index.types import FileState
from rag import rehearsal
from rag.documents import companions
from rag.documents.adding import AddRun, real_name
from rag.documents.discovery import discover
from rag.documents.formats import registry
from rag.documents.loading import parse, read
from rag.documents.report import AddReport, FileReport, Progress
from rag.documents.types import (
    LoadError,
    Member,
    ReadOptions,
    SourceFile,
    load_error,
    printable,
)

if TYPE_CHECKING:
    from rag.documents.loading import FileContents


def put(
    backend: PostgresIndex,
    paths: Iterable[str | Path],
    options: ReadOptions,
    *,
    originals: bool = True,
    progress: Progress | None = None,
) -> AddReport:
    """Put files and folders into the queue; those that are in the archive as they are, are not.

    :param options: how the files are to be read.
    :param originals: whether files of pages are kept as they are.
    :param progress: called with (files done, files in all).
    :raises ServerError: the queue cannot be made.
    """
    jobs = Jobs(backend)
    jobs.prepare()
    reports: list[FileReport] = []
    failures: list[LoadError] = []
    skipped: list[Path] = []
    found = list(discover(paths, on_error=failures.append, on_skipped=skipped.append))
    reports += [FileReport(error.path, "failed", reason=str(error)) for error in failures]
    reports += [
        FileReport(printable(path), "skipped", reason=registry.unread(path)) for path in skipped
    ]
    files = companions.without_parts(found)
    for done, path in enumerate(files, 1):
        reports.append(_put_one(backend, path, options, originals=originals))
        if progress is not None:
            progress(done, len(files))
    jobs.defer_all()
    return AddReport(tuple(reports), changed=False)


def _put_one(
    backend: PostgresIndex, path: Path, options: ReadOptions, *, originals: bool
) -> FileReport:
    name, real = printable(path), real_name(path)
    try:
        size, mtime = companions.state(path, path.stat())
        digest = companions.digest(path)
        known = backend.file(real)
        if known is not None and known.sha256 == digest:
            return FileReport(name, "unchanged", tuple(backend.documents_of(real).values()))
        source = read(path, options)
    except LoadError as error:
        return FileReport(name, "failed", reason=str(error))
    except OSError as error:
        problem = load_error(path, f"no se puede leer ({error.strerror})", "Compruébelo.")
        return FileReport(name, "failed", reason=str(problem))
    file = _waiting(FileState(real, size, mtime, digest), source, originals=originals)
    fresh = waiting.put(backend, file) is not None
    return FileReport(name, "added" if fresh else "unchanged")


def _waiting(state: FileState, source: SourceFile, *, originals: bool) -> WaitingFile:
    """Put a file and what it is made of into one entry: its bytes, then those of its parts and of
    the pictures of its pages, whose names and lengths stand with how it is to be read."""
    beside = [(False, part) for part in source.parts]
    beside += [(True, picture) for picture in source.pictures() if originals]
    how = {
        "columns": dict(source.options.columns),
        "ocr": source.options.ocr,
        "ocr_lang": source.options.ocr_lang,
        "originals": originals,
        "beside": [(shown, member.name, len(member.data)) for shown, member in beside],
    }
    data = b"".join((source.data, *(member.data for _, member in beside)))
    return WaitingFile(state, data, json.dumps(how))


def _source(file: WaitingFile) -> SourceFile:
    """Take a file and what it is made of out of an entry."""
    how: Mapping[str, Any] = json.loads(file.options)
    sizes = how.get("beside", ())  # of what waited before this was kept there is nothing
    end = len(file.data) - sum(size for *_, size in sizes)
    data, parts, pictures = file.data[:end], list[Member](), list[Member]()
    for shown, name, size in sizes:
        member = Member(name, file.data[end : end + size])
        (pictures if shown else parts).append(member)
        end += size
    options = ReadOptions(how["columns"], how["ocr"], how["ocr_lang"])
    return SourceFile(data, Path(file.state.path), options, tuple(parts), lambda: tuple(pictures))


def work(
    backend: PostgresIndex,
    on_state: Callable[[QueueState], None],
    *,
    until_empty: bool = False,
    stalled_s: float = STALLED_S,
) -> None:
    """Bring in one file of the queue after the other until interrupted.

    :param on_state: called now and then with how far all workers have come.
    :param until_empty: whether to end when nothing waits any more.
    :param stalled_s: after how long without a sign a worker's file is given to another.
    """
    jobs = Jobs(backend)
    jobs.prepare()
    jobs.work(lambda id: take(backend, id), on_state, until_empty=until_empty, stalled_s=stalled_s)
    backend.prepare()


def take(backend: PostgresIndex, id: int) -> None:
    """Bring in the file of that number, once however often it is tried."""
    file = waiting.begin(backend, id)
    if file is None:
        return
    source = _source(file)
    originals: bool = json.loads(file.options)["originals"]
    run = AddRun(backend, originals=originals, options=source.options)

    def bring(one: WaitingFile) -> FileReport:
        return _bring(run, one.state, source)

    rehearsal.encode_ahead(run, [file], bring)
    with backend.writing():
        if not waiting.is_waiting(backend, id):
            return  # another worker has been quicker
        run.bring_in([file], bring, None)
        (report,) = run.reports
        if report.status == "failed":
            waiting.fail(backend, id, report.reason)
        else:
            waiting.finish(backend, id)


def _bring(run: AddRun, state: FileState, source: SourceFile) -> FileReport:
    path = Path(state.path)
    known = run.backend.file(state.path)
    if known is not None and known.sha256 == state.sha256:
        documents = tuple(run.backend.documents_of(state.path).values())
        return FileReport(printable(path), "unchanged", documents)
    try:
        contents: FileContents = rehearsal.parse_once(run, source, parse)
    except LoadError as error:
        return FileReport(printable(path), "failed", reason=str(error))
    return run.add_contents(printable(path), state, contents, source)
