"""What the sources say, side by side: a table, and a plot when there are figures over time."""

from __future__ import annotations

from rag.answers.types import Answer, Claim
from rag.chat.views import markup, plot
from rag.chat.views.plot import Dated
from rag.chat.wording.words import Words


def table(answer: Answer, number: int, words: Words) -> str:
    """Value, date, who says so and source of every claim, in the order of the answer."""
    head = "".join(
        f'<th scope="col">{markup.text(name)}</th>'
        for name in (words.value, words.date, words.attribution, words.source)
    )
    rows = "".join(_row(claim, answer, number, words) for claim in answer.claims)
    return (
        f'<div class="scroll"><table class="claims"><caption>{markup.text(words.compared)}'
        f"</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(claim: Claim, answer: Answer, number: int, words: Words) -> str:
    cited = [answer.citations[n - 1] for n in claim.citations]
    dates = sorted(filter(None, (citation.date for citation in cited)))
    when = markup.date(claim.date or (dates[-1] if dates else None), words)
    sources = "<br>".join(
        f"{markup.text(citation.source or citation.title)}&nbsp;{mark(citation.n, number, words)}"
        for citation in cited
    )
    said = markup.text(claim.attribution) or f'<span class="quiet">{markup.text(words.none)}</span>'
    return (
        f'<tr><th scope="row" lang="es">{markup.text(claim.value)}</th><td>{when or "—"}</td>'
        f'<td lang="es">{said}</td><td>{sources}</td></tr>'
    )


def mark(n: int, number: int, words: Words) -> str:
    """The mark ``[n]`` as a link to the source n of the turn."""
    label = markup.text(f"{words.mark} {n}")
    return f'<a class="cite" href="#source-{number}-{n}" aria-label="{label}">[{n}]</a>'


def over_time(answer: Answer, words: Words) -> str:
    """The figures against the dates of their articles; ``""`` when there is no line to see."""
    points = {
        Dated(date, float(claim.normalized), claim.value)
        for claim in answer.claims
        if isinstance(claim.normalized, int | float)
        for n in claim.citations
        if (date := answer.citations[n - 1].date)
    }
    return plot.figure(sorted(points, key=lambda p: (p.date, p.number)), words)
