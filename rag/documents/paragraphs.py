"""Cuts a text into its passages: the paragraphs, each with the headings above it.

The passage is what is found and cited, so it must be what an author meant as one unit,
a verbatim slice of the text, and no longer than the encoder reads.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from index.types import Span
from rag.documents.blocks import Paragraph, find_paragraphs, looks_like_heading
from rag.documents.clutter import clutter_flags, teasers_inside
from rag.documents.mending.law_articles import article_start, begins_part
from rag.documents.splitting import Cutter

__all__ = ["Paragraph", "Passages", "find_paragraphs", "passages"]

# Headline, kicker, byline, place and date, section: more short lines in a row are a table
# or a list, not headings.
_MAX_HEADINGS = 6


@dataclass(frozen=True, slots=True)
class Passages:
    """The passages of a text, and the page furniture that is in none of them, in order."""

    spans: tuple[Span, ...]
    clutter: tuple[str, ...]


def _key(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _merge_tables(blocks: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Make a long run of short lines one paragraph; its last line stays a heading
    when a paragraph follows."""
    i = 0
    while i < len(blocks):
        stop = i
        while stop < len(blocks) and blocks[stop].heading:
            stop += 1
        if stop - i > _MAX_HEADINGS:
            last = stop if stop == len(blocks) else stop - 1
            yield Paragraph(blocks[i].start, blocks[last - 1].end, False)
            i = last
        else:
            yield blocks[i]
            i += 1


def _units(runs: Sequence[Sequence[Paragraph]], title: str, text: str) -> list[tuple[int, int]]:
    """Give the slices to cite: each paragraph with the headings directly above it.

    :param runs: the article's blocks, parted where clutter lies between them.
    """
    units: list[tuple[int, int]] = []
    bare_title: list[tuple[int, int]] = []
    for run in runs:
        begin: int | None = None
        attached = False  # the last unit belongs to this run, and may take its last heading
        for block in _merge_tables(run):
            begin = block.start if begin is None else begin
            if not block.heading:
                units.append((begin, block.end))
                begin, attached = None, True
        if begin is None:
            continue
        end = run[-1].end
        if attached:
            units[-1] = (units[-1][0], end)
        elif title and _key(text[begin:end]) == title and looks_like_heading(text[begin:end]):
            bare_title.append((begin, end))  # the title is known; alone it answers nothing
        else:
            units.append((begin, end))
    return units or bare_title[:1]


def _articles_whole(
    units: Sequence[tuple[int, int]], text: str, cutter: Cutter
) -> Sequence[tuple[int, int]]:
    """Put the paragraphs of each article of a law together, as many as one passage holds.

    A law has two articles at least; what lies between two paragraphs must be white space.
    """
    begins = [article_start(text[start:end]) >= 0 for start, end in units]
    if sum(begins) < 2:
        return units
    whole: list[tuple[int, int]] = []
    inside = False
    for (start, end), begin in zip(units, begins, strict=True):
        if begin or begins_part(text[start:end]):
            inside = begin
        elif inside and not text[whole[-1][1] : start].strip() and cutter.fits(whole[-1][0], end):
            whole[-1] = (whole[-1][0], end)
            continue
        else:
            inside = False
        whole.append((start, end))
    return whole


def _parts(block: Paragraph, text: str) -> Iterator[tuple[Paragraph, bool]]:
    """Part a paragraph where calls to other articles stand in it; tell which parts are such."""
    whole = text[block.start : block.end]
    if block.heading or not (teasers := teasers_inside(whole)):
        yield block, False
        return
    at = 0
    for start, end in [*teasers, (len(whole), len(whole))]:
        for a, b, teaser in ((at, start, False), (start, end, True)):
            inner = whole[a:b].strip()
            if any(c.isalnum() for c in inner):
                begin = block.start + a + len(whole[a:b]) - len(whole[a:b].lstrip())
                yield Paragraph(begin, begin + len(inner), False), teaser
        at = end


def passages(
    text: str, *, count_tokens: Callable[[str], int], limit: int, title: str = ""
) -> Passages:
    """Cut ``text`` into passages: verbatim slices of at most ``limit`` tokens each.

    :param count_tokens: the encoder's count for a passage, all it adds included.
    :param title: the document's; a first block that repeats it is a heading.
    """
    blocks = find_paragraphs(text)
    title_key = _key(title)
    if blocks and title_key and _key(text[blocks[0].start : blocks[0].end]) == title_key:
        blocks[0] = Paragraph(blocks[0].start, blocks[0].end, True)
    parts = [part for block in blocks for part in _parts(block, text)]
    blocks = [part for part, _ in parts]
    flags = clutter_flags([text[b.start : b.end] for b in blocks], [b.heading for b in blocks])
    runs: list[list[Paragraph]] = [[]]
    clutter: list[str] = []
    for (block, teaser), flagged in zip(parts, flags, strict=True):
        if flagged or teaser:
            clutter.append(text[block.start : block.end])
            if not teaser:
                runs.append([])
        else:
            runs[-1].append(block)
    cutter = Cutter(text, count_tokens, limit)
    units = _articles_whole(_units(runs, title_key, text), text, cutter)
    spans = tuple(
        Span(start, end, number)
        for number, unit in enumerate(units, start=1)
        for start, end in cutter.cut(*unit)
    )
    return Passages(spans, tuple(clutter))
