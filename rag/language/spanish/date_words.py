"""Words that Spanish dates are made of, and the forms by which verbs show their tense."""

from __future__ import annotations

from typing import Final

from index.text.spanish import SPANISH as TEXT
from rag.language.value_words import DateWords, TenseWords

_TENS: Final = {word: 10 * tens for tens, word in enumerate(TEXT.numbers.tens, start=3)}

DATES: Final = DateWords(
    day_offsets={
        "hoy": 0,
        "ayer": -1,
        "anteayer": -2,
        "antier": -2,
        "antes de ayer": -2,
        "anoche": -1,
        "pasado mañana": 2,
        "mañana": 1,
    },
    nouns_after={"mañana": ("la", "a la", "esta", "una", "cada")},
    parts_of_day=("mañana", "tarde", "noche", "madrugada"),
    first_day="primero?",
    ordinals=("primer", "segundo", "tercer", "cuarto"),
    last="último",
    past=("pasad", "últim"),
    next=("próxim",),
    coming=("que viene", "entrante"),
    previous=("anterior",),
    not_today=("pasado", "próximo", "que viene"),
    periods={
        "day": ("día", "días"),
        "week": ("semana", "semanas"),
        "month": ("mes", "meses"),
        "year": ("año", "años"),
    },
    fractions={"trimestre": 3, "semestre": 6},
    seasons=("primavera", "verano", "otoño", "invierno"),
    parts={
        "first": ("principios?", "comienzos?", "inicios?"),
        "middle": ("mediados",),
        "last": ("finales", "fines"),
    },
    decades=("década", "decenio", "años"),
    lone_decades={word: 1900 + value for word, value in _TENS.items()},
    ambiguous_decades=("veinte", "diez"),
    century="siglo",
)

TENSES: Final = TenseWords(
    past_endings=("ó", "aron", "ieron", "eron"),
    past_forms=tuple(
        "fue fueron hubo vio dio dijo hizo puso tuvo vino estuvo anduvo supo quiso pudo trajo "
        "produjo condujo".split()
    ),
    perfect=("ha", "han", "había", "habían"),
    future_endings=("rá", "rán", "remos", "ré"),
    going=("va", "van"),
)
