"""Shows what is set on the page (so that no limit of a question is forgotten when it is folded
away), what a name that is being typed may become, and how the page looks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from index.text.counts import Count
from index.types import Entity, Kind
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


def named(kind: Kind, name: str, words: Words) -> str:
    """Say whom or what a passage must mention."""
    return f"{name} ({words.desk.kind(kind)})"


def name_field(prefix: str) -> Callable[[Words], str]:
    """Return what writes the field in which a name is typed.

    :param prefix: begins the ids of its elements and of the list of options.
    """

    def field(words: Words) -> str:
        label, hint = markup.text(words.desk.limit_names), markup.text(words.desk.limit_names_hint)
        return (
            f'<label for="{prefix}-name">{label}</label><input type="text" id="{prefix}-name" '
            f'role="combobox" aria-expanded="false" aria-autocomplete="list" autocomplete="off" '
            f'aria-controls="{prefix}-name-options" spellcheck="false" placeholder="{hint}">'
        )

    return field


def name_options(entities: Sequence[Entity], typed: str, waiting: int, words: Words) -> str:
    """Write what a name that is being typed may become, as options of a list.

    :param typed: kept with the options, and said to be nobody's where there are none.
    :param waiting: documents whose names were never looked for.
    """
    notes = []
    if waiting:
        notes.append(words.desk.names_limit_waiting.format(count=Count(waiting)))
    elif not entities:
        notes.append(words.desk.names_limit_none.format(name=typed))
    items = "".join(
        f'<li role="option" aria-selected="false" lang="es" data-kind="{entity.kind}" '
        f'data-name="{markup.text(entity.name)}">{markup.text(entity.name)} '
        f'<span class="quiet" lang="{words.language}">{_about(entity, words)}</span></li>'
        for entity in entities
    )
    said = "".join(f'<p class="quiet" role="status">{markup.text(note)}</p>' for note in notes)
    label, of = markup.text(words.desk.limit_names), markup.text(typed)
    return f'<ul role="listbox" aria-label="{label}" data-typed="{of}">{items}</ul>{said}'


def _about(entity: Entity, words: Words) -> str:
    """Say what somebody or something is, and in how many articles."""
    count = markup.number(entity.documents, words)
    return markup.text(f"{words.desk.kind(entity.kind)} · {count}")


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
