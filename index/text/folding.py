"""Text as it is compared: without capitals, accents or extra space."""

from __future__ import annotations

import unicodedata


def folded(text: str) -> str:
    """Lower case without accents, white space single; ñ falls to n."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return " ".join(plain.lower().split())
