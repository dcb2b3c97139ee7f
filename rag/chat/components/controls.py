"""Builds the page's controls with their words, so that one update of all changes the language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import gradio as gr

from rag.chat.components.assets import STATIC
from rag.chat.views import controls_view
from rag.chat.wording.words import Words

Wording = str | Callable[[Words], Any]
"""The words of a property: the name of a field of :class:`Words`, or a function of them all."""


def html(value: str = "", script: str | None = None, **settings: Any) -> gr.HTML:
    """Build a place for HTML of ours, with a script of
    :data:`~rag.chat.components.assets.STATIC`."""
    code = (STATIC / script).read_text(encoding="utf-8") if script else None
    return gr.HTML(value, apply_default_css=False, js_on_load=code, **settings)


def scripted_html(script: str) -> Callable[..., gr.HTML]:
    """Return :func:`html` with its script chosen, to be built by :class:`TranslatedControls`."""

    def build(value: str, **settings: Any) -> gr.HTML:
        return html(value, script, **settings)

    return build


def line_box(
    controls: TranslatedControls, label: Wording, placeholder: Wording, **settings: Any
) -> Any:
    """Build the field of a tab in which one line is written, its label for screen readers only."""
    return controls.build(
        gr.Textbox,
        {"label": label, "placeholder": placeholder},
        show_label=False,
        container=False,
        scale=5,
        **settings,
    )


def day(**settings: Any) -> gr.Textbox:
    """Build a field for a day, whose value is ISO 8601 or ``""``; the page's script makes it the
    browser's own."""
    return gr.Textbox(type="email", max_lines=1, elem_classes="day", **settings)


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
    """The controls that limit a question, a search or the list.

    :param chips: where the limits in force are shown, folded away or not.
    :param names: what keeps the chosen names, where there can be any, and tells of one that is
        being typed or chosen.
    :param options: where what it may become is shown.
    """

    sources: Any
    since: Any
    until: Any
    chips: Any
    names: Any = None
    options: Any = None

    @property
    def inputs(self) -> list[Any]:
        """Return the controls in the order in which ``Limits.from_page`` takes their values."""
        named = [] if self.names is None else [self.names]
        return [self.sources, self.since, self.until, *named]


def limit_controls(
    controls: TranslatedControls,
    sources: Sequence[tuple[str, str]],
    prefix: str,
    *,
    naming: bool = True,
) -> LimitControls:
    """Build controls for outlets, dates and names, folded away until somebody wants them.

    :param sources: the outlets to choose from, each as it is shown and as it is kept.
    :param prefix: begins the ids of the elements.
    :param naming: whether names can be among the limits.
    """
    names, options = None, None
    label: Wording = (lambda words: words.desk.limits_named) if naming else "limits"
    accordion = controls.build(gr.Accordion, {"label": label}, open=False, elem_classes="limits")
    with accordion, gr.Row():
        outlets = controls.build(
            gr.Dropdown,
            {"label": "limit_sources"},
            choices=sources,
            value=[],
            multiselect=True,
            elem_id=f"{prefix}-sources",
        )
        since, until = (
            controls.build(day, {"label": f"limit_{name}"}, elem_id=f"{prefix}-{name}")
            for name in ("since", "until")
        )
        if naming:
            with gr.Column(elem_classes="namelimit", min_width=260):
                controls.build(
                    html, {"value": controls_view.name_field(prefix)}, elem_classes="namefield"
                )
                options = html(elem_id=f"{prefix}-name-options", elem_classes="nameoptions")
                names = html(
                    "", "name-limit.js", html_template="", elem_classes="unseen", prefix=prefix
                )
    chips = html("", "chips.js", elem_id=f"{prefix}-chips", elem_classes="chipline")
    return LimitControls(outlets, since, until, chips, names, options)
