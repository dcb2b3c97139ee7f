"""Words that soften a number, by what they do to it."""

from __future__ import annotations

from typing import Final

from rag.language.value_words import HedgeWords

HEDGES: Final = HedgeWords(
    before={
        "under": (
            "no más de",
            "(?:(?:un )?poco |algo )?menos de",
            "como máximo",
            "como mucho",
            "hasta",
        ),
        "over": (
            "no menos de",
            "(?:(?:un )?poco |algo |bastante )?más de",
            "al menos",
            "por lo menos",
            "como mínimo",
            "como poco",
            "cuando menos",
            "por encima de",
        ),
        "about": (
            "alrededor de",
            "cerca de",
            "del orden de",
            "en torno a",
            "unos",
            "unas",
            "aproximadamente",
            "próxim[oa]s? a",
            "cercan[oa]s? a",
            "más o menos",
        ),
        "almost": ("casi",),
        "exact": ("apenas", "un total de"),
    },
    # Verbs hedge too, but quoting them with the number would make no phrase («supera las 8.000»).
    verbs={
        "over": (r"(?:super|sobrepas|rebas)\w+", r"exced\w+"),
        "under": (r"no llega\w* a",),
        "about": (r"rond\w+",),
        "almost": (r"roz\w+", r"acerc\w+ a"),
    },
    after={
        "over": (
            "como mínimo",
            "como poco",
            "al menos",
            "por lo menos",
            "cuando menos",
            "o más(?! o menos)",
            "y pico",
            "y tant[oa]s",
            "larg[oa]s?",
        ),
        "under": ("como máximo", "como mucho", "o menos"),
        "about": ("aproximadamente", "más o menos"),
    },
    articles=("los", "las", "el", "la", "un", "una", "de los", "de las"),
    stressing=("nada menos que",),
)
