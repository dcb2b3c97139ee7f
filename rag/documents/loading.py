"""Loads the articles of a file, each with a title.

This is the door through which anything may come: files of any size, broken, hostile or
empty ones. Whatever cannot be used ends as one :class:`LoadError` that names the file
and the way out, so that the caller can report it and go on with the next.
"""

from __future__ import annotations

import stat
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Final

from rag.documents import companions
from rag.documents.clutter import is_clutter
from rag.documents.discovery import access_error
from rag.documents.formats import isolation, registry
from rag.documents.formats.digitised import facsimile
from rag.documents.mending.markdown import without_sure_marks
from rag.documents.mending.mended import mended
from rag.documents.metadata.authors import people
from rag.documents.metadata.datelines import date_of_text
from rag.documents.metadata.file_names import date_of_name
from rag.documents.metadata.sites import outlet_named, without_site
from rag.documents.metadata.text_heads import is_masthead
from rag.documents.paragraphs import find_paragraphs
from rag.documents.sentences import split_sentences
from rag.documents.types import (
    AS_IS,
    Article,
    Failure,
    FileContents,
    LoadError,
    Member,
    ReadOptions,
    SourceFile,
    load_error,
    printable,
    unread_kinds,
)

__all__ = [
    "MAX_BYTES",
    "MAX_LINES",
    "Article",
    "FileContents",
    "LoadError",
    "load",
    "parse",
    "read",
]

# A novel has 1 MB of text, ten years of a local paper as .jsonl some 40; what is larger is
# a mistake or a bomb, and parsing takes several times its size in memory.
MAX_BYTES: Final = 50_000_000
# 50 MB wrapped at 72 columns; looking at a line takes 50 to 90 µs and 600 bytes.
MAX_LINES: Final = 1_000_000
# One line of a list of results; headlines are shorter.
_MAX_TITLE: Final = 80
# A .zip of the months, each a .zip of the days, each with mails that have attachments.
MAX_DEPTH: Final = 4
# Of all files inside one, however deep: a .zip of them may be as large.
MAX_INSIDE: Final = 200_000_000
MAX_FILES_INSIDE: Final = 10_000
# Of the processor: trafilatura reads 150 MB of press pages in that time, of bombs 5 MB in 40 s.
MAX_INSIDE_S: Final = 300
# Nobody reads more; the rest is counted.
_MAX_FAILURES: Final = 100
# The first sentence is looked for in so many characters.
_TITLE_SAMPLE: Final = 5_000


