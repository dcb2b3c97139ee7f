"""Shows what is under way, and short messages, which screen readers announce."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from index import Hit
from rag.answers.types import Citation
from rag.chat.views import markup, sources_view
from rag.chat.views.answer_view import SHORT
from rag.chat.views.writer import writer_view
from rag.chat.wording.words import Words

QUEUE_LINE: Final = '<p role="status" aria-live="polite"></p>'
"""An empty line, into which the page's script writes the place in the queue."""


def notice(message: str) -> str:
    """Write a short message at the foot of the page; ``""`` for none."""
    return f'<p class="notice" role="status">{markup.text(message)}</p>' if message else ""


def undo_notice(message: str, ids: Sequence[str], label: str) -> str:
    """Write a short message with a button that takes back what it tells."""
    undo = markup.text(" ".join(ids))
    return (
        f'<p class="notice undoable" role="status">{markup.text(message)} '
        f'<button type="button" data-undo="{undo}">{markup.text(label)}</button></p>'
    )


def asking(message: str) -> str:
    """Write what is still to be told, where a result would stand; it is no fault."""
    return f'<p class="empty" role="status">{markup.text(message)}</p>'


def announcement(message: str) -> str:
    """Write a message that only screen readers announce."""
    return f'<p role="status" aria-live="polite">{markup.text(message)}</p>'


@dataclass(frozen=True, slots=True)
class Progress:
    """What is known of an answer while it is made.

    :param status: the stage that is under way, in words.
    :param found: the passages that are being read, best first.
    :param best: what answers best, with which the other passages are being compared.
    :param text: what a language model has written so far.
    """

    status: str
    found: Sequence[Hit] = ()
    best: Citation | None = None
    text: str = ""


def pending_turn(question: str, known: Progress, words: Words) -> str:
    """Write the turn while its answer is being searched and read for."""
    return (
        f'<article class="turn waiting" aria-busy="true"><h2>{markup.text(question)}</h2>'
        f"{_best(known, words)}"
        f'<p class="status"><span class="dots" aria-hidden="true"></span>'
        f"{markup.text(known.status)}</p>{writer_view.begun(known.text)}"
        f"{sources_view.found(known.found, words)}</article>"
    )


def _best(known: Progress, words: Words) -> str:
    """Write the answer as it is before the sources are compared: its value, and who says it."""
    best = known.best
    if best is None:
        return ""
    value, quote = " ".join(best.value.split()), " ".join(best.quote.split())
    short = f'<p class="short" lang="es">{markup.text(value)}</p>' * (len(value) <= SHORT)
    origin = markup.details(
        markup.source(best.source) or markup.text(best.title), markup.date(best.date, words)
    )
    return (
        f'<div class="answer first">{short}<p lang="es">«{markup.text(quote)}» '
        f'<span class="origin">— {origin}</span></p></div>'
    )
