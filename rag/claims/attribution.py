"""Who says so: the words of a sentence that name the source of what it tells.

Taken verbatim («según informes de inteligencia surcoreanos», «dijo el portavoz militar»),
so that an answer attributes what its sources attribute and nothing more.
"""

from __future__ import annotations

import re
from typing import Final

from index.text.folding import optional_accents
from rag.language import SPANISH

LONGEST: Final = 120
"""Characters; longer ones are clauses of their own, which the quotation shows anyway."""

_NAME_END: Final = r"(?=\s*(?:[,;:.()«»“”\"—–]|$))"
_WHO: Final = r"[^,;:()«»“”\"—–\n]"
_WORDS: Final = SPANISH.attribution
_PREPOSITION: Final = f"(?:{optional_accents('|'.join(_WORDS.according))})"
_VERB: Final = f"(?:{'|'.join(_WORDS.verbs)})"
_STOP: Final = f"(?:{optional_accents('|'.join(_WORDS.stops))})"
_NOBODY: Final = "|".join(_WORDS.nobody).replace(" ", r"\s+")
_ACCORDING: Final = re.compile(
    rf"(?<!\w){_PREPOSITION}\s+(?!(?:{_NOBODY})\b){_WHO}+?(?:{_NAME_END}|(?=\s+{_STOP}\b))",
    re.IGNORECASE,
)
# «…, dijo el portavoz», «…», afirmó Ruiz»: after what is said.
_SAID: Final = re.compile(rf"(?<=[,»”\"—–]\s)\s*{_VERB}\s+(?!que\b){_WHO}+?{_NAME_END}")
# «El ministerio calcula que …»: before it.
_NO_SUBJECT: Final = f"(?:{optional_accents('|'.join(_WORDS.no_subject))}|(?:{_NOBODY}))"
_SAYS: Final = re.compile(
    rf"^[¡«“\"]*(?P<who>(?!{_NO_SUBJECT}\b){_WHO}{{3,80}}?\s+{_VERB})"
    r"\s+(?:ayer\s+|hoy\s+)?(?:que|en)\b",
    re.IGNORECASE,
)


def attribution_in(sentence: str) -> str:
    """The words that say who says so, verbatim; ``""`` where none do.

    >>> attribution_in("Son 11.000, según informes de inteligencia surcoreanos.")
    'según informes de inteligencia surcoreanos'
    """
    match = _ACCORDING.search(sentence) or _SAID.search(sentence)
    words = match.group().strip() if match else ""
    if not words and (says := _SAYS.match(sentence)):
        words = says["who"].strip()
    words = words.rstrip(" .")
    return words if 0 < len(words) <= LONGEST else ""
