"""Reads ALTO, the XML in which libraries keep the words of a page with their places.

Versions 1 to 4 (https://www.loc.gov/standards/alto/): pages of blocks of lines of strings, each
string with its box and maybe how surely it was recognised. A word cut at a line end is given in
its parts, with the whole beside them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, islice
from pathlib import Path, PurePosixPath
from typing import Any, Final

from index.types import Box
from rag.documents.formats.digitised.xml import attribute, name_of, number
from rag.documents.mending.decoding import clean
from rag.documents.pages.layout import HEADLINE, Layout, usual_size
from rag.documents.pages.order import in_order
from rag.documents.pages.types import Block, Line, Sheet, Word
from rag.documents.scans.sheets import as_words
from rag.documents.scans.words import RecognisedWord
from rag.documents.types import load_error

MAX_STRINGS: Final = 3_000_000
"""Of a file; a full broadsheet page has 10,000, so an issue of 300 pages."""

_HEAD: Final = 4_000
"""Bytes in which a file's first element stands."""

MAX_PICTURES: Final = 200
"""Of a page, by which captions are told; each block is compared with each."""

# PDF points for each unit of measurement; of a picture one pixel is one point.
_UNITS: Final = {"pixel": 1.0, "mm10": 72 / 254, "inch1200": 72 / 1200}


@dataclass(slots=True)
class AltoPage:
    """A page as the file has it.

    :param number: as the file counts it, from 1.
    :param blocks: ids of its blocks of text, in the order of the file.
    :param wholes: the words that were cut at line ends, whole.
    :param quality: mean confidence of its words, 0…1; ``None`` where the file has none.
    :param size: its width and height in the unit of its boxes as they are shown: 0 where a pixel of
        its picture is one, ``None`` where that is not known.
    """

    number: int
    layout: Layout
    blocks: dict[str, Block]
    wholes: list[str]
    quality: float | None
    size: tuple[float, float] | None = None


@dataclass(slots=True)
class _Counted:
    """What is gathered of a page while its strings are read."""

    words: list[RecognisedWord] = field(default_factory=list)
    wholes: list[str] = field(default_factory=list)
    sure: list[float] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)


_ROOT: Final = re.compile(rb"<(?:\w+:)?alto[\s>]", re.IGNORECASE)
_FILE_NAME: Final = re.compile(rb"<(?:\w+:)?fileName>([^<]{1,1000})</", re.IGNORECASE)
_SUFFIXES: Final = (".jpg", ".jpeg", ".png", ".tif", ".tiff")


def pictures(data: bytes, name: str) -> list[str]:
    """Name the files beside a page that may be its picture: by the name that it gives, or its own,
    the most compact first; ``[]`` of any other file. Nothing is parsed.

    :param name: of the file.
    """
    head = data[:_HEAD]
    if _ROOT.search(head) is None:
        return []
    told = _FILE_NAME.search(head)
    said = told[1].decode("utf-8", "replace").replace("\\", "/").strip() if told else ""
    stems = [PurePosixPath(said).stem, PurePosixPath(name).stem]
    suffixes = [*_SUFFIXES, *map(str.upper, _SUFFIXES)]
    return [f"{stem}{suffix}" for stem in dict.fromkeys(filter(None, stems)) for suffix in suffixes]


def picture_name(root: Any) -> PurePosixPath | None:
    """Give the name of the picture that the page was recognised in, as the file says it."""
    for element in root.iter("{*}fileName"):
        text = " ".join((element.text or "").split()).replace("\\", "/")
        if text:
            return PurePosixPath(text)
    return None


def pages_of(root: Any, path: Path, first: int = 0) -> list[AltoPage]:
    """Read the pages of a file.

    :param root: its root element.
    :param first: number of its first page; 0 takes what the file says.
    :raises LoadError: it has more strings than any newspaper.
    """
    units = next((" ".join((e.text or "").split()) for e in root.iter("{*}MeasurementUnit")), "")
    points = _UNITS.get(units.casefold(), 1.0)
    read, strings = [], 0
    for position, element in enumerate(root.iter("{*}Page"), start=1):
        said = int(number(element, "PHYSICAL_IMG_NR"))
        page = _page(element, first or max(said, 0) or position, points)
        strings += sum(len(block.text) for block in page.blocks.values()) // 5
        if strings > MAX_STRINGS:
            problem = f"tiene más de {MAX_STRINGS // 1_000_000} millones de palabras"
            raise load_error(path, problem, "Divídalo en un archivo por página.")
        read.append(page)
        first += bool(first)
    if not first and len({page.number for page in read}) < len(read):
        for position, page in enumerate(read, start=1):
            _renumber(page, position)
    return read


