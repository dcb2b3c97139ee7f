"""Makes the chronology of a matter."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from index import Filters
from index.backend import Backend
from index.errors import InputError
from index.text.analyzer import analyze
from rag.questions import spelling
from rag.questions.query import Query
from rag.timelines import folding, gathering, series, statements
from rag.timelines.folding import Folded
from rag.timelines.types import Copy, Entry, Timeline

_NAMED: Final = 5
"""Unknown words that are named."""


def timeline(backend: Backend, subject: str, filters: Filters | None = None) -> Timeline:
    """Return what the articles say of a matter, in the order of time.

    :param filters: checked ones; which articles may be used.
    :raises InputError: the subject is empty, too long, or has no word that is searched.
    """
    query = Query.of(subject)
    if not analyze(query.text):
        raise InputError(
            f"«{query.literal[:60]}» no tiene ninguna palabra que buscar. Nombre el asunto, por "
            "ejemplo «incendio de Lombrada»."
        )
    with backend.reading():
        query, note = spelling.searched(query, backend)
        matter = gathering.matter_of(query.text, backend)
        gathered = gathering.gather(matter, query.text, backend, filters)
    if matter.unknown:
        named = ", ".join(f"«{word}»" for word in matter.unknown[:_NAMED])
        note = " ".join(filter(None, (note, f"No aparece en ningún artículo: {named}.")))
    matter = gathered.matter
    found, undated = statements.statements(matter, gathered.passages)
    entries = sorted(map(_entry, folding.fold(found)), key=_order)
    numbered = tuple(replace(entry, citation=n) for n, entry in enumerate(entries, 1))
    return Timeline(
        subject=query.literal,
        entries=numbered,
        undated=undated,
        series=series.series_of(numbered, matter),
        articles=gathered.articles,
        more=gathered.more,
        note=note,
    )


def _entry(folded: Folded) -> Entry:
    statement, passage = folded.statement, folded.statement.passage
    date, until = statements.iso(statement.span)
    start = passage.start + statement.place[0]
    page = next((line.page for line in passage.lines if line.end > start), passage.page)
    return Entry(
        date=date,
        until=until,
        dated_by=statement.dated_by,
        quote=statement.quote,
        when=statement.when,
        document=passage.document,
        title=passage.title,
        source=passage.source,
        article_date=passage.date,
        page=page,
        paragraph=passage.paragraph,
        passage=passage.text,
        start=start,
        citation=0,
        also=tuple(
            Copy(other.document, other.title, other.source, other.date)
            for other in (also.passage for also in folded.also)
        ),
    )


def _order(entry: Entry) -> tuple[str, str, str, str, int]:
    """By date, what is known to the year before its months; the rest only settles ties."""
    until, day = entry.until or "", entry.article_date or "9999"
    return entry.date, until, day, entry.document, entry.start
