"""Tells the site that an address is of, and a title from the site's name behind it.

The outlet of a page is what the page says, else its site: whole addresses differ from article to
article, and would make two outlets of one.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from index.text.folding import fold_name

_ADDRESS: Final = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//\S+\Z|www\.\S+\Z", re.IGNORECASE)
_HOST: Final = re.compile(
    r"(?:[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?\.)+[a-z]{2,24}(?:[:/]\S*)?\Z", re.IGNORECASE
)
_GENERIC: Final = frozenset(
    "www m amp mobile movil web news noticias com org net gob gov edu co".split()
)
_PARTED: Final = re.compile(r"\s+(?:\||-|–|—|::|»|«|·|•|/|>|:)\s+|\s*\|\s*")
# What pages write between their headline and their name; each alone may be a headline's end too.
_SECTIONS: Final = frozenset(
    "sociedad noticias noticia politica economia deportes deporte cultura cultural opinion "
    "internacional nacional mundo espana portada actualidad local locales provincia provincial "
    "sucesos ciencia tecnologia salud inicio home ultimas ultima hora ultimahora editorial "
    "entrevista entrevistas reportaje reportajes espectaculos educacion pais ciudad regional "
    "blog blogs archivo hemeroteca columna columnas gente negocios empresas medioambiente".split()
)
# What outlets call themselves, and the marks that no headline has, behind which pages write it.
_OUTLET: Final = re.compile(
    r"\b(?:diario|periodico|semanario|gaceta|revista|noticias|digital|agencia|radio|television|tv|"
    r"prensa|canal|boletin)\b|\.(?:com|es|net|org|mx|ar|cl|co|pe)\b"
)
_PARTING: Final = re.compile(r"\||::|»|«")
_MAX_OUTLET_WORDS: Final = 5
_MIN_HEADLINE_WORDS: Final = 4


def is_address(text: str) -> bool:
    """Whether a text is an address of the web, with its scheme or beginning with ``www.``."""
    return _ADDRESS.match(text.strip()) is not None


def site_of(address: str) -> str:
    """Return the host of an address, without ``www.``; ``""`` for what is none.

    >>> site_of("https://www.elfaro.test/n/1")
    'elfaro.test'
    """
    text = address.strip()
    if not is_address(text):
        if not _HOST.match(text):
            return ""
        text = f"//{text}"
    elif text.lower().startswith("www."):
        text = f"//{text}"
    try:
        host = (urlsplit(text).hostname or "").lower()
    except ValueError:
        return ""
    return host.removeprefix("www.") if "." in host else ""


def without_site(title: str, site: str, headline: str = "") -> str:
    """Take the site's name, and its section before it, off the end of a page's title.

    :param site: its name or host, where it is known.
    :param headline: what the page shows as its headline; a title that goes on after it is it.
    """
    parts = [part for part in _PARTED.split(title) if part.strip()]
    if len(parts) < 2:
        return title
    marks = _PARTED.findall(title)
    shown = _plain(headline)
    if shown and shown != _plain(title) and any(_plain(part) == shown for part in parts):
        return headline
    names = _site_names(site)
    end = len(parts)
    if not any(_plain(part) in names for part in parts):
        if len(parts[0].split()) >= _MIN_HEADLINE_WORDS and _is_outlet(parts[-1], marks[-1]):
            end -= 1
        elif "|" not in marks[-1]:
            return title
    while end > 1 and (_plain(parts[end - 1]) in names or _plain(parts[end - 1]) in _SECTIONS):
        end -= 1
    begin = 0
    while begin < end - 1 and (_plain(parts[begin]) in names):
        begin += 1
    return _between(title, parts, begin, end)


def _is_outlet(part: str, mark: str) -> bool:
    """Whether what ends a title is an outlet's name, though it is not known: by what it says, or
    by the mark before a name in capitals."""
    words = part.split()
    if len(words) > _MAX_OUTLET_WORDS or not words[0][0].isupper():
        return False
    if _OUTLET.search(fold_name(part)):
        return True
    named = all(word[0].isupper() or word in ("de", "del", "la", "el", "y") for word in words)
    return named and _PARTING.search(mark) is not None


def _between(title: str, parts: list[str], begin: int, end: int) -> str:
    """Return the title from one part to before another, as it is written."""
    at = [0]
    for part in parts:
        start = title.index(part, at[-1])
        at += [start, start + len(part)]
    return title[at[1 + 2 * begin] : at[2 * end]].strip()


def _site_names(site: str) -> frozenset[str]:
    """Return how a site may call itself: its name, and each label of its host."""
    host = site_of(site)
    labels = [label for label in host.split(".")[:-1] if label not in _GENERIC] if host else []
    return frozenset(filter(None, (_plain(site), _plain(host), *map(_plain, labels))))


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", fold_name(text))