def _renumber(page: AltoPage, position: int) -> None:
    page.number = page.layout.number = position
    for line in page.layout.lines:
        line.page = position


def _page(element: Any, number_: int, points: float) -> AltoPage:
    counted = _Counted()
    for position, block in enumerate(element.iter("{*}TextBlock")):
        counted.ids.append(attribute(block, "ID") or f"{position}")
        for row, line in enumerate(_children(block, "TextLine")):
            _read_line(line, (position, 0, row), counted)
    words, unit = as_words(counted.words)
    if not counted.sure:
        for word in words:
            word.quality = None
    blocks = _blocks(words, counted, number_)
    sheet = Sheet(
        number_, *_extent(element, words, unit), [],
        pictures=list(_pictures(element, unit)), as_shown=_scaled(points / unit),
    )  # fmt: skip
    lines = [line for block in blocks.values() for line in block.lines]
    ordered = in_order(list(blocks.values()), HEADLINE * usual_size(lines))
    layout = Layout(number_, ordered, lines, sheet=sheet)
    quality = sum(counted.sure) / len(counted.sure) if counted.sure else None
    size = number(element, "WIDTH") * points, number(element, "HEIGHT") * points
    known = min(size) > 0 or points == 1.0
    shown = (size if min(size) > 0 else (0.0, 0.0)) if known else None
    return AltoPage(number_, layout, blocks, counted.wholes, quality, shown)


def _children(element: Any, name: str) -> Iterator[Any]:
    return (child for child in element if name_of(child) == name)


def _read_line(line: Any, place: tuple[int, int, int], counted: _Counted) -> None:
    for piece in line:
        kind = name_of(piece)
        if kind == "HYP":
            _hyphenate(counted, place)
        if kind != "String":
            continue
        text = clean("".join(attribute(piece, "CONTENT").split()))
        if not text:
            continue
        part = attribute(piece, "SUBS_TYPE")
        whole = clean("".join(attribute(piece, "SUBS_CONTENT").split()))
        if part == "HypPart1" and whole:
            counted.wholes.append(whole)
        confidence = 1.0
        if attribute(piece, "WC"):
            confidence = min(max(number(piece, "WC"), 0.0), 1.0)
            counted.sure.append(confidence)
        counted.words.append(RecognisedWord(text, _box(piece, line), confidence, place))


def _hyphenate(counted: _Counted, place: tuple[int, int, int]) -> None:
    """Write the hyphen at the end of a line, which some files give apart from the word."""
    if counted.words and counted.words[-1].line == place:
        last = counted.words[-1]
        if not last.text.endswith(("-", "\u00ad", "¬")):
            counted.words[-1] = RecognisedWord(
                f"{last.text}-", last.box, last.confidence, last.line
            )


def _box(piece: Any, line: Any) -> Box:
    x0, top = number(piece, "HPOS"), number(piece, "VPOS")
    width = max(number(piece, "WIDTH"), 1.0)
    height = number(piece, "HEIGHT") or number(line, "HEIGHT") or 1.0
    return x0, top, x0 + width, top + max(height, 1.0)


def _blocks(words: Sequence[Word], counted: _Counted, page: int) -> dict[str, Block]:
    """Put the words together by the file's own blocks and lines."""
    lines: dict[str, list[Line]] = {}
    placed = zip(words, counted.words, strict=True)
    for place, together in groupby(placed, key=lambda pair: pair[1].line):
        line = Line([word for word, _ in together], 0, page)
        lines.setdefault(counted.ids[place[0]], []).append(line)
    ordered = sorted((line for own in lines.values() for line in own), key=lambda x: x.base)
    for row, line in enumerate(ordered):
        line.row = row
    return {id: Block(own) for id, own in lines.items()}


def _extent(element: Any, words: Sequence[Word], unit: float) -> tuple[float, float]:
    """Give width and height of a page in the words' own points."""
    width, height = (number(element, name) * unit for name in ("WIDTH", "HEIGHT"))
    right = max((word.x1 for word in words), default=1.0)
    bottom = max((word.bottom for word in words), default=1.0)
    return max(width, right), max(height, bottom)


def _pictures(element: Any, unit: float) -> Iterator[Box]:
    for picture in islice(element.iter("{*}Illustration"), MAX_PICTURES):
        x0, top = number(picture, "HPOS") * unit, number(picture, "VPOS") * unit
        yield (
            x0, top, x0 + number(picture, "WIDTH") * unit, top + number(picture, "HEIGHT") * unit,
        )  # fmt: skip


def _scaled(factor: float) -> Callable[[Box], Box]:
    def as_shown(box: Box) -> Box:
        return box[0] * factor, box[1] * factor, box[2] * factor, box[3] * factor

    return as_shown
