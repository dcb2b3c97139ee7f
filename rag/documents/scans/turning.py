"""Tells by which quarters of a turn a page may lie on its side or head, the likeliest first.

Scanners and cameras take a page as it is put before them. Tesseract reads words that stand
upwards, but nobody could tell from their places what the columns of such a page are; of a page on
its head it makes rubbish.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from rag.documents.scans.upright import ink_sample

if TYPE_CHECKING:
    from PIL.Image import Image

SURE: Final = 0.7
"""Confidence from which nobody looks whether a page reads better turned. Pages on their head are
read with .35 to .40, of five kinds printed for it; badly legible ones that are upright with .39
and more."""

_CLEARLY: Final = 2.0
"""Rows differ from one to the next 4.8 to 23 times as much as columns do where lines lie, on pages
of one to four columns and tables, and a fifth and less of it where they stand; from so much on, it
is clear which they do."""


def likely_turns(image: Image) -> tuple[tuple[int, ...], int]:
    """Order the quarters of a turn counter-clockwise that may set a page upright.

    :param image: in shades of grey.
    :returns: all four, likeliest first, and how many of them are worth a trial: two where it is
        clear along which side the lines run.
    """
    ink = ink_sample(image).astype(np.float32)
    lying, standing = (_steps(ink.sum(axis=axis)) for axis in (1, 0))
    order = (0, 2, 1, 3) if lying >= standing else (1, 3, 0, 2)
    clear = max(lying, standing) >= _CLEARLY * min(lying, standing)
    return order, 2 if clear else 4


def _steps(sums: np.ndarray[tuple[int, ...], np.dtype[np.float32]]) -> float:
    return float(np.square(np.diff(sums)).sum())


def turned(image: Image, quarters: int) -> Image:
    """Turn a picture counter-clockwise by quarters."""
    from PIL import Image

    turn = Image.Transpose
    ways = {1: turn.ROTATE_90, 2: turn.ROTATE_180, 3: turn.ROTATE_270}
    return image.transpose(ways[quarters]) if quarters else image
