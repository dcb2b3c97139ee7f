"""A web page's code made fit to be parsed, and whether there is an article in it at all.

Content systems write headlines into attributes without looking («content="Tilda de "insolvente""»),
where a parser ends at the first quotation mark; and pages that a program fills when they are
opened hold nothing but their menus when they are saved.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from rag.documents.mending.markup import decode_letters

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_META: Final = re.compile(r"<meta\b[^<>]{0,5000}>", re.IGNORECASE)
_CONTENT: Final = re.compile(
    r"(\bcontent\s*=\s*)([\"'])(.*?)\2(?=\s+[\w:-]+\s*=\s*[\"']|\s*/?>\Z)",
    re.IGNORECASE | re.DOTALL,
)
# Sentences of pages, not of articles.
_NOTICE: Final = re.compile(
    r"cookies?\b|javascript|navegador|browser|derechos reservados|rights reserved|copyright|©|"
    r"suscr[íi]b|newsletter|bolet[íi]n|privacidad|aviso legal|t[ée]rminos|"
    r"inici[ae] (?:de )?sesi[óo]n|reg[íi]strate|publicidad|cargando|loading|s[íi]guenos|"
    r"redes sociales|habilit|enable\b",
    re.IGNORECASE,
)
_MIN_LINKS: Final = 3
_SENTENCE_WORDS: Final = 4
_PROSE_WORDS: Final = 9
_UNSEEN: Final = frozenset("script style template svg iframe head select button".split())
_BLOCKS: Final = frozenset(
    "p div li td th dd dt section article blockquote h1 h2 h3 h4 h5 h6 ul ol table tr main header "
    "footer nav aside figure figcaption body pre form".split()
)


def repaired(page: str) -> str:
    """Mend what ends attributes early, and what was encoded twice."""
    return _META.sub(lambda tag: _CONTENT.sub(_quoted, tag[0]), decode_letters(page))


def _quoted(match: re.Match[str]) -> str:
    name, mark, value = match.groups()
    return f"{name}{mark}{value.replace(mark, '&quot;' if mark == chr(34) else '&#39;')}{mark}"


def has_article(tree: HtmlElement) -> bool:
    """Whether a page holds any text of its own beside links and notices.

    A page with few links is taken as it is, however short, but for one that says nothing besides
    that programs must be allowed («You need to enable JavaScript to run this app»).
    """
    from lxml import etree

    links, inside = 0, 0
    notices = others = False

    def read(tag: str) -> bool:
        nonlocal notices, others
        text = " ".join("".join(pieces).split())
        pieces.clear()
        noticed = _NOTICE.search(text) is not None
        notices = notices or noticed
        others = others or (not noticed and any(c.isalnum() for c in text))
        return _is_prose(text, tag, noticed)

    pieces: list[str] = []
    walk = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if tag in _UNSEEN:
                walk.skip_subtree()
                continue
            if tag in _BLOCKS and read(tag):
                return True
            if tag == "a":
                links, inside = links + 1, inside + 1
            if not inside:
                pieces.append(element.text or "")
            continue
        if event == "end" and tag == "a":
            inside -= 1
        if event == "end" and tag in _BLOCKS and read(tag):
            return True
        if not inside:
            pieces.append(element.tail or "")
    return links < _MIN_LINKS and (others or not notices)


def _is_prose(text: str, tag: str, noticed: bool) -> bool:
    """Whether a block's text outside of links is a sentence, or figures of a table.

    :param noticed: whether it has words of the page's own notices.
    """
    if not text:
        return False
    words = len(text.split())
    if tag in ("td", "th"):
        return any(c.isdigit() for c in text)
    if noticed:
        return words > 4 * _PROSE_WORDS
    ended = text[-1] in '.!?…»”"' and words >= _SENTENCE_WORDS
    return ended or words >= _PROSE_WORDS
