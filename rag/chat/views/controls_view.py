"""Shows what is set on the page: the limits of a question, so that none is forgotten when it is
folded away, and how the page looks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rag.chat.views import markup
from rag.chat.wording.words import Words

THEMES: Final = ("auto", "light", "dark")
SIZES: Final = ("normal", "large", "larger")
"""What the browser keeps of each; the first is what there is without a choice."""


def menu_button(words: Words) -> str:
    """Write the button that opens the menu of theme, size of text and language."""
    name = markup.text(words.menu)
    return (
        '<button type="button" class="menu" aria-expanded="false" aria-controls="menu-panel" '
        f'aria-label="{name}"><span class="long">{name}</span>'
        '<span class="short">Aa</span></button>'
    )


def looks(words: Words) -> str:
    """Write the choices of theme and size of text; ``menu.js`` checks the browser's own."""
    groups = (("theme", words.theme, THEMES), ("size", words.text_size, SIZES))
    return "".join(
        f"<fieldset><legend>{markup.text(label)}</legend>"
        + "".join(
            f'<label><input type="radio" name="{name}" value="{value}">'
            f"<span>{markup.text(getattr(words, f'{name}_{value}'))}</span></label>"
            for value in values
        )
        + "</fieldset>"
        for name, label, values in groups
    )


def chips(limits: Sequence[tuple[str, str]], words: Words) -> str:
    """Write each limit with a button that drops it; ``""`` without any.

    :param limits: the name by which a limit is dropped, and the limit in words.
    """
    if not limits:
        return ""
    items = "".join(
        f'<li>{markup.text(label)} <button type="button" data-drop="{markup.text(name)}" '
        f'aria-label="{markup.text(f"{words.drop_limit}: {label}")}">×</button></li>'
        for name, label in limits
    )
    label = markup.text(words.limited_to)
    return f'<ul class="chips" aria-label="{label}"><li class="lead">{label}:</li>{items}</ul>'
