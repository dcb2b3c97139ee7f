"""Takes the marks of Markdown out, so that quotations show words and not how they are set.

What is stored is what a reader of the page sees: «Artículo 4.-» where the file has
``**Artículo 4.-**``. Headings stay lines of their own between blank ones, by which the paragraphs
are found. In files that are not said to be Markdown only marks that nothing else writes go.
"""

from __future__ import annotations

import re
from typing import Final

from rag.documents.mending.breaks import joined_by

_HEADING: Final = re.compile(r"\s{0,3}#{1,6}[ \t]+(?=\S)(.*?)[ \t]*(?:(?<=[ \t])#+[ \t]*)?\Z")
# A line of a plain text may begin with «# 1» and mean the number.
_SURE_HEADING: Final = re.compile(
    r"\s{0,3}(?:#{2,6}[ \t]+(?=\S)|#[ \t]+(?=[^\W\d_]|[¿¡«\"*]))(.*?)"
    r"[ \t]*(?:(?<=[ \t])#+[ \t]*)?\Z"
)
_UNDERLINE: Final = re.compile(r"\s{0,3}(?:={3,}|-{3,})\s*\Z")
_RULE: Final = re.compile(r"\s{0,3}(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,})\Z")
_FENCE: Final = re.compile(r"\s{0,3}(?:`{3,}|~{3,})[\w+-]*\s*\Z")
_QUOTE: Final = re.compile(r"\A\s{0,3}(?:>[ \t]?)+")
_BULLET: Final = re.compile(r"\A(\s*)[*+](?=[ \t]+\S)")
_NOTE: Final = re.compile(r"\s{0,3}\[\^([^\]\s]{1,20})\]:[ \t]*")
_REFERENCE: Final = re.compile(r"\s{0,3}\[[^\]\n^]{1,200}\]:[ \t]*<?\S+>?(?:[ \t]+[\"'(].*)?\Z")
_HARD_BREAK: Final = re.compile(r"(?:[ ]{2,}|\\)\Z")

_TARGET: Final = (
    r"\(\s*<?(?:[^()\s<>]|\([^()\s]{0,200}\)){0,2000}>?(?:\s+[\"'][^\n]{0,300}?[\"'])?\s*\)"
)
_SURE_TARGET: Final = rf"(?=\(\s*<?(?:https?://|www\.|mailto:)){_TARGET}"
_IMAGE: Final = re.compile(rf"!\[[^\]\n]{{0,500}}\](?:{_TARGET}|\[[^\]\n]{{0,100}}\])")
_SURE_IMAGE: Final = re.compile(rf"!\[[^\]\n]{{0,500}}\]{_SURE_TARGET}")
_NOTE_LINK: Final = re.compile(r"\[\\?\[?\d{1,3}\\?\]?\]\(#[^()\s]{0,200}\)")
_LINK: Final = re.compile(rf"(?<!\\)\[([^\[\]\n]{{1,500}})\](?:{_TARGET}|\[[^\]\n]{{0,100}}\])")
_SURE_LINK: Final = re.compile(rf"(?<!\\)\[([^\[\]\n]{{1,500}})\]{_SURE_TARGET}")
_NOTE_MARK: Final = re.compile(r"\[\^[^\]\s]{1,20}\]")
_AUTOLINK: Final = re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,2000})>")
_TAG: Final = re.compile(
    r"</?(?:b|i|em|strong|u|s|sup|sub|span|small|mark|a|p|div|center|font)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
_LINE_TAG: Final = re.compile(r"[ \t]*<br\s*/?>[ \t]*\n?", re.IGNORECASE)

_BOLD: Final = re.compile(r"(?<!\\)\*\*+")
_SURE_BOLD: Final = re.compile(
    r"(?<![\\*\w])(\*\*\*?)(?=[^\s*])((?:[^*\n]|\n(?!\s*\n)|(?<=\w)\*(?=\w)){1,2000}?)(?<=\S)\1(?!\*)"
)
_LOW_BOLD: Final = re.compile(r"(?<![\w\\])__(?=\S)([^\n_]{1,500}?)(?<=\S)__(?!\w)")
_ITALIC: Final = re.compile(r"(?<![\w*\\])\*(?=[^\s*])([^*\n]{1,1000}?)(?<=[^\s*])\*(?!\w)")
_LOW_ITALIC: Final = re.compile(r"(?<![\w\\])_(?=[^\s_])([^_\n]{1,1000}?)(?<=[^\s_])_(?!\w)")
_STRUCK: Final = re.compile(r"~~(?=\S)([^~\n]{1,1000}?)(?<=\S)~~")
_CODE: Final = re.compile(r"(?<!`)(`{1,2})(?!`)([^`\n]{1,1000}?)\1(?!`)")
_ESCAPE: Final = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~\"'$%&,:;<=?@^/])")


