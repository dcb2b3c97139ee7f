"""Characters that are none: halves of surrogate pairs, which nothing outside Python takes."""

from __future__ import annotations


def encodable(text: str) -> str:
    """The text with «?» for each half of a surrogate pair, which tokenizers refuse; a
    terminal gives them for bytes that are not UTF-8."""
    return text.encode("utf-8", "replace").decode("utf-8")
