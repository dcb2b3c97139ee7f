"""Writes the answer in Spanish, from templates: nothing is said that was not read.

Every statement carries the marks of its citations. Marks that stand in a document
("[1]") are rewritten, so that no source can forge a citation.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rag.answer import Agreement, Citation, Claim
from rag.marks import disarmed

_MONTHS: Final = (
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
).split()


def day(date: str) -> str:
    """An ISO day in words: ``2025-08-14`` → «14 de agosto de 2025»."""
    year, month, number = date.split("-")
    return f"{int(number)} de {_MONTHS[int(month) - 1]} de {int(year)}"


def answer_text(
    agreement: Agreement, claims: Sequence[Claim], citations: Sequence[Citation]
) -> str:
    """The answer, each claim with its quotation, its origin and its marks."""
    if agreement == "disagree":
        lines = [_figure_line(claim, citations) for claim in claims]
        return "\n".join(["Las fuentes no coinciden:", *(f"- {line}" for line in lines)])
    best, *others = claims
    first = _figure_line(best, citations) if best.normalized is not None else None
    text = first or _sentence_line(best, citations)
    if not others:
        return text
    return "\n".join([text, "", "También:", *(f"- {_sentence_line(o, citations)}" for o in others)])


def abstention_text(citations: Sequence[Citation]) -> str:
    """That the sources do not answer, with the nearest passages offered as such."""
    if not citations:
        return "Las fuentes no responden a esta pregunta, y no hay ningún pasaje que se le acerque."
    nearest = [f"- {quoted(c.quote)} — {_origin(c)} [{c.n}]" for c in citations]
    return "\n".join(
        ["Las fuentes no responden a esta pregunta. Lo más cercano que contienen:", *nearest]
    )


def quoted(text: str) -> str:
    """The text in Spanish quotation marks, on one line, its own marks disarmed."""
    return f"«{disarmed(text).replace('«', '“').replace('»', '”')}»"


def _figure_line(claim: Claim, citations: Sequence[Citation]) -> str:
    first = citations[claim.citations[0] - 1]
    return f"{disarmed(claim.value)}: {quoted(first.quote)} — {_origin(first)} {_marks(claim)}"


def _sentence_line(claim: Claim, citations: Sequence[Citation]) -> str:
    first = citations[claim.citations[0] - 1]
    return f"{quoted(first.quote)} — {_origin(first)} {_marks(claim)}"


def _origin(citation: Citation) -> str:
    name = disarmed(citation.source or citation.title)
    return f"{name}, {day(citation.date)}" if citation.date else name


def _marks(claim: Claim) -> str:
    return " ".join(f"[{n}]" for n in claim.citations)
