"""Pages made articles: their blocks in order, parted where headlines show that another begins.

A newspaper page has several articles, a report is one, and a long file without headings is one a
page, lest forty pages be one source.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from index.types import Box
from rag.documents.mending.cut_words import CutWords
from rag.documents.mending.line_breaks import ends_finished
from rag.documents.pages.furniture import DAY, without_furniture
from rag.documents.pages.kinds import WORDS_BELOW, classify, headlines
from rag.documents.pages.layout import Layout, usual_size
from rag.documents.pages.prose import Place, Writer, goes_on, paragraphs_of
from rag.documents.pages.types import Block, Line, Sheet
from rag.documents.types import Article

_DAY_LINE: Final = 12
"""Words of the line below a paper's name, with the day, the number and the price."""

# More pages than this, with a heading on fewer than one in so many, are an article each.
_SHORT: Final = 4
_PAGES_A_HEADING: Final = 6


@dataclass(slots=True)
class _Story:
    """An article while its blocks are gathered."""

    title: str = ""
    blocks: list[tuple[Sheet, Block]] = field(default_factory=list)


def articles_of(
    layouts: Sequence[Layout], title: str = "", author: str = "", known: Sequence[str] = ()
) -> list[Article]:
    """Make the articles of a file's pages; ``[]`` when no page has text.

    :param title: of the file, as it says itself.
    :param known: words that are cut at line ends somewhere, whole.
    """
    gone = without_furniture([layout.lines for layout in layouts])
    for layout in layouts:
        layout.blocks = [kept for block in layout.blocks for kept in _without(block, gone)]
    body = usual_size(x for layout in layouts for block in layout.blocks for x in block.lines)
    for layout in layouts:
        classify(layout, body)
    lines = [line.text for layout in layouts for line in layout.lines]
    words = CutWords("\n".join([*lines, *known]))
    stories = list(_stories(layouts, body, title))
    written = (_written(story, author, words) for story in stories)
    return [article for article in written if any(c.isalpha() for c in article.text)]


def one_article(layouts: Sequence[Layout], title: str, words: CutWords) -> Article:
    """Make one article of blocks that are known to be one, page by page in their order.

    :param words: tells what was cut at line ends.
    """
    body = usual_size(x for layout in layouts for block in layout.blocks for x in block.lines)
    story = _Story(title)
    for layout in layouts:
        classify(layout, body)
        if layout.sheet is not None:
            story.blocks += [(layout.sheet, block) for block in layout.blocks]
    return _written(story, "", words)


def _without(block: Block, gone: set[int]) -> list[Block]:
    """Give a block without some of its lines; nothing when none is left."""
    if block.kind == "table" or not any(id(line) in gone for line in block.lines):
        return [block]
    lines = [line for line in block.lines if id(line) not in gone]
    return [Block(lines, block.kind)] if lines else []


def _stories(layouts: Sequence[Layout], body: float, title: str) -> Iterator[_Story]:
    """Part the blocks of all pages into articles."""
    pages = [layout for layout in layouts if layout.blocks or layout.turned]
    headings = sum(block.kind == "heading" for page in pages for block in page.blocks)
    one_a_page = len(pages) > _SHORT and headings * _PAGES_A_HEADING < len(pages)
    story = _Story(title)
    for page in pages:
        heads = headlines(page.blocks, body)
        sheet = page.sheet
        if sheet is None:
            continue
        if len(heads) > 1:
            if story.blocks:
                yield story
            story = _Story()
            for place, block in enumerate(page.blocks):
                if place in heads and _is_told(story):
                    yield story
                    story = _Story()
                if place in heads and (not story.title or _is_masthead(story)):
                    story.title = _joined(block)
                story.blocks.append((sheet, block))
            story.blocks += page.turned
            yield story
            story = _Story(title)
            continue
        if one_a_page and story.blocks:
            carried, own = _carried_over(story, page.blocks)
            story.blocks += [(sheet, block) for block in carried]
            yield story
            story = _Story(f"{title} (p. {page.number})" if title else "")
            story.blocks += [(sheet, block) for block in own]
        else:
            if not story.title and heads and not story.blocks:
                story.title = _joined(page.blocks[min(heads)])
            story.blocks += [(sheet, block) for block in page.blocks]
        story.blocks += page.turned
    if story.blocks:
        yield story


