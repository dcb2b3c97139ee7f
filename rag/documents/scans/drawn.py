"""Finds the lines and boxes drawn on the picture of a page: they part columns and articles.

A line is a run of dark pixels longer than any stroke of a letter and thin; four of them that
meet make a box, and so does a ground that is a little darker than the paper.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Final

import numpy as np

from index.types import Box
from rag.documents.scans.upright import LETTER, ink_of

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PIL.Image import Image

# In heights of a small letter: what no letter's stroke is as long as, lying or standing, headlines
# of 40 points among them; and what no drawn line is as thick as.
_LYING: Final = 6.0
_STANDING: Final = 10.0
_THICK: Final = 0.8
# Sides of a box end within so much of each other.
_CORNER: Final = 0.8
# Tinted grounds: side of a tile in pixels, by how many shades they are darker than the paper, how
# many tiles the shorter side has, which share of the page is no box but the page, how much of the
# rectangle is no paper, and how much shows its ground: bold letters of a small size fill a fifth of
# the tiles by more than half.
_TILE: Final = 16
_TINT: Final = (8.0, 90.0)
_LEAST_TILES: Final = 4
_LARGEST: Final = 0.6
_FULL: Final = 0.85
_GROUND: Final = 0.6
_MOST: Final = 400
"""Lines that are looked at; a page of more is a plan or a picture."""


def lines_of(image: Image) -> tuple[list[Box], list[Box]]:
    """Find what is drawn.

    :param image: set upright, letters at their usual size.
    :returns: thin lines and boxes, in pixels of the picture.
    """
    dark = ink_of(image)
    lying = _runs(dark, round(_LYING * LETTER), 1)
    standing = _runs(dark, round(_STANDING * LETTER), 0)
    if len(lying) + len(standing) > _MOST:
        return [], []
    return [*lying, *standing], [*_boxes(lying, standing), *_grounds(image)]


def _runs(dark: NDArray[np.bool_], length: int, axis: int) -> list[Box]:
    """Find runs along an axis; a line that lies a little askew steps from row to row."""
    from scipy import ndimage

    if dark.shape[axis] < length:
        return []
    thick = ndimage.maximum_filter1d(dark.view(np.uint8), 3, axis=1 - axis)
    eroded = ndimage.minimum_filter1d(thick, length, axis=axis)
    opened = ndimage.maximum_filter1d(eroded, length, axis=axis)
    marks, count = ndimage.label(opened)
    if count > 100 * _MOST:
        return []
    found = []
    for rows, columns in ndimage.find_objects(marks):
        across = rows if axis else columns
        if across.stop - across.start <= _THICK * LETTER + 2:
            found.append(
                (float(columns.start), float(rows.start), float(columns.stop), float(rows.stop))
            )
    return found


def _grounds(image: Image) -> list[Box]:
    """Find rectangles that are tinted: the middle shade of each tile is that of what the letters
    stand on, whatever dirt there is."""
    from scipy import ndimage

    shades = np.asarray(image)
    height, width = (side // _TILE * _TILE for side in shades.shape)
    if not height or not width:
        return []
    tiles = shades[:height, :width].reshape(height // _TILE, _TILE, width // _TILE, _TILE)
    middle = np.median(tiles, axis=(1, 3))
    below = np.median(middle) - middle
    marks, count = ndimage.label((below >= _TINT[0]) & (below <= _TINT[1]))
    found = []
    if count > 100 * _MOST:
        return []
    for number, (rows, columns) in enumerate(ndimage.find_objects(marks), start=1):
        down, across = rows.stop - rows.start, columns.stop - columns.start
        if min(down, across) < _LEAST_TILES or down * across > _LARGEST * middle.size:
            continue
        tinted = (marks[rows, columns] == number).mean()
        if tinted >= _GROUND and (below[rows, columns] >= _TINT[0]).mean() >= _FULL:
            box = (columns.start, rows.start, columns.stop, rows.stop)
            found.append((box[0] * _TILE, box[1] * _TILE, box[2] * _TILE, box[3] * _TILE))
    return [(float(a), float(b), float(c), float(d)) for a, b, c, d in found]


def _boxes(lying: Sequence[Box], standing: Sequence[Box]) -> list[Box]:
    near = _CORNER * LETTER
    found = []
    for one, other in combinations(sorted(lying, key=lambda line: line[1]), 2):
        if abs(one[0] - other[0]) > near or abs(one[2] - other[2]) > near:
            continue
        box = (min(one[0], other[0]), one[1], max(one[2], other[2]), other[3])
        if all(_side(x, box, standing, near) for x in (box[0], box[2])):
            found.append(box)
    return found


def _side(x: float, box: Box, standing: Sequence[Box], near: float) -> bool:
    """Whether a line stands at one side of a box, from its top to its bottom."""
    return any(
        abs((line[0] + line[2]) / 2 - x) <= near
        and line[1] <= box[1] + near
        and line[3] >= box[3] - near
        for line in standing
    )
