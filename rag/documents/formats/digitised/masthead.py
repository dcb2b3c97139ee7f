"""Reads the day of an issue in the masthead of its first page.

Only the first article of a page has the masthead above it; the others are of the same day.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from rag.documents.metadata.datelines import date_of_lines, date_of_text
from rag.documents.pages.layout import Layout
from rag.documents.types import Article

_HEIGHT: Final = 0.22
"""Of the page: a masthead takes up to a fifth of it, the headline below it not counted."""
_LINES: Final = 12
"""Of a masthead, at most."""


def dated(
    articles: Iterable[Article], layouts: Sequence[Layout], otherwise: str | None = None
) -> tuple[Article, ...]:
    """Give the articles of a page of several the day in its masthead; what an article says of
    itself comes first.

    :param otherwise: the day where there is no masthead.
    """
    all_ = tuple(articles)
    day = (of_issue(layouts) if len(all_) > 1 else None) or otherwise
    if day is None:
        return all_
    return tuple(
        replace(article, date=article.date or date_of_text(article.text, article.title) or day)
        for article in all_
    )


def of_issue(layouts: Sequence[Layout]) -> str | None:
    """Read the ISO day in the masthead of the first page, ``None`` where there is none."""
    if not layouts or layouts[0].sheet is None:
        return None
    low = _HEIGHT * layouts[0].sheet.height
    lines = sorted(
        (line for line in layouts[0].lines if line.bottom <= low),
        key=lambda line: (line.row, line.x0),
    )
    return date_of_lines([line.text for line in lines[:_LINES]])