def _without_comments(text: str) -> str:
    """Take out what stands between ``<!--`` and ``-->``, in one pass however many never end."""
    parts: list[str] = []
    at = 0
    while (begin := text.find("<!--", at)) >= 0 and (end := text.find("-->", begin)) >= 0:
        parts.append(text[at:begin])
        at = end + 3
    return "".join([*parts, text[at:]])


def _inline(text: str) -> str:
    """Take out the marks inside lines."""
    text = _without_comments(text)
    text = _NOTE_LINK.sub("", _NOTE_MARK.sub("", _IMAGE.sub("", text)))
    text = _AUTOLINK.sub(r"\1", _LINK.sub(r"\1", text))
    text = _TAG.sub("", _LINE_TAG.sub(" ", text))
    text = _LOW_BOLD.sub(r"\1", _BOLD.sub("", _STRUCK.sub(r"\1", _CODE.sub(r"\2", text))))
    text = _LOW_ITALIC.sub(r"\1", _ITALIC.sub(r"\1", text))
    return _ESCAPE.sub(r"\1", text)


def _apart(lines: list[str], line: str) -> None:
    """Put a line between blank ones."""
    if lines and lines[-1].strip():
        lines.append("")
    lines += [line, ""]


def plain_markdown(text: str) -> str:
    """Give the text of a Markdown file as it is read, without its marks; pictures are left out.

    >>> plain_markdown("**Artículo 4.-** Las [empresas](https://a.es/) podrán")
    'Artículo 4.- Las empresas podrán'
    """
    out: list[str] = []
    broken = False
    for raw in text.split("\n"):
        line = _QUOTE.sub("", raw)
        if heading := _HEADING.match(line):
            _apart(out, heading[1])
        elif _UNDERLINE.match(line) and out and out[-1].strip() and not broken:
            _apart(out, out.pop())
        elif _RULE.match(line) or _FENCE.match(line) or _REFERENCE.match(line):
            out.append("")
        elif note := _NOTE.match(line):
            _apart(out, f"Nota {note[1]}: {line[note.end() :]}")
        else:
            line = _BULLET.sub(r"\1-", line)
            hard = _HARD_BREAK.search(line)
            body = line[: hard.start()] if hard else line
            if broken and body.strip() and joined_by(out[-1], body.lstrip()) == " ":
                out[-1] = f"{out[-1]} {body.lstrip()}"
            else:
                out.append(body)
            broken = hard is not None and bool(body.strip())
            continue
        broken = False
    return _inline("\n".join(out))


def without_sure_marks(text: str) -> str:
    """Take out of any text the marks that nothing but Markdown writes: bold words, headings
    («## …»), links to an address and pictures."""
    if "**" not in text and "](" not in text and "#" not in text:
        return text
    out: list[str] = []
    for line in text.split("\n"):
        if heading := _SURE_HEADING.match(line):
            _apart(out, heading[1])
        else:
            out.append(line)
    text = _SURE_LINK.sub(r"\1", _SURE_IMAGE.sub("", "\n".join(out)))
    return _SURE_BOLD.sub(r"\2", text)
