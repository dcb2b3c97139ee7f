"""Keeps of what stands as author those who are people, each once.

Content systems put the newsroom, the agency, the outlet's own name, addresses and accounts there.
"""

from __future__ import annotations

import re
from typing import Final

from index.text.folding import fold_name

_PARTED: Final = re.compile(r"\s*[;|/\n]\s*|\s*,\s+")
# Joins two people, or the names of one («Ortega y Gasset»): parted only when one side is nobody.
_AND: Final = re.compile(r"\s+(?:[ye]|and|&)\s+")
_LEAD: Final = re.compile(
    r"\A\W*(?:(?:por|by|texto|autor(?:a|es)?|firma)\b\s*:?|de)\s+", re.IGNORECASE
)
# Words of no one's name: the newsroom, agencies, roles, and what systems write.
_OTHERS: Final = frozenset(
    "redaccion redacciones redactor redactores agencia agencias efe europapress ansa afp reuters "
    "xinhua telam notimex staff admin administrador administrator editor editora editores "
    "equipo web digital noticias diario periodico prensa press news media grupo corresponsal "
    "corresponsales enviado enviada enviados enviadas "
    "especial especiales servicios comunicacion gabinete oficina ministerio ayuntamiento gobierno "
    "desconocido unknown anonimo anonymous user usuario wordpress null none undefined autor "
    "author newsroom desk online colaborador colaboradores webmaster suscriptores".split()
)
_PICTURES: Final = re.compile(
    r"\W*(?:fotos?|fotograf[ií]as?|im[aá]gen(?:es)?|ilustraci[oó]n(?:es)?|v[ií]deos?|infograf[ií]as?)\s*"
    r"(?::|(?:de\s+)?(?-i:[A-ZÁÉÍÓÚÑ]))",
    re.IGNORECASE,
)
_OTHER_NAMES: Final = frozenset({"ap", "dpa", "europa press", "prensa latina", "associated press"})
_ADDRESS: Final = re.compile(r"\S+@\S+|https?:|www\.|@\w|\w\.(?:com|es|org|net|mx|ar|cl|co|pe)\b")
_MAX_WORDS: Final = 9
"""Two people with two given names and two family names each, and what joins them."""


def people(author: str, outlet: str = "") -> str:
    """Return the people among those named as author, as written, a comma between them.

    :param outlet: whose own name is none of a person's.
    """
    own = _bare(outlet)
    persons: dict[str, str] = {}
    written = (part for part in _PARTED.split(author) if not _PICTURES.match(part))
    for part in map(_name, written):
        for name in [part] if _is_person(part) and not _are_two(part) else _AND.split(part):
            name = _name(name)
            if _is_person(name) and _bare(name) != own:
                persons.setdefault(_bare(name), name)
    # Beside people with their family names a single word is the place or the section.
    full = [name for name in persons.values() if " " in name]
    return ", ".join(full or persons.values())


def _are_two(part: str) -> bool:
    """Whether «y» joins two people, each with a family name: «Ortega y Gasset» is one, and so is
    «Santiago Ramón y Cajal»."""
    names = [name.split() for name in _AND.split(part)]
    return len(names) > 1 and all(len(name) > 1 for name in names)


def _name(part: str) -> str:
    return _LEAD.sub("", " ".join(part.split())).strip(" .,:-–—•")


def _is_person(name: str) -> bool:
    words = re.findall(r"[^\W\d_]+", fold_name(name))
    if not words or len(name.split()) > _MAX_WORDS or re.search(r"\d", name):
        return False
    return not (
        _ADDRESS.search(name.lower())
        or " ".join(words) in _OTHER_NAMES
        or not _OTHERS.isdisjoint(words)
    )


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", fold_name(text))
