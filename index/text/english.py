"""The few words of English that Spanish archives need: months, for files' headers and the chat."""

from __future__ import annotations

from typing import Final

from index.text.language import Month

MONTHS: Final = (
    Month("january", abbreviations=("jan",)),
    Month("february", abbreviations=("feb",)),
    Month("march", abbreviations=("mar",)),
    Month("april", abbreviations=("apr",)),
    Month("may"),
    Month("june", abbreviations=("jun",)),
    Month("july", abbreviations=("jul",)),
    Month("august", abbreviations=("aug",)),
    Month("september", abbreviations=("sep", "sept")),
    Month("october", abbreviations=("oct",)),
    Month("november", abbreviations=("nov",)),
    Month("december", abbreviations=("dec",)),
)
