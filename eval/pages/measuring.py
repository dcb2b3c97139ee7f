"""Compares what was read of a printed file with what it prints.

Characters are compared unit by unit (paragraph, headline, caption, row), lines by the order in
which they come out, sentences by whether any unit prints them.
"""

from __future__ import annotations

import resource
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from eval.pages.samples import Sample
from eval.pages.setting import PrintedPiece
from index.types import PrintedLine
from rag.documents.formats.pdf import PdfFormat
from rag.documents.sentences import split_sentences
from rag.documents.types import Article, FileContents, SourceFile


@dataclass(frozen=True, slots=True)
class Reading:
    """How well a file was read.

    :param characters: share of the printed characters that came out, in runs of the right order.
    :param concordant: pairs of lines of one flow that came out in order, of ``pairs``.
    :param false_sentences: sentences that no unit prints.
    :param furniture: running heads and numbers that came out as text.
    :param articles: how many came out.
    :param expected_articles: how many the page prints where that is known, else 0.
    :param whole_articles: of ``marked_articles``, whose lines are known, those that came out as
        one, with all of their lines and none of another's.
    """

    name: str
    pages: int
    characters: float
    concordant: int
    pairs: int
    sentences: int
    false_sentences: tuple[str, ...]
    lost_lines: int
    furniture: int
    articles: int
    expected_articles: int
    whole_articles: int
    marked_articles: int
    ms_a_page: float

    @property
    def tau(self) -> float:
        """Kendall's tau of the lines within their flows."""
        return 2 * self.concordant / self.pairs - 1 if self.pairs else 1.0


def read(sample: Sample) -> tuple[FileContents, float]:
    """Read a file; also give the seconds of the processor that it took."""
    file = SourceFile(sample.data, Path(f"{sample.name}.pdf"))
    start = _processor_time()
    contents = PdfFormat().read(file)
    return contents, _processor_time() - start


def _processor_time() -> float:
    """Seconds of this process and of those that it started and that have ended."""
    of_children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + of_children.ru_utime + of_children.ru_stime


def measure(sample: Sample, *, recognised: bool = False) -> Reading:
    """Read a file and compare it with what it prints.

    :param recognised: whether its letters are; a sentence is then false when a tenth of it and
        more stands nowhere, not for a letter.
    """
    contents, seconds = read(sample)
    truth = sample.truth
    units = [" ".join(unit.split()) for unit in truth.units]
    text = " ".join(" ".join(article.text.split()) for article in contents.articles)
    printed = sum(len(unit.replace(" ", "")) for unit in units)
    came = sum(_came_out(unit, text) for unit in units)
    concordant, pairs, lost = _order(truth.pieces, contents.articles)
    sentences = [s for article in contents.articles for s in _sentences(article.text)]
    printed_too = [*units, *truth.furniture]
    false = tuple(
        s
        for s in sentences
        if not any(s in unit for unit in printed_too)
        and not (recognised and any(_is_nearly_in(s, unit) for unit in printed_too))
    )
    return Reading(
        sample.name,
        len(contents.pages),
        came / printed,
        concordant,
        pairs,
        len(sentences),
        false,
        lost,
        sum(
            paragraph in truth.furniture
            for a in contents.articles
            for paragraph in a.text.split("\n")
        ),
        len(contents.articles),
        truth.articles,
        *_whole(truth.pieces, contents.articles),
        1000 * seconds / max(len(contents.pages), 1),
    )


def _is_nearly_in(sentence: str, unit: str) -> bool:
    """Whether nine tenths of a sentence stand in a unit, in their order and close together."""
    anchor = SequenceMatcher(None, sentence, unit, autojunk=False).find_longest_match()
    start = max(anchor.b - anchor.a - 10, 0)
    near = unit[start : start + len(sentence) + 20]
    blocks = SequenceMatcher(None, sentence, near, autojunk=False).get_matching_blocks()
    return sum(b.size for b in blocks if b.size > 1) >= 0.9 * len(sentence)


def _came_out(unit: str, text: str) -> int:
    """Count the characters of a unit that came out in one piece, or in runs of some length."""
    if unit in text:
        return len(unit.replace(" ", ""))
    # The same phrase may stand elsewhere: of the places where some of it was found, the best.
    found = ((text.find(unit[i : i + 24]), i) for i in range(0, max(len(unit) - 24, 1), 12))
    starts = sorted({max(at - i - 40, 0) for at, i in found if at >= 0})
    apart = [start for n, start in enumerate(starts) if not n or start - starts[n - 1] > 30]
    return max(
        (_matched(unit, text[start : start + len(unit) + 120]) for start in apart), default=0
    )


def _matched(unit: str, near: str) -> int:
    blocks = SequenceMatcher(None, unit, near, autojunk=False).get_matching_blocks()
    return sum(len(unit[b.a : b.a + b.size].replace(" ", "")) for b in blocks if b.size >= 3)


def _whole(pieces: Sequence[PrintedPiece], articles: Sequence[Article]) -> tuple[int, int]:
    """Count the printed articles whose lines are all in one article, and those of no other; and
    all whose lines are known."""
    found = [(line, number) for number, article in enumerate(articles) for line in article.lines]
    inside: dict[str, set[int]] = defaultdict(set)
    for piece in pieces:
        if not piece.flow.startswith("article"):
            continue
        flow = " ".join(piece.flow.split()[:2])  # what stands apart in it is its own
        numbers = (number for line, number in found if _holds(line, piece))
        inside[flow].add(next(numbers, -1))
    held = [number for numbers in inside.values() for number in numbers]
    whole = sum(
        len(numbers) == 1 and -1 not in numbers and held.count(min(numbers)) == 1
        for numbers in inside.values()
    )
    return whole, len(inside)


def _holds(line: PrintedLine, piece: PrintedPiece) -> bool:
    """Whether a line that was read covers the middle of a printed one."""
    x, y = (piece.box[0] + piece.box[2]) / 2, (piece.box[1] + piece.box[3]) / 2
    inside = line.box[0] - 2 <= x <= line.box[2] + 2 and line.box[1] - 1 <= y <= line.box[3] + 1
    return inside and line.page == piece.page


def _order(pieces: Sequence[PrintedPiece], articles: Sequence[Article]) -> tuple[int, int, int]:
    """Count pairs of lines in order, all pairs, and lines that came out nowhere."""
    found = [line for article in articles for line in article.lines]
    flows: dict[str, list[int]] = defaultdict(list)
    lost = 0
    for piece in pieces:
        rank = next((i for i, line in enumerate(found) if _holds(line, piece)), None)
        if rank is None:
            lost += piece.flow != "heads"  # of a table: its rows carry them
        else:
            flows[piece.flow].append(rank)
    concordant = pairs = 0
    for ranks in flows.values():
        for i, rank in enumerate(ranks):
            for other in ranks[i + 1 :]:
                pairs += 1
                concordant += rank <= other
    return concordant, pairs, lost


def _sentences(text: str) -> list[str]:
    found = []
    for paragraph in text.split("\n"):
        for start, end in split_sentences(paragraph):
            sentence = " ".join(paragraph[start:end].split())
            if len(sentence.split()) > 1:
                found.append(sentence)
    return found
