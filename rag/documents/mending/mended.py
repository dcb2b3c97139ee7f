"""Mends the text of the articles of any format, in the order that the steps need."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from rag.documents.mending.decoding import illegible
from rag.documents.mending.hyphens import mend_cut_words
from rag.documents.mending.markdown import without_sure_marks
from rag.documents.mending.pipe_tables import write_tables
from rag.documents.mending.table_captions import name_rows
from rag.documents.types import Article, Failure, FileContents

_MAX_NAMED: Final = 5
"""So many articles of a file are named whose characters are lost."""


def mended_text(text: str) -> str:
    """Give the text of an article as it is stored: drawn tables as rows with their heads and,
    where need be, the table's name, without
    marks that nothing but Markdown writes, cut words whole.

    It is for whoever has the text of a whole article and no places in it yet: offsets move. A
    mended text is left as it is.
    """
    return mend_cut_words(name_rows(write_tables(without_sure_marks(text))))


def mended(contents: FileContents) -> FileContents:
    """Mend the articles of a file, and say of which characters are lost."""
    lost = [(article.entry, illegible(article.text)) for article in contents.articles]
    failures = [Failure(entry, problem) for entry, problem in lost if problem]
    return replace(
        contents,
        articles=tuple(map(_mended, contents.articles)),
        failures=(*contents.failures, *failures[:_MAX_NAMED]),
    )


def _mended(article: Article) -> Article:
    """Mend an article, unless its format has told where its lines are printed, and so has read
    them one by one."""
    return article if article.lines else replace(article, text=mended_text(article.text))
