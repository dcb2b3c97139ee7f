"""Keeps what pages are shown from: a PDF or picture as it came, of an issue its pages' pictures.

A digitised issue is one file of XML whose pages are pictures beside it. These are kept together as
one original: an archive of the pictures, unchanged, with the size of each page in the unit of the
boxes that were read from it, since they may be smaller than the ones that were recognised.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from index.types import Original
from rag.documents.types import FileContents, SourceFile, load_error, printable

if TYPE_CHECKING:
    from PIL.Image import Image

SHOWN: Final = frozenset({".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff"})
"""Suffixes of files that are kept as they are."""

SUFFIX: Final = ".hojas"
"""Of the kept pictures of an issue."""

_INDEX: Final = "hojas.json"
_DAY: Final = (1980, 1, 1, 0, 0, 0)
"""That of every member, so that the same pictures are one original."""


@dataclass(frozen=True, slots=True)
class Facsimile(SourceFile):
    """An issue whose pages can be shown from pictures.

    :param sheets: as :attr:`rag.documents.types.FileContents.sheets`.
    """

    sheets: tuple[tuple[int, str, float, float], ...] = ()


def printed(file: SourceFile, contents: FileContents) -> Mapping[str, SourceFile]:
    """Say what the pages of an issue's articles are shown from, by the articles' places."""
    if not contents.sheets:
        return contents.printed
    known = {field.name: getattr(file, field.name) for field in fields(SourceFile)}
    shown = Facsimile(**known, sheets=contents.sheets)
    return {article.place: shown for article in contents.articles if article.lines}


def original(file: SourceFile) -> Original | None:
    """Make the original that is kept of a file; ``None`` of one that has no pages to be shown."""
    if isinstance(file, Facsimile):
        data = _together(file)
        return Original.of(printable(file.path.with_suffix(SUFFIX).name), data) if data else None
    if file.path.suffix.lower() not in SHOWN:
        return None
    return Original.of(printable(file.path.name), file.data)


def _together(file: Facsimile) -> bytes:
    """Put the pictures into one archive; ``b""`` where there are none."""
    pictures = {member.name: member.data for member in file.pictures()}
    only = next(iter(pictures), "")
    index = [
        [number, name or only, width, height]
        for number, name, width, height in file.sheets
        if (name or only) in pictures
    ]
    if not index:
        return b""
    kept = BytesIO()
    with ZipFile(kept, "w", ZIP_STORED) as archive:
        archive.writestr(ZipInfo(_INDEX, _DAY), json.dumps(index))
        for name in dict.fromkeys(str(name) for _, name, _, _ in index):
            archive.writestr(ZipInfo(name, _DAY), pictures[name])
    return kept.getvalue()


def page(data: bytes, number: int) -> tuple[Image, float, float]:
    """Unpack the picture of a page of a kept issue.

    :returns: it in shades of grey, and width and height of the page in the unit of its boxes.
    :raises LoadError: it is not there, damaged or too large.
    """
    from rag.documents.scans import images

    try:
        with ZipFile(BytesIO(data)) as archive:
            index = json.loads(archive.read(_INDEX))
            name, width, height = next(rest for at, *rest in index if at == number)
            path, picture = Path(name), archive.read(name)
    except (BadZipFile, KeyError, StopIteration, ValueError) as error:
        raise load_error(SUFFIX, f"no tiene la página {number}", "Añada el número de nuevo.") from (
            error
        )
    image = next(images.pages(images.opened(SourceFile(picture, path)), path))
    return image, width or float(image.width), height or float(image.height)
