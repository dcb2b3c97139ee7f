"""Spanish as the search engine knows it: one object, put together from modules of words.

Imports :mod:`index.text.language` alone. Whatever reads Spanish takes its words from
:data:`SPANISH`, or from :data:`rag.language.SPANISH`, which knows more.
"""

from __future__ import annotations

from typing import Final

from index.text.language import Language
from index.text.spanish.calendar_words import MONTHS, WEEKDAYS
from index.text.spanish.number_words import NUMBERS
from index.text.spanish.spellings import EXPANSIONS, SPELLINGS
from index.text.spanish.stop_words import STOP_WORDS

SPANISH: Final = Language(
    code="es",
    stemmer="spanish",
    stop_words=STOP_WORDS,
    accents=dict(zip("áéíóúü", "aeiouu", strict=True)),
    borrowed_accents=dict(zip("àâäèêëìîïòôöùûç", "aaaeeeiiiooouuc", strict=True)),
    months=MONTHS,
    weekdays=WEEKDAYS,
    numbers=NUMBERS,
    spellings=SPELLINGS,
    expansions=EXPANSIONS,
)
