"""Writes the answer in Spanish, from templates: nothing is said that was not read.

Every statement carries the marks of its citations. Marks that stand in a document
("[1]") are rewritten, so that no source can forge a citation.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date
from typing import Final

from index.text.folding import fold_words
from index.text.spanish import SPANISH
from rag.answers.citation_marks import disarmed
from rag.answers.types import Also, Citation, Claim
from rag.claims.agreement import Agreement
from rag.claims.attribution import other_figures, who
from rag.claims.duplicates import outlet_of
from rag.values.dates import date_at

DISAGREE: Final = "Las fuentes no coinciden:"
EVOLVE: Final = "La respuesta ha cambiado con el tiempo:"

TELLING: Final = 0.5
"""Share of a value that a date must take up to be told in full."""

LONGEST_SPAN: Final = 27
"""Days over which a span is a month."""

MONTHS: Final = 360
"""Days over which a span is a year."""

_ARTICLES: Final = frozenset("el la los las un una unos unas su sus".split())

VERDICTS: Final = frozenset({"Sí", "No"})
"""What a question of yes or no is answered with where a quotation decides it."""

NO_WORDS: Final = (
    "Las fuentes no responden a esta pregunta, porque no tiene palabras. Escriba qué quiere saber."
)
"""The reply to a question without a word."""


def day(iso: str) -> str:
    """An ISO day in words: ``2025-08-14`` → «14 de agosto de 2025»."""
    year, month, number = iso.split("-")
    return f"{int(number)} de {SPANISH.months[int(month) - 1].name} de {int(year)}"


def answer_text(
    agreement: Agreement,
    claims: Sequence[Claim],
    citations: Sequence[Citation],
    all_claims: Sequence[Claim] = (),
    planned: Collection[Claim] = (),
) -> str:
    """The answer, each claim with its quotation, its origin and its marks.

    :param claims: of a disagreement, those that contradict one another: the newest first,
        those without a date last. Of an evolution, those that took one another's place, the latest
        first.
    :param planned: those of an evolution that were only meant to be.
    :param all_claims: all of them, best first; those not in ``claims`` follow as such.
    """
    if agreement == "disagree":
        first = list(claims)
        ordered = sorted(claims, key=lambda claim: claim.date or "", reverse=True)
        lines = [DISAGREE, *(f"- {claim_line(claim, citations)}" for claim in ordered)]
    elif agreement == "evolve":
        first = list(claims)
        head = f"{EVOLVE} {_course(claims, planned)}."
        lines = [head, *(f"- {claim_line(claim, citations)}" for claim in claims)]
    else:
        first = [claims[0]]
        lines = [claim_line(claims[0], citations)]
    others = [claim for claim in all_claims or claims if claim not in first]
    if others:
        lines += ["", "También:", *(f"- {claim_line(claim, citations)}" for claim in others)]
    return "\n".join(lines)


def _course(claims: Sequence[Claim], planned: Collection[Claim]) -> str:
    """How the answer came along: «112 en julio de 2025; eran 80 en marzo; se preveían 120»."""
    months = [(claim.date or "")[:7] for claim in claims if claim not in planned]
    parts: list[str] = []
    year = ""
    for claim in claims:
        value = _within(claim)
        counts = isinstance(claim.normalized, int | float) and claim.normalized != 1
        if claim in planned:
            parts.append(f"{'se preveían' if counts else 'se preveía:'} {value}")
            continue
        when = ""
        if claim.date:
            whole = months.count(claim.date[:7]) > 1
            when = _when(claim.date, whole=whole, with_year=claim.date[:4] != year)
            year = claim.date[:4]
        if not parts:
            parts.append(f"{value}{when}")
        else:
            parts.append(f"{'eran' if counts else 'antes:'} {value}{when}")
    return "; ".join(parts)


def _within(claim: Claim) -> str:
    """A claim's value within a sentence: a figure has a capital only where it began one."""
    value = disarmed(claim.value)
    figure = isinstance(claim.normalized, int | float) and value[1:2].islower()
    return value[:1].lower() + value[1:] if figure else value


def _when(iso: str, *, whole: bool, with_year: bool) -> str:
    """« en marzo de 2025», or « el 3 de marzo» where the month is not enough."""
    year, month, number = iso.split("-")
    name = SPANISH.months[int(month) - 1].name
    named = f" el {int(number)} de {name}" if whole else f" en {name}"
    return f"{named} de {int(year)}" if with_year else named


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


