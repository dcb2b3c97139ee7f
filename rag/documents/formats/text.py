"""Plain text and Markdown: the text is the file, but for front matter at its head."""

from __future__ import annotations

import re
from pathlib import Path

from rag.documents.formats.decoding import clean, decode
from rag.documents.formats.front_matter import Metadata, split_front_matter
from rag.documents.formats.types import Article, FileContents

_FIRST_HEADING = re.compile(r"\s*#[ \t]+([^\n]{1,300}?)[ \t#]{0,300}(?:\n|\Z)")
# Bold, italics, code and links around the words of a heading.
_MARKUP = re.compile(r"[*_`]+|!?\[([^\]]*)\]\([^)]*\)")


def _article(text: str, metadata: Metadata, title: str) -> FileContents:
    article = Article(text, title, metadata.date, metadata.source, metadata.author)
    return FileContents((article,))


def parse_text(data: bytes, path: Path) -> FileContents:
    """The article in a .txt file."""
    metadata, text = split_front_matter(clean(decode(data, path)))
    return _article(text, metadata, metadata.title)


def parse_markdown(data: bytes, path: Path) -> FileContents:
    """The article in a Markdown file; a first ``# heading`` is its title by default."""
    metadata, text = split_front_matter(clean(decode(data, path)))
    title = metadata.title
    if not title and (found := _FIRST_HEADING.match(text)):
        title = _MARKUP.sub(r"\1", found[1]).strip()
    return _article(text, metadata, title)
