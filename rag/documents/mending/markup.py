"""Turns what is written for a browser into text: entities, also doubly encoded, and tags.

Press data is copied out of content systems: ``&oacute;`` and ``<p>`` stand in titles, fields and
front matter, ``&amp;OACUTE;`` where a name was put into capitals after it was encoded.
"""

from __future__ import annotations

import re
from html.entities import html5
from typing import Final

_ENTITY: Final = re.compile(
    r"&(?:amp;|AMP;)*(#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
)
_BLOCK: Final = re.compile(
    r"</?(?:p|div|section|article|h[1-6]|ul|ol|table|blockquote|figure|figcaption|header|footer|"
    r"aside|hr|center)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
_ITEM: Final = re.compile(r"<li\b[^<>]{0,2000}>", re.IGNORECASE)
_ROW: Final = re.compile(r"</?tr\b[^<>]{0,2000}>", re.IGNORECASE)
_CELL: Final = re.compile(r"</t[dh] ?>\s?(?=<t[dh]\b)", re.IGNORECASE)
_BREAKS: Final = re.compile(r"(?:<br\b[^<>]{0,200}>[ \n]?){2,}", re.IGNORECASE)
_BREAK: Final = re.compile(r"<br\b[^<>]{0,200}>\n?", re.IGNORECASE)
_UNSEEN: Final = re.compile(r"<(script|style|iframe|noscript)\b[^<>]{0,2000}>|<!--", re.IGNORECASE)
_TAG: Final = re.compile(
    r"</?(?:a|abbr|acronym|amp-[\w-]+|article|aside|audio|b|big|blockquote|body|button|caption|center|"
    r"cite|code|col|dd|del|div|dl|dt|em|embed|figcaption|figure|font|footer|form|h[1-6]|head|header|"
    r"hr|html|i|iframe|img|input|ins|label|li|link|main|mark|meta|nav|object|ol|p|picture|pre|q|s|"
    r"script|section|small|source|span|strike|strong|style|sub|sup|svg|table|tbody|td|tfoot|th|thead|"
    r"time|tr|u|ul|video)\b[^<>]{0,5000}>",
    re.IGNORECASE,
)
_ENDING: Final = re.compile(
    r"</(?:p|div|span|li|h[1-6]|strong|em|b|i|a|td)\s*>|<(?:p|br)\s*/?>", re.IGNORECASE
)
_LETTERS: Final = "¿¡«»‹›“”‘’„–—…·ªº°§€£©®™\u00a0"


def decode_entities(text: str) -> str:
    """Put the characters that entities stand for in their place; what is none stays."""
    if "&" not in text:
        return text
    return _ENTITY.sub(lambda match: _character(match[1]) or match[0], text)


def decode_letters(page: str) -> str:
    """Do so in a page's code with entities encoded twice or in capitals, of letters and marks that
    mean nothing to a parser."""

    def replacement(match: re.Match[str]) -> str:
        char = _character(match[1])
        harmless = len(char) == 1 and (char.isalpha() or char in _LETTERS)
        return char if harmless else match[0]

    return _ENTITY.sub(replacement, page)


def plain(text: str) -> str:
    """Make text of what may be marked up for a browser; text without tags only loses entities.

    Paragraphs are parted by blank lines, items and rows by lines; a ``<br>`` parts nothing, unless
    two follow one another.
    """
    if not _ENDING.search(text):
        return decode_entities(text)
    text = _without_unseen(text)
    if _BLOCK.search(text):
        text = " ".join(text.split())  # where tags part paragraphs, line ends part words
    text = _BREAK.sub(" ", _BREAKS.sub("\n\n", text))
    text = _ITEM.sub("\n- ", _BLOCK.sub("\n\n", text))
    text = _ROW.sub("\n", _CELL.sub(" | ", text))
    text = decode_entities(_TAG.sub("", text))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _without_unseen(text: str) -> str:
    """Take programs, styles and remarks out, in one pass, also when they never end."""
    parts: list[str] = []
    at = 0
    while opening := _UNSEEN.search(text, at):
        name = opening[1]
        closing = re.compile(rf"</{name}\s?>" if name else "-->", re.IGNORECASE)
        end = closing.search(text, opening.end())
        if end is None:
            break
        parts.append(text[at : opening.start()])
        at = end.end()
    return " ".join([*parts, text[at:]])


def _character(name: str) -> str:
    """Return what an entity stands for, also when its name is in capitals; ``""`` for none."""
    if name.startswith("#"):
        number = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
        valid = 31 < number < 0xD800 or 0xDFFF < number < 0x110000
        windows = bytes([number]).decode("cp1252", "replace") if 127 < number < 160 else ""
        return windows or (chr(number) if valid else "")
    for spelling in (name, name.capitalize() if name.isupper() else name, name.lower()):
        if char := html5.get(f"{spelling};"):
            return char
    return ""
