"""Puts words together again that were cut at the ends of lines, and the lines with them.

Text taken from printed pages or read off scans keeps the lines of the page and their hyphens; a
reader answers «Mora» where the page says «Morales». A run of lines of which one ends in a cut
word is typesetting, so it becomes the paragraphs it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from rag.documents.mending.cut_words import HYPHENS, LETTERS, CutWords
from rag.documents.mending.law_articles import begins_article
from rag.documents.mending.line_breaks import (
    WIDEST_WRAP,
    ends_finished,
    line_groups,
    usual_width,
)

_CUT_END: Final = re.compile(rf"({LETTERS}+)[{HYPHENS}]\Z")
_BEGIN: Final = re.compile(rf"{LETTERS}+")
_NUMBERED: Final = re.compile(r"(?:\d[-–]|(?<![^\s(«\"])[A-Z]{1,6}-|\b[Cc]ovid-)\Z")
# Longer strings of letters are no words; and what stands before one is looked at so far.
_LONGEST_WORD: Final = 40
_BEFORE: Final = 400
_SHORT: Final = 3
_ITEM: Final = re.compile(r"(?:[-•·▪*–—]|\d{1,3}[.)])\s")
# A line that could have taken the next word ends a paragraph; one that also ends a sentence needs
# less room for it, since characters are of unequal width.
_FULL_LINE: Final = 0.85
_FULL_LAST_LINE: Final = 0.95

_ANY: Final = re.compile(rf"{LETTERS}[{HYPHENS}][ \t]*(?:\n|[ \t](?={LETTERS}))")
_OVER_A_PAGE: Final = re.compile(rf"(?<={LETTERS})[{HYPHENS}][ \t]*\n[ \t]*\n\s*(?=[a-záéíóúüñ])")
_IN_A_LINE: Final = re.compile(
    rf"\b({LETTERS}{{2,{_LONGEST_WORD}}})[{HYPHENS}][ \t]({LETTERS}{{2,}})"
)
_LEFT_IN: Final = re.compile(rf"\b({LETTERS}{{2,{_LONGEST_WORD}}})-({LETTERS}{{2,}})\b(?!-)")
# Endings that are no words: what stands before one, after a space, is the rest of its word.
_ENDING: Final = re.compile(
    rf"\b({LETTERS}{{1,{_LONGEST_WORD}}}(?:[i](?= dad)|ciu(?= dad)|liber(?= dad)|[ai](?= mientos)|"
    r"(?= [cs]i[óo]n))) (ción|ciones|sión|siones|dad|dades|mientos)\b"
)


def ends_paragraph(line: str, following: str, width: int) -> bool:
    """Whether a paragraph ends with a printed line, going by the next and the usual width."""
    if _ITEM.match(following) or begins_article(following):
        return True
    finished = ends_finished(line)
    if following[0].islower() and not finished:
        return False
    full = _FULL_LAST_LINE if finished else _FULL_LINE
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) <= full * width


def join_lines(line: str, following: str, words: CutWords, above: str = "") -> str:
    """Join what stands in two lines of a paragraph, by a space or by a word cut in two.

    :param above: what stands before them in the paragraph.
    """
    cut = _CUT_END.search(line[-_LONGEST_WORD:])
    begin = _BEGIN.match(following)
    if cut and begin:
        before = f"{above} {line[: len(line) - len(cut[0])]}"[-_BEFORE:]
        if words.is_cut(before, cut[1], begin[0], line_end=True):
            hyphen = "-" if "-" in words.joined(cut[1], begin[0]) else ""
            return f"{line[:-1]}{hyphen}{following}"
    if following[0].isdigit() and _NUMBERED.search(line):  # «1936-/1939», «COVID-/19»
        return line + following
    return f"{line} {following}"


def _joints(lines: Sequence[str], words: CutWords) -> list[str | None]:
    """Join each line with the next, where a word is cut between them."""
    joints: list[str | None] = []
    for i, (line, following) in enumerate(pairwise(lines)):
        joint = join_lines(line, following, words, " ".join(lines[max(0, i - 4) : i]))
        joints.append(None if joint == f"{line} {following}" else joint)
    return joints


def _paragraphs(lines: Sequence[str], joints: Sequence[str | None]) -> Iterator[str]:
    """Give the paragraphs of a run of printed lines, of which one at least is cut."""
    width = usual_width(lines)
    typeset = width <= WIDEST_WRAP
    parts: list[str] = []
    for (line, following), joint in zip(pairwise(lines), joints, strict=True):
        if joint is not None:
            parts.append(joint[: -len(following)])
        elif typeset and not ends_paragraph(line, following, width):
            parts.append(f"{line} ")
        else:
            yield "".join([*parts, line])
            parts.clear()
    yield "".join([*parts, lines[-1]])


def _in_lines(text: str, words: CutWords) -> str:
    """Mend the words cut at line ends."""
    parts: list[str] = []
    at = 0
    for group in line_groups(text):
        lines = [text[a:b].strip() for a, b in group]
        joints = _joints(lines, words)
        if any(joints):
            parts += [text[at : group[0][0]], "\n\n".join(_paragraphs(lines, joints))]
            at = group[-1][1]
    return "".join([*parts, text[at:]])


def mend_cut_words(text: str) -> str:
    r"""Put together the words that were cut at line ends, over pages, or in the middle of a line.

    >>> mend_cut_words("acordó adjudicar la construc-\nción del mercado")
    'acordó adjudicar la construcción del mercado'

    :param text: all of an article, since its own words tell which are whole. Lines that hold no
        cut word stay as they are.
    """
    if not _ANY.search(text) and not _ENDING.search(text) and not _LEFT_IN.search(text):
        return text
    words = CutWords(text)
    text = _OVER_A_PAGE.sub("-\n", text)
    text = _in_lines(text, words)

    text = _in_a_line(text, words)
    text = _LEFT_IN.sub(lambda match: _left_in(match, words), text)
    return _ENDING.sub(lambda match: _ending(match, words), text)


def _in_a_line(text: str, words: CutWords) -> str:
    """Mend «pe- setas», of lines that were joined by a space. Once is a slip of the keyboard
    («lunes- viernes»), unless the first part is too short for that; twice is the way of a text."""
    cuts = [
        match
        for match in _IN_A_LINE.finditer(text)
        if words.is_cut(
            text[max(0, match.start() - _BEFORE) : match.start()].rpartition("\n")[2],
            match[1],
            match[2],
            line_end=False,
        )
    ]
    parts: list[str] = []
    at = 0
    for match in cuts:
        if len(cuts) > 1 or len(match[1]) <= _SHORT or words.knows(match[1] + match[2]):
            parts += [text[at : match.start()], words.joined(match[1], match[2])]
            at = match.end()
    return "".join([*parts, text[at:]])


def _left_in(match: re.Match[str], words: CutWords) -> str:
    """Take out a hyphen that was left in when lines were joined: «pe-setas», if «pesetas» stands
    elsewhere and «pe» nowhere."""
    left, right = match[1], match[2]
    whole = words.knows(left + right) and not (words.knows(left) and words.knows(right))
    return left + right if whole and right.islower() else match[0]


def _ending(match: re.Match[str], words: CutWords) -> str:
    """Join «conformi dad»: the first part stands nowhere else, or the whole word does."""
    left, right = match[1], match[2]
    certain = words.knows(left + right) or words.words[left.casefold()] <= 1
    return left + right if certain else match[0]
