"""Mends characters that print right and are found by nobody.

Typesetting leaves ligatures («oﬁcina») and soft hyphens («expor­tación») inside words, and texts
that were taken for Windows-1252 when they were UTF-8 show «Ã±» for «ñ». Nobody who searches
types either. All that is done here is certain, whatever the format.
"""

from __future__ import annotations

import re
from typing import Final

# Unicode, Alphabetic Presentation Forms: what NFKC makes of U+FB00 to U+FB06.
_LIGATURES: Final = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}
# Zero-width space, word joiner, byte order mark: nothing of them is seen.
_INVISIBLE: Final = {0xAD: None, 0x200B: None, 0x2060: None, 0xFEFF: None}
# Bullets of the fonts Symbol and Wingdings, for which Unicode has private places: what Word, and
# programs that convert its lists, leave in texts.
_BULLETS: Final = {
    0xF0B7: "•", 0xF0A7: "▪", 0xF06C: "•", 0xF06E: "▪", 0xF0D8: "➢", 0xF0FC: "✓", 0xF0E0: "→",
    0xF02D: "-",
}  # fmt: skip
_TABLE: Final = {**_LIGATURES, **_INVISIBLE, **_BULLETS}
_SOFT_BREAK: Final = re.compile("\u00ad[ \t]*\n[ \t]*(?=[^\\W\\d_])")
_ANY: Final = re.compile(
    "[\ufb00-\ufb06\u00ad\u200b\u2060\ufeff\uf0b7\uf0a7\uf06c\uf06e\uf0d8\uf0fc\uf0e0\uf02d]"
)
# After a ligature that stood for letters of its own some programs leave a space: «oﬁ cina».
_LIGATURE_SPACE: Final = re.compile(r"(\w{0,6})([\ufb01-\ufb04]) (?=[a-záéíóúüñ])")
# No Spanish word ends in them but these.
_IN_FI: Final = frozenset("wi sel hi sci sur graf".split())

_HIGH: Final = bytes(range(0x80, 0xC0))


def _shown_as(byte: int) -> set[str]:
    """Give the characters for which a byte is taken: in Windows-1252, else in Latin-1."""
    return {bytes([byte]).decode("cp1252", "ignore") or chr(byte), chr(byte)}


_BYTE_OF: Final = {char: byte for byte in range(0x80, 0x100) for char in _shown_as(byte)}
_FOLLOWING: Final = "".join(char for byte in _HIGH for char in _shown_as(byte))
_TWICE: Final = re.compile(
    # Å and Æ lead to the characters of Windows-1252 that are not Latin-1, in texts spoilt twice.
    f"[ÂÃÅÆË][{re.escape(_FOLLOWING)}]|â[{re.escape(_FOLLOWING)}]{{2}}"
)
_SPANISH: Final = frozenset("áéíóúüñÁÉÍÓÚÜÑ¿¡«»ºª°–—‘’“”…€·\u00a0")
# A soft hyphen that is lost on the way leaves «romerÃa» of «romerÃ­a».
_LOST_I: Final = re.compile(r"(?<=[a-záéóúñ])Ã(?=[a-zA-Z\W])|Ã(?=[a-záéóúñ])")
_TIMES: Final = 3


def _decoded(match: re.Match[str]) -> str:
    data = bytes(_BYTE_OF[char] for char in match.group())
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return match.group()


def decoded_twice(text: str) -> str:
    r"""Undo UTF-8 that was read as Windows-1252 and written as UTF-8, up to three times.

    >>> decoded_twice("PeÃ±alba celebrÃ³ la romerÃ\xada")
    'Peñalba celebró la romería'

    Only what becomes Spanish is undone, and letters only beside others, so that a text may speak
    of «Ã±»; once two are found, what becomes other Western letters too.
    """
    undone = False
    for _ in range(_TIMES):
        found = [match for match in _TWICE.finditer(text) if _is_certain(match, text)]
        if not found:
            break
        several = len(found) >= 2

        def mended(match: re.Match[str], several: bool = several) -> str:
            return _decoded(match) if several or _is_certain(match, match.string) else match.group()

        text, undone = _TWICE.sub(mended, text), undone or several
    return _LOST_I.sub("í", text) if undone else text


def _is_certain(match: re.Match[str], text: str) -> bool:
    char = _decoded(match)
    if char not in _SPANISH:
        # Doubly doubled: what comes out is once more of the kind.
        return char in "ÂÃâÅ" and text[match.end() : match.end() + 1] in _BYTE_OF
    beside = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
    return not char.isalpha() or char in "ºª" or any(map(str.isalpha, beside))


def plain_characters(text: str) -> str:
    """Write ligatures as letters and take out what is invisible inside words.

    A soft hyphen at a line end goes with the line end.
    """
    if not _ANY.search(text):
        return text
    return _LIGATURE_SPACE.sub(_closed, _SOFT_BREAK.sub("", text)).translate(_TABLE)


def _closed(match: re.Match[str]) -> str:
    return match[0] if match[1].casefold() in _IN_FI else match[1] + match[2]
