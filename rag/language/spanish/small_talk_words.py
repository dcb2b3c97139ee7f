"""Greetings, thanks and the like in Spanish, without accents."""

from __future__ import annotations

from typing import Final

from rag.language.sentence_words import SmallTalk

SMALL_TALK: Final = SmallTalk(
    kinds={
        "greeting": (
            "hola",
            "buenas",
            "buenos dias",
            "buenas (?:tardes|noches)",
            "que tal",
            "como estas",
        ),
        "thanks": (
            "(?:muchas |muchisimas |mil )?gracias",
            "se agradece",
            "te lo agradezco",
        ),
        "farewell": ("adios", "hasta (?:luego|pronto|manana|otra)", "chao", "chau", "nos vemos"),
        "assent": (
            *"si no ok okey okay vale bien".split(),
            "muy bien",
            "de acuerdo",
            *"entendido genial claro ya aja bueno estupendo excelente".split(),
            "ya veo",
            "entiendo",
            "de nada",
            "por favor",
            *"exacto correcto perfecto".split(),
        ),
    },
    fillers=("muy amable", "por (?:todo|la ayuda|tu ayuda|su ayuda)", "amig[oa]"),
)
