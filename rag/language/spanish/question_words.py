"""How Spanish asks, and the words by which a question is known to be Spanish."""

from __future__ import annotations

from typing import Final

from rag.language.sentence_words import QuestionWords

QUESTIONS: Final = QuestionWords(
    kinds={
        "how_many": ("cuant[oa]s?", "que (?:cantidad|numero|porcentaje)"),
        "who": ("quien(?:es)?",),
        "when": ("cuando", "que (?:ano|fecha|dia|mes|siglo|decada)"),
        "where": ("a?donde", "que (?:pais|ciudad|lugar|region|provincia|estado)"),
        "why": ("por que",),
        "how": ("como",),
        "what": ("que", "cual(?:es)?"),
    },
    # Plural only: what follows «cuánto» is mostly the verb («cuánto costó»).
    counting=("cuant[oa]s", "que (?:cantidad|numero|porcentaje) de"),
    # «cuántos miles de soldados»
    counted_by=("miles", "millones", "cientos", "decenas", "docenas"),
)

FUNCTION_WORDS: Final = frozenset(
    "el la los las de del y en que qué quién cuándo dónde por un una se es".split()
)
