"""Keeps other people's text from looking like our citation marks.

Only the answer itself may say ``[1]``: what a document, title or path holds of the kind
is written with parentheses.
"""

from __future__ import annotations

import re
from typing import Final

# Whatever a reader would take for a mark: «[1]», «[ 1, 2 ]», «［1］», «[1\]».
_MARK: Final = re.compile(r"[\[［]((?:[^\[\]［］\w]|_)*\d(?:[^\[\]［］\w]|[\d_])*)[\]］]")


def disarmed(text: str) -> str:
    """The text on one line, with parentheses where it looks like our marks, or would once
    those inside are gone: «[[1]]»."""
    line = " ".join(text.split())
    while (changed := _MARK.sub(r"(\1)", line)) != line:
        line = changed
    return line
