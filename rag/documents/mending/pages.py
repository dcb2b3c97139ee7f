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
# Headlines of what stands in a page's place: it is not there, or not to be seen by programs.
_REFUSED: Final = re.compile(
    r"(?:error\s+)?(?:40[0134]|410|429|50[0234])\b|(?:la\s+)?p[áa]gina\s+no\s+(?:encontrada|existe|disponible)|"
    r"no\s+(?:se\s+)?(?:encontr\w+|encuentra|existe)\s+(?:la|esta|esa)\s+p[áa]gina|no\s+encontrad[oa]\b|"
    r"(?:page\s+)?not\s+found|acceso\s+(?:denegado|restringido|prohibido)|access\s+denied|forbidden|"
    r"(?:espere\s+)?un\s+momento\W*\Z|just\s+a\s+moment|attention\s+required|"
    r"(?:verifica|comprueba|checking|confirm)\w*\s+(?:que\s+|si\s+|de\s+seguridad|your\s+browser|su\s+navegador|"
    r"tu\s+navegador|you\s+are)|(?:sitio|p[áa]gina)\s+en\s+(?:mantenimiento|construcci[óo]n)|"
    r"service\s+unavailable|servicio\s+no\s+disponible|bad\s+gateway|cuenta\s+suspendida",
    re.IGNORECASE,
)
_MAX_NOTICE_WORDS: Final = 70
"""Words of such a page beside its links; an article about one has more."""
_MIN_LINKS: Final = 3
_SHOWN: Final = 80
"""Characters shown of a notice."""
_MENU_WORDS: Final = 3
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


def notice_in(tree: HtmlElement) -> str:
    """Return what a page says that stands in the place of another («Error 404», «Verificando que
    usted es un ser humano»); ``""`` of any that has more to say."""
    title = tree.find(".//title")
    heads = [title] if title is not None else []
    heads += list(tree.iter("h1", "h2"))
    told = (" ".join(head.text_content().split()) for head in heads)
    notice = next((line for line in told if _REFUSED.match(line)), "")
    if not notice or _words_beside_links(tree) > _MAX_NOTICE_WORDS:
        return ""
    return notice[:_SHOWN]


def _words_beside_links(tree: HtmlElement) -> int:
    """Count the words of a page that are in no link, up to more than a notice has."""
    from lxml import etree

    words = 0
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        if event == "start" and (element.tag in _UNSEEN or element.tag in ("a", "noscript")):
            walk.skip_subtree()
        elif event == "start":
            words += len((element.text or "").split())
        if event == "end":
            words += len((element.tail or "").split())
        if words > _MAX_NOTICE_WORDS:
            break
    return words


def has_article(tree: HtmlElement) -> bool:
    """Whether a page holds any text of its own beside links and notices.

    A page with few links is taken as it is, however short, but for one that says nothing besides
    that programs must be allowed («You need to enable JavaScript to run this app»).
    """
    from lxml import etree

    links, inside = 0, 0
    notices = others = False

    def read(tag: str) -> bool:
        nonlocal notices, others, links
        text = " ".join("".join(pieces).split())
        pieces.clear()
        if tag == "li" and 0 < len(text.split()) <= _MENU_WORDS and text[-1].isalnum():
            links += 1  # a menu that programs follow
            return False
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