def _is_told(story: _Story) -> bool:
    """Whether an article has text by now, not only what stands above the first headline."""
    texts = [block.text for _, block in story.blocks if block.kind == "text"]
    return bool(story.title and texts) or sum(len(t.split()) for t in texts) >= WORDS_BELOW


def _is_masthead(story: _Story) -> bool:
    """Whether what is told so far is the paper's name with its day below, and no headline."""
    last = story.blocks[-1][1]
    return (
        len(story.blocks) > 1
        and len(last.text.split()) <= _DAY_LINE
        and bool(DAY.search(last.text))
    )


def _carried_over(story: _Story, blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """Part what ends a paragraph of the page before from what is the page's own; a page that is
    nothing else keeps it."""
    before = next((block for _, block in reversed(story.blocks) if block.kind == "text"), None)
    first = next(iter(blocks), None)
    if before is None or first is None or first.kind != "text" or not goes_on(before, first):
        return [], list(blocks)
    paragraph, *rest = paragraphs_of(first)
    left = [Block([line for lines in rest for line in lines])] if rest else []
    own = [*left, *blocks[1:]]
    words = sum(len(block.text.split()) for block in own if block.kind == "text")
    return ([Block(paragraph)], own) if words >= WORDS_BELOW else ([], list(blocks))


def _joined(block: Block) -> str:
    writer = Writer(_place_on(None), CutWords(""))
    writer.paragraph(block.lines)
    return writer.text


def _place_on(sheet: Sheet | None) -> Place:
    def place(lines: Sequence[Line]) -> tuple[int, Box, float | None]:
        box = Block(list(lines)).box
        sure = [line.quality for line in lines if line.quality is not None]
        quality = round(sum(sure) / len(sure), 3) if sure else None
        return lines[0].page, sheet.shown(box) if sheet is not None else box, quality

    return place


def _written(story: _Story, author: str, words: CutWords) -> Article:
    """Write an article; what stands apart waits for the end of the running sentence."""
    sheets: dict[int, Sheet] = {}
    for sheet, block in story.blocks:
        sheets.update((id(line), sheet) for line in block.lines)

    def place(lines: Sequence[Line]) -> tuple[int, Box, float | None]:
        return _place_on(sheets[id(lines[0])])(lines)

    writer = Writer(place, words)
    waiting, texts = list[Block](), list[Block]()
    before: Block | None = None

    def settle() -> None:
        writer.end()
        for block in waiting:
            _apart(writer, block)
        waiting.clear()

    for _, block in story.blocks:
        if block.kind == "text":
            if before is None or not goes_on(before, block, _column_edge(before, texts)):
                settle()
            texts.append(block)
            for number, paragraph in enumerate(paragraphs_of(block)):
                if number:
                    settle()
                writer.paragraph(paragraph)
            before = block
        elif block.kind == "heading":
            settle()
            writer.paragraph(block.lines)
            settle()
            before = None
        else:
            waiting.append(block)
            if before is None or ends_finished(before.lines[-1].text):
                settle()
                before = None
    settle()
    return Article(writer.text, story.title, author=author, lines=writer.lines)


def _column_edge(block: Block, texts: Sequence[Block]) -> float:
    """Tell how far the column of a block of one line reaches: as the block above in it does."""
    if len(block.lines) > 1:
        return 0.0
    line = block.lines[0]
    for other in reversed(texts[:-1]):
        box, last = other.box, other.lines[-1]
        if last.page == line.page and len(other.lines) > 1 and abs(box[0] - line.x0) <= line.size:
            return box[2] if last.base < line.base else 0.0
    return 0.0


def _apart(writer: Writer, block: Block) -> None:
    if block.rows:
        writer.table(block)
        return
    for paragraph in paragraphs_of(block):
        writer.end()
        writer.paragraph(paragraph)
    writer.end()
