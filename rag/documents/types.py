"""The seam of the formats: a file goes in, articles or one clear error come out.

The messages are for people who have never seen the code: the file, what is wrong with
it, and what to do, in Spanish.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal, Protocol, get_args

from index.errors import InputError
from index.text.characters import encodable
from index.text.counts import Count
from index.types import PrintedLine as PrintedLine


class LoadError(InputError):
    """A file or path that cannot be used.

    :param path: its name as it can be printed.
    :param blank: whether it was looked at and shows no text: a photograph among the pages.
    """

    def __init__(self, message: str, path: str = "", *, blank: bool = False) -> None:
        super().__init__(message)
        self.path, self.blank = path, blank


OcrMode = Literal["no", "auto", "force"]
"""Which pages' text is recognised in their picture: none, those without text, or all."""

OCR_MODES: Final[tuple[OcrMode, ...]] = get_args(OcrMode)
_LANGUAGES: Final = re.compile(r"[a-z_]{3,16}(?:\+[a-z_]{3,16}){0,7}")


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How files are to be read, as whoever adds them wants it; JSON can hold it.

    :param columns: the column or key that a field is taken from, by field (``text``,
        ``title``, ``date``, ``source``, ``author``), where the file names it otherwise.
    :param ocr: which pages' text is recognised in their picture.
    :param ocr_lang: what language Tesseract takes it for: ``spa``, or several: ``spa+cat``.
    :raises InputError: there is no such mode, or the language is none that Tesseract could have.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    ocr: OcrMode = "auto"
    ocr_lang: str = "spa"

    def __post_init__(self) -> None:
        if self.ocr not in OCR_MODES:
            raise InputError(f"«{self.ocr}» no es un modo de OCR: use {', '.join(OCR_MODES)}.")
        if not _LANGUAGES.fullmatch(self.ocr_lang):
            raise InputError(
                f"«{self.ocr_lang[:40]}» no es un idioma de Tesseract: escriba spa, o varios "
                "como spa+cat."
            )


AS_IS: Final = ReadOptions()
"""Files are read as what they are, without being told anything of them."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside another, to be read by its own format.

    :param name: its path inside the other, as it can be printed; its suffix tells its format.
    :param source: the outlet of its articles where they name none.
    :param whole: whether it is all that the other holds, as with a converted file, so that its
        name tells nobody anything.
    """

    name: str
    data: bytes
    source: str = ""
    whole: bool = False


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to be read, wherever its bytes came from.

    :param path: its name, by whose suffix its format is known; nothing is read there.
    :param parts: files beside it that it is made of and names, such as the pages of an issue.
    :param pictures: gives the pictures of its pages, where its text is not read from them.
    :param on_page: called when a page that takes seconds has been read, so that whoever waits
        does not take the file for one without an end.
    """

    data: bytes
    path: Path
    options: ReadOptions = AS_IS
    parts: tuple[Member, ...] = ()
    pictures: Callable[[], tuple[Member, ...]] = field(default=tuple, compare=False, repr=False)
    on_page: Callable[[], object] = field(default=tuple, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Article:
    """One article as read, before it is cut into passages.

    :param text: what is stored and sliced.
    :param title: never empty once loaded.
    :param date: ISO 8601 day, ``None`` when unknown.
    :param source: the outlet or site when the file names it, else ``""``.
    :param author: ``""`` when unknown.
    :param entry: line number in a .jsonl or .csv file, else ``None``.
    :param place: where in its file it stands when the file names its parts, such as a member of
        a .zip or a sheet of a workbook; ``""`` otherwise.
    :param lines: where its lines are printed, with places in ``text``, in their order and without
        overlap; empty where the file has no pages.
    :param file: the file inside its file that it is of, where its outlet is but that one's name.
    """

    text: str
    title: str = ""
    date: str | None = None
    source: str = ""
    author: str = ""
    entry: int | None = None
    place: str = ""
    lines: tuple[PrintedLine, ...] = ()
    file: str = ""


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


LOW_QUALITY: Final = 0.85
"""Mean confidence of its words below which a recognised page is reported as badly legible, and
what is cited from it is marked. Pages drawn at 72 to 200 dots an inch, blurred and dirty: those of
.87 and more had 97.6 % and more of their characters right, those of .80 and less 86 % and less."""


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
    :param members: files inside it, which whoever loads it reads by their own formats.
    :param unread: names of files inside it that are of kinds that are not read.
    :param printed: the files of pages inside it, by the place of their articles.
    :param sheets: of an issue: number, picture (``""``: its only one), width and height of each
        page in the unit of its boxes, 0 where one of these is a pixel.
    """

    articles: tuple[Article, ...]
    failures: tuple[Failure, ...] = ()
    pages: tuple[PageRead, ...] = ()
    members: tuple[Member, ...] = ()
    unread: tuple[str, ...] = ()
    printed: Mapping[str, SourceFile] = field(default_factory=dict)
    sheets: tuple[tuple[int, str, float, float], ...] = ()

    @property
    def problems(self) -> list[str]:
        """What could not be used, a sentence each, in Spanish."""
        lines = [f"Línea {f.line}: {f.reason}" if f.line else f.reason for f in self.failures]
        return [*lines, *_page_problems(self.pages), *filter(None, [unread_kinds(self.unread)])]


def _page_problems(pages: Sequence[PageRead]) -> Iterator[str]:
    """Tell of the problems of pages, those of several pages in a row once."""
    told = [page for page in pages if page.problem]
    first = 0
    for i, page in enumerate(told):
        following = told[i + 1] if i + 1 < len(told) else None
        if following and (following.number, following.problem) == (page.number + 1, page.problem):
            continue
        start = told[first].number
        where = f"Página {start}" if first == i else f"Páginas {start} a {page.number}"
        yield f"{where}: {page.problem}"
        first = i + 1


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


_KINDS_NAMED: Final = 8
"""Kinds of files not read that are named one by one; a disk copied whole has hundreds."""


def unread_kinds(
    names: Iterable[str | Path],
    sentence: str = (
        "{count} {count:archivo de otro formato no se ha|archivos de otros formatos no se han} "
        "leído: {kinds}."
    ),
    no_suffix: str = "sin extensión",
) -> str:
    """Count files of kinds that are not read, the most frequent kinds first: «5 archivos de
    otros formatos no se han leído: .doc 2, .png 1, …»; ``""`` without any.

    :param sentence: about so many files, with both forms of its words.
    """
    kinds = Counter(printable(Path(name).suffix.lower()) or no_suffix for name in names)
    order = sorted(kinds.items(), key=lambda kind: (-kind[1], kind[0]))
    named = [f"{kind} {count}" for kind, count in order[:_KINDS_NAMED]]
    if more := sum(count for _, count in order[_KINDS_NAMED:]):
        named.append(f"… {more}")
    total = kinds.total()
    return sentence.format(count=Count(total), kinds=", ".join(named)) if total else ""


def printable(path: Path | str) -> str:
    """Put ``path`` on one line that can be printed anywhere, whatever bytes its name has."""
    return "".join(char if char.isprintable() else "?" for char in encodable(str(path)))


def load_error(path: Path | str, problem: str, remedy: str, *, blank: bool = False) -> LoadError:
    """Make the error for a file that cannot be used.

    :param problem: what is wrong, with the value seen, without final stop.
    :param remedy: what to do about it, a sentence.
    """
    name = printable(path)
    return LoadError(f"No se puede añadir «{name}»: {problem}. {remedy}", name, blank=blank)


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
