"""Words for numbers that are no number words: «una veintena», «miles», «por ciento»."""

from __future__ import annotations

from typing import Final

from rag.language.value_words import QuantityWords

QUANTITIES: Final = QuantityWords(
    collectives={
        "decena": 10,
        "docena": 12,
        "quincena": 15,
        "veintena": 20,
        "treintena": 30,
        "cincuentena": 50,
        "centena": 100,
        "centenar": 100,
        "millar": 1000,
    },
    many={"docenas": 12, "decenas": 10, "centenares": 100, "millares": 1000},
    # «decenas» are more than one ten; what reaches the next word's realm would have taken it.
    vague={
        "decenas": (15, 199),
        "docenas": (18, 199),
        "cientos": (150, 1_999),
        "centenares": (150, 1_999),
        "miles": (1_500, 199_999),
        "millares": (1_500, 199_999),
        "millones": (1_500_000, 2 * 10**9),
    },
    vague_scales={"miles": 1000, "millones": 10**6},
    half="medi[oa]",
    pair="un par de",
    singles=(
        "año",
        "mes",
        "semana",
        "día",
        "hora",
        "minuto",
        "kilómetro",
        "metro",
        "litro",
        "hectárea",
        "tonelada",
        "kilo",
        "euro",
        "dólar",
        "peso",
    ),
    percent="por ciento",
    below_zero="bajo cero",
)
