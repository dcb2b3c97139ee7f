"""Names that the Spanish press spells in more ways than accents account for.

Transliterations and exonyms only, each a whole word in lower case without accents: what
Snowball cannot know. The first spelling of a line stands for all of it.
"""

from __future__ import annotations

from typing import Final

_VARIANTS = """
pionyang pyongyang piongyang pyonyang
zelenski zelensky zelenskyy zelenskiy
serguei sergei sergey
shoigu choigu
kiev kyiv
jarkov jarkiv kharkiv
odesa odessa
yevgueni evgueni yevgeny
yuri yury iuri
andrei andrey
alexei alexey aleksei
alexander alexandr aleksandr
dmitri dmitry dimitri
medvedev medvedef
pekin beijing peking
bombay mumbai
catar qatar
irak iraq
hizbula hezbola hezbollah hizbola
hamas jamas
huti houti houthi
kadafi gadafi gaddafi
mohamed mohammed muhammad
yihad jihad
seul seoul
zimbabue zimbabwe
kazajistan kazajstan kazakhstan
"""


SPELLINGS: Final = {
    spelling: line.split()[0] for line in _VARIANTS.strip().split("\n") for spelling in line.split()
}
"""Spelling → the one spelling that is indexed, the first of its line included: with an
accent («Serguéi») it must take the same way as without."""

EXPANSIONS: Final = ((r"\bEE\.?\s?UU\.?(?!\w)", "Estados Unidos"),)
"""Abbreviations, as patterns of any case, with what they are searched as."""
