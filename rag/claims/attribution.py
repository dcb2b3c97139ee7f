"""Who says so: the words of a sentence that name the source of what it tells.

Taken verbatim («según informes de inteligencia surcoreanos», «dijo el portavoz militar»),
so that an answer attributes what its sources attribute and nothing more.
"""

from __future__ import annotations

import re
from typing import Final

LONGEST: Final = 120
"""Characters; longer ones are clauses of their own, which the quotation shows anyway."""

_NAME_END: Final = r"(?=\s*(?:[,;:.()«»“”\"—–]|$))"
_WHO: Final = r"[^,;:()«»“”\"—–\n]"
_PREPOSITION: Final = (
    r"(?:seg[úu]n|de acuerdo (?:con|a)|conforme a|en palabras de|a juicio de|en opini[óo]n de"
    r"|citando a|con datos de)"
)
_VERB: Final = (
    r"(?:dijo|dijeron|afirm(?:ó|aron|a|an)|asegur(?:ó|aron|a|an)|inform(?:ó|aron|a|an)"
    r"|confirm(?:ó|aron|a|an)|señal(?:ó|aron|a|an)|estim(?:ó|aron|a|an)|calcul(?:ó|aron|a|an)"
    r"|declar(?:ó|aron|a|an)|indic(?:ó|aron|a|an)|explic(?:ó|aron|a|an)|anunci(?:ó|aron|a|an)"
    r"|denunci(?:ó|aron|a|an)|revel(?:ó|aron|a|an)|sostuv(?:o|ieron)|sostienen?|aseveró|precisó"
    r"|agregó|añadió|manifestó|reconoci(?:ó|eron)|cifr(?:ó|aron|a|an)|dicen?)"
)
# Where a name without a comma after it gives way to the rest of the sentence.
_STOP: Final = (
    r"(?:que|y|e|o|u|pero|mientras|aunque|cuando|donde|tras|durante|desde|hasta|ha|han|fue|fueron|son|es"
    r"|hay|hubo|unos|unas|m[áa]s|al menos|cerca|alrededor)"
)
# Pronouns name nobody, and «según» is also «as»: «según avanzaba la tarde».
_NOBODY: Final = (
    r"(?:él|ell[ao]s?|es[eo]|esto|l[oa]s?\s+(?:que|cual(?:es)?)|el\s+cual|lo|qué|cuál|se|va|van|iba"
    r"|avan\w+|pas\w+|crec\w+|el\s+caso|los\s+casos|la\s+ocasión)"
)
_ACCORDING: Final = re.compile(
    rf"(?<!\w){_PREPOSITION}\s+(?!{_NOBODY}\b){_WHO}+?(?:{_NAME_END}|(?=\s+{_STOP}\b))",
    re.IGNORECASE,
)
# «…, dijo el portavoz», «…», afirmó Ruiz»: after what is said.
_SAID: Final = re.compile(rf"(?<=[,»”\"—–]\s)\s*{_VERB}\s+(?!que\b){_WHO}+?{_NAME_END}")
# «El ministerio calcula que …»: before it.
_NO_SUBJECT: Final = (
    r"(?:aunque|cuando|si|como|mientras|pero|y|no|tambi[ée]n|adem[áa]s|ya|se|luego|despu[ée]s"
    rf"|as[íi]|porque|{_NOBODY})"
)
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
    found = _ACCORDING.search(sentence) or _SAID.search(sentence)
    words = found.group().strip() if found else ""
    if not words and (says := _SAYS.match(sentence)):
        words = says["who"].strip()
    words = words.rstrip(" .")
    return words if 0 < len(words) <= LONGEST else ""
