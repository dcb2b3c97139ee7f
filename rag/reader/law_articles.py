"""Reads questions about an article of a law: which one is asked about, and what it says.

«¿Qué dice el artículo 13?» is no question that a span of a few words answers: the article does.
"""

from __future__ import annotations

import re
from typing import Final

from index import Hit
from index.text.analyzer import analyze
from rag.documents.mending.law_articles import article_number, article_start
from rag.documents.sentences import split_sentences

CERTAIN: Final = 0.9
"""Chance that an article is what was asked when its number and its law are those of the question;
what is left is that another law has the same name."""

LONGEST: Final = 600
"""Characters of an article that are given as the answer, up to the end of a sentence: what one
reads at a glance; the citation holds the rest."""

_ARTICLE: Final = (
    r"\b(?:art[íi]culo|art\.?|cl[áa]usula)\s+(?:n[.º°o]*\s*)?(\d{1,4}|[IVXLCDM]{1,7}\b)[ºª°]?"
)
_ASKED: Final = re.compile(_ARTICLE, re.IGNORECASE)
_OF_ITS_NAME: Final = re.compile(
    r"\b(?:titula|t[íi]tulo|llama|ep[íi]grafe|r[úu]brica|encabeza\w*|nombre|trata)\b", re.IGNORECASE
)
_SAYS: Final = re.compile(
    r"\bqu[ée]\s+(?:se\s+)?(?:dice|establece|dispone|se[ñn]ala|indica|prev[ée]|regula|contiene|determina|"
    r"manda|estipula|prescribe|expresa|reza|pone)\s+(?:en\s+)?(?:el|la)\s+"
    rf"{_ARTICLE.removeprefix(chr(92) + 'b')}|"
    rf"\b(?:texto|contenido)\s+(?:del|de\s+la)\s+{_ARTICLE.removeprefix(chr(92) + 'b')}",
    re.IGNORECASE,
)
_ABOUT: Final = re.compile(r"\b(?:sobre|acerca|respecto|cuanto|quien|cuando|si)\b", re.IGNORECASE)


def asked_article(question: str) -> str:
    """Give the number of the article of a law that a question asks about, ``""`` if none.

    >>> asked_article("¿Qué dice el artículo 13 de la ley del agua?")
    '13'
    """
    match = _ASKED.search(question)
    return match[1].upper() if match else ""


def is_other_article(question: str, text: str) -> bool:
    """Whether a passage is an article of a law that is not the one asked about, and does not
    mention that one either."""
    asked = asked_article(question)
    if not asked or article_start(text) < 0:
        return False
    mentioned = {match[1].upper() for match in _ASKED.finditer(text)}
    return article_number(text) != asked and asked not in mentioned


def heading_end(question: str, text: str) -> int:
    """Give where in a passage the heading ends of an article that is asked about, if there is
    text below; 0 otherwise, and for who asks what it is called."""
    if not asked_article(question) or _OF_ITS_NAME.search(question):
        return 0
    start = article_start(text)
    end = text.find("\n", start) if start >= 0 else -1
    return end if end > 0 and text[end:].strip() else 0


def what_it_says(question: str, hit: Hit) -> tuple[int, int] | None:
    """Give where the article stands in a passage whose text a question asks for.

    ``None`` when it asks for something else, or the passage is another article, or one of a law
    that the question's words do not fit: half of them stand in the title or the passage.
    """
    asked = _SAYS.search(question)
    text = hit.passage.text
    if asked is None or _ABOUT.search(question, asked.end()):
        return None
    if article_number(text) != asked_article(question):
        return None
    law = set(analyze(question[asked.end() :]))
    if 2 * len(law & {*analyze(hit.passage.title), *analyze(text)}) < len(law):
        return None
    start = heading_end(question, text) or article_start(text)
    sentences = [(start + a, start + b) for a, b in split_sentences(text[start:])]
    first = sentences[0]
    last = max((s for s in sentences if s[1] - first[0] <= LONGEST), default=first)
    return first[0], last[1]