def lead(claim: Claim, citation: Citation | None = None) -> str:
    """The short answer that a line begins with, with who says so where the sentence tells.

    :param citation: the claim's first, for the day that «el viernes» was, and for what others
        say in the same sentence.
    """
    value, source = disarmed(claim.value), disarmed(claim.attribution)
    # «Sí» and «No» are nobody's words.
    whole = citation is None or " ".join(citation.value.split()) == " ".join(citation.quote.split())
    if citation is None or whole or claim.value != citation.value:
        return _said(value, source)
    if when := resolved(citation):
        value = f"{value} ({when})"
    lead = _said(value, source)
    start = citation.quote.find(citation.value)
    others = other_figures(citation.quote, start, start + len(citation.value))
    return "; ".join([lead, *(_said(disarmed(v), disarmed(s)) for v, s in others)])


def _said(value: str, source: str) -> str:
    if not source or source in value:
        return value
    name = who(source)
    first, _, rest = name.partition(" ")
    # «El informe señala» is told as «según el informe».
    if rest and fold_words(first) in _ARTICLES:
        name = f"{first.lower()} {rest}"
    if fold_words(source).partition(" ")[0] in ("de", "en", "a", "con", "conforme", "citando"):
        return f"{value}, {source[0].lower()}{source[1:]}"
    return f"{value}, según {name}"


def source_named(attribution: str) -> str:
    """Who says so, without «según» or the verb of saying."""
    return who(attribution)


def resolved(citation: Citation) -> str:
    """The day, month or year that a value without a year means by its article's date: «el viernes»
    of an article of 9 May 2025 is «2 de mayo de 2025»; ``""`` where it needs no telling."""
    if citation.date is None or re.search(r"\d{4}", citation.value):
        return ""
    start = citation.quote.find(citation.value)
    article, end = date.fromisoformat(citation.date), start + len(citation.value)
    told = date_at(citation.quote, start, end, article) if start >= 0 else None
    if told is None or told.span is None or told.end - told.start < TELLING * (end - start):
        return ""
    if re.search(r"\d{4}", citation.quote[told.start : told.end]):
        return ""
    first, last = told.span.first, told.span.last
    if first == last:
        return day(first.isoformat())
    month = SPANISH.months[first.month - 1].name
    if (first.year, first.month) == (last.year, last.month):
        days = (last - first).days + 1
        return f"{month} de {first.year}" if days > LONGEST_SPAN else ""
    return str(first.year) if first.year == last.year and (last - first).days > MONTHS else ""


def listed(names: Sequence[str]) -> str:
    """Names in a row: «A», «A y B», «A, B e Iberia»."""
    if len(names) < 2:
        return "".join(names)
    *first, last = names
    # «e» before the sound i: «Iberia», «Hispania», not «hielo» nor «Yecla».
    start = fold_words(last)
    vowel = start.startswith(("i", "hi")) and not start.startswith(("ia", "ie", "io", "hia", "hie"))
    return f"{', '.join(first)} {'e' if vowel else 'y'} {last}"


def claim_line(claim: Claim, citations: Sequence[Citation]) -> str:
    """One claim: its short answer, its quotation, its origin, and who else says the same."""
    first, *others = (citations[n - 1] for n in claim.citations)
    statement = quoted(first.quote)
    whole = " ".join(first.value.split()) == " ".join(first.quote.split())
    if claim.value in VERDICTS or not whole:
        statement = f"{lead(claim, first)}: {statement}"
    text = f"{statement} — {_origin(first)} [{first.n}]"
    # An outlet that says so once more does not agree with itself.
    again = [other for other in others if _outlet(other) == _outlet(first)]
    others = [other for other in others if other not in again]
    if others:
        agree = "coincide" if len({*map(_outlet, others)}) == 1 else "coinciden"
        text = f"{text}; {agree} {_agreeing(first, others)}"
    return f"{text}; también {_agreeing(first, again)}" if again else text


def _outlet(citation: Citation) -> str:
    return outlet_of(citation.source, citation.document)


def _agreeing(first: Citation, others: Sequence[Citation]) -> str:
    """Who else says so, each with its mark, and with its words where they are not the same."""
    parts = []
    for citation in others:
        words = f": {quoted(citation.value)}" if _own_words(first, citation) else ""
        parts.append(f"{_origin(citation)}{words} [{citation.n}]")
    return listed(parts)


def _own_words(first: Citation, other: Citation) -> bool:
    whole = " ".join(other.value.split()) == " ".join(other.quote.split())
    return not whole and fold_words(first.value) != fold_words(other.value)


def _origin(citation: Citation) -> str:
    name = disarmed(citation.source or citation.title)
    page = "" if citation.page is None else f"p. {citation.page}"
    origin = ", ".join(filter(None, (name, citation.date and day(citation.date), page)))
    return f"{origin}; también en {listed(_outlets(citation.also))}" if citation.also else origin


def _outlets(also: Sequence[Also]) -> list[str]:
    """Each outlet once, by its source or, for want of one, its title."""
    return list(dict.fromkeys(disarmed(other.source or other.title) for other in also))
