"""Builds the buttons that save what a tab shows, one a kind of file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import gradio as gr

from rag.chat.components.controls import TranslatedControls, Wording
from rag.chat.components.page_parts import QUIET, PageParts
from rag.chat.views import status_view
from rag.chat.wording.languages import words_in
from rag.chat.wording.words import Words

Kind = TypeVar("Kind", bound=str)
Made = TypeVar("Made")


def save_buttons(
    controls: TranslatedControls,
    prefix: str,
    kinds: Mapping[Kind, str],
    label: Callable[[Words], str],
) -> dict[Kind, Any]:
    """Build a button for each kind of file, unseen until there is something to save.

    :param prefix: begins the ids of the elements.
    :param kinds: each with the name that people know it by.
    :param label: gives what stands on the buttons, with ``{kind}`` for that name.
    """

    def wording(name: str) -> Wording:
        return lambda words: label(words).format(kind=name)

    with gr.Row(elem_classes="tools"):
        return {
            kind: controls.build(
                gr.Button, {"value": wording(name)}, size="sm", visible=False,
                elem_id=f"{prefix}-{kind}",
            )
            for kind, name in kinds.items()
        }  # fmt: skip


def save_with(
    parts: PageParts,
    buttons: Mapping[Kind, Any],
    save: Callable[[Kind, Made | None, Words], tuple[str, str]],
    made: Any,
    download: Any,
) -> None:
    """Let each button save.

    :param save: gives the file as the page's script takes it, and what is said of it.
    :param made: the page's state that holds what is saved.
    :param download: the place from which the browser takes the file.
    """

    def saver(kind: Kind) -> Callable[[Made | None, str], tuple[str, str]]:
        def press(made: Made | None, language: str) -> tuple[str, str]:
            file, message = save(kind, made, words_in(language))
            return file, status_view.notice(message)

        return press

    for kind, button in buttons.items():
        button.click(saver(kind), [made, parts.language], [download, parts.notice], **QUIET)
