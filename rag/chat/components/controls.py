"""Builds the page's controls with their words, so that one update of all changes the language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import gradio as gr

from rag.chat.wording.words import Words

STATIC: Final = Path(__file__).parents[1] / "static"
"""The page's styles and scripts."""

Wording = str | Callable[[Words], Any]
"""The words of a property: the name of a field of :class:`Words`, or a function of them all."""


def html(value: str = "", script: str | None = None, **settings: Any) -> gr.HTML:
    """Build a place for HTML of ours, with a script of :data:`STATIC`."""
    code = (STATIC / script).read_text(encoding="utf-8") if script else None
    return gr.HTML(value, apply_default_css=False, js_on_load=code, **settings)


def scripted_html(script: str) -> Callable[..., gr.HTML]:
    """Return :func:`html` with its script chosen, to be built by :class:`TranslatedControls`."""

    def build(value: str, **settings: Any) -> gr.HTML:
        return html(value, script, **settings)

    return build


@dataclass(slots=True)
class TranslatedControls:
    """Controls whose words change with the language.

    :param words: the language that the page begins with.
    """

    words: Words
    _all: list[tuple[Any, dict[str, Wording]]] = field(default_factory=list)

    def build(self, kind: Callable[..., Any], wording: dict[str, Wording], **settings: Any) -> Any:
        """Build a control of a kind.

        :param wording: its properties that hold words.
        :param settings: its other properties.
        """
        control = kind(**_filled(wording, self.words), **settings)
        self._all.append((control, wording))
        return control

    @property
    def controls(self) -> list[Any]:
        """Return all controls in the order in which they were built."""
        return [control for control, _ in self._all]

    def updates(self, words: Words) -> list[Any]:
        """Return what changes each of them into another language, in order."""
        return [gr.update(**_filled(wording, words)) for _, wording in self._all]


def _filled(wording: dict[str, Wording], words: Words) -> dict[str, Any]:
    return {
        name: value(words) if callable(value) else getattr(words, value)
        for name, value in wording.items()
    }


@dataclass(frozen=True, slots=True)
class LimitControls:
    """The controls that limit a question, a search or the list."""

    sources: Any
    since: Any
    until: Any

    @property
    def inputs(self) -> list[Any]:
        """Return the controls in the order in which ``Limits.from_page`` takes their values."""
        return [self.sources, self.since, self.until]


def limit_controls(controls: TranslatedControls, sources: list[str], prefix: str) -> LimitControls:
    """Build controls for outlets and dates, folded away until somebody wants them.

    :param sources: the outlets to choose from.
    :param prefix: begins the ids of the elements.
    """
    with (
        controls.build(gr.Accordion, {"label": "limits"}, open=False, elem_classes="limits"),
        gr.Row(),
    ):
        outlets = controls.build(
            gr.Dropdown,
            {"label": "limit_sources"},
            choices=sources,
            value=[],
            multiselect=True,
            elem_id=f"{prefix}-sources",
        )
        since, until = (
            controls.build(
                gr.Textbox, {"label": f"limit_{name}"}, max_lines=1, elem_id=f"{prefix}-{name}"
            )
            for name in ("since", "until")
        )
    return LimitControls(outlets, since, until)
