"""What each block of a page is: heading, running text, caption, note, or boxed.

Only running text goes on from block to block; the others stand apart, so that no sentence runs
into a caption or a note and comes out as one that nobody printed.
"""

from __future__ import annotations

import re
from typing import Final

from index.types import Box
from rag.documents.mending.line_breaks import ends_finished
from rag.documents.pages.layout import Layout
from rag.documents.pages.types import Block

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


def classify(layout: Layout, body: float) -> None:
    """Tell the kinds of a page's blocks; tables and boxed ones stay what they are."""
    for block in layout.blocks:
        if block.kind == "text":
            block.kind = _kind(block, layout, body)  # type: ignore[assignment]


def _kind(block: Block, layout: Layout, body: float) -> str:
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
