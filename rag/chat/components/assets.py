"""Puts the page's styles and its script together as the browser gets them.

Gradio rewrites styles that it is given: it parts ``:is(a, b)`` at the comma and drops some
shorthands. Ours therefore go into the document's head as they are, nested in the page's
container, whose doubled class outranks the styles that Gradio's components bring.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from rag.chat.wording.languages import WORDS

STATIC: Final = Path(__file__).parents[1] / "static"
"""The page's styles and scripts."""

CONTAINER: Final = ".gradio-container.gradio-container"

_FIRST: Final = "language.js"
"""The script that runs before all others."""

_ROOT: Final = "0-root.css"
"""Rules of the document itself, which are not nested."""


def head() -> str:
    """Return what is put into the page's head: its styles, and the script that all others ask for
    the language."""
    return f"{styles()}<script>{(STATIC / _FIRST).read_text(encoding='utf-8')}</script>"


def styles() -> str:
    """Return the page's styles."""
    nested = "\n".join(
        path.read_text(encoding="utf-8")
        for path in sorted(STATIC.glob("*.css"))
        if path.name != _ROOT
    )
    root = (STATIC / _ROOT).read_text(encoding="utf-8")
    return f"<style>{root}\n{CONTAINER} {{\n{nested}\n}}</style>"


def script(language: str) -> str:
    """Return what the browser runs once the page is there.

    :param language: that the page begins with.
    """
    words = {
        code: {"skip": words.skip, "searching": words.searching} for code, words in WORDS.items()
    }
    begin = json.dumps({"language": language, "words": words}, ensure_ascii=False)
    code = (STATIC / "page.js").read_text(encoding="utf-8")
    return f"() => {{ const begin = {begin};\n{code}\n}}"
