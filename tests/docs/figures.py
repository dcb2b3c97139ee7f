"""Finds the figures of the documents, and what is said of where each comes from.

A figure is what a measurement gave: a share, a percentage, a time, a size, a ratio, a count of
cases, a number that has a table's cell to itself. It comes from a recorded run, which a comment
names, or its section has a row in ``docs/origins.md``.

Behind a paragraph: ``<!-- figures prensa.json: right=62 % auroc=.806 -->``. Behind a table, row by
row and column by column, ``-`` for what is no figure of the run, ``a/b`` for two in one cell
(«.5 / .6», «3 of 4»), ``.`` for a row without a key of its own:
``<!-- table entities.json: kinds.person kinds.place | - precision/recall f1 -->``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.docs.blocks import ROOT, pages

ORIGINS: Final = "docs/origins.md"
COMMENT: Final = re.compile(r"<!-- figures (\S+\.json): (.*?) -->", re.DOTALL)
TABLE: Final = re.compile(r"<!-- table (\S+\.json): ([^|]*)\|(.*?)-->", re.DOTALL)
PAIR: Final = re.compile(r"([\w.@]+)=([\d.,]+(?: %)?)")
NUMBER: Final = r"(?:\d[\d,]*(?:\.\d+)?|\.\d+)"
MEASURED: Final = re.compile(
    rf"(?<![\w.,§-])(?P<number>{NUMBER}(?: %)?)(?![\w%])"
    r"(?: ?(?:and|to|or) [\d.,]+)?"
    r"(?P<unit> (?:ms|µs|s|seconds?|minutes?|hours?|kB|[MG]i?B|times|×|tokens|points?"
    r"|of \d[\d,]*)(?![\w]))?"
)
CELL: Final = re.compile(rf"[-–]?{NUMBER}(?: %)?(?: ?[/–] ?{NUMBER}(?: %)?)*")


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure of which a comment says what it is.

    :param text: the paragraph, list or table above the comment.
    """

    page: str
    record: str
    key: str
    shown: str
    text: str

    def __str__(self) -> str:
        """Name the claim in the list of tests."""
        return f"{self.page}:{self.record}:{self.key}"


def claims() -> list[Claim]:
    """Every figure of every document of which a comment says where it comes from."""
    return [
        claim
        for page in pages()
        for claim in claims_in(str(page.relative_to(ROOT)), page.read_text(encoding="utf-8"))
    ]


def claims_in(page: str, text: str) -> list[Claim]:
    """The figures of a document, or of a part of one, of which its comments say the run."""
    found = []
    for comment in COMMENT.finditer(text):
        pairs = PAIR.findall(comment[2])
        assert pairs, f"{page}: a comment without figures: {comment[0]}"
        above = _above(text, comment.start())
        found += [Claim(page, comment[1], key, shown, above) for key, shown in pairs]
    for comment in TABLE.finditer(text):
        cells = _cells(_above(text, comment.start()), comment[2].split(), comment[3].split())
        found += [Claim(page, comment[1], key, shown, shown) for key, shown in cells]
    return found


def _above(text: str, end: int) -> str:
    """The paragraph, list or table above a comment, other comments passed over."""
    above = TABLE.sub("", COMMENT.sub("", text[:end]))
    return above.rstrip().rpartition("\n\n")[2]


def _cells(table: str, rows: list[str], columns: list[str]) -> list[tuple[str, str]]:
    """Key and figure of each cell that a comment names; a row named ``-`` has none."""
    lines = [line.strip("|").split("|") for line in table.splitlines() if line.startswith("|")][2:]
    assert len(lines) == len(rows), (
        f"{len(rows)} rows are named, the table has {len(lines)}:\n{table}"
    )
    pairs = []
    for row, line in zip(rows, lines, strict=True):
        assert len(line) == len(columns), f"{len(columns)} columns are named, not so in {line}"
        for column, cell in zip(columns, line, strict=True):
            if "-" not in (row, column):
                shown = re.split(" / | of ", re.sub(r"[*▲▼]", "", cell))
                keys = [key if row == "." else f"{row}.{key}" for key in column.split("/")]
                pairs += [
                    (k, v.strip()) for k, v in zip(keys, shown, strict=True) if v.strip() != "–"
                ]
    return pairs


