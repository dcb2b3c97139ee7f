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
# Beside these papers are called by an article and a noun; the nouns that most of them have.
_PAPER: Final = re.compile(
    r"(?:el|la|los|las|lo|o|a) (?:adelanto|alba|andino|avance|avisador|comercio|combate|correo|"
    r"cronica|cronista|debate|defensor|deber|dia|diario|eco|economista|espectador|estado|estandarte|"
    r"estrella|expreso|faro|gaceta|heraldo|hora|imparcial|independiente|industria|informador|jornada|"
    r"lanza|liberal|libertad|litoral|luz|mercurio|mundo|nacion|nacional|norte|noticiero|"
    r"observador|opinion|pais|patria|periodico|popular|porvenir|prensa|progreso|provincia|pueblo|razon|region|"
    r"republica|semana|siglo|sol|sur|telegrafo|telegrama|tercera|tiempo|tiempos|tribuna|"
    r"ultima hora|union|universal|universo|vanguardia|verdad|voz)\b|"
    r"(?:diario|semanario|periodico|gaceta|heraldo|correo|boletin|revista|radio|agencia|prensa) \w"
)
_PATH: Final = re.compile(r"[A-Za-z]:[\\/]|\\\\|~?/\w|\.{1,2}/|file:", re.IGNORECASE)
_LEADING: Final = re.compile(r":\s+")
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


def outlet_named(source: str) -> str:
    """Return the outlet that a document names: its name, the site of its address, and ``""`` for a
    path of some machine."""
    if is_address(source):
        return site_of(source)
    return "" if _PATH.match(source.strip()) else source


def is_paper(name: str) -> bool:
    """Whether a name is one that papers have: «El Faro de Urdaz», «Diario La Vega»."""
    words = name.split()
    return 0 < len(words) <= 2 + _MAX_OUTLET_WORDS and _PAPER.match(fold_name(name)) is not None


def title_parts(title: str) -> list[str]:
    """Part a title where pages put their name before or behind their headline."""
    parts = [part.strip() for part in _PARTED.split(title) if part.strip()]
    return parts if len(parts) > 1 else [part for part in _LEADING.split(title, maxsplit=1) if part]


def outlet_in(title: str) -> str:
    """Return the outlet that a title ends or begins with, where it says itself that it is one;
    ``""`` without."""
    parts = [part for part in _PARTED.split(title) if part.strip()]
    if len(parts) < 2:
        return ""
    last, first = parts[-1].strip(), parts[0].strip()
    if len(first.split()) >= _MIN_HEADLINE_WORDS and is_paper(last):
        return last if _is_outlet(last, _PARTED.findall(title)[-1]) else ""
    if len(last.split()) >= _MIN_HEADLINE_WORDS and is_paper(first):
        return first if _PARTING.search(_PARTED.findall(title)[0]) else ""
    return ""


def without_site(title: str, site: str, headline: str = "") -> str:
    """Take the site's name, and its section before it, off the end of a page's title.

    :param site: its name or host, where it is known.
    :param headline: what the page shows as its headline; a title that goes on after it is it.
    """
    lead = _LEADING.search(title)
    if lead is not None and site and bare_name(title[: lead.start()]) == bare_name(site):
        return title[lead.end() :]
    parts = [part for part in _PARTED.split(title) if part.strip()]
    if len(parts) < 2:
        return title
    marks = _PARTED.findall(title)
    shown = bare_name(headline)
    if shown and shown != bare_name(title) and any(bare_name(part) == shown for part in parts):
        return headline
    names = _site_names(site)
    end = len(parts)
    if not any(bare_name(part) in names for part in parts):
        if len(parts[0].split()) >= _MIN_HEADLINE_WORDS and _is_outlet(parts[-1], marks[-1]):
            end -= 1
        elif "|" not in marks[-1]:
            return title
    while end > 1 and (
        bare_name(parts[end - 1]) in names or bare_name(parts[end - 1]) in _SECTIONS
    ):
        end -= 1
    begin = 0
    while begin < end - 1 and (
        bare_name(parts[begin]) in names or (begin and bare_name(parts[begin]) in _SECTIONS)
    ):
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
    return frozenset(filter(None, (bare_name(site), bare_name(host), *map(bare_name, labels))))


def bare_name(text: str) -> str:
    """Make names comparable: letters and figures alone, without case and accents."""
    return re.sub(r"[\W_]+", "", fold_name(text))
