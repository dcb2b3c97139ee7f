"""Draws figures over time as inline SVG: nothing is fetched, and dark mode comes for free."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from rag.chat.views import markup
from rag.chat.wording.words import Words

LEAST: Final = 3
"""Points under which the table says it better."""

WIDTH: Final = 460
HEIGHT: Final = 210
LEFT, RIGHT, TOP, BOTTOM = 62, 52, 22, 34
"""Room for the axis' numbers, half of a label, the topmost label, and the dates, in the
drawing's units: at a phone's width one of them is 0.75 of a pixel."""

NEAR: Final = 15
"""Height of a label: closer ones would overlap."""

SYMBOL: Final = 64
"""Width of a label of usual length; half of it keeps the first one off the axis' numbers."""


@dataclass(frozen=True, slots=True)
class DatedFigure:
    """A figure and the day of the article that gives it.

    :param date: ISO day.
    :param label: as the article writes it, for who points at it.
    """

    date: str
    number: float
    label: str


def figure(points: Sequence[DatedFigure], words: Words, caption: str = "", html: str = "") -> str:
    """Draw points in order of time; ``""`` for fewer than :data:`LEAST` or for one day.

    :param caption: what they are, ``""`` for the figures of an answer.
    :param html: the caption as HTML, where a part of it is in another language.
    """
    if len(points) < LEAST or len({point.date for point in points}) < 2:
        return ""
    days = [date.fromisoformat(point.date).toordinal() for point in points]
    first, last = min(days), max(days)
    low = min(0.0, *(point.number for point in points))
    ticks = _ticks(low, max(point.number for point in points))
    high = ticks[-1] if ticks[-1] > low else low + 1
    inner, height = WIDTH - LEFT - SYMBOL / 2 - RIGHT, HEIGHT - TOP - BOTTOM

    def x(day: float) -> float:
        return WIDTH - RIGHT - inner * (last - day) / (last - first)

    def y(number: float) -> float:
        return TOP + height * (1 - (number - low) / (high - low))

    grid = "".join(
        f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT + 30}" '
        f'y1="{y(t):.1f}" y2="{y(t):.1f}"/>'
        f'<text class="tick" x="{LEFT - 8}" y="{y(t) + 4:.1f}" text-anchor="end">'
        f"{markup.number(t, words)}</text>"
        for t in ticks
    )
    ends = "".join(
        f'<text class="tick" x="{x(day):.1f}" y="{HEIGHT - 8}" text-anchor="middle">'
        f"{markup.text(_short(date.fromordinal(day), words))}</text>"
        for day in (first, last)
    )
    places = [(x(day), y(point.number)) for day, point in zip(days, points, strict=True)]
    dots = "".join(
        f'<circle class="dot" cx="{at:.1f}" cy="{up:.1f}" r="4.5"><title>{_caption(point, words)}'
        f"</title></circle>"
        for (at, up), point in zip(places, points, strict=True)
    )
    labels = "".join(
        f'<text class="label" x="{at:.1f}" y="{up:.1f}" text-anchor="middle">'
        f"{markup.number(point.number, words)}</text>"
        for (at, up), point in zip(_label_places(places), points, strict=True)
    )
    caption = markup.text(caption or words.plot)
    summary = "; ".join(_caption(point, words) for point in points)
    return (
        f'<figure class="plot"><svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{caption}: {summary}">{grid}{ends}{dots}{labels}</svg>'
        f"<figcaption>{html or caption}</figcaption></figure>"
    )


def _ticks(low: float, high: float) -> list[float]:
    """Choose three to six round numbers from ``low`` up to at least ``high``."""
    reach = (high - low) or 1.0
    power = 10.0 ** math.floor(math.log10(reach / 4))
    step = next(power * m for m in (1, 2, 2.5, 5, 10) if reach / (power * m) <= 4.5)
    start = math.floor(low / step)
    return [step * i for i in range(start, math.ceil(high / step) + 1)]


def _label_places(places: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Place the labels over their points, pushed up or down where two would overlap."""
    taken: list[tuple[float, float]] = []
    for at, up in places:
        options = [up - 9, up + 19, up - 9 - NEAR, up + 19 + NEAR, up - 9 - 2 * NEAR]
        free = (
            option
            for option in options
            if TOP - 10 <= option <= HEIGHT - BOTTOM + 6
            and all(abs(at - x) >= SYMBOL or abs(option - y) >= NEAR - 2 for x, y in taken)
        )
        taken.append((at, next(free, options[0])))
    return taken


def _short(day: date, words: Words) -> str:
    whole = markup.date(day.isoformat(), words).replace(" de ", " ").split()
    return f"{whole[0]} {whole[1][:3]} {whole[2]}"


def _caption(point: DatedFigure, words: Words) -> str:
    return f"{markup.text(point.label)}, {markup.date(point.date, words)}"
