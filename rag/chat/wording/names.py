"""Names the languages of the page, without their words, which take longer to load."""

from __future__ import annotations

from typing import Final

LANGUAGE: Final = "es"
"""The page's language to begin with."""

NAMES: Final = {"es": "Español", "en": "English"}
"""How each language calls itself."""
