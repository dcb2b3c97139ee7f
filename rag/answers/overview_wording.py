"""Words lists, numbers, periods and summaries in Spanish: each article with its mark."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from index.text.counts import Count
from rag.answers.citation_marks import disarmed
from rag.answers.requests import Request
from rag.answers.types import Citation
from rag.answers.wording import day, listed, quoted

TITLE: Final = 120
"""Characters of a headline that are shown."""


def overview(request: Request, citations: Sequence[Citation], total: int, more: bool) -> str:
    """The whole answer.

    :param total: how many articles there are; those beyond the citations are only counted.
    :param more: whether there may be more than were looked at.
    """
    least = "al menos " if more else ""
    lines = [_head(request, total, least)]
    if total > len(citations) and request.kind != "summary":
        lines[0] = lines[0].rstrip(":") + f"; se muestran los {len(citations)} primeros por fecha:"
    line = _dated if request.kind in {"period", "summary"} else _titled
    lines += [f"- {line(citation)}" for citation in citations]
    return "\n".join(lines)


def things(citations: Sequence[Citation]) -> str:
    """What several passages name, each with its sentence and its mark."""
    lines = [f"- {disarmed(c.value)}: {quoted(c.quote)} — {_origin(c)} [{c.n}]" for c in citations]
    return "\n".join(["Los pasajes nombran:", *lines])


def in_a_row(names: Sequence[str]) -> str:
    """Names on one line: «A, B y C»."""
    return listed([disarmed(name) for name in names])


def name(citation: Citation) -> str:
    """The headline on one line, or else the beginning of its text."""
    text = disarmed(citation.title or citation.quote).replace("«", "“").replace("»", "”")
    return text if len(text) <= TITLE else f"{text[: TITLE - 1].rstrip()}…"


def _head(request: Request, total: int, least: str) -> str:
    count = Count(total)
    about = f" {count:nombra|nombran} {quoted(request.topic)}" if request.topic else ""
    when = _period(request)
    articles = f"{least}{total} {count:artículo|artículos}"
    if request.kind == "summary":
        matter = f" sobre {quoted(request.topic)}" if request.topic else ""
        return (
            f"Lo principal que dicen los artículos{matter}{when}, en sus propias palabras y por "
            "orden de fecha:"
        )
    if request.kind == "period":
        return f"El archivo tiene {articles}{when}{' que' if about else ''}{about}. Por fecha:"
    if not about:
        return f"El archivo tiene {articles}{when}:"
    return f"{articles[:1].upper()}{articles[1:]}{when}{about}:"


def _period(request: Request) -> str:
    since, until = request.since, request.until
    if since is None:
        return ""
    if until is None:
        return f" desde el {day(since.isoformat())}"
    if since == until:
        return f" del {day(since.isoformat())}"
    if since == date(since.year, 1, 1) and until == date(since.year, 12, 31):
        return f" de {since.year}"
    if since.day == 1 and (since.year, since.month) == (until.year, until.month) and until.day > 27:
        return f" de {day(since.isoformat()).split(' de ', 1)[1]}"
    return f" del {day(since.isoformat())} al {day(until.isoformat())}"


def _titled(citation: Citation) -> str:
    return f"«{name(citation)}» — {_origin(citation)}: {quoted(citation.quote)} [{citation.n}]"


def _dated(citation: Citation) -> str:
    when = day(citation.date) if citation.date else "Sin fecha"
    outlet = disarmed(citation.source or citation.title)
    return f"{when}, {outlet}: {quoted(citation.quote)} [{citation.n}]"


def _origin(citation: Citation) -> str:
    outlet = disarmed(citation.source or citation.title)
    return f"{outlet}, {day(citation.date)}" if citation.date else outlet
