"""Reads Rich Text Format by striprtf, which leaves out notes, boxes and properties; those are cut
out of the code first and read as texts of their own, and what revisions deleted is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from rag.documents.formats.office import properties
from rag.documents.mending.decoding import clean
from rag.documents.mending.tables import table_text
from rag.documents.metadata.dates import parse_date
from rag.documents.types import Article, FileContents, SourceFile, load_error

_REMEDY: Final = "Ábralo en Word o LibreOffice y guárdelo como .docx, o como .txt."
_HEAD: Final = re.compile(rb"\s*\{\\rtf")
_TOKEN: Final = re.compile(
    r"\\bin(\d{1,9}) ?|\\\*|\\([a-z]{1,32})(-?\d{1,10})?|\\[^a-z]|[{}]", re.I
)
# Groups that are texts of their own, and groups that nobody sees.
_APART: Final = frozenset(("footnote", "shptxt"))
_UNSEEN: Final = frozenset(("deleted", "v", "annotation", "atnid", "atnauthor"))
_SOFT: Final = str.maketrans("", "", "\u00ad\u200b\u2060\ufeff")
_CODEPAGE: Final = re.compile(r"\\ansicpg(\d{1,5})")
_ROW: Final = re.compile(r"[^\n|]*\|[^\n]*")
_CREATED: Final = re.compile(r"\{\\creatim\\yr(\d{4})\\mo(\d{1,2})\\dy(\d{1,2})")
MAX_DEPTH: Final = 10_000
"""Groups inside groups; Word's own files have some thirty."""


def _parted(code: str) -> tuple[str, list[str]]:
    """Cut notes and boxes out of the code, and leave out what nobody sees.

    :returns: the rest, and the code of what was cut out, in order.
    :raises RecursionError: groups are nested too deep.
    """
    kept: list[str] = []
    apart: list[str] = []
    at = 0
    for start, end, word in _outermost(_groups(code)):
        kept.append(code[at:start])
        if word in _APART:
            apart.append(code[start:end])
        at = end
    return "".join([*kept, code[at:]]), apart


def _groups(code: str) -> list[tuple[int, int, str]]:
    """Find the groups that are cut out: where each begins and ends, and what it is."""
    found: list[tuple[int, int, str]] = []
    opened: list[tuple[int, str]] = []
    position = 0
    while match := _TOKEN.search(code, position):
        position = match.end()
        if match[1]:  # so many bytes that may be anything
            position += int(match[1])
        elif match[0] == "{":
            opened.append((match.start(), ""))
            if len(opened) > MAX_DEPTH:
                raise RecursionError
        elif match[0] == "}" and opened:
            start, word = opened.pop()
            if word:
                found.append((start, position, word))
        elif opened and match[2] in _APART | _UNSEEN and match[3] != "0":  # «\\v0» ends it
            opened[-1] = (opened[-1][0], match[2])
    return found


def _outermost(groups: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    last = 0
    for start, end, word in sorted(groups):
        if start >= last:
            yield start, end, word
            last = end


def _text(code: str) -> str:
    """Convert code to text; links stay as their text, without the address."""
    from striprtf.striprtf import rtf_to_text

    # Otherwise striprtf writes the address of a link into the sentence.
    text: str = rtf_to_text(code.replace("\\fldinst", "\\datafield"), errors="replace")
    return clean(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")).translate(
        _SOFT
    )


def _blocks(text: str) -> list[str]:
    """Part the text into paragraphs, and lines with bars into tables."""
    blocks: list[str] = []
    rows: list[list[str]] = []
    for line in [*text.split("\n"), ""]:
        if "|" in line and _ROW.fullmatch(line.strip()):
            rows.append([cell.strip() for cell in line.strip().removesuffix("|").split("|")])
            continue
        if rows:
            blocks.append(table_text(rows))
            rows = []
        if flat := " ".join(line.split()):
            blocks.append(flat)
    return blocks


def _property(code: str, name: str) -> str:
    found = re.search(rf"\{{\\{name} ", code)
    if not found:
        return ""
    depth, position = 1, found.end()
    while depth and (match := _TOKEN.search(code, position)):
        position = match.end()
        depth += (match[0] == "{") - (match[0] == "}")
    head = _CODEPAGE.search(code)
    start = f"{{\\rtf1\\ansi{head[0] if head else ''} "
    return " ".join(_text(f"{start}{code[found.end() : position]}").split())


class RtfFormat:
    """Reads Rich Text Format."""

    suffixes = (".rtf",)
    isolated = True
    libraries = ("striprtf.striprtf",)

    def read(self, file: SourceFile) -> FileContents:
        """Read the article; notes and boxes come after it.

        :raises LoadError: it is no such file, or has no text.
        """
        path = file.path
        if not _HEAD.match(file.data):
            raise load_error(path, "no es un .rtf válido", _REMEDY)
        code = file.data.decode("latin-1")
        codepage = _CODEPAGE.search(code)
        head = f"{{\\rtf1\\ansi{codepage[0] if codepage else ''} "
        try:
            body, apart = _parted(code)
            texts = [_text(body), *(_text(f"{head}{_bare(part)}}}") for part in apart)]
            text = "\n\n".join(block for one in texts for block in _blocks(one) if block)
            title = properties.title_of(_property(code, "title"), path)
            author = properties.author_of(_property(code, "author"))
        except (MemoryError, RecursionError):
            raise
        except Exception as error:  # striprtf raises anything on damaged files
            problem = f"el documento está dañado ({type(error).__name__})"
            raise load_error(path, problem, _REMEDY) from error
        if not any(c.isalnum() for c in text):
            raise load_error(
                path, "el documento no tiene texto", "Si son imágenes, páselo por un OCR."
            )
        created = _CREATED.search(code)
        day = parse_date(f"{created[3]}/{created[2]}/{created[1]}") if created else None
        article = Article(text, title=title, author=author)
        return FileContents((properties.dated(article, path, day),))


def _bare(part: str) -> str:
    """Take off the word that makes a group a note or a box, so that it is read as text."""
    return re.sub(r"\A\{(\\\*)?\\(?:footnote|shptxt)", "{", part)