def figures_in(text: str) -> set[str]:
    """What a sentence gives as measured: percentages, shares, and numbers with a unit.

    >>> sorted(figures_in("62 % are right (AUROC .806), in 160 ms; 60 of 64 cases, since 2019"))
    ['.806', '160', '60', '62 %']
    """
    return {
        found["number"]
        for found in MEASURED.finditer(text)
        if found["unit"] or found["number"].startswith(".") or found["number"].endswith("%")
    }


def figures_in_cell(text: str) -> set[str]:
    """What a table's cell gives as measured: besides, a number that fills it."""
    bare = re.sub(r"[*▲▼]", "", text).strip()
    if CELL.fullmatch(bare):
        return set(re.findall(rf"{NUMBER}(?: %)?", bare))
    return figures_in(text)


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under a heading.

    :param anchor: of the heading, as the site makes it; "" before the first one below the title.
    :param unclaimed: figures that no comment names.
    """

    page: str
    anchor: str
    unclaimed: frozenset[str]

    def __str__(self) -> str:
        """The section's address as a document of ``docs/`` writes it."""
        page = self.page.removeprefix("docs/")
        return f"{page}#{self.anchor}" if self.anchor else page


def anchor_of(heading: str) -> str:
    """A heading's anchor on the site, and on code hosts."""
    kept = re.sub(r"[^\w\s-]", "", heading.replace("`", "")).strip().lower()
    return re.sub(r"[-\s]+", "-", kept)


def sections() -> Iterator[Section]:
    """The sections of README and ``docs/`` that have figures of which no comment says the run."""
    for page in pages():
        name = str(page.relative_to(ROOT))
        if name != ORIGINS and (name == "README.md" or name.startswith("docs/")):
            for anchor, text in _by_heading(page.read_text(encoding="utf-8")):
                claimed = {claim.shown for claim in claims_in(name, text)}
                if unclaimed := _figures_of(text) - claimed:
                    yield Section(name, anchor, frozenset(unclaimed))


def _by_heading(text: str) -> Iterator[tuple[str, str]]:
    """Each section's text by its anchor; what stands before the first has none."""
    lines = text.splitlines(keepends=True)
    tokens = MarkdownIt().parse(text)
    anchor, start = "", 0
    for token, inline in pairwise(tokens):
        if token.type == "heading_open" and token.tag != "h1" and token.map:
            yield anchor, "".join(lines[start : token.map[0]])
            anchor, start = anchor_of(inline.content), token.map[1]
    yield anchor, "".join(lines[start:])


def _figures_of(text: str) -> set[str]:
    """The figures of a section's sentences and tables."""
    found = set[str]()
    tokens = MarkdownIt().enable("table").parse(text)
    for before, token in pairwise([Token("", "", 0), *tokens]):
        if token.type == "inline":
            own = _text(token)
            found |= figures_in_cell(own) if before.type == "td_open" else figures_in(own)
    return found


def _text(token: Token) -> str:
    """What a reader sees of a paragraph, code left out."""
    return "".join(
        " " if child.type in ("softbreak", "hardbreak") else child.content
        for child in token.children or []
        if child.type in ("text", "softbreak", "hardbreak")
    )


def listed() -> list[str]:
    """The sections, or whole pages, that ``docs/origins.md`` tells of, as :class:`Section` does."""
    rows = re.findall(r"(?m)^\| (?:\[[^\]]+\]\(([^)]+)\)|`(README\.md)`) \|", _origins())
    return [link or readme for link, readme in rows]


def _origins() -> str:
    return (ROOT / ORIGINS).read_text(encoding="utf-8")