def _read(path: Path) -> bytes:
    """Read the bytes of a file, within the limit even if it grows meanwhile."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise load_error(path, "es una carpeta", "Indique un archivo.")
        if not stat.S_ISREG(status.st_mode):
            raise load_error(path, "no es un archivo normal", "Cópielo a un archivo en disco.")
        size = status.st_size
        data = b""
        if size <= MAX_BYTES:
            with path.open("rb") as file:
                data = file.read(MAX_BYTES + 1)
            size = len(data)
    except FileNotFoundError:
        raise load_error(path, "no existe", "Compruebe la ruta.") from None
    except (OSError, ValueError) as error:
        raise access_error(path, error) from error
    if size > MAX_BYTES:
        problem = f"ocupa {size / 1e6:,.0f} MB y el límite es {MAX_BYTES // 1_000_000} MB"
        remedy = "Divídalo en archivos menores, por ejemplo uno por artículo."
        raise load_error(path, problem.replace(",", "."), remedy)
    return data


@dataclass(slots=True)
class _Allowance:
    """How many files, and bytes of them, may still be read inside a file, and since when."""

    files: int = MAX_FILES_INSIDE
    size: int = MAX_INSIDE
    begin: float = field(default_factory=isolation.spent)

    def admits(self, data: bytes, depth: int) -> bool:
        """Take one file more off, at that depth, if it may still be read."""
        self.files -= 1
        self.size -= len(data)
        in_time = isolation.spent() - self.begin <= MAX_INSIDE_S
        return self.files >= 0 and self.size >= 0 and depth <= MAX_DEPTH and in_time


def load(path: str | Path, options: ReadOptions = AS_IS) -> FileContents:
    """Load the articles in a file, each with a title, and what of it could not be used.

    :raises LoadError: nothing of the file can be used.
    """
    return parse(read(path, options))


def read(path: str | Path, options: ReadOptions = AS_IS) -> SourceFile:
    """Read the bytes of a file of a kind that can be loaded.

    :raises LoadError: it cannot be read, or its kind is not.
    """
    path = Path(path)
    registry.format_of(path)  # of a kind that is not read, not a byte is looked at
    data = _read(path)
    parts = companions.read_parts(path, data) if companions.may_have_parts(path) else ()
    return SourceFile(data, path, options, parts, partial(companions.read_pictures, path, data))


def parse(file: SourceFile) -> FileContents:
    """Do the same with a file's bytes, wherever they came from.

    :raises LoadError: nothing of the file can be used.
    """
    return _parse(file, _Allowance())


def _parse(file: SourceFile, allowance: _Allowance, depth: int = 0) -> FileContents:
    path = file.path
    format = registry.format_of(path)
    if not file.data.strip():
        raise load_error(path, "está vacío", "Escriba algo en él o quítelo de la lista.")
    try:
        contents = isolation.read(file) if format.isolated else format.read(file)
    except (RecursionError, MemoryError) as error:
        raise load_error(
            path,
            f"es demasiado complejo ({type(error).__name__})",
            "Divídalo, o guarde su texto como .txt.",
        ) from error
    contents = mended(replace(contents, printed=facsimile.printed(file, contents)))
    if contents.members or contents.unread or not contents.articles:
        contents = _with_members(contents, file, allowance, depth + 1)
    if not any(c.isalnum() for article in contents.articles for c in article.text):
        raise load_error(path, "no contiene texto", "Escriba algo en él o quítelo de la lista.")
    lines = max(article.text.count("\n") for article in contents.articles)
    if lines > MAX_LINES:
        raise load_error(
            path,
            f"tiene {lines + 1} líneas y el límite es {MAX_LINES}",
            "No parece un artículo; divídalo en archivos menores, uno por artículo.",
        )
    return replace(contents, articles=tuple(_completed(a, path) for a in contents.articles))


def _completed(article: Article, path: Path) -> Article:
    """Give an article its title, the people who wrote it, and the day that its text or, where it is
    a file's only one, the file's name says it is of."""
    title = without_sure_marks(" ".join(article.title.split())).strip()
    title = without_site(title, article.source)
    title = title or default_title(article.text)
    day = article.date or date_of_text(article.text, article.title)
    if day is None and article.entry is None and not article.place:
        day = date_of_name(path)
    source = outlet_named(article.source)
    author = people(article.author, source)
    return replace(article, title=title, date=day, source=source, author=author)


def _with_members(
    contents: FileContents, file: SourceFile, allowance: _Allowance, depth: int
) -> FileContents:
    """Read the files inside a file, each by its own format; one that fails costs only itself.

    :raises LoadError: there is nothing else in the file, and none of them can be used.
    """
    articles, failures = list(contents.articles), list(contents.failures)
    unread, errors, pages = list(contents.unread), list[LoadError](), list(contents.pages)
    printed: dict[str, SourceFile] = {}
    parts, pictures, members = companions.among(contents.members)
    for number, member in enumerate(members):
        inside = file.path / member.name
        if member.whole:
            inside = file.path.with_suffix(Path(member.name).suffix)
        if not allowance.admits(member.data, depth):
            errors.append(_too_much(file.path, len(members) - number))
            break
        if not registry.is_supported(inside):
            unread.append(member.name)
            continue
        try:
            own = parts.get(member.name, ())
            source = SourceFile(
                member.data, inside, file.options, own, pictures.get(member.name, tuple)
            )
            read = _parse(source, allowance, depth)
        except LoadError as error:
            errors.append(_about(file.path, inside, error) if member.whole else error)
            continue
        placed = [_placed(article, member) for article in read.articles]
        articles += placed
        # What its pages are shown from: a file inside it, else the member itself.
        printed |= {
            new.place: read.printed.get(old.place, source)
            for old, new in zip(read.articles, placed, strict=True)
            if new.lines
        }
        failures += [Failure(None, _within(member, problem)) for problem in read.problems]
        pages += [replace(page, problem="") for page in read.pages]
    failures += [Failure(None, str(error)) for error in errors]
    if not articles:
        raise _useless(file.path, contents, errors, failures, unread)
    if len(failures) > _MAX_FAILURES:
        more = Failure(None, f"y otros {len(failures) - _MAX_FAILURES} problemas.")
        failures = [*failures[:_MAX_FAILURES], more]
    return FileContents(
        tuple(articles), tuple(failures), tuple(pages), unread=tuple(unread), printed=printed
    )


def _about(path: Path, inside: Path, error: LoadError) -> LoadError:
    """Name the file that people know in the place of what was made of it."""
    return LoadError(str(error).replace(printable(inside), printable(path)), printable(path))


def _too_much(path: Path, left: int) -> LoadError:
    return load_error(
        path,
        f"lo que lleva dentro pasa del límite ({MAX_FILES_INSIDE} archivos, "
        f"{MAX_INSIDE // 1_000_000} MB, {MAX_DEPTH} niveles, {MAX_INSIDE_S} s) y {left} quedan sin "
        "leer",
        "Descomprímalo y añada la carpeta.",
    )


def _useless(
    path: Path,
    contents: FileContents,
    errors: list[LoadError],
    failures: list[Failure],
    unread: list[str],
) -> LoadError:
    """Make the error for a file of which nothing inside can be used."""
    if len(contents.members) == len(errors) == 1 and contents.members[0].whole:
        return errors[0]
    # Of archives in archives the innermost reason is the one that tells something.
    told = [f.reason[max(0, f.reason.rfind("No se puede añadir")) :] for f in failures[:1]]
    told += filter(None, [unread_kinds(unread)])
    return load_error(
        path, "no se ha podido usar nada de lo que lleva dentro", " ".join(told) or "Está vacío."
    )


def _placed(article: Article, member: Member) -> Article:
    """Say of an article in which file inside its file it stands."""
    if member.whole:
        return replace(article, source=article.source or member.source)
    line = f", línea {article.entry}" if article.entry else ""
    source = article.source or member.source
    return replace(
        article,
        source=source or PurePosixPath(member.name).name,
        file=member.name if not source else f"{member.name} › {article.file}" * bool(article.file),
        entry=None,
        place=f"{member.name} › {article.place}" if article.place else f"{member.name}{line}",
    )


def _within(member: Member, problem: str) -> str:
    return problem if member.whole else f"«{member.name}»: {problem}"


def default_title(text: str) -> str:
    """Take the first sentence of the article, shortened at a word to one line."""
    sample = text[:_TITLE_SAMPLE]
    blocks = [sample[p.start : p.end] for p in find_paragraphs(sample)] or [sample]
    block = next((b for b in blocks if not is_clutter(b) and not is_masthead(b)), blocks[0])
    sentences = split_sentences(block)
    sentence = " ".join(block[slice(*sentences[0])].split()) if sentences else ""
    sentence = sentence.lstrip("#*_>- ").rstrip("*_# ") or sentence
    if len(sentence) <= _MAX_TITLE:
        return sentence
    cut = sentence.rfind(" ", 0, _MAX_TITLE)
    return sentence[: cut if cut > 0 else _MAX_TITLE - 1].rstrip(" ,;:.—–-(«“¿¡") + "…"
