"""Shows a chronology: the figures that change, then each statement on its day."""

from __future__ import annotations

from typing import Final

from index.text.counts import Count
from rag.chat.views import markup, plot
from rag.chat.views.plot import DatedFigure
from rag.chat.views.sources_view import heading
from rag.chat.wording.translating import told
from rag.chat.wording.units import unit_name
from rag.chat.wording.words import Words
from rag.timelines.types import Entry, Series, Timeline

SHOWN: Final = 200
"""Entries shown on the page of the chat; the files have all of them."""


def timeline(made: Timeline, words: Words) -> str:
    """Write a chronology for the chat, with buttons that open the articles."""
    if not made.entries:
        return f"{_notes(made, words, len(made.entries))}"
    items = "".join(_item(entry, words, opens=True) for entry in made.entries[:SHOWN])
    return f'{_notes(made, words, SHOWN)}{figures(made, words)}<ol class="timeline">{items}</ol>'


def body(made: Timeline, words: Words) -> str:
    """Write a whole chronology for a page that stands alone, without buttons."""
    items = "".join(_item(entry, words, opens=False) for entry in made.entries)
    notes = _notes(made, words, len(made.entries))
    return f'{notes}{figures(made, words)}<ol class="timeline">{items}</ol>'


def figures(made: Timeline, words: Words) -> str:
    """Draw the figures that change over time."""
    drawn = []
    for series in made.series:
        points = [DatedFigure(whole_day(p.date), p.value, p.text) for p in series.points]
        drawn.append(plot.figure(points, words, *_caption(series, words)))
    return "".join(drawn)


def _caption(series: Series, words: Words) -> tuple[str, str]:
    """Say what a series is of, as text and as HTML: the article's word in its own language, the
    unit in the page's."""
    word = "" if series.name == series.unit else series.name.removesuffix(f" ({series.unit})")
    unit = unit_name(series.unit, words)
    before, _, after = words.desk.timeline_series.partition("{name}")
    beside = f" ({unit})" if word and unit else unit
    html = f'<span lang="es">{markup.text(word)}</span>' if word else ""
    return f"{before}{word}{beside}{after}", (
        f"{markup.text(before)}{html}{markup.text(beside)}{markup.text(after)}"
    )


def whole_day(date: str) -> str:
    """The first day of a date of which only month or year may be known."""
    return f"{date}-01-01"[:10] if len(date) == 4 else f"{date}-01"[:10]


def shown_date(date: str, words: Words) -> str:
    """Write a date of which only month or year may be known: «agosto de 2025»."""
    if len(date) == 4:
        return date.lstrip("0")
    if len(date) == 10:
        return markup.date(date, words)
    _, _, month = markup.date(f"{date}-01", words).partition(" ")
    return month.removeprefix("de ")


def _notes(made: Timeline, words: Words, shown: int) -> str:
    desk, said = words.desk, []
    if made.note:
        said.append(told(made.note, words))
    if made.entries:
        counts = desk.timeline_counts.format(
            entries=Count(len(made.entries)),
            articles=Count(made.articles),
            subject=made.subject,
        )
        said.append(counts)
    else:
        said.append(desk.timeline_none.format(subject=made.subject))
    if made.undated:
        said.append(desk.timeline_undated.format(count=made.undated))
    if made.more:
        said.append(desk.timeline_more)
    if len(made.entries) > shown:
        said.append(desk.timeline_shown.format(shown=shown))
    return "".join(f'<p class="quiet" role="status">{markup.text(line)}</p>' for line in said)


def _item(entry: Entry, words: Words, *, opens: bool) -> str:
    when = markup.text(shown_date(entry.date, words))
    if entry.until:
        until = shown_date(entry.until, words)
        span = words.desk.timeline_until.format(since=shown_date(entry.date, words), until=until)
        when = markup.text(span)
    day = f'<time datetime="{markup.text(entry.date)}">{when}</time>'
    if entry.dated_by == "article":
        day += f' <small class="quiet">{markup.text(words.desk.timeline_by_article)}</small>'
    start, end = entry.when
    quote = (
        f"{markup.text(entry.quote[:start])}<mark>{markup.text(entry.quote[start:end])}</mark>"
        f"{markup.text(entry.quote[end:])}"
        if start < end
        else markup.text(entry.quote)
    )
    # What is quoted may begin with the title of an article that has none of its own.
    repeated = heading(entry.title, entry.source, entry.quote, 0).title != entry.title
    facts = markup.details(
        "" if repeated else f'<span lang="es">{markup.text(entry.title)}</span>',
        markup.source(entry.source),
        markup.date(entry.article_date, words),
        markup.page(entry.page, words),
        markup.paragraph(entry.paragraph, words),
    )
    also = ", ".join(markup.outlet(copy.source) or copy.title for copy in entry.also)
    more = (
        f'<p class="facts">{markup.text(words.also)} <span lang="es">{markup.text(also)}</span></p>'
        if also
        else ""
    )
    whole = ""
    if opens:
        end_of_quote = entry.start + len(entry.quote)
        whole = markup.open_button(
            words.whole, entry.title, document=entry.document, start=entry.start, end=end_of_quote
        )
    return (
        f'<li class="source" id="entry-{entry.citation}"><h2>'
        f'<span class="number">{entry.citation}</span> {day}</h2>'
        f'<blockquote lang="es">{quote}</blockquote><p class="facts">{facts}</p>{more}{whole}</li>'
    )
