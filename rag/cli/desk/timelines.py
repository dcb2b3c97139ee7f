"""Carries out the command that puts what is said of a matter in the order of time."""

from __future__ import annotations

import argparse
from pathlib import Path

from rich.console import Console
from rich.text import Text

from index.text.counts import Count
from rag.cli import printing
from rag.cli.arguments import Commands, filters_of
from rag.cli.exits import DONE
from rag.cli.opening import open_archive
from rag.exact import sheets
from rag.timelines.table import csv_of
from rag.timelines.types import Entry, Timeline


def add_commands(commands: Commands) -> None:
    """Add the command of this module."""
    timeline = commands.add(
        "timeline",
        _timeline,
        "Ordena en el tiempo lo que los artículos dicen de un asunto.",
        json=True,
        filters=True,
    )
    timeline.add_argument("subject", metavar="ASUNTO", help="por ejemplo «incendio de Lombrada»")
    timeline.add_argument("--csv", type=Path, metavar="F", help="lo escribe en una tabla")
    timeline.add_argument(
        "--html", type=Path, metavar="F", help="lo escribe en una página, que se abre sin conexión"
    )


def _timeline(options: argparse.Namespace) -> int:
    # Other commands do not pay for the chat's words.
    from rag.chat.views.desk import timeline_page
    from rag.chat.wording.languages import words_in

    for place in filter(None, (options.csv, options.html)):
        sheets.check_place(place)
    made = open_archive(options).timeline(options.subject.strip(), filters=filters_of(options))
    written = []
    if options.csv:
        sheets.save(options.csv, csv_of(made))
        written.append(options.csv)
    if options.html:
        page = timeline_page.page(made, words_in("es"))
        sheets.save(options.html, page.encode("utf-8", "replace"))
        written.append(options.html)
    if options.json:
        printing.print_json(made.to_dict())
    elif written:
        names = " y en ".join(f"«{path}»" for path in written)
        print(f"{_counts(made)} Escrito en {names}.")
    else:
        _show(made)
    return DONE


def _show(made: Timeline) -> None:
    console = Console(soft_wrap=True, highlight=False)
    if made.note:
        console.print(Text(made.note))
    for entry in made.entries:
        console.print(Text(_line(entry)))
    for series in made.series:
        points = " → ".join(f"{point.text} ({point.date})" for point in series.points)
        console.print(Text(f"\n{series.name}: {points}"))
    console.print(Text(f"\n{_counts(made)}" if made.entries else _counts(made)))


def _line(entry: Entry) -> str:
    from rag.chat.views.desk.timeline_view import shown_date
    from rag.chat.wording.languages import words_in

    until = f" a {entry.until}" if entry.until else ""
    quote = " ".join(entry.quote.split())
    spanish = words_in("es")
    day = shown_date(entry.article_date, spanish) if entry.article_date else ""
    origin = ", ".join(filter(None, (entry.source or entry.title, day)))
    also = f"; también {', '.join(c.source or c.title for c in entry.also)}" if entry.also else ""
    return f"{entry.date}{until}  «{quote}» — {origin}{also} [{entry.citation}]"


def _counts(made: Timeline) -> str:
    from rag.chat.wording.languages import words_in

    desk = words_in("es").desk
    if not made.entries:
        said = [desk.timeline_none.format(subject=made.subject)]
    else:
        entries, articles = Count(len(made.entries)), Count(made.articles)
        said = [
            desk.timeline_counts.format(entries=entries, articles=articles, subject=made.subject)
        ]
    said += [desk.timeline_undated.format(count=made.undated)] if made.undated else []
    said += [desk.timeline_more] if made.more else []
    return " ".join(said)
