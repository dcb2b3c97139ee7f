"""From paths to articles: which files there are, and what each of them holds.

This is the door through which anything may come: wrong paths, files of any size,
broken, hostile or empty ones. Whatever cannot be used ends as one
:class:`LoadError` that names the file and the way out, so that the caller can report
it and go on with the next.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from rag.documents.clutter import is_clutter
from rag.documents.formats import isolation
from rag.documents.formats.jsonl import parse_jsonl
from rag.documents.formats.text import parse_markdown, parse_text
from rag.documents.formats.types import (
    Article,
    Failure,
    FileContents,
    LoadError,
    load_error,
    printable,
)
from rag.documents.paragraphs import find_paragraphs
from rag.documents.sentences import split_sentences

__all__ = [
    "MAX_BYTES",
    "MAX_LINES",
    "SUFFIXES",
    "Article",
    "Failure",
    "FileContents",
    "LoadError",
    "discover",
    "load",
    "parse",
]

_PARSERS: Final[dict[str, Callable[[bytes, Path], FileContents]]] = {
    ".txt": parse_text,
    ".md": parse_markdown,
    ".markdown": parse_markdown,
    ".html": isolation.parser("html"),
    ".htm": isolation.parser("html"),
    ".pdf": isolation.parser("pdf"),
    ".docx": isolation.parser("docx"),
    ".jsonl": parse_jsonl,
}
SUFFIXES: Final = frozenset(_PARSERS)
# A novel has 1 MB of text, ten years of a local paper as .jsonl some 40; what is larger is
# a mistake or a bomb, and parsing takes several times its size in memory.
MAX_BYTES: Final = 50_000_000
# 50 MB wrapped at 72 columns; looking at a line takes 50 to 90 µs and 600 bytes.
MAX_LINES: Final = 1_000_000
# One line of a list of results; headlines are shorter.
_MAX_TITLE: Final = 80
# The first sentence is looked for in so many characters.
_TITLE_SAMPLE: Final = 5_000

_OTHERS: Final = {
    ".doc": "Ábralo en Word o LibreOffice y guárdelo como .docx.",
    ".odt": "Ábralo en LibreOffice y guárdelo como .docx.",
    ".rtf": "Ábralo en Word o LibreOffice y guárdelo como .docx.",
    ".json": "Guarde un artículo por línea en un archivo .jsonl.",
    ".zip": "Descomprímalo y añada la carpeta.",
}


def discover(
    paths: Iterable[str | Path], *, on_error: Callable[[LoadError], None] | None = None
) -> Iterator[Path]:
    """The files to load: those given, and those inside the folders given, sorted.

    In folders, hidden entries and other kinds of file are passed over. Each real file
    comes once, links followed.

    :param on_error: gets the error about a path that cannot be used, and the others go
        on; without it the error is raised.
    """
    seen: set[tuple[int, int]] = set()  # the same through every link and spelling

    def report(error: LoadError) -> None:
        if on_error is None:
            raise error
        on_error(error)

    for given in paths:
        path = Path(given)
        try:
            if not str(given):
                raise load_error(path, "la ruta está vacía", "Indique un archivo o una carpeta.")
            status = path.stat()
        except LoadError as error:
            report(error)
            continue
        except FileNotFoundError:
            here = printable(Path.cwd())
            report(load_error(path, "no existe", f"Compruebe la ruta; se busca desde «{here}»."))
            continue
        except (OSError, ValueError) as error:
            report(_inaccessible(path, error))
            continue
        if stat.S_ISDIR(status.st_mode):
            yield from _walk(path, seen, report)
        elif path.suffix.lower() not in SUFFIXES:
            report(_unsupported(path))
        elif _first_time(status, seen):
            yield path


def _first_time(status: os.stat_result, seen: set[tuple[int, int]]) -> bool:
    identity = (status.st_dev, status.st_ino)
    if identity in seen:
        return False
    seen.add(identity)
    return True


def _walk(
    folder: Path, seen: set[tuple[int, int]], report: Callable[[LoadError], None]
) -> Iterator[Path]:
    """The supported files under ``folder`` in the order of their names, without recursion:
    folders may be nested deeper than Python's stack."""
    pending = [folder]
    while pending:
        path = pending.pop()
        try:
            status = path.stat()
            if not stat.S_ISDIR(status.st_mode):
                wanted = stat.S_ISREG(status.st_mode) and path.suffix.lower() in SUFFIXES
                if wanted and _first_time(status, seen):
                    yield path
                continue
            if not _first_time(status, seen):
                continue
            with os.scandir(path) as entries:
                names = sorted((entry.name for entry in entries), reverse=True)
        except OSError as error:
            if not path.is_symlink():  # links to nowhere are passed over
                report(_inaccessible(path, error))
            continue
        pending += [path / name for name in names if not name.startswith(".")]


