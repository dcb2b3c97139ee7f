"""Shows short messages, which screen readers announce."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rag.chat.views import markup

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


def announcement(message: str) -> str:
    """Write a message that only screen readers announce."""
    return f'<p role="status" aria-live="polite">{markup.text(message)}</p>'
