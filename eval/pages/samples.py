"""The pages that are printed to be read: reports, newspapers, journals, tables, notes, boxes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from eval.pages import mosaic as mosaics
from eval.pages.press import BOLD, BOTTOM, MARGIN, Place, Press
from eval.pages.setting import Style, Truth


@dataclass(frozen=True, slots=True)
class Sample:
    """A printed file and what it prints."""

    name: str
    data: bytes
    truth: Truth


def report(seed: int) -> Sample:
    """Three pages in one column with headings and running heads of 0 to 3 lines."""
    press = Press(seed, columns=1)
    setter, stories = press.setter, press.stories
    tops = []
    for page in range(3):
        if page:
            setter.turn_page()
        y = press.heads_and_number()
        if page == 0:
            y, _ = setter.paragraph(
                stories.headline(), MARGIN, y + 10, 480, press.headline_style(18), "main"
            )
            y += 6
        x, width = press.column(0)
        # Each page is filled by itself: the last paragraph of a page is whole.
        while True:
            text = stories.paragraph(60)
            lines = len(setter.broken(text, width, press.body, press.body.indent))
            if y + lines * press.body.leading > BOTTOM:
                break
            y = press.flow([text], [(x, y, width, 1e9)], "main")
        tops.append(y)
    setter.truth.articles = 1
    return Sample(f"report {seed}", *setter.finished())


def newspaper(seed: int, columns: int) -> Sample:
    """A page of one article in columns, its headline over all of them, maybe drawn in any order."""
    press = Press(seed, columns=columns, shuffled=seed % 3 == 1)
    setter, stories = press.setter, press.stories
    top = press.heads_and_number()
    y, _ = setter.paragraph(
        stories.headline(), MARGIN, top + 16, 490, press.headline_style(24), "main"
    )
    y += 8
    places = [(x, y, w, BOTTOM) for x, w in map(press.column, range(columns))]
    press.flow([stories.paragraph(70) for _ in range(22)], places, "main")
    setter.truth.articles = 1
    return Sample(f"newspaper {columns} {seed}", *setter.finished())


def front_page(seed: int, columns: int) -> Sample:
    """A page of three articles: one over all columns, two side by side below."""
    press = Press(seed, columns=columns, shuffled=seed % 3 == 0)
    setter, stories = press.setter, press.stories
    top = press.heads_and_number()
    y, _ = setter.paragraph(
        stories.headline(), MARGIN, top + 20, 490, press.headline_style(26), "a"
    )
    y += 8
    middle = y + 230
    press.flow(
        [stories.paragraph(60) for _ in range(12)],
        [(x, y, w, middle) for x, w in map(press.column, range(columns))],
        "a",
    )
    y = middle + 40
    half = max(columns // 2, 1)
    parts = ((0, half), (half, columns)) if columns > 1 else ((0, 1),)
    for name, (first, end) in zip("bc", parts, strict=False):
        x, w = press.column(first)
        right = press.column(end - 1)[0] + w
        below, _ = setter.paragraph(
            stories.headline(), x, y, right - x, press.headline_style(15), name
        )
        places = [(*press.column(n), 0.0) for n in range(first, end)]
        press.flow(
            [stories.paragraph(50) for _ in range(8)],
            [(cx, below + 6, cw, BOTTOM) for cx, cw, _ in places],
            name,
        )
    setter.truth.articles = 1 + len(parts)
    return Sample(f"front page {columns} {seed}", *setter.finished())


def boxed(seed: int, columns: int) -> Sample:
    """A page in columns with a picture and its caption, a framed box, and subheads."""
    press = Press(seed, columns=columns)
    setter, stories = press.setter, press.stories
    top = press.heads_and_number()
    y, _ = setter.paragraph(
        stories.headline(), MARGIN, top + 16, 490, press.headline_style(22), "main"
    )
    y += 8
    x, w = press.column(columns - 1)
    setter.picture(x, y - 8, x + w, y + 92)
    small = Style(press.body.font, press.body.size - 1.5, press.body.size, "ragged", hyphens=False)
    below, _ = setter.paragraph(stories.label(10), x, y + 102, w, small, "caption")
    last_top = below + 14
    box_x, box_w = press.column(0)
    box_top = 560.0
    inner = Style(
        BOLD[press.body.font], press.body.size, press.body.leading, "ragged", hyphens=False
    )
    text = stories.paragraph(28)
    lines = len(setter.broken(text, box_w - 14, inner))
    box_bottom = box_top + lines * inner.leading + 8
    setter.frame(box_x, box_top - 4, box_x + box_w, box_bottom, tint=seed % 2 == 0)
    setter.paragraph(text, box_x + 7, box_top + 9, box_w - 14, inner, "box")
    places = []
    for n in range(columns):
        cx, cw = press.column(n)
        if n == columns - 1 and n:
            places.append((cx, last_top, cw, BOTTOM))
        elif n == 0:
            places += [
                (cx, last_top if columns == 1 else y, cw, box_top - 16),
                (cx, box_bottom + 16, cw, BOTTOM),
            ]
        else:
            places.append((cx, y, cw, BOTTOM))
    press.flow([stories.paragraph(60) for _ in range(20)], places, "main")
    return Sample(f"boxed {columns} {seed}", *setter.finished())


def journal(seed: int) -> Sample:
    """Two pages of two columns, an article that goes on over the page, with notes at the foot."""
    press = Press(seed, columns=2, shuffled=seed % 2 == 1)
    setter, stories = press.setter, press.stories
    small = Style(press.body.font, press.body.size - 1.5, press.body.size, "ragged", hyphens=False)
    paragraphs = [stories.paragraph(75) for _ in range(40)]
    y = press.heads_and_number()
    y, _ = setter.paragraph(
        stories.headline(), MARGIN, y + 14, 490, press.headline_style(20), "main"
    )
    y, _ = setter.paragraph(
        stories.paragraph(40),
        MARGIN + 30,
        y + 8,
        430,
        press.headline_style(press.body.size),
        "main",
    )
    places: list[Place | None] = []
    for page, first in enumerate((y + 10, 90.0)):
        if page:
            places.append(None)
        for n in range(2):
            x, w = press.column(n)
            places.append((x, first, w, BOTTOM - 60))
    press.flow(paragraphs, places, "main")
    x, w = press.column(0)
    setter.rule(x, BOTTOM - 36, x + 60, BOTTOM - 36)
    setter.paragraph(f"3. {stories.sentence()}", x, BOTTOM - 22, w, small, "note")
    return Sample(f"journal {seed}", *setter.finished())


def table(seed: int) -> Sample:
    """A page with a table between two paragraphs, ruled or not."""
    press = Press(seed, columns=1)
    setter, stories = press.setter, press.stories
    y = press.heads_and_number()
    x, w = press.column(0)
    y = press.flow([stories.paragraph(60)], [(x, y, w, 1e9)], "main") + 14
    cells = Style(press.body.font, press.body.size, 14.0, "ragged", hyphens=False)
    bold = Style(BOLD[press.body.font], press.body.size, 14.0, "ragged", hyphens=False)
    heads = ["Municipio", "Vecinos", "Regadío (ha)", "Presupuesto"][: 3 + seed % 2]
    ruled = seed % 3
    names = press.chance.sample(
        [
            "Torralba",
            "Peñarrubia",
            "Villasol",
            "Fuente el Olmo",
            "Castilnuevo",
            "Zarangoza",
            "Puebla de Guzmán",
        ],
        6,
    )
    rows = [heads, *([name, *(stories.figure() for _ in heads[1:])] for name in names)]
    step = w / len(heads)
    for number, row in enumerate(rows):
        if ruled == 1 or (ruled == 2 and number in (0, 1)):
            setter.rule(x, y - 10, x + w, y - 10)
        for n, cell in enumerate(row):
            style = bold if number == 0 else cells
            at = x + n * step + 3
            if n and number and seed % 2:
                at += step - 12 - setter.width(cell, style)
            setter.line(cell, at, y, style, "table" if number else "heads")
        if number:
            pairs = [f"{head}: {cell}" for head, cell in zip(heads, row, strict=True)]
            setter.truth.units.append("; ".join(pairs))
        y += 14
    if ruled:
        setter.rule(x, y - 10, x + w, y - 10)
    press.flow([stories.paragraph(60), stories.paragraph(50)], [(x, y + 12, w, 1e9)], "main")
    return Sample(f"table {seed}", *setter.finished())


def mosaic(seed: int) -> Sample:
    """A newspaper page cut into articles at random."""
    press = Press(seed, columns=3 + seed % 2, shuffled=seed % 4 == 3)
    mosaics.mosaic(press)
    return Sample(f"mosaic {seed}", *press.setter.finished())


KINDS: Final[Sequence[Callable[[int], Sample]]] = (
    report,
    *(lambda seed, n=n: newspaper(seed, n) for n in (2, 3, 4)),
    *(lambda seed, n=n: front_page(seed, n) for n in (2, 4)),
    *(lambda seed, n=n: boxed(seed, n) for n in (2, 3)),
    journal,
    table,
    mosaic,
    mosaic,
)


def samples(seed: int = 0, rounds: int = 5) -> Iterator[Sample]:
    """Print the set: so many files of each kind, 15 pages a round."""
    for turn in range(rounds):
        for number, kind in enumerate(KINDS):
            yield kind(seed + 7 * turn + number)
