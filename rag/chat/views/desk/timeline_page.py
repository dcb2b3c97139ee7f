"""Writes a chronology as one page that stands alone: no script, nothing fetched.

The page's own policy forbids it to ask anybody for anything, whatever an article may hold.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from rag.chat.views import markup
from rag.chat.views.desk import timeline_view
from rag.chat.wording.words import Words
from rag.timelines.types import Timeline

_POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
)

_STYLE: Final = """
:root { color-scheme: light dark; --ink: #231f1c; --paper: #fdfbf7; --quiet: #6b635c;
  --line: #ddd3c8; }
@media (prefers-color-scheme: dark) { :root { --ink: #ece6df; --paper: #191715; --quiet: #a79e95;
  --line: #3b3632; } }
body { font: 1rem/1.5 Georgia, "Times New Roman", serif; color: var(--ink);
  background: var(--paper);  max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; } .quiet, .facts, footer { color: var(--quiet); font-size: .88rem; }
ol.timeline { list-style: none; padding: 0 0 0 1.2rem; border-left: 2px solid var(--line); }
ol.timeline li { margin: 0 0 1.5rem; } h2 { font-size: 1.02rem; margin: 0; }
.number { color: var(--quiet); font-weight: normal; font-size: .8rem; }
blockquote { margin: .3rem 0; } mark { background: #ffe9a8; color: #231f1c; } .facts { margin: 0; }
a { color: inherit; } figure { margin: 1rem 0; } svg { max-width: 100%; height: auto; }
figcaption { font-size: .88rem; color: var(--quiet); }
.grid { stroke: var(--line); } .dot { fill: #8c1d18; } .tick, .label { font: 12px sans-serif;
  fill: var(--ink); }
@media print { body { margin: 0; max-width: none; } li { break-inside: avoid; } }
"""


def page(made: Timeline, words: Words, today: date | None = None) -> str:
    """Write the page.

    :param today: the day it is made; this one when ``None``.
    """
    title = markup.text(words.desk.timeline_title.format(subject=made.subject))
    day = markup.date((today or date.today()).isoformat(), words)
    foot = markup.text(words.desk.timeline_made.format(day=day))
    return (
        f'<!doctype html>\n<html lang="{words.language}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer">'
        f"<title>{title}</title><style>{_STYLE}</style></head>\n<body><h1>{title}</h1>\n"
        f"{timeline_view.body(made, words)}\n<footer><p>{foot}</p></footer></body></html>\n"
    )
