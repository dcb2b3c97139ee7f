"""Tells where an article of a law begins, so that its heading goes with its text.

«Artículo 13.- Multas.» ends like a sentence and stands on a line of its own, so it looks like a
paragraph; whoever asks for article 13 wants what stands below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from rag.documents.mending.line_breaks import ends_finished

_ORDINALS: Final = (
    "primer[oa]?|segund[oa]|tercer[oa]?|cuart[oa]|quint[oa]|sext[oa]|s[ée]ptim[oa]|octav[oa]|"
    "noven[oa]|d[ée]cim[oa]|und[ée]cim[oa]|duod[ée]cim[oa]|[úu]nic[oa]|PRIMER[OA]?|SEGUND[OA]|"
    "TERCER[OA]?|CUART[OA]|QUINT[OA]|SEXT[OA]|S[ÉE]PTIM[OA]|OCTAV[OA]|NOVEN[OA]|D[ÉE]CIM[OA]|"
    "[ÚU]NIC[OA]|Primer[oa]?|Segund[oa]|Tercer[oa]?|Cuart[oa]|Quint[oa]|Sext[oa]|S[ée]ptim[oa]|"
    "Octav[oa]|Noven[oa]|D[ée]cim[oa]|[ÚU]nic[oa]"
)
_NUMBER: Final = (
    rf"(?:\d{{1,4}}(?:[.-]\d{{1,3}})?(?:\.?[ºª°]|[oa]\b|er\b)?|[IVXLCDM]{{1,8}}\b|(?:{_ORDINALS})\b)"
    r"(?:\s(?:bis|ter|qu[aá]ter|quinquies|sexies)\b|\s[A-Z](?=[.\-–]))?"
)
# What follows the number of a heading; «Artículo 5 de la Constitución» is a mention.
_MARK: Final = (
    r"(?:(?<=[ºª°])(?=\s+[A-ZÁÉÍÓÚÑ«])|\s?[.:][ \t]?[-–—]+|\.?[ \t]?[-–—]+(?=\s)|[.:)](?=\s|\Z)"
    r"|[ \t]*(?=\n|\Z))"
)
_NAME: Final = (
    rf"(?:(?:Art[íi]culo|ART[ÍI]CULO|Art\.|ART\.|Cl[áa]usula|CL[ÁA]USULA)[ \t]+{_NUMBER}"
    r"|(?:Disposici[óo]n|DISPOSICI[ÓO]N)[ \t]+"
    r"(?:adicional|transitoria|final|derogatoria|ADICIONAL|TRANSITORIA|FINAL|DEROGATORIA)"
    rf"(?:[ \t]+{_NUMBER})?)"
)
_HEAD: Final = re.compile(rf"[\s*_«\"“]{{0,6}}{_NAME}{_MARK}")
_INSIDE: Final = re.compile(rf"(?<=[.;:»”)])[ \t]+(?={_NAME}{_MARK})")
_PART: Final = re.compile(
    r"[\s*_]{0,6}(?:(?:T[ÍI]TULO|CAP[ÍI]TULO|SECCI[ÓO]N|LIBRO|ANEXO|PRE[ÁA]MBULO|T[íi]tulo|Cap[íi]tulo|"
    r"Secci[óo]n|Libro|Anexo|Pre[áa]mbulo)\b|(?:Dad[oa]|Firmad[oa]|Publ[íi]quese|Reg[íi]strese|"
    r"An[óo]tese|Comun[íi]quese|Por tanto)\b)"
)

# Title, chapter, section and their names stand above the first article of a chapter.
_LINES_ABOVE: Final = 12
_LONGEST_TITLE: Final = 160


def begins_article(text: str) -> bool:
    """Whether a line or paragraph begins an article of a law, as «Artículo 13.- Multas.» does."""
    return _HEAD.match(text[:200]) is not None


def article_start(text: str) -> int:
    """Give where in a passage the article of a law begins that the passage is; -1 if it is none.

    Titles and the headings of chapters may stand above it.
    """
    at = 0
    for line in text.split("\n", _LINES_ABOVE)[:_LINES_ABOVE]:
        if begins_article(line):
            return at
        if len(line) > _LONGEST_TITLE or (ends_finished(line) and not begins_part(line)):
            break
        at += len(line) + 1
    return -1


def article_number(text: str) -> str:
    """Give the number of the article that a passage is, bare: «13», «IV».

    It is ``""`` for a passage that is none, and for an article that is counted in words.
    """
    start = article_start(text)
    match = _HEAD.match(text, start, start + 200) if start >= 0 else None
    number = re.search(r"\s(\d{1,4}|[IVXLCDM]{1,8}\b)", match[0]) if match else None
    return number[1] if number else ""


def begins_part(text: str) -> bool:
    """Whether a line or paragraph begins what is above articles, or the close of a law."""
    return _PART.match(text[:200]) is not None


def articles_inside(text: str) -> Iterator[int]:
    """Yield where articles begin inside a paragraph, each at the start of a sentence."""
    for match in _INSIDE.finditer(text):
        yield match.end()
