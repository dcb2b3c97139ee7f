"""What the page says of what a language model writes, in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class WriterWords:
    """The words of one language, with braces to be filled in when they are shown."""

    writing: str
    written_by: str
    dropped: str
    summary: str
    comparison: str
    timeline: str


SPANISH_WRITER: Final = WriterWords(
    writing="El modelo escribe; cada frase se comprueba antes de mostrarla…",
    written_by="Redactado por {model}. Cada frase está comprobada con las fuentes que cita.",
    dropped="Frases del modelo que no se muestran: {count}",
    summary="Resume estos artículos",
    comparison="Compara lo que dicen",
    timeline="Escribe una cronología",
)

ENGLISH_WRITER: Final = WriterWords(
    writing="The model is writing; each sentence is checked before it is shown…",
    written_by="Written by {model}. Each sentence was checked against the sources it cites.",
    dropped="Sentences of the model that are not shown: {count}",
    summary="Summarise these articles",
    comparison="Compare what they say",
    timeline="Write a chronology",
)
