"""How a Spanish sentence says who says so."""

from __future__ import annotations

from typing import Final

from rag.language.sentence_words import AttributionWords

# Verbs with a regular past and present, by their stem.
_REGULAR: Final = "(?:ó|aron|a|an)"

# Pronouns name nobody, and «según» is also «as»: «según avanzaba la tarde».
_NOBODY: Final = (
    "él",
    "ell[ao]s?",
    "es[eo]",
    "esto",
    "l[oa]s? (?:que|cual(?:es)?)",
    "el cual",
    "lo",
    "qué",
    "cuál",
    "se",
    "va",
    "van",
    "iba",
    r"avan\w+",
    r"pas\w+",
    r"crec\w+",
    "el caso",
    "los casos",
    "la ocasión",
)

ATTRIBUTION: Final = AttributionWords(
    according=(
        "según",
        "de acuerdo (?:con|a)",
        "conforme a",
        "en palabras de",
        "a juicio de",
        "en opinión de",
        "citando a",
        "con datos de",
        "a decir de",
        "siempre según",
    ),
    verbs=(
        "dijo",
        "dijeron",
        *(
            stem + _REGULAR
            for stem in "afirm asegur inform confirm señal estim calcul declar indic explic anunci "
            "denunci revel cifr apunt avis detall "
            "relat aleg subray rebaj elev public difund".split()
        ),
        "sitúan?",
        "situ(?:ó|aron)",
        "adv(?:irtió|irtieron|ierten?)",
        "conclu(?:yó|yeron|yen?)",
        "admit(?:ió|ieron|en?)",
        "insist(?:ió|ieron|en?)",
        "mant(?:uvo|uvieron|ienen?)",
        "reduj(?:o|eron)",
        "reducen?",
        "precisan?",
        "reconocen?",
        "sostuv(?:o|ieron)",
        "sostienen?",
        "aseveró",
        "precisó",
        "agregó",
        "añadió",
        "manifestó",
        "reconoci(?:ó|eron)",
        "dicen?",
    ),
    # Where a name without a comma after it gives way to the rest of the sentence.
    stops=(
        *"que y e o u pero mientras aunque cuando donde tras durante desde hasta ha han".split(),
        *"fue fueron son es hay hubo unos unas más".split(),
        "al menos",
        "cerca",
        "alrededor",
    ),
    nobody=_NOBODY,
    no_subject=tuple(
        "aunque cuando si como mientras pero y no también además ya se luego después "
        "así porque hay hubo son fueron era eran es fue".split()
    ),
    times=(
        "ayer",
        "hoy",
        "anoche",
        "anteayer",
        "también",
        "est[ea] (?:lunes|martes|miércoles|jueves|viernes|sábado|domingo)",
        "esta (?:mañana|tarde|noche|semana)",
        "el (?:pasado )?(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo)",
    ),
    valuing=tuple(f"{stem}{_REGULAR}" for stem in "estim calcul cifr".split()),
    contrasts=("pero", "frente a", "mientras", "aunque", "sin embargo", "en cambio"),
    leads=(
        *("sin embargo", "no obstante", "además", "asimismo", "en cambio", "con todo"),
        *("por el contrario", "por otr[oa] (?:lado|parte)", "por su parte", "en tanto"),
    ),
)
