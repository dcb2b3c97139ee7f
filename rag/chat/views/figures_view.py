"""Shows what the sources say side by side: a table, and a plot of figures over time."""

from __future__ import annotations

import re
from typing import Final

from rag.answers.types import Answer, Claim
from rag.answers.wording import resolved, source_named
from rag.chat.views import markup, plot
from rag.chat.views.plot import DatedFigure
from rag.chat.wording.words import Words

_GROUPED: Final = re.compile(
    r"(?<![\d.,])\d{1,3}(?:[.,'’\s]\d{3}){1,4}(?![\d.,]*\d)|(?<![\d.,])\d{5,15}(?![\d.,]*\d)"
)
"""A whole number in groups of three with a mark of any kind between them, or too long for none."""
_NO_DIGIT: Final = re.compile(r"\D")

QUOTE: Final = 280
"""Characters of a quotation in the table: three lines of its column."""


def table(answer: Answer, number: int, words: Words) -> str:
    """Write value, date, attribution, source and quotation of every claim, in the order of the
    answer."""
    told = any(claim.attribution for claim in answer.claims)
    dated = any(claim_date(claim, answer, words) for claim in answer.claims)
    between = [words.date] * dated + [words.attribution] * told
    names = [words.value, *between, words.source]
    head = "".join(f'<th scope="col">{markup.text(name)}</th>' for name in names)
    rows = "".join(
        _row(claim, answer, number, words, told=told, dated=dated) for claim in answer.claims
    )
    return (
        f'<div class="scroll"><table class="claims"><caption>{markup.text(words.compared)}'
        f"</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def quoted(answer: Answer) -> frozenset[int]:
    """Return the numbers of the sources whose quotation the table has whole."""
    shown = (n for claim in answer.claims for n in claim.citations)
    return frozenset(n for n in shown if 0 < len(answer.citations[n - 1].quote) <= QUOTE)


def _row(
    claim: Claim, answer: Answer, number: int, words: Words, *, told: bool, dated: bool
) -> str:
    cited = [answer.citations[n - 1] for n in claim.citations]
    days = {citation.date for citation in cited}
    # The date of each source is its own.
    when = (
        "<br>".join(markup.date(citation.date, words) or "—" for citation in cited)
        if len(days) > 1
        else claim_date(claim, answer, words)
    )
    sources = "<br>".join(
        f"{markup.named(citation.source) or markup.text(citation.title)}&nbsp;"
        f"{mark(citation.n, number, words)}"
        for citation in cited
    )
    quiet = f'<span class="quiet">{markup.text(words.none)}</span>'
    source = markup.text(claim.attribution and source_named(claim.attribution)) or quiet
    day = f"<td>{when or '—'}</td>" if dated else ""
    attribution = f'<td lang="es">{source}</td>' if told else ""
    when_was = resolved(cited[0])
    value = styled(claim, words)
    value = f"{value} ({when_was})" if when_was else value
    quotes = dict.fromkeys(" ".join(citation.quote.split()) for citation in cited)
    said = "".join(f"<p>«{_shortened(quote)}»</p>" for quote in quotes if quote)
    return (
        f'<tr><th scope="row" lang="es">{markup.text(value)}</th>'
        f"{day}{attribution}<td>{sources}</td></tr>"
        f'<tr class="said"><td colspan="{2 + told + dated}" lang="es">{said}</td></tr>'
    )


def styled(claim: Claim, words: Words) -> str:
    """Return a claim's value with its number as the page writes numbers, whichever marks the
    source sets; the quotation keeps these."""

    def number(match: re.Match[str]) -> str:
        figure = int(_NO_DIGIT.sub("", match.group()))
        return markup.number(figure, words, 0) if figure == claim.normalized else match.group()

    return _GROUPED.sub(number, claim.value)


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


def over_time(answer: Answer, words: Words, *, folded: bool) -> str:
    """Draw the figures against the dates of their articles; ``""`` when there is no line to see.

    :param folded: whether it is seen only on demand, where the same figures stand in a table.
    """
    points = {
        DatedFigure(date, float(claim.normalized), claim.value)
        for claim in answer.claims
        if isinstance(claim.normalized, int | float)
        for n in claim.citations
        if (date := answer.citations[n - 1].date)
    }
    drawn = plot.figure(sorted(points, key=lambda p: (p.date, p.number)), words)
    if not (folded and drawn):
        return drawn
    summary = f"<summary>{markup.text(words.plot)}</summary>"
    return f'<details class="overtime">{summary}{drawn}</details>'
