"""Mends the text of an article of any format, in the order in which the steps need one another."""

from __future__ import annotations

from rag.documents.mending.hyphens import mend_cut_words
from rag.documents.mending.markdown import without_sure_marks
from rag.documents.mending.pipe_tables import write_tables


def mended(text: str) -> str:
    """Give the text of an article as it is stored: drawn tables as rows with their heads, without
    marks that nothing but Markdown writes, cut words whole.

    It is for whoever has the text of a whole article and no places in it yet: offsets move. A
    mended text is left as it is.
    """
    return mend_cut_words(write_tables(without_sure_marks(text)))
