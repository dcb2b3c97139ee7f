"""Shows where to go from here: questions to be asked with one click, how to fill an empty archive,
and the conversations that the browser has kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from rag.chat.views import markup
from rag.chat.wording.words import Words

SOON: Final = '<p class="soon"></p>'
"""Stands where suggestions will, until it is known which, or that there are no more."""


def suggestions(
    questions: Sequence[str], labels: Mapping[str, str], turn: int = 0, *, asked: int = 0
) -> str:
    """Write questions as buttons; ``""`` without any.

    :param labels: what they are, in each language. It takes seconds to find them, and another
        language may have been chosen meanwhile: the page shows its own.
    :param turn: the number of the turn that they follow, at whose end the page shows them.
    :param asked: how often the page has asked while more are being looked for, for which it then
        asks again; 0 when no more are.
    """
    if not questions and not asked:
        return ""
    buttons = "".join(
        f'<button type="button" class="suggested" lang="es">{markup.text(question)}</button>'
        for question in questions
    )
    spans = "".join(
        f'<span lang="{language}">{markup.text(label)}</span>' for language, label in labels.items()
    )
    looking = f'<p class="soon" data-asked="{asked}"></p>' if asked else ""
    begun = f'<div class="suggestions" data-turn="{turn}">{spans}{buttons}</div>'
    return (begun if questions else "") + looking


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


def history(words: Words) -> str:
    """Write the place where the browser lists its own last conversations, of which the server
    knows none, with the words that its script needs."""
    data = {
        "open": words.reopen,
        "rename": words.rename,
        "forget": words.forget,
        "newname": words.new_name,
    }
    attributes = "".join(f' data-{name}="{markup.text(word)}"' for name, word in data.items())
    return (
        f'<details class="history"{attributes}>'
        f"<summary>{markup.text(words.conversations)}</summary>"
        f"<p>{markup.text(words.conversations_note)}</p><ul></ul></details>"
    )
