"""What single letters of a page stand for: ligatures composed, invisible ones out.

Printers' ligatures («ﬁ») are two letters to whoever searches; a soft hyphen that is not at a
line's end is nothing.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_LETTERS: Final[dict[int, str]] = {
    **{code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)},
    0x0002: "-",  # how pdfium gives the hyphen at a line's end
    0x2010: "-",
    0x2011: "-",
    0xF0B7: "•",
    0xF0A7: "▪",
    0xF0FC: "✓",
}
"""Letters by their code where they are not what is stored; bullets of symbol fonts among them."""

UNREADABLE: Final = re.compile("[\ufffd\ue000-\uf8ff]")
"""Letters whose font does not say what they are."""

LINE_ENDS: Final = frozenset({10, 13})
WHITE: Final = frozenset({9, 32, 0xA0, 0x2002, 0x2003, 0x2009, 0x202F}) | LINE_ENDS
"""Codes of what stands between words."""

_INVISIBLE: Final = frozenset({0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF})


def letter(code: int) -> str | None:
    """Give what is stored for a letter: ``""`` where it cannot be known, ``None`` for one that
    nobody sees."""
    if code in _LETTERS:
        return _LETTERS[code]
    if code in _INVISIBLE:
        return None
    return "" if code < 32 or 0x7F <= code < 0xA0 else chr(code)
