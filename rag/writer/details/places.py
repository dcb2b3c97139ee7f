"""Other ways of saying the same: «EE. UU.», «Washington», «los estadounidenses» for Estados Unidos.

Names by :mod:`index.names.words`, governments by their seats as the reader has them, and what a
country's people are called where that does not begin as its name does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from index.names.words import ALIASES
from index.text.folding import fold_words, strip_accents
from rag.language import SPANISH

_PEOPLES: Final = """
alemania = german\\w* | arabia saudi = saudi\\w* | austria = austriac\\w* | belgica = belg\\w*
brasil = brasile\\w*, carioca\\w* | chequia = chec[oa]s? | chile = chilen\\w* | china = chin[oa]s?
corea del norte = norcorean\\w* | corea del sur = surcorean\\w* | costa rica = costarricens\\w*
cuba = cuban\\w* | dinamarca = danes\\w* | egipto = egipci\\w* | escocia = escoces\\w*
el salvador = salvadoren\\w* | espana = espanol\\w* | estonia = estoni\\w*
estados unidos = estadounidens\\w*, estadunidens\\w*, norteamerican\\w* | europa = europe\\w*
francia = frances\\w*, gal[oa]s? | galicia = galleg\\w* | gales = gales\\w*
gran bretana = britanic\\w*, ingles\\w* | grecia = grieg\\w* | guatemala = guatemaltec\\w*
hungria = hungar\\w* | india = indi[oa]s? | inglaterra = ingles\\w* | irak = iraqui\\w*, irakies
iran = irani\\w* | irlanda = irlandes\\w* | japon = japones\\w*, nipon\\w* | kenia = kenian\\w*
letonia = leton\\w* | libano = libanes\\w* | libia = libi[oa]s? | marruecos = marroqui\\w*
nueva zelanda = neozelandes\\w* | paises bajos = holandes\\w*, neerlandes\\w*
pais vasco = vasc[oa]s?, euskad\\w*, euskera | peru = peruan\\w* | polonia = polac[oa]s?
puerto rico = puertorriquen\\w*, boricua\\w* | reino unido = britanic\\w*, ingles\\w*
rusia = rus[oa]s? | serbia = serbi[oa]s? | siria = siri[oa]s? | sudafrica = sudafrican\\w*
suecia = suec[oa]s? | suiza = suiz[oa]s?, helvetic\\w* | tunez = tunecin\\w*
turquia = turc[oa]s? | union europea = europe\\w*, comunitari\\w* | vaticano = papal\\w*
"""
_UPPER: Final = "(?-i:(?=[A-ZÁÉÍÓÚÜÑ]))"
_DOT: Final = r"[.\s]{0,2}"


@lru_cache(maxsize=1)
def _groups() -> tuple[re.Pattern[str], ...]:
    """What is one, as a pattern over text without accents for each."""
    names: list[set[str]] = []
    for aliases in ALIASES.values():
        for alias, name in aliases.items():
            names.append({alias, name})
    names += [{fold_words(each) for part in group for each in part} for group in SPANISH.seats]
    peoples = dict(
        entry.split(" = ") for entry in _PEOPLES.strip().replace("\n", " | ").split(" | ")
    )
    names += [{name} for name in peoples]
    merged: list[set[str]] = []
    for group in names:
        # What seats share («Bruselas» of Bélgica and of the Union) does not make one of two.
        heads = group - _SEATS
        for other in [each for each in merged if each & heads]:
            merged.remove(other)
            group = group | other
        merged.append(group)
    patterns = []
    for group in merged:
        said = [_UPPER + _written(name) for name in sorted(group, key=len, reverse=True)]
        said += [people for name in group & peoples.keys() for people in peoples[name].split(", ")]
        patterns.append(re.compile(rf"(?<!\w)(?:{'|'.join(said)})(?!\w)", re.IGNORECASE))
    return tuple(patterns)


_SEATS: Final = frozenset(fold_words(seat) for _, seats in SPANISH.seats for seat in seats)


def _written(name: str) -> str:
    words = name.split()
    if len(name) <= 6 and len(words) > 1:  # «ee uu» is «EE. UU.»
        return _DOT.join(map(re.escape, words)) + r"\.?"
    return r"\s+".join(map(re.escape, words))


def held(sentence: str, passage: str) -> Iterator[tuple[int, int]]:
    """Yield the places of a sentence that name what the passage has under whatever name, as start
    and end."""
    plain, there = _plain(sentence), _plain(passage)
    for pattern in _groups():
        found = [match.span() for match in pattern.finditer(plain)]
        if found and pattern.search(there):
            yield from found


def _plain(text: str) -> str:
    """The text without accents, as long as before."""
    return "".join((strip_accents(char) or char)[:1] if ord(char) > 127 else char for char in text)
