"""Where points of a PDF page are shown: its crop and its turn, and the turn of words on it.

A page's own space begins at the bottom left of a sheet that may be cropped and shown turned;
what people see begins at the top left of what is shown.
"""

from __future__ import annotations

from dataclasses import dataclass

from index.types import Box


@dataclass(frozen=True, slots=True)
class Surface:
    """What is shown of a page.

    :param crop: left, bottom, right and top of it in the page's own space.
    :param rotation: quarters of a turn to the right by which it is shown.
    """

    crop: tuple[float, float, float, float]
    rotation: int = 0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as shown."""
        left, bottom, right, top = self.crop
        size = (right - left, top - bottom)
        return size if self.rotation % 2 == 0 else size[::-1]

    def seen_size(self, turn: int) -> tuple[float, float]:
        """Width and height as words see them that are turned by so many quarters to the left."""
        return self.size if turn % 2 == 0 else self.size[::-1]

    def shown(self, x: float, y: float) -> tuple[float, float]:
        """Tell where a point of the page's own space is shown, from the top left."""
        left, bottom, right, top = self.crop
        match self.rotation:
            case 0:
                return x - left, top - y
            case 1:
                return y - bottom, x - left
            case 2:
                return right - x, y - bottom
            case _:
                return top - y, right - x

    def seen(self, x: float, y: float, turn: int) -> tuple[float, float]:
        """Tell where a point of the page's own space lies for words that are turned."""
        x, y = self.shown(x, y)
        width, height = self.size
        match turn:
            case 0:
                return x, y
            case 1:
                return height - y, x
            case 2:
                return width - x, height - y
            case _:
                return y, width - x

    def box(self, left: float, bottom: float, right: float, top: float, turn: int = 0) -> Box:
        """Do the same with a box."""
        one, other = self.seen(left, bottom, turn), self.seen(right, top, turn)
        x0, x1 = sorted((one[0], other[0]))
        y0, y1 = sorted((one[1], other[1]))
        return x0, y0, x1, y1
