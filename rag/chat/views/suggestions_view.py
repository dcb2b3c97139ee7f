"""Shows questions that can be asked with one click."""

from __future__ import annotations

from collections.abc import Sequence

from rag.chat.views import markup
from rag.chat.wording.words import Words


def suggestions(questions: Sequence[str], label: str) -> str:
    """Write questions as buttons; ``""`` without any.

    :param label: what they are, for everybody.
    """
    if not questions:
        return ""
    buttons = "".join(
        f'<button type="button" class="suggested" lang="es">{markup.text(question)}</button>'
        for question in questions
    )
    name = markup.text(label)
    return (
        f'<div class="suggestions" role="group" aria-label="{name}"><span>{name}</span>'
        f"{buttons}</div>"
    )


def first_run(words: Words) -> str:
    """Say how to begin with an archive that holds nothing yet."""
    return (
        f'<section class="firstrun"><h2>{markup.text(words.first_title)}</h2>'
        f"<p>{markup.text(words.first_note)}</p>"
        f'<p><button type="button" class="primary" data-begin="files">'
        f"{markup.text(words.first_files)}</button> "
        f'<button type="button" data-begin="sample">{markup.text(words.first_sample)}</button></p>'
        "</section>"
    )
