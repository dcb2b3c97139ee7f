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
from rag.documents.types import LoadError, ReadOptions, SourceFile, load_error, printable

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
    how = json.dumps(
        {
            "columns": dict(options.columns),
            "ocr": options.ocr,
            "ocr_lang": options.ocr_lang,
            "originals": originals,
        }
    )
    for done, path in enumerate(files, 1):
        reports.append(_put_one(backend, path, options, how))
        if progress is not None:
            progress(done, len(files))
    jobs.defer_all()
    return AddReport(tuple(reports), changed=False)


def _put_one(backend: PostgresIndex, path: Path, options: ReadOptions, how: str) -> FileReport:
    name, real = printable(path), real_name(path)
    try:
        size, mtime = companions.state(path, path.stat())
        digest = companions.digest(path)
        known = backend.file(real)
        if known is not None and known.sha256 == digest:
            return FileReport(name, "unchanged", tuple(backend.documents_of(real).values()))
        if list(companions.on_disk(path)):
            raise load_error(path, "se compone de varios archivos", "Añádalo sin --queue.")
        source = read(path, options)
    except LoadError as error:
        return FileReport(name, "failed", reason=str(error))
    except OSError as error:
        problem = load_error(path, f"no se puede leer ({error.strerror})", "Compruébelo.")
        return FileReport(name, "failed", reason=str(problem))
    state = FileState(real, size, mtime, digest)
    fresh = waiting.put(backend, WaitingFile(state, source.data, how)) is not None
    return FileReport(name, "added" if fresh else "unchanged")


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
    how: Mapping[str, Any] = json.loads(file.options)
    options = ReadOptions(how["columns"], how["ocr"], how["ocr_lang"])
    run = AddRun(backend, originals=how["originals"], options=options)

    def bring(one: WaitingFile) -> FileReport:
        return _bring(run, one)

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


def _bring(run: AddRun, file: WaitingFile) -> FileReport:
    path, state = Path(file.state.path), file.state
    known = run.backend.file(state.path)
    if known is not None and known.sha256 == state.sha256:
        documents = tuple(run.backend.documents_of(state.path).values())
        return FileReport(printable(path), "unchanged", documents)
    source = SourceFile(file.data, path, run.options)
    try:
        contents: FileContents = rehearsal.parse_once(run, source, parse)
    except LoadError as error:
        return FileReport(printable(path), "failed", reason=str(error))
    return run.add_contents(printable(path), state, contents, source)
