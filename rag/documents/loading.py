"""Loads the articles of a file, each with a title.

This is the door through which anything may come: files of any size, broken, hostile or
empty ones. Whatever cannot be used ends as one :class:`LoadError` that names the file
and the way out, so that the caller can report it and go on with the next.
"""

from __future__ import annotations

import stat
from dataclasses import replace
from pathlib import Path
from typing import Final

from rag.documents.clutter import is_clutter
from rag.documents.discovery import access_error
from rag.documents.formats import isolation, registry
from rag.documents.mending.decoding import illegible
from rag.documents.mending.mended import mended
from rag.documents.paragraphs import find_paragraphs
from rag.documents.sentences import split_sentences
from rag.documents.types import Article, Failure, FileContents, LoadError, SourceFile, load_error

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
# So many articles of a file are named whose characters are lost.
_MAX_ILLEGIBLE: Final = 5
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


def load(path: str | Path) -> FileContents:
    """Load the articles in a file, each with a title, and what of it could not be used.

    :raises LoadError: nothing of the file can be used.
    """
    return parse(read(path))


def read(path: str | Path) -> SourceFile:
    """Read the bytes of a file of a kind that can be loaded.

    :raises LoadError: it cannot be read, or its kind is not.
    """
    path = Path(path)
    registry.format_of(path)  # of a kind that is not read, not a byte is looked at
    return SourceFile(_read(path), path)


def parse(file: SourceFile) -> FileContents:
    """Do the same with a file's bytes, wherever they came from.

    :raises LoadError: nothing of the file can be used.
    """
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
    if not any(c.isalnum() for article in contents.articles for c in article.text):
        raise load_error(path, "no contiene texto", "Escriba algo en él o quítelo de la lista.")
    lines = max(article.text.count("\n") for article in contents.articles)
    if lines > MAX_LINES:
        raise load_error(
            path,
            f"tiene {lines + 1} líneas y el límite es {MAX_LINES}",
            "No parece un artículo; divídalo en archivos menores, uno por artículo.",
        )
    illegible_parts = [illegible(article.text) for article in contents.articles]
    failures = [
        Failure(article.entry, problem)
        for article, problem in zip(contents.articles, illegible_parts, strict=True)
        if problem
    ]
    return replace(
        contents,
        articles=tuple(map(_with_title, map(_mended, contents.articles))),
        failures=(*contents.failures, *failures[:_MAX_ILLEGIBLE]),
    )


def _mended(article: Article) -> Article:
    """Mend the text, unless its format has told where its lines are printed, and so has read them
    one by one."""
    return article if article.lines else replace(article, text=mended(article.text))


def _with_title(article: Article) -> Article:
    title = " ".join(article.title.split()) or default_title(article.text)
    return replace(article, title=title)


def default_title(text: str) -> str:
    """Take the first sentence of the article, shortened at a word to one line."""
    sample = text[:_TITLE_SAMPLE]
    blocks = [sample[p.start : p.end] for p in find_paragraphs(sample)]
    block = next((b for b in blocks if not is_clutter(b)), blocks[0] if blocks else sample)
    sentences = split_sentences(block)
    sentence = " ".join(block[slice(*sentences[0])].split()) if sentences else ""
    sentence = sentence.lstrip("#*_>- ").rstrip("*_# ") or sentence
    if len(sentence) <= _MAX_TITLE:
        return sentence
    cut = sentence.rfind(" ", 0, _MAX_TITLE)
    head = sentence[: cut if cut > 0 else _MAX_TITLE - 1]
    return head.rstrip(" ,;:.—–-(«“¿¡") + "…"
