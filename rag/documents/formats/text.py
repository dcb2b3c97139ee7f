"""Reads plain text and Markdown, with front matter at the head; marks are not kept."""

from __future__ import annotations

import re

from rag.documents.mending.decoding import clean, decode
from rag.documents.mending.markdown import plain_markdown
from rag.documents.mending.markup import decode_entities
from rag.documents.mending.pipe_tables import write_tables
from rag.documents.metadata.front_matter import split_front_matter
from rag.documents.metadata.records import Metadata
from rag.documents.metadata.text_heads import read_head
from rag.documents.types import Article, Failure, FileContents, SourceFile

_FIRST_HEADING = re.compile(r"\s*#[ \t]+([^\n]{1,300}?)[ \t#]{0,300}(?:\n|\Z)")


def _contents(text: str, metadata: Metadata, title: str) -> FileContents:
    head = read_head(text)
    article = Article(
        text,
        title or head.title,
        metadata.date,
        metadata.source or head.source,
        metadata.author or head.author,
    )
    unread = (Failure(None, metadata.problem),) if metadata.problem else ()
    return FileContents((article,), unread)


class TextFormat:
    """Reads plain text: the article is the file."""

    suffixes = (".txt",)
    isolated = False
    libraries = ()

    def read(self, file: SourceFile) -> FileContents:
        """Read the article.

        :raises LoadError: the bytes are not text.
        """
        metadata, text = split_front_matter(decode_entities(clean(decode(file.data, file.path))))
        return _contents(text, metadata, metadata.title)


class MarkdownFormat:
    """Reads Markdown: the same without its marks; a first ``# heading`` is the title by default."""

    suffixes = (".md", ".markdown")
    isolated = False
    libraries = ()

    def read(self, file: SourceFile) -> FileContents:
        """Read the article.

        :raises LoadError: the bytes are not text.
        """
        metadata, text = split_front_matter(decode_entities(clean(decode(file.data, file.path))))
        title = metadata.title
        if not title and (heading := _FIRST_HEADING.match(text)):
            title = plain_markdown(heading[1]).strip()
        return _contents(plain_markdown(write_tables(text)), metadata, title)
