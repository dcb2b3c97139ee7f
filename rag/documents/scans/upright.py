"""Sets the picture of a page upright and its letters to the size that Tesseract reads best.

Places are then told back in pixels of the picture as it came. Scans lie a little askew, and a
line across a broadsheet then falls by more than a line's height; letters come in any size.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from index.types import Box

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PIL.Image import Image

LETTER: Final = 16.0
"""Height in pixels that the middle letter is brought to, an «n» or so. Over a page of two columns
rendered at 72 to 600 dots an inch, 14 to 28 read alike (99.4 % of characters, the headline apart),
while the page as it came fell to 98.1 % at 200 and 72.5 % at 72; time grows with the size, from 3.4
to 5.5 s."""

_FINE: Final = (0.8, 1.3)
"""Letters so near the size wanted are left as they are."""
_MOST_ENLARGED: Final = 4.0
_MOST_PIXELS: Final = 40_000_000
_SIDE_LOOKED_AT: Final = 4_000
"""Pixels of each side of the part in the middle of a page in which letters are measured."""
_TALLEST: Final = 120
_LOWEST: Final = 3
"""Pixels; what is lower is dirt, what is taller than the tallest no letter of a text."""
_MOST_MARKS: Final = 300_000
"""Of a full broadsheet page there are 60,000; more are a pattern."""
_FEWEST: Final = 30
"""Letters from which a size can be told."""

_BLANK: Final = 24
"""Shades between the lightest and the darkest of a page on which nothing is printed."""

_FAR: Final = 5.2
"""Median deviations from the paper: 3.5 standard ones, which one speck in 4,000 reaches."""
_GREY: Final = 0.3
"""Of the way from the threshold to the paper, so light may a thin line be and be one."""

_LEANING: Final = 5.0
"""Degrees that a page may lean; more is no scan but a photograph taken in passing."""
_NEAR: Final = 0.15
"""Degrees so small that turning the page back would only blur it."""
_MOST_INK: Final = 0.5
"""Share of a page that is dark; where more is, there is no telling its lines."""
_SAMPLE: Final = 900
"""Pixels of the longer side of the picture in which the angle is looked for."""


@dataclass(frozen=True, slots=True)
class Upright:
    """A page made ready.

    :param image: what is to be recognised.
    :param scale: its pixels for each pixel of the page as it came.
    :param angle: degrees that it was turned counter-clockwise, about its centre.
    :param size: of the page as it came, in pixels.
    :param quarters: of a turn counter-clockwise by which it was turned before all else.
    """

    image: Image
    scale: float
    angle: float
    size: tuple[int, int]
    quarters: int = 0

    def as_it_came(self, box: Box) -> Box:
        """Tell where a box of :attr:`image` lies on the page as it came, in its pixels: the box
        around it there."""
        width, height = self.image.size
        turn = math.radians(self.angle)
        corners = []
        for x, y in ((box[0], box[1]), (box[2], box[1]), (box[0], box[3]), (box[2], box[3])):
            right, down = x - width / 2, y - height / 2
            corners.append(
                (
                    (right * math.cos(turn) - down * math.sin(turn) + width / 2) / self.scale,
                    (right * math.sin(turn) + down * math.cos(turn) + height / 2) / self.scale,
                )
            )
        xs, ys = zip(*corners, strict=True)
        left, top, right, bottom = self._turned_back(min(xs), min(ys), max(xs), max(ys))
        most_x, most_y = self.size
        return (
            round(min(max(left, 0.0), most_x), 2),
            round(min(max(top, 0.0), most_y), 2),
            round(min(max(right, 0.0), most_x), 2),
            round(min(max(bottom, 0.0), most_y), 2),
        )

    def _turned_back(self, left: float, top: float, right: float, bottom: float) -> Box:
        """Tell where a box of the page turned by quarters lies on the page as it came."""
        width, height = self.size
        match self.quarters:
            case 1:
                return width - bottom, left, width - top, right
            case 2:
                return width - right, height - bottom, width - left, height - top
            case 3:
                return top, height - right, bottom, height - left
        return left, top, right, bottom


def set_upright(image: Image, quarters: int = 0) -> Upright:
    """Make a page ready to be recognised.

    :param image: in shades of grey, turned by quarters already.
    :param quarters: of a turn counter-clockwise by which it was turned.
    """
    from PIL import Image

    scale = _scale(image)
    ready = image
    if scale != 1.0:
        width, height = (max(1, round(side * scale)) for side in image.size)
        ready = image.resize((width, height), Image.Resampling.LANCZOS)
    angle = leaning(ready)
    if angle:
        ready = ready.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    size = (image.height, image.width) if quarters % 2 else image.size
    return Upright(ready, ready.width / image.width, angle, size, quarters)


def is_blank(image: Image) -> bool:
    """Whether nothing is printed on a page."""
    shades = np.asarray(image)
    return int(shades.max()) - int(shades.min()) <= _BLANK


def _scale(image: Image) -> float:
    letter = letter_height(image)
    most = math.sqrt(_MOST_PIXELS / (image.width * image.height))
    if not letter:
        return min(1.0, most)
    wanted = LETTER / letter
    if _FINE[0] <= wanted <= _FINE[1] and most >= 1:
        return 1.0
    return min(wanted, _MOST_ENLARGED, most)


def letter_height(image: Image) -> float:
    """Measure the height of the middle letter, in pixels; 0 where there is hardly any text."""
    from scipy import ndimage

    # Dark within its surroundings, so that a grey page or a shadow over it is no letter.
    shades = np.asarray(_middle(image))
    marks, count = ndimage.label(shades < _threshold(shades))
    if not 0 < count <= _MOST_MARKS:
        return 0.0
    heights = [
        rows.stop - rows.start
        for rows, columns in ndimage.find_objects(marks)
        if _LOWEST < rows.stop - rows.start <= _TALLEST and columns.stop - columns.start > 1
    ]
    return float(np.median(heights)) if len(heights) >= _FEWEST else 0.0


def _middle(image: Image) -> Image:
    """Cut out what lies in the middle of a large picture."""
    width, height = (min(side, _SIDE_LOOKED_AT) for side in image.size)
    left, top = (image.width - width) // 2, (image.height - height) // 2
    return image.crop((left, top, left + width, top + height))


def ink_of(image: Image) -> NDArray[np.bool_]:
    """Tell where ink is, hairlines that came out grey among it."""
    shades = np.asarray(image)
    paper = float(np.median(shades[::4, ::4]))
    threshold = _threshold(shades)
    ink: NDArray[np.bool_] = shades < threshold + _GREY * max(paper - threshold, 0.0)
    return ink


def _threshold(shades: NDArray[np.uint8]) -> float:
    """Part ink from paper: the shade that divides the two groups best (Otsu, 1979), and on a page
    with little ink, where that would part the dirt, one that dirt does not reach."""
    counts = np.bincount(shades[::2, ::2].ravel(), minlength=256).astype(float)
    levels = np.arange(256)
    below, above = np.cumsum(counts), counts.sum() - np.cumsum(counts)
    sums = np.cumsum(counts * levels)
    with np.errstate(divide="ignore", invalid="ignore"):
        apart = below * above * (sums / below - (sums[-1] - sums) / above) ** 2
    best = float(np.argmax(np.nan_to_num(apart))) + 1
    sample = shades[::4, ::4]
    paper = np.median(sample)
    dirt = _FAR * float(np.median(np.abs(sample - paper)))
    return min(best, float(paper) - dirt) if dirt else best


def ink_sample(image: Image) -> NDArray[np.bool_]:
    """Tell where ink is on a page made small, by which the run of its lines is told."""
    from PIL import Image

    sample = image.copy()
    sample.thumbnail((_SAMPLE, _SAMPLE), Image.Resampling.BOX)
    shades = np.asarray(sample)
    dark: NDArray[np.bool_] = shades < _threshold(shades)
    return dark


def leaning(image: Image) -> float:
    """Tell by how many degrees a page is to be turned counter-clockwise to stand upright.

    Where the lines lie level, the rows of the picture differ most from one to the next: between
    two lines there is no ink (Postl's measure, 1986).
    """
    from PIL import Image

    dark = ink_sample(image)
    if not 0 < dark.mean() < _MOST_INK:
        return 0.0
    ink = Image.fromarray(np.where(dark, 255, 0).astype(np.uint8))

    def sharpness(angle: float) -> float:
        turned = np.asarray(ink.rotate(angle, Image.Resampling.BILINEAR), dtype=np.float32)
        return float(np.square(np.diff(turned.sum(axis=1))).sum())

    best = 0.0
    for step, reach in ((1.0, _LEANING), (0.25, 0.75), (0.05, 0.2)):
        around = np.arange(-reach, reach + step / 2, step) + best
        best = float(max(around, key=lambda angle: (sharpness(angle), -abs(angle))))
    return best if _NEAR < abs(best) <= _LEANING else 0.0
