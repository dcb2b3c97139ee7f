"""The page's controls with their words, so that another language is one update of them all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import gradio as gr

from rag.chat.actions import uploads
from rag.chat.actions.limits import Limits, chosen
from rag.chat.views.markup import text
from rag.chat.wording.words import Words

STATIC: Final = Path(__file__).parents[1] / "static"

Said = str | Callable[[Words], Any]
"""A property's words: the name of a field of :class:`Words`, or what is made of them."""


def html(value: str = "", script: str | None = None, **settings: Any) -> gr.HTML:
    """A place for HTML of ours, with a script of :data:`STATIC`."""
    code = (STATIC / script).read_text(encoding="utf-8") if script else None
    return gr.HTML(value, apply_default_css=False, js_on_load=code, **settings)


@dataclass(slots=True)
class Translated:
    """Controls and which of their properties say what."""

    words: Words
    _all: list[tuple[Any, dict[str, Said]]] = field(default_factory=list)

    def made(self, kind: Callable[..., Any], said: dict[str, Said], **settings: Any) -> Any:
        """A control with its words in the language that the page begins with."""
        control = kind(**_in(self.words, said), **settings)
        self._all.append((control, said))
        return control

    @property
    def controls(self) -> list[Any]:
        """All of them, in order."""
        return [control for control, _ in self._all]

    def updates(self, words: Words) -> list[Any]:
        """What changes each of them into a language."""
        return [gr.update(**_in(words, said)) for _, said in self._all]


def _in(words: Words, said: dict[str, Said]) -> dict[str, Any]:
    return {
        name: what(words) if callable(what) else getattr(words, what) for name, what in said.items()
    }


@dataclass(frozen=True, slots=True)
class LimitControls:
    """The controls that limit a question, a search or the list."""

    sources: Any
    since: Any
    until: Any

    @property
    def inputs(self) -> list[Any]:
        """In the order that :func:`rag.chat.actions.limits.chosen` takes them."""
        return [self.sources, self.since, self.until]


def limit_controls(made: Translated, sources: list[str], place: str) -> LimitControls:
    """Outlets and dates, folded away until somebody wants them."""
    with (
        made.made(gr.Accordion, {"label": "limits"}, open=False, elem_classes="limits"),
        gr.Row(),
    ):
        listed = made.made(
            gr.Dropdown,
            {"label": "limit_sources"},
            choices=sources,
            value=[],
            multiselect=True,
            elem_id=f"{place}-sources",
        )
        since, until = (
            made.made(
                gr.Textbox,
                {"label": f"limit_{name}"},
                max_lines=1,
                elem_id=f"{place}-{name}",
            )
            for name in ("since", "until")
        )
    return LimitControls(listed, since, until)


def limits(sources: Any, since: Any, until: Any) -> Limits:
    """What those controls say."""
    return chosen(sources, since, until)


def drop_zone(words: Words) -> str:
    """Where files are chosen or dropped."""
    size, count = f"{uploads.BYTES / 1e6:.0f}", uploads.FILES
    messages = {
        "many": words.too_many.format(count=count),
        "large": words.too_large.format(size=size),
        "unreadable": words.unreadable,
    }
    data = "".join(f' data-{name}="{text(said)}"' for name, said in messages.items())
    return (
        f'<label class="drop" data-most="{count}" data-bytes="{uploads.BYTES}"{data}>'
        f'<input type="file" multiple accept="{uploads.ACCEPTED}">'
        f"<strong>{text(words.drop)}</strong>"
        f"<span>{text(words.drop_note.format(size=size, count=count))}</span></label>"
        '<p class="status" role="alert"></p>'
    )
