"""Pages left to chance: newspaper pages cut into articles at random, and what fills columns.

Whoever reads only the pages that he has seen has learned them by heart; of these there are as many
as there are seeds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from eval.pages.press import BOLD, BOTTOM, MARGIN, Place, Press
from eval.pages.setting import PAGE, Style

_LEAST_WIDTH: Final = 150.0
_LEAST_HEIGHT: Final = 230.0


@dataclass(frozen=True, slots=True)
class Area:
    """Part of a page for one article."""

    x0: float
    top: float
    x1: float
    bottom: float


def areas(press: Press, whole: Area, depth: int = 0) -> Iterator[Area]:
    """Cut an area in two, across or down, and each part again, until they are small."""
    width, height = whole.x1 - whole.x0, whole.bottom - whole.top
    across = width > 2 * _LEAST_WIDTH + press.gutter
    down = height > 2 * _LEAST_HEIGHT
    if depth >= 3 or not (across or down) or (depth and press.chance.random() < 0.25):
        yield whole
        return
    if down and (not across or press.chance.random() < 0.5):
        share = press.chance.uniform(_LEAST_HEIGHT / height, 1 - _LEAST_HEIGHT / height)
        middle = whole.top + share * height
        yield from areas(press, Area(whole.x0, whole.top, whole.x1, middle), depth + 1)
        yield from areas(press, Area(whole.x0, middle, whole.x1, whole.bottom), depth + 1)
    else:
        share = press.chance.choice((1 / 3, 1 / 2, 2 / 3))
        middle = whole.x0 + share * (width - press.gutter)
        yield from areas(press, Area(whole.x0, whole.top, middle, whole.bottom), depth + 1)
        right = Area(middle + press.gutter, whole.top, whole.x1, whole.bottom)
        yield from areas(press, right, depth + 1)


def article(press: Press, area: Area, flow: str) -> None:
    """Fill an area with an article: headline, maybe a subhead, columns, a quotation or a table."""
    setter, stories, chance = press.setter, press.stories, press.chance
    width = area.x1 - area.x0
    size, headline = min(28.0, max(15.0, width / 16)), stories.headline()
    while max(setter.width(w, press.headline_style(size)) for w in headline.split()) > width:
        size -= 0.5  # every word fits its line
    y, _ = setter.paragraph(
        headline, area.x0, area.top + size, width, press.headline_style(size), flow
    )
    if chance.random() < 0.4:
        style = Style(press.body.font, press.body.size + 2, press.body.leading + 2.5, "ragged")
        lead = stories.sentence()
        # Below it there is room for some lines of text.
        if y + (len(setter.broken(lead, width, style)) + 4) * style.leading < area.bottom:
            y, _ = setter.paragraph(lead, area.x0, y + 2, width, style, flow)
    y += 7
    columns = max(1, min(4, round(width / chance.choice((110, 140, 170)))))
    bottom = area.bottom - 22
    places: list[Place | None] = []
    for n in range(columns):
        x, own = press.column(n, columns, area.x0, area.x1)
        first, last = y, bottom
        if chance.random() < 0.2 and n == columns - 1 and bottom - y > 190:
            last = _aside(press, x, own, bottom, flow)
        places.append((x, first, own, last))
    press.flow([stories.paragraph(chance.randint(35, 80)) for _ in range(40)], places, flow)


def _aside(press: Press, x: float, width: float, bottom: float, flow: str) -> float:
    """Put something apart at the foot of a column; give the height above it."""
    setter, stories, chance = press.setter, press.stories, press.chance
    if width < 130 or chance.random() < 0.5:
        style = Style(BOLD[press.body.font], press.body.size, press.body.leading, "ragged")
        text = stories.paragraph(16)
        lines = len(setter.broken(text, width - 12, style))
        top = bottom - lines * style.leading - 6
        setter.frame(x, top - 4, x + width, bottom + 6, tint=chance.random() < 0.5)
        setter.paragraph(text, x + 6, top + 9, width - 12, style, f"{flow} aside")
        return top - 18
    rows = [["Pueblo", "2023", "2024"]]
    names = chance.sample(("Torralba", "Villasol", "Zarangoza", "Castilnuevo", "Arlanza"), 4)
    rows += [[name, stories.figure(), stories.figure()] for name in names]
    step = press.body.leading + 1
    top = bottom - len(rows) * step
    small = Style(press.body.font, press.body.size - 1, step, "ragged")
    setter.rule(x, top - 4, x + width, top - 4)
    for number, row in enumerate(rows):
        for n, cell in enumerate(row):
            at = x + 2 if n == 0 else x + width * (0.48 + 0.25 * n) - setter.width(cell, small)
            flow_of = f"{flow} table" if number else "heads"
            setter.line(cell, at, top + 9 + number * step, small, flow_of)
        if number:
            pairs = [f"{head}: {cell}" for head, cell in zip(rows[0], row, strict=True)]
            setter.truth.units.append("; ".join(pairs))
    return top - 18


def mosaic(press: Press) -> None:
    """Fill a page with articles."""
    top = press.heads_and_number() + 8
    whole = Area(MARGIN, top, PAGE[0] - MARGIN, BOTTOM + 20)
    found = list(areas(press, whole))
    for number, area in enumerate(found):
        article(press, area, f"article {number}")
    press.setter.truth.articles = len(found)
