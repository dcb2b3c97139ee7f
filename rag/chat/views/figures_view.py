"""Shows what the sources say side by side: a table, and a plot of figures over time."""

from __future__ import annotations

from typing import Final

from rag.answers.types import Answer, Claim
from rag.answers.wording import resolved, source_named
from rag.chat.views import markup, plot
from rag.chat.views.plot import DatedFigure
from rag.chat.wording.words import Words

QUOTE: Final = 280
"""Characters of a quotation in the table: three lines of its column."""


def table(answer: Answer, number: int, words: Words) -> str:
    """Write value, date, attribution, source and quotation of every claim, in the order of the
    answer."""
    told = any(claim.attribution for claim in answer.claims)
    names = [words.value, words.date, *([words.attribution] if told else []), words.source]
    head = "".join(f'<th scope="col">{markup.text(name)}</th>' for name in names)
    rows = "".join(_row(claim, answer, number, words, told=told) for claim in answer.claims)
    return (
        f'<div class="scroll"><table class="claims"><caption>{markup.text(words.compared)}'
        f"</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(claim: Claim, answer: Answer, number: int, words: Words, *, told: bool) -> str:
    cited = [answer.citations[n - 1] for n in claim.citations]
    days = {citation.date for citation in cited}
    # The date of each source is its own.
    when = (
        "<br>".join(markup.date(citation.date, words) or "—" for citation in cited)
        if len(days) > 1
        else claim_date(claim, answer, words)
    )
    sources = "<br>".join(
        f"{markup.text(markup.outlet(citation.source) or citation.title)}&nbsp;"
        f"{mark(citation.n, number, words)}"
        for citation in cited
    )
    quiet = f'<span class="quiet">{markup.text(words.none)}</span>'
    source = markup.text(claim.attribution and source_named(claim.attribution)) or quiet
    attribution = f'<td lang="es">{source}</td>' if told else ""
    when_was = resolved(cited[0])
    value = f"{claim.value} ({when_was})" if when_was else claim.value
    quotes = dict.fromkeys(" ".join(citation.quote.split()) for citation in cited)
    said = "".join(f"<p>«{_shortened(quote)}»</p>" for quote in quotes if quote)
    return (
        f'<tr><th scope="row" lang="es">{markup.text(value)}</th><td>{when or "—"}</td>'
        f"{attribution}<td>{sources}</td></tr>"
        f'<tr class="said"><td colspan="{4 if told else 3}" lang="es">{said}</td></tr>'
    )


def _shortened(quote: str) -> str:
    """Escape a quotation, cut where it is longer than the table has room; the card has it all."""
    return markup.text(quote if len(quote) <= QUOTE else f"{quote[:QUOTE].rsplit(' ', 1)[0]} …")


def claim_date(claim: Claim, answer: Answer, words: Words) -> str:
    """Return the day of a claim, or else of its newest source; ``""`` when neither is known."""
    dates = sorted(filter(None, (answer.citations[n - 1].date for n in claim.citations)))
    return markup.date(claim.date or (dates[-1] if dates else None), words)


def mark(n: int, number: int, words: Words) -> str:
    """Write the mark ``[n]`` as a link to the source n of the turn."""
    label = markup.text(f"{words.mark} {n}")
    return f'<a class="cite" href="#source-{number}-{n}" aria-label="{label}">[{n}]</a>'


def over_time(answer: Answer, words: Words) -> str:
    """Draw the figures against the dates of their articles; ``""`` when there is no line to see."""
    points = {
        DatedFigure(date, float(claim.normalized), claim.value)
        for claim in answer.claims
        if isinstance(claim.normalized, int | float)
        for n in claim.citations
        if (date := answer.citations[n - 1].date)
    }
    return plot.figure(sorted(points, key=lambda p: (p.date, p.number)), words)
