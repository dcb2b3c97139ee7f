"""Reads the day in the name that people gave a file, or the folders that they keep by days."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Final

from index.text.folding import fold
from rag.documents.metadata.dates import find_days, is_month, parse_date, plausible

_PICTURED: Final = re.compile(
    r"\W*(?:img|imagen?|dsc[fn]?|pxl|scan\w*|escane\w*|captura|screenshot|whatsapp|fotos?|photo|"
    r"camscanner|backup|copia|export\w*|descargas?|download|vlcsnap|mvimg|vid|video|audio)"
    r"(?![a-z])"
)


def date_of_name(path: PurePath) -> str | None:
    """Return the ISO day in a file's name, or in folders named by days (``2024/01/08/nota.txt``).

    Names that cameras, scanners and messengers give say when the picture was taken.
    """
    stem = path.stem.replace("_", " ")
    if _PICTURED.match(fold(stem)):
        return None
    spaced = re.sub(r"(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)", r" \1-\2-\3 ", stem)
    spaced = re.sub(r"(?<!\d)(\d{1,4}) (\d{1,2}) (\d{1,4})(?!\d)", r"\1-\2-\3", spaced)
    spaced = re.sub(r"(?<=\d)[^\W\d]{3,}(?=\d)", _marked, spaced)
    spaced = re.sub(r"[^\W\d]+", _set_apart, spaced)
    spaced = re.sub(r"(?<=\s)[-.]+|[-.]+(?=\s)", " ", spaced)
    days = {day.iso for day in find_days(spaced) if day.iso and day.iso[:4] in spaced}
    if not days:
        folder = "/".join(path.parts[-4:-1])
        tail = re.search(r"(?:\A|/)(\d{4})[-/](\d{1,2})[-/](\d{1,2})\Z", folder)
        parsed = parse_date("-".join(tail.groups())) if tail else None
        days = {parsed} if parsed else set()
    day = days.pop() if len(days) == 1 else None
    return day if plausible(day) else None


def _set_apart(word: re.Match[str]) -> str:
    """Part a word from the figures around it, unless it is the month between them."""
    return word[0] if is_month(word[0]) or word[0] in "Tt" else f" {word[0]} "


def _marked(word: re.Match[str]) -> str:
    """Write «8ene2024» as «8-ene-2024»."""
    return f"-{word[0]}-" if is_month(word[0]) else word[0]
