"""Adding files to an archive that many write to: what takes long is done before the lock is taken.

Bringing in a file is rehearsed against a backend that only reads: what would be added is gathered
and encoded. Then the file is brought in for good, with its vectors at hand, in a short transaction
that looks at everything again, since somebody else may have been there in between.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Protocol, TypeVar

from index.backend import Backend
from index.encoders.protocol import Progress
from index.types import Document

F = TypeVar("F")
R = TypeVar("R")

TOGETHER: Final = 128
"""Passages written in one transaction, about: half a second's work for whoever waits."""

FILES: Final = 50
"""Files written in one transaction at most, however few passages they have."""


@dataclass(slots=True)
class Rehearsal:
    """A backend that gathers what is added, and changes nothing.

    :param touched: whether anything would have been changed since this was last set.
    """

    backend: Backend
    documents: list[Document] = field(default_factory=list)
    touched: bool = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self.backend, name)

    @property
    def passages(self) -> int:
        """How many would be encoded."""
        return sum(len(document.spans) for document in self.documents)

    def add(self, documents: Sequence[Document], progress: Progress | None = None) -> None:
        """Gather documents."""
        self.documents += documents
        self.touched = self.touched or bool(documents)

    def update(self, document: Document) -> None:
        """Gather a document whose title may be another, so that its passages are encoded anew."""
        self.documents.append(document)
        self.touched = True

    def remove(self, _: str) -> bool:
        """Say that it would be done."""
        self.touched = True
        return True

    def put_original(self, _: object) -> None:
        """Change nothing."""
        self.touched = True

    def put_file(self, *_: object) -> None:
        """Change nothing."""
        self.touched = True


class Run(Protocol):
    """A run of adding, as far as it is rehearsed (:class:`rag.documents.adding.AddRun`)."""

    backend: Backend
    encoding_progress: Progress | None
    parsed: dict[tuple[str, str], Any]

    def flush(self) -> None:
        """Give the backend the documents that wait."""

    def record(self, report: Any) -> None:
        """Take down what became of a file."""

    def bring_in(self, files: Sequence[Any], add: Callable[[Any], Any], progress: None) -> None:
        """Bring in files, inside a transaction of the caller's."""


class Source(Protocol):
    """A file that was read (:class:`rag.documents.types.SourceFile`)."""

    @property
    def data(self) -> bytes:
        """What it holds."""

    @property
    def path(self) -> Path:
        """Its name."""


@contextmanager
def _rehearsing(run: Run) -> Iterator[Rehearsal]:
    backend, rehearsal = run.backend, Rehearsal(run.backend)
    stage: Any = rehearsal
    run.backend = stage
    try:
        yield rehearsal
    finally:
        run.backend = backend


def bring_in(
    run: Run, files: Sequence[F], add: Callable[[F], R], progress: Progress | None
) -> None:
    """Bring in files, some in each of many short transactions.

    :param add: brings in one of them.
    :param progress: called with (files done, files in all).
    """
    done = 0
    for group, settled in _groups(run, files, add):
        for report in settled:
            run.record(report)
        if group:
            with run.backend.writing():
                run.bring_in(group, add, None)
        done += len(group) + len(settled)
        if progress is not None:
            progress(done, len(files))
    with run.backend.writing():
        run.backend.forget_originals()


def _groups(
    run: Run, files: Sequence[F], add: Callable[[F], R]
) -> Iterator[tuple[list[F], list[R]]]:
    """Yield files to be brought in together, encoded, and what became of those that need not be."""
    group: list[F] = []
    settled: list[R] = []
    documents: list[Document] = []
    for place, file in enumerate(files, 1):
        with _rehearsing(run) as rehearsal:
            result = add(file)
            run.flush()
        if rehearsal.touched:
            group.append(file)
            documents += rehearsal.documents
        else:
            settled.append(result)
        count = sum(len(document.spans) for document in documents)
        if place == len(files) or count >= TOGETHER or len(group) == FILES:
            run.backend.encode_ahead(documents, run.encoding_progress)
            yield group, settled
            run.parsed.clear()
            group, settled, documents = [], [], []


def parse_once(run: Run, source: Source, parse: Callable[[Any], R]) -> R:
    """Parse a file, once where it comes a second time.

    :raises LoadError: it cannot be used.
    """
    if not run.backend.in_steps:
        return parse(source)
    key = str(source.path), hashlib.sha256(source.data).hexdigest()
    if key not in run.parsed:
        run.parsed[key] = parse(source)
    kept: R = run.parsed[key]
    return kept


def encode_ahead(run: Run, files: Sequence[F], add: Callable[[F], object]) -> None:
    """Encode what files will add in one transaction to come, where others write too."""
    if run.backend.in_steps:
        with _rehearsing(run) as rehearsal:
            for file in files:
                add(file)
            run.flush()
        run.backend.encode_ahead(rehearsal.documents, run.encoding_progress)