def _unsupported(path: Path) -> LoadError:
    known = ", ".join(sorted(SUFFIXES))
    kind = f"los archivos «{path.suffix}» no se admiten" if path.suffix else "no tiene extensión"
    remedy = _OTHERS.get(path.suffix.lower(), "Conviértalo a texto.")
    return load_error(path, kind, f"Se admiten {known}. {remedy}")


def _inaccessible(path: Path, error: OSError | ValueError) -> LoadError:
    if isinstance(error, PermissionError):
        return load_error(path, "no hay permiso para leerlo", "Cambie sus permisos de lectura.")
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return load_error(path, f"el sistema no lo abre ({reason})", "Compruebe la ruta y el disco.")


def _read(path: Path) -> bytes:
    """The bytes of a file, within the limit even if it grows meanwhile."""
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
        raise _inaccessible(path, error) from error
    if size > MAX_BYTES:
        said = f"ocupa {size / 1e6:,.0f} MB y el límite es {MAX_BYTES // 1_000_000} MB"
        remedy = "Divídalo en archivos menores, por ejemplo uno por artículo."
        raise load_error(path, said.replace(",", "."), remedy)
    return data


def load(path: str | Path) -> FileContents:
    """The articles in a file, each with a title, and what of the file could not be used.

    :raises LoadError: when nothing of the file can be used.
    """
    path = Path(path)
    _parser(path)  # of a kind that is not read, not a byte is looked at
    return parse(_read(path), path)


def _parser(path: Path) -> Callable[[bytes, Path], FileContents]:
    parser = _PARSERS.get(path.suffix.lower())
    if parser is None:
        raise _unsupported(path)
    return parser


def parse(data: bytes, path: Path) -> FileContents:
    """The same of a file's bytes, wherever they came from.

    :param path: the file's name, by whose suffix its kind is known; nothing is read there.
    :raises LoadError: when nothing of the file can be used.
    """
    parser = _parser(path)
    if not data.strip():
        raise load_error(path, "está vacío", "Escriba algo en él o quítelo de la lista.")
    try:
        loaded = parser(data, path)
    except (RecursionError, MemoryError) as error:
        raise load_error(
            path,
            f"es demasiado complejo ({type(error).__name__})",
            "Divídalo, o guarde su texto como .txt.",
        ) from error
    if not any(c.isalnum() for article in loaded.articles for c in article.text):
        raise load_error(path, "no contiene texto", "Escriba algo en él o quítelo de la lista.")
    lines = max(article.text.count("\n") for article in loaded.articles)
    if lines > MAX_LINES:
        raise load_error(
            path,
            f"tiene {lines + 1} líneas y el límite es {MAX_LINES}",
            "No parece un artículo; divídalo en archivos menores, uno por artículo.",
        )
    return replace(loaded, articles=tuple(map(_titled, loaded.articles)))


def _titled(article: Article) -> Article:
    title = " ".join(article.title.split()) or default_title(article.text)
    return replace(article, title=title)


def default_title(text: str) -> str:
    """The first sentence of the article, shortened at a word to one line."""
    sample = text[:_TITLE_SAMPLE]
    blocks = [sample[p.start : p.end] for p in find_paragraphs(sample)]
    block = next((b for b in blocks if not is_clutter(b)), blocks[0] if blocks else sample)
    sentences = split_sentences(block)
    sentence = " ".join(block[slice(*sentences[0])].split()) if sentences else ""
    sentence = sentence.lstrip("#*_>- ").rstrip("*_# ") or sentence
    if len(sentence) <= _MAX_TITLE:
        return sentence
    cut = sentence.rfind(" ", 0, _MAX_TITLE)
    kept = sentence[: cut if cut > 0 else _MAX_TITLE - 1]
    return kept.rstrip(" ,;:.—–-(«“¿¡") + "…"
