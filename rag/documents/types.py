"""The seam of the formats: a file goes in, articles or one clear error come out.

The messages are for people who have never seen the code: the file, what is wrong with
it, and what to do, in Spanish.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, Protocol, get_args

from index.errors import InputError
from index.text.characters import encodable
from index.types import PrintedLine as PrintedLine


class LoadError(InputError):
    """A file or path that cannot be used.

    :param path: the file or path, as it can be printed.
    """

    def __init__(self, message: str, path: str = "") -> None:
        super().__init__(message)
        self.path = path


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to be read, wherever its bytes came from.

    :param path: its name, by whose suffix its format is known; nothing is read there.
    """

    data: bytes
    path: Path


@dataclass(frozen=True, slots=True)
class Article:
    """One article as read, before it is cut into passages.

    :param text: what is stored and sliced.
    :param title: never empty once loaded.
    :param date: ISO 8601 day, ``None`` when unknown.
    :param source: the outlet or site when the file names it, else ``""``.
    :param author: ``""`` when unknown.
    :param entry: line number in a .jsonl file, else ``None``.
    :param lines: where its lines are printed, with places in ``text``, in their order and without
        overlap; empty where the file has no pages.
    """

    text: str
    title: str = ""
    date: str | None = None
    source: str = ""
    author: str = ""
    entry: int | None = None
    lines: tuple[PrintedLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """A part of a file that could not be used while the rest could.

    :param line: line number, ``None`` when it is about no single line.
    """

    line: int | None
    reason: str


PageKind = Literal["text", "scanned", "empty"]
"""How a page's text came: as text, recognised in its picture, or not at all."""

PAGE_KINDS: Final[tuple[PageKind, ...]] = get_args(PageKind)


@dataclass(frozen=True, slots=True)
class PageRead:
    """What became of one page of a file.

    :param number: from 1, in the file.
    :param kind: ``scanned`` also where there is nothing to recognise its text with; ``problem``
        then says so.
    :param quality: mean confidence of the words recognised, 0…1; ``None`` where none were.
    :param problem: what could not be read or mended of it, a sentence in Spanish, or ``""``.
    """

    number: int
    kind: PageKind
    quality: float | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class FileContents:
    """What a file held: its articles, the parts of it that could not be used, and its pages.

    :param pages: every page in order; empty where the file has none.
    """

    articles: tuple[Article, ...]
    failures: tuple[Failure, ...] = ()
    pages: tuple[PageRead, ...] = ()

    @property
    def problems(self) -> list[str]:
        """What could not be used, a sentence each, in Spanish."""
        lines = [f"Línea {f.line}: {f.reason}" if f.line else f.reason for f in self.failures]
        return [*lines, *(f"Página {p.number}: {p.problem}" for p in self.pages if p.problem)]


class Format(Protocol):
    """One kind of file: by which suffixes it is known, and how its articles are read.

    A new format is a module with such a class, and its line in
    :data:`rag.documents.formats.registry.FORMATS`. It imports its libraries when it is
    first needed: ``import rag`` must stay quick.
    """

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The suffixes of its files, in lower case, each with its dot."""

    @property
    def isolated(self) -> bool:
        """Whether its files are read in a process of its own, which may be stopped: true
        where a library parses what strangers made."""

    @property
    def libraries(self) -> tuple[str, ...]:
        """The modules that reading imports; an isolated process imports them beforehand."""

    def read(self, file: SourceFile) -> FileContents:
        """Read the articles of a file, each with its text verbatim.

        A file without text may end as an article without text; the caller looks. Whatever
        the bytes are, nothing but these errors is raised:

        :raises LoadError: the file is damaged, protected, too large or of another kind.
        :raises MemoryError: it is too large for this machine.
        :raises RecursionError: it is nested too deep.
        """


def printable(path: Path | str) -> str:
    """Put ``path`` on one line that can be printed anywhere, whatever bytes its name has."""
    return "".join(char if char.isprintable() else "?" for char in encodable(str(path)))


def load_error(path: Path | str, problem: str, remedy: str) -> LoadError:
    """Make the error for a file that cannot be used.

    :param problem: what is wrong, with the value seen, without final stop.
    :param remedy: what to do about it, a sentence.
    """
    name = printable(path)
    return LoadError(f"No se puede añadir «{name}»: {problem}. {remedy}", name)


@contextmanager
def quiet(*loggers: str) -> Iterator[None]:
    """Keep libraries from printing warnings about damaged files, which we report."""
    before = [(logging.getLogger(name), logging.getLogger(name).level) for name in loggers]
    for logger, _ in before:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in before:
            logger.setLevel(level)
