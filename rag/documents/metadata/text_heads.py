"""Reads the lines above a text that was pasted or typed: headline, site, author, masthead.

What is copied from a page brings its address along, what is typed from a cutting the paper's name
above the day. Only lines before the first paragraph are looked at, and only those that can be
nothing else; of a text without any the first sentence is the title, as everywhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from index.text.folding import fold_name
from rag.documents.clutter import is_clutter
from rag.documents.metadata.authors import people
from rag.documents.metadata.dates import find_days
from rag.documents.metadata.sites import (
    bare_name,
    is_address,
    is_paper,
    outlet_in,
    site_of,
    title_parts,
    without_site,
)

_LINES: Final = 10
_CHARS: Final = 3_000
_PARAGRAPH_WORDS: Final = 25
_SENTENCE_WORDS: Final = 9
_LONGEST: Final = 200
_MIN_TITLE_WORDS: Final = 2
_BYLINE: Final = re.compile(
    r"(?:por|escrito por|texto(?: y fotos?)?(?: de)?|autora?|firmado por|by)\s*:?\s+"
    r"(?=[A-ZÁÉÍÓÚÑ(])",
    re.IGNORECASE,
)
_ENDED: Final = re.compile(r"\s*[|/·•(\n]\s*|\s+[-–—]\s+|,\s+(?=[a-záéíóúñ0-9])")
_BETWEEN: Final = frozenset("de del la las los y e san da dos von".split())
_FROM: Final = re.compile(
    r"(?:fuente(?: original)?|tomado de|publicado (?:originalmente )?(?:en|por)|v[ií]a)\s*:?\s+",
    re.IGNORECASE,
)
# What mastheads say beside the day.
_MASTHEAD: Final = re.compile(
    r"\b(?:num(?:ero)?|nº|n\.º|ano|epoca|tomo|precio|diario|semanario|periodico|revista|fundado|"
    r"director|edicion|ejemplar|suscripcion)\b"
)
_MASTHEAD_LINES: Final = 4
# «El Faro», «Diario La Vega», «El Progreso de Villarrobles», not «El pueblo celebra».
_NAME: Final = re.compile(
    r"(?:(?:diario|semanario|periodico) )?(?:el |la |los |las |lo )?\w+"
    r"(?: del?(?: la| las| los| el)?(?: \w+){1,2})?\Z"
)
# A word in capitals in which recognition took letters for figures: «PRO6RESO», «D1AR1O».
_MISREAD: Final = re.compile(r"\b(?=[A-ZÁÉÍÓÚÑ0-9]*[A-ZÁÉÍÓÚÑ]{2})(?=\w*\d)[A-ZÁÉÍÓÚÑ0-9]+\b")
_AS_LETTERS: Final = str.maketrans("01568", "OISGB")


@dataclass(frozen=True, slots=True)
class TextHead:
    """What the head of a text says; ``""`` where it says nothing.

    :param title: only where the head has other lines than its headline.
    :param source: the outlet's name, else the site of the address that stands there.
    :param author: people, a comma between them.
    """

    title: str = ""
    source: str = ""
    author: str = ""


def read_head(text: str) -> TextHead:
    """Read what stands above the first paragraph of a text."""
    lines = [line.strip() for line in text[:_CHARS].split("\n") if line.strip()][:_LINES]
    following = [*lines[1:], ""]
    prose = map(_is_prose, lines, following)
    lines = lines[: next((i for i, begins in enumerate(prose) if begins), len(lines))]
    paper = _paper(lines)
    title = trail = site = author = ""
    told = bool(paper)
    for number, line in enumerate(lines):
        if paper and number < _MASTHEAD_LINES and (number == 0 or _of_masthead(line)):
            continue
        if is_address(line):
            site, told = site or site_of(line), True
        elif names := _by(line):
            author, told = author or names, True
        elif find_days(line) or is_clutter(line):
            told = True
        elif not title and len(line.split()) >= _MIN_TITLE_WORDS:
            title = line.strip("#*_ ")
        elif bare_name(line) in map(bare_name, title_parts(title)[1:]):
            trail, title, told = title, line.strip("#*_ "), True  # «La Tribuna » Economía » Cae…»
    outlet = paper or outlet_in(trail) or outlet_in(title) or _named_below(text)
    title = without_site(title, outlet or site) if told else ""
    return TextHead(title, outlet or site, author)


def is_masthead(block: str) -> bool:
    """Whether a block is a paper's name with its day and nothing else, so no article's title."""
    lines = [line.strip() for line in block.split("\n") if line.strip()]
    return bool(_paper(lines)) and all(map(_of_masthead, lines[1:])) and any(map(find_days, lines))


def _is_prose(line: str, following: str) -> bool:
    """Whether a line is of a paragraph: long, a sentence, or going on in the next one."""
    if line.endswith("-") or (following[:1].islower() and not is_address(following)):
        return True
    words = len(line.split())
    ended = words >= _SENTENCE_WORDS and line.rstrip('»”"*_ ').endswith((".", "!", "?"))
    return words >= _PARAGRAPH_WORDS or len(line) > _LONGEST or ended


def _by(line: str) -> str:
    """The people whom a line names as authors, and nothing else but where and when."""
    begin = _BYLINE.match(line)
    if begin is None:
        return ""
    named = line[begin.end() :]
    days = find_days(named)
    named = _ENDED.split(named[: days[0].start] if days else named)[0].strip(" ,.:-–—")
    words = named.split()
    if len(words) < 2 or any(word[0].islower() and word not in _BETWEEN for word in words):
        return ""
    return people(named)


def _paper(lines: list[str]) -> str:
    """The paper whose masthead a text begins with: its name in capitals or by itself, and right
    beside or below it the day."""
    if not lines:
        return ""
    days = find_days(lines[0])
    name = (lines[0][: days[0].start] if days else lines[0]).strip(" ,.:;-–—(#*_")
    name = _MISREAD.sub(lambda word: word[0].translate(_AS_LETTERS), name)
    below = lines[1:_MASTHEAD_LINES]
    dated = bool(days) or any(find_days(line) for line in below)
    if not dated or not is_paper(name):
        return ""
    alone = name.isupper() and _NAME.match(fold_name(name)) is not None
    masthead = alone or any(_MASTHEAD.search(fold_name(line)) for line in lines[:3])
    return name if masthead else ""


def _named_below(text: str) -> str:
    """The paper or site that the last line says the text is from: «Fuente: El Andino»; those of
    figures («Fuente: Instituto de Estadística») are none."""
    last = text[-_LONGEST:].rstrip().rpartition("\n")[2].strip("#*_() ")
    found = _FROM.match(last)
    name = last[found.end() :].strip(" .:") if found else ""
    return site_of(name) or (name if is_paper(name) and not find_days(name) else "")


def _of_masthead(line: str) -> bool:
    return bool(find_days(line)) or _MASTHEAD.search(fold_name(line)) is not None
