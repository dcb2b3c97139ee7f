"""What single letters of a page stand for: ligatures composed, invisible ones out.

Printers' ligatures («ﬁ») are two letters to whoever searches; a soft hyphen that is not at a
line's end is nothing.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LETTERS: Final[dict[int, str]] = {
    **{code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)},
    0x00AD: "\u00ad",
    0x2010: "-",
    0x2011: "-",
    0xF0B7: "•",
    0xF0A7: "▪",
    0xF0FC: "✓",
}
"""Letters by their code where they are not what is stored; bullets of symbol fonts among them."""

UNREADABLE: Final = re.compile("[\ufffd\ue000-\uf8ff]")
"""Letters whose font does not say what they are."""
