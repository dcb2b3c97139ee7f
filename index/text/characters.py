"""Halves of surrogate pairs, which look like characters and which nothing outside Python takes."""

from __future__ import annotations


def encodable(text: str) -> str:
    """Return the text with «?» for each half of a surrogate pair, which tokenizers refuse.

    A terminal gives such halves for bytes that are not UTF-8.
    """
    return text.encode("utf-8", "replace").decode("utf-8")
