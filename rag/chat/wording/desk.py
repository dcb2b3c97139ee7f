"""Gives the words of the tabs that work with the whole archive, in each language of the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class DeskWords:
    """The words of batches and references, with braces to be filled in when they are shown."""

    tab_batch: str
    batch_note: str
    batch_drop: str
    batch_limits: str
    batch_running: str
    batch_stopped: str
    batch_done: str
    batch_shown: str
    batch_failed: str
    batch_save: str
    batch_nothing: str
    batch_saved: str
    question: str
    answer: str
    confidence: str
    problem: str
    cite_as: str
    cite_note: str
    cite_saved: str
    cite_missing: str


SPANISH_DESK: Final = DeskWords(
    tab_batch="Lotes",
    batch_note=(
        "Muchas preguntas de una vez: una hoja con una columna «pregunta» y, si se quiere, "
        "«fuente», «desde», «hasta» y «esperada»."
    ),
    batch_drop="Elija la hoja de preguntas, o suéltela aquí",
    batch_limits="CSV o Excel, {count} preguntas de una vez; para más, «hemeroteca batch».",
    batch_running="Preguntando: {done} de {total}",
    batch_stopped="Detenido: no hay respuestas que guardar.",
    batch_done=(
        "Preguntas: {questions}. Respondidas: {answered}; sin respuesta en las fuentes: "
        "{abstained}; con problemas: {failed}."
    ),
    batch_shown="Se muestran {shown}; el archivo las tiene todas.",
    batch_failed="Fila {row}",
    batch_save="Guardar en {kind}",
    batch_nothing="Todavía no hay respuestas que guardar: suba antes una hoja.",
    batch_saved="Respuestas guardadas en «{name}».",
    question="Pregunta",
    answer="Respuesta",
    confidence="Confianza",
    problem="Problema",
    cite_as="Citar en",
    cite_note="Guarda las fuentes en {format}, para Zotero y otros",
    cite_saved="Fuentes guardadas en «{name}»: {count}.",
    cite_missing="No se guardó: esas fuentes ya no están en el archivo.",
)
ENGLISH_DESK: Final = DeskWords(
    tab_batch="Batches",
    batch_note=(
        "Many questions at once: a sheet with a column «question» and, if you like, «source», "
        "«from», «to» and «expected»."
    ),
    batch_drop="Choose the sheet of questions, or drop it here",
    batch_limits="CSV or Excel, {count} questions at a time; for more, «hemeroteca batch».",
    batch_running="Asking: {done} of {total}",
    batch_stopped="Stopped: there are no answers to save.",
    batch_done=(
        "Questions: {questions}. Answered: {answered}; not answered by the sources: {abstained}; "
        "with problems: {failed}."
    ),
    batch_shown="{shown} are shown; the file has all of them.",
    batch_failed="Row {row}",
    batch_save="Save as {kind}",
    batch_nothing="There are no answers to save yet: upload a sheet first.",
    batch_saved="Answers saved in «{name}».",
    question="Question",
    answer="Answer",
    confidence="Confidence",
    problem="Problem",
    cite_as="Cite as",
    cite_note="Saves the sources as {format}, for Zotero and others",
    cite_saved="Sources saved in «{name}»: {count}.",
    cite_missing="Not saved: those sources are no longer in the archive.",
)
