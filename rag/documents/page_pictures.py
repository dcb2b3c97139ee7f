"""Draws a page of a kept original as a picture, in a process of its own with bounded means.

The library that draws PDF pages is not made for threads, and a file may come from anybody: what
it does to the child it does not do to the server. The child is this module run by itself; it
knows the file's bytes and name, and gives back a JPEG.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from index.types import Box, Original

if TYPE_CHECKING:
    from PIL.Image import Image

WIDTH: Final = 1_100
"""Pixels of the picture's width: print of 8 points can still be read, at some 200 kB a page."""

SECONDS: Final = 20
MEMORY: Final = 2_000_000_000
"""What the child may take; a broadsheet of 40 million pixels needs 300 MB."""

_QUALITY: Final = 78
_HEADER: Final = 32
"""Of the JPEG, as Pillow counts it; and bytes before each picture that say what it is."""


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page as it is shown.

    :param jpeg: the picture.
    :param width: of the page in points, of an image in pixels; boxes are in the same unit.
    """

    jpeg: bytes
    width: float
    height: float

    def shares(self, boxes: Iterable[Box]) -> list[Box]:
        """Return the boxes as shares of the page's width and height; those outside it are left
        out, since something is wrong with their place."""
        found = []
        for left, top, right, bottom in boxes:
            share = left / self.width, top / self.height, right / self.width, bottom / self.height
            if 0 <= share[0] < share[2] <= 1 and 0 <= share[1] < share[3] <= 1:
                found.append(share)
        return found


def picture(original: Original, number: int) -> PagePicture | None:
    """Draw a page; ``None`` where it cannot be drawn in time, or is not there.

    :param number: of the page, from 1.
    """
    root = str(Path(__file__).parents[2])
    paths = os.pathsep.join([root, *filter(None, sys.path)])
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", __name__, Path(original.name).suffix, str(number)],
            input=original.data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": paths},
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    head, jpeg = done.stdout[:_HEADER], done.stdout[_HEADER:]
    if done.returncode or not jpeg:
        return None
    width, height = (float(side) for side in head.split())
    return PagePicture(jpeg, width, height)


def _drawn(suffix: str, data: bytes, number: int) -> tuple[Image, float, float]:
    """Return the page in shades of grey, and its width and height in the unit of boxes.

    :raises Exception: whatever the libraries raise; the child ends with it.
    """
    if suffix.lower() == ".pdf":
        from rag.documents.pages.pdf.pdfium import Pdf

        page, points = Pdf(data).picture(number)
        return page, page.width * points, page.height * points
    from rag.documents.formats.digitised import facsimile

    if suffix == facsimile.SUFFIX:
        return facsimile.page(data, number)
    from rag.documents.scans import images
    from rag.documents.types import SourceFile

    path = Path(f"original{suffix}")
    pages = images.pages(images.opened(SourceFile(data, path)), path)
    page = next(page for n, page in enumerate(pages, 1) if n == number)
    return page, page.width, page.height


def main() -> None:
    """Draw the page that the arguments name of the file on standard input."""
    _limit()
    suffix, number = sys.argv[1:3]
    page, width, height = _drawn(suffix, sys.stdin.buffer.read(), int(number))
    page.thumbnail((WIDTH, 4 * WIDTH))
    kept = BytesIO()
    page.save(kept, "JPEG", quality=_QUALITY)
    head = f"{width:.3f} {height:.3f}".ljust(_HEADER).encode()
    sys.stdout.buffer.write(head + kept.getvalue())


def _limit() -> None:
    """Bound memory and time where the system can."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


if __name__ == "__main__":
    main()
