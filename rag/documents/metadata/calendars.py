"""Names of months and days in the languages beside Spanish that its archives hold pages in.

Papers of Galicia, Catalonia, the Basque Country and Brazil, and pages of French, Italian and
English systems, say when they were published in their own words. What is read of them is the day
alone, never the text, so that the words stand here and not with a language of the archive.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from index.text import english
from index.text.folding import fold
from index.text.spanish import SPANISH

# A language a line, its months by number; forms of one month are parted by a bar.
_MONTHS: Final = (
    "xaneiro|xan febreiro|feb marzo abril|abr maio|mai xuño|xuñ xullo|xul agosto setembro|set "
    "outubro|out novembro decembro|dec",
    "janeiro|jan fevereiro|fev março abril maio|mai junho julho agosto setembro|set outubro|out "
    "novembro dezembro|dez",
    "gener|gen febrer|febr març abril maig juny juliol agost|ag setembre|set octubre novembre "
    "desembre|des",
    "janvier|janv février|févr mars avril|avr mai juin juillet|juil août septembre octobre "
    "novembre décembre|déc",
    "gennaio|gen febbraio|feb marzo aprile|apr maggio|mag giugno|giu luglio|lug agosto|ago "
    "settembre|sett ottobre|ott novembre dicembre",
)
_BASQUE: Final = (
    "urtarril otsail martxo apiril maiatz ekain uztail abuztu irail urri azaro abendu".split()
)
_WEEKDAYS: Final = (
    "luns martes mércores xoves venres sábado domingo",
    "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
    "dilluns dimarts dimecres dijous divendres dissabte diumenge",
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "monday tuesday wednesday thursday friday saturday sunday",
)


def _months() -> Iterator[tuple[str, int]]:
    for months in (SPANISH.months, english.MONTHS):
        for number, month in enumerate(months, start=1):
            for spelling in month.spellings:
                yield fold(spelling), number
    for language in _MONTHS:
        for number, forms in enumerate(language.split(), start=1):
            for form in forms.split("|"):
                yield fold(form), number


def _weekdays() -> Iterator[tuple[str, int]]:
    for language in _WEEKDAYS:
        for number, day in enumerate(language.split()):
            yield fold(day), number
    for number, day in enumerate(_WEEKDAYS[-1].split()):
        yield day[:3], number
    for number, day in enumerate(SPANISH.weekdays):
        yield fold(day), number
        yield fold(day)[:3], number


MONTHS: Final = dict(_months())
"""Folded name or short form of a month → its number."""

BASQUE_MONTHS: Final = {fold(stem): number for number, stem in enumerate(_BASQUE, start=1)}
"""Folded stems, which take endings: «urtarrilaren», «martxoak»."""

WEEKDAYS: Final = dict(_weekdays())
"""Folded name or short form of a day of the week → its number, Monday 0."""
