"""Greetings, thanks and the like, which search nothing."""

from __future__ import annotations

import re
from typing import Final

from index.text.folding import fold

_KINDS: Final = (
    (
        r"(?:hola|buenas|buenos dias|buenas (?:tardes|noches)|que tal|como estas|hello|hi|hey"
        r"|good (?:morning|afternoon|evening))",
        "Hola. Pregunte lo que quiera saber de los artículos del archivo.",
    ),
    (
        r"(?:(?:muchas |muchisimas |mil )?gracias|se agradece|te lo agradezco"
        r"|thank you(?: very much)?|thanks(?: a lot)?)",
        "De nada. Si quiere saber algo más, pregunte.",
    ),
    (
        r"(?:adios|hasta (?:luego|pronto|manana|otra)|chao|chau|nos vemos|bye|goodbye)",
        "Hasta pronto.",
    ),
    (
        r"(?:si|no|ok|okey|okay|vale|bien|muy bien|de acuerdo|entendido|genial|claro|ya|aja"
        r"|bueno|estupendo|excelente|yes|no thanks|great|fine|ya veo|entiendo|de nada"
        r"|por favor|exacto|correcto|perfecto)",
        "De acuerdo. Si quiere saber algo más, pregunte.",
    ),
)
_FILLER: Final = (
    r"(?:[\s,.;:!¡¿?]|y\b|muy amable|por (?:todo|la ayuda|tu ayuda|su ayuda)|amig[oa]"
    r"|for (?:that|your help))*"
)


def reply(text: str) -> str | None:
    """What to say to small talk; ``None`` when something is asked."""
    folded = fold(text).strip()
    everything = "|".join(pattern for pattern, _ in _KINDS)
    if not re.fullmatch(rf"{_FILLER}(?:(?:{everything})\b{_FILLER})+", folded):
        return None
    # «ok, gracias» is answered as thanks: what says most comes first.
    for pattern, answer in (_KINDS[2], _KINDS[1], _KINDS[0], _KINDS[3]):
        if re.search(rf"\b{pattern}\b", folded):
            return answer
    return None
