"""Tells whether two names are of one person, place or body.

«Kim Jong-un» and «Kim Jong Un», «Shoigú» and «Shoigu», «Pionyang» and «Pyongyang» meet by their
accents and by the spellings of the language; «Kim» is short for either Kim, «la ONU» for its
words. What a name cannot tell («el presidente ruso» and «Putin», «Kursk» and «Rusia») stays open.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from babel import Locale

from index.text.folding import fold_words
from index.text.spanish import SPANISH

# Written small inside names, and titles and kinds of place before them: they tell no two apart.
_EMPTY: Final = frozenset(
    "el la los las lo de del al y e en a con por the of "
    "don dona sr sra senor senora doctor doctora dr dra general coronel comandante capitan "
    "presidente presidenta primer primera ministro ministra exministro exministra viceministro "
    "expresidente expresidenta secretario secretaria lider dirigente jefe jefa mandatario "
    "mandataria gobernante portavoz canciller rey reina papa alcalde alcaldesa gobernador "
    "gobernadora diputado diputada senador senadora candidato candidata juez jueza fiscal "
    "director directora profesor profesora escritor escritora poeta cantante actor actriz "
    "region provincia ciudad capital pais estado municipio localidad comarca departamento oblast "
    "distrito isla republica zona area sur norte este oeste gobierno".split()
)
# Points of the compass tell countries apart: «Corea del Norte».
_COUNTRY: Final = re.compile(r"\b(?:corea|sudan|africa|irlanda|america|macedonia)\b")
_COMPASS: Final = frozenset("norte sur este oeste".split())
_SAME: Final = {
    "ee uu": "estados unidos", "eeuu": "estados unidos", "eua": "estados unidos",
    "ue": "union europea", "oms": "organizacion mundial de la salud",
    "onu": "organizacion de las naciones unidas", "naciones unidas":
    "organizacion de las naciones unidas", "otan": "organizacion del tratado del atlantico norte",
    "rpdc": "corea del norte", "surcorea": "corea del sur", "norcorea": "corea del norte",
    "corea del norte rpdc": "corea del norte", "reino unido": "gran bretana",
    "federacion rusa": "rusia", "republica popular china": "china",
}  # fmt: skip
_PLACE_WORD: Final = re.compile(
    r"\b(?:region|provincia|pais|estado|comarca|departamento|oblast|distrito|republica|sur|norte"
    r"|este|oeste|frontera|costa|continente)\b"
)
LONGEST: Final = 8
"""Words of a name; longer spans are sentences, which only look like one another."""


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    """Return countries and continents in Spanish, from the Unicode consortium's tables."""
    return frozenset(map(fold_words, Locale.parse("es").territories.values()))


def tokens(name: str) -> tuple[str, ...]:
    """Return the words of a name that tell it from others: folded, in one spelling, no titles."""
    plain = fold_words(name.replace("’", "'"))
    plain = re.sub(r"\bee\.?\s?uu\.?(?!\w)", "estados unidos", plain)
    plain = re.sub(r"[^\w\s]", " ", plain)
    plain = " ".join(plain.split())
    plain = re.sub(r"^(?:el|la|los|las)\s+", "", plain)
    plain = _SAME.get(plain, plain)
    empty = _EMPTY - _COMPASS if _COUNTRY.search(plain) else _EMPTY
    words = [SPANISH.spellings.get(word, word) for word in plain.split()]
    return tuple(word for word in words if word not in empty) or tuple(words)


def is_name(text: str) -> bool:
    """Return whether a short span holds a proper name: a capital past its first word, or alone."""
    words = re.findall(r"[^\W\d_][\w.'’-]*", text)
    if not 0 < len(words) <= LONGEST:
        return False
    capital = [w for w in words if w[0].isupper() and fold_words(w) not in _EMPTY]
    return bool(capital)


def same_name(one: str, other: str) -> bool:
    """Return whether two names can be of one: the words of one are all in the other, or are its
    initials."""
    few, many = sorted((tokens(one), tokens(other)), key=len)
    if not few:
        return False
    if set(few) <= set(many):
        return True
    return len(few) == 1 and len(many) > 1 and few[0] == "".join(word[0] for word in many)


def is_wide(place: str) -> bool:
    """Return whether a place is a country or a region, in which another may lie."""
    plain = re.sub(r"^(?:el|la|los|las)\s+", "", fold_words(place))
    return (
        _PLACE_WORD.search(plain) is not None
        or plain in _countries()
        or " ".join(tokens(place)) in _countries()
    )
