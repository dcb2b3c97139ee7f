"""Whether a number is of some of those that another one counts whole.

«Doce de ellos eran niños» does not contradict «hubo 38 muertos», nor does «38 muertos, entre
ellos doce niños». Only where a word says that it is a part: nothing is guessed from the size.
"""

from __future__ import annotations

import re
from typing import Final

from index.text.folding import optional_accents
from rag.language import SPANISH

_WORDS: Final = SPANISH.quantities
_BEFORE: Final = re.compile(
    rf"(?:{optional_accents('|'.join(_WORDS.part_before))})\s+(?:\w+\s+){{0,3}}$".replace(
        " ", r"\s+"
    ),
    re.IGNORECASE,
)
_AFTER: Final = re.compile(
    rf"\s+(?:\w+\s+){{0,2}}?(?:{optional_accents('|'.join(_WORDS.part_after))})".replace(
        " ", r"\s+"
    ),
    re.IGNORECASE,
)
_WHOLE: Final = re.compile(r"\bde\s+l[oa]s\s+$", re.IGNORECASE)
_NEAR: Final = 60
"""Characters before a number in which the words that make it a part stand."""


def is_part(text: str, start: int, end: int) -> bool:
    """Return whether the number ``text[start:end]`` is called some of a greater one."""
    before = _BEFORE.search(text, max(0, start - _NEAR), start)
    return before is not None or _AFTER.match(text, end) is not None


def is_whole(text: str, start: int) -> bool:
    """Return whether the number at ``start`` is what another is some of: «de los 31 heridos»."""
    return _WHOLE.search(text, max(0, start - _NEAR), start) is not None
