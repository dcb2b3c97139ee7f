"""What each block of a page is: heading, running text, caption, note, boxed; which are headlines.

Only running text goes on from block to block; the others stand apart, so that no sentence runs
into a caption or a note and comes out as one that nobody printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from index.types import Box
from rag.documents.mending.line_breaks import ends_finished
from rag.documents.pages.layout import Layout
from rag.documents.pages.types import Block, Kind

# Against the size of the running text.
_LARGER: Final = 1.18
_SMALLER: Final = 0.93
_HEADING_LINES: Final = 9
_HEADING_WORDS: Final = 45
_BOLD_WORDS: Final = 16
# A caption stands so near its picture, in sizes, and is so long at most.
_NEAR: Final = 2.5
_CAPTION_LINES: Final = 6
_NOTE: Final = re.compile(r"(?:\(?\d{1,3}[.)]?|\[\d{1,3}\]|[*†‡]+)(?:\s+\S|(?=[A-ZÁÉÍÓÚÑ«¿“]))")
_NOTES_FROM: Final = 0.5


WORDS_BELOW: Final = 30
"""A headline stands over an article of so many words."""

# A brief among articles has one or two sentences.
_WORDS_OF_A_BRIEF: Final = 8
_ARTICLE: Final = 1.45
"""A headline's size against the text's; headings of sections are up to 1.4."""

_LEVEL: Final = 1.25
_SAME_HEIGHT: Final = 0.5
"""A heading of this size is a headline where it begins beside one, within so much of its size."""

_NUMBERED: Final = re.compile(r"(?:\d{1,2}|[IVX]{1,5})(?:\.\d{1,2})*[.)]?\s")


def classify(layout: Layout, body: float) -> None:
    """Tell the kinds of a page's blocks; tables and boxed ones stay what they are."""
    for block in layout.blocks:
        if block.kind == "text":
            block.kind = _kind(block, layout, body)


def _kind(block: Block, layout: Layout, body: float) -> Kind:
    size, words = block.size, len(block.text.split())
    large = size >= _LARGER * body
    apart = not large and len(block.lines) <= _CAPTION_LINES and (size <= 0.97 * body or block.bold)
    if apart and any(_is_caption(block, picture) for picture in layout.pictures):
        return "caption"
    if large and len(block.lines) <= _HEADING_LINES and words <= _HEADING_WORDS:
        return "heading"
    bold = block.bold and words <= _BOLD_WORDS and len(block.lines) <= 3
    if bold and size >= _SMALLER * body and not ends_finished(block.text):
        return "heading"
    height = layout.sheet.height if layout.sheet is not None else 0.0
    low = block.box[1] > _NOTES_FROM * height
    if size <= _SMALLER * body and low and _NOTE.match(block.lines[0].text):
        return "note"
    return "text"


def _is_caption(block: Block, picture: Box) -> bool:
    """Whether a block stands right below a picture, or right above it, and no wider."""
    x0, top, x1, bottom = block.box
    near = _NEAR * block.size
    beside = min(x1, picture[2]) - max(x0, picture[0]) > 0.6 * (x1 - x0)
    below = -2 <= top - picture[3] <= near
    above = -2 <= picture[1] - bottom <= 0.6 * near
    return beside and (below or above)


def headlines(blocks: Sequence[Block], body: float) -> set[int]:
    """Find the blocks that are headlines with an article below, by their places."""
    found = {
        i
        for i, block in enumerate(blocks)
        if block.kind == "heading"
        and block.size >= _ARTICLE * body
        and not _NUMBERED.match(block.text)
    }
    if len(found) > 1 and not _in_columns(blocks):
        found = {min(found)}
    found |= {i for i in range(len(blocks)) if _is_level(blocks, i, found, body)}
    kept, briefs = set[int](), set[int]()
    for i in sorted(found):
        words = 0
        for j in range(i + 1, len(blocks)):
            if j in found and words:
                break
            if blocks[j].kind == "text" or (j not in found and _is_lead(blocks[j])):
                words += len(blocks[j].text.split())
        if i - 1 in kept:
            continue
        if words >= WORDS_BELOW:
            kept.add(i)
        elif words >= _WORDS_OF_A_BRIEF and (
            _is_beside(blocks, i, found) or _is_brief(blocks, i, found)
        ):
            briefs.add(i)
    # Beside articles that are told, a short one is one too.
    return kept | briefs if len(kept) > 1 else kept


def _is_lead(block: Block) -> bool:
    """Whether a block set larger than the text is the sentence with which an article begins."""
    words = len(block.text.split())
    return block.kind == "heading" and words >= _WORDS_OF_A_BRIEF and ends_finished(block.text)


def _is_level(blocks: Sequence[Block], at: int, heads: set[int], body: float) -> bool:
    """Whether a heading stands beside a headline, at its height, over a column of its own: in a
    narrow column it is set smaller."""
    block = blocks[at]
    if at in heads or block.kind != "heading" or block.size < _LEVEL * body:
        return False
    if ends_finished(block.text) or not _is_beside(blocks, at, heads):
        return False
    below = next((other for other in blocks[at + 1 :] if other.kind == "text"), None)
    return below is not None and len(below.text.split()) >= WORDS_BELOW


def _is_beside(blocks: Sequence[Block], at: int, heads: set[int]) -> bool:
    """Whether a block stands beside a headline, at its height: they begin an article each."""
    x0, top, x1, _ = blocks[at].box
    return any(
        abs(top - blocks[i].box[1]) <= _SAME_HEIGHT * blocks[i].size
        and (x1 < blocks[i].box[0] or blocks[i].box[2] < x0)
        for i in heads
        if i != at
    )


def _is_brief(blocks: Sequence[Block], head: int, heads: set[int]) -> bool:
    """Whether a headline has whole sentences below it up to the next one, and no sentence is open
    above it: words of the text that are set large within it are none."""
    above = [block for block in blocks[:head] if block.kind == "text"]
    end = min((i for i in heads if i > head), default=len(blocks))
    below = [block for block in blocks[head + 1 : end] if block.kind == "text" or _is_lead(block)]
    if above and not ends_finished(above[-1].lines[-1].text):
        return False
    first, last = below[0].lines[0].text, below[-1].lines[-1].text
    return ends_finished(last) and not first[:1].islower()


def _in_columns(blocks: Sequence[Block]) -> bool:
    """Whether text stands beside text on a page."""
    boxes = [b.box for b in blocks if b.kind == "text" and len(b.lines) > 2]
    return any(
        one[2] <= other[0] and min(one[3], other[3]) - max(one[1], other[1]) > 0
        for one in boxes
        for other in boxes
    )
