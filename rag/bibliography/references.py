"""What a bibliography says of an article, and nothing that is guessed.

A name is parted into family and given name only where it is written so («Pérez, Ana»): in «Ana
Pérez Gómez» nobody knows where the family's begins.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from index import Document

_BETWEEN: Final = re.compile(r"\s*[;/&]\s*|\s+(?:y|e|and)\s+")
_WEB: Final = re.compile(r"https?://\S+", re.IGNORECASE)
_CONTROLS: Final = frozenset(("Cc", "Cs", "Zl", "Zp"))


@dataclass(frozen=True, slots=True)
class Person:
    """An author.

    :param family: the family's name, or the whole name where ``given`` is empty.
    """

    family: str
    given: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """An article as it is cited.

    :param id: the document's id.
    :param source: the outlet.
    :param day: when it appeared, ``None`` when unknown.
    :param address: where it lies on the web, ``""`` where it does not.
    :param pages: first and last page it is printed on, ``None`` without pages.
    """

    id: str
    title: str
    source: str
    day: date | None
    authors: tuple[Person, ...] = ()
    address: str = ""
    pages: tuple[int, int] | None = None

    @property
    def page_range(self) -> str:
        """«3-5», or «3»; ``""`` without pages."""
        if self.pages is None:
            return ""
        first, last = self.pages
        return str(first) if first == last else f"{first}-{last}"


def reference_of(document: Document, places: Iterable[str] = ()) -> Reference:
    """Make the reference of a document.

    :param places: where the document was found: paths, and addresses of the web.
    """
    web = next((place for place in places if _WEB.fullmatch(place)), "")
    pages = [line.page for line in document.lines]
    return Reference(
        document.id,
        one_line(document.title),
        one_line(document.source),
        date.fromisoformat(document.date) if document.date else None,
        people(document.author),
        web,
        (min(pages), max(pages)) if pages else None,
    )


def people(author: str) -> tuple[Person, ...]:
    """Part the authors as they are written.

    >>> people("Ana Pérez, Luis Gómez y Íñigo Sáez")[1]
    Person(family='Luis Gómez', given='')
    >>> people("Pérez Gómez, Ana")
    (Person(family='Pérez Gómez', given='Ana'),)
    """
    found: list[Person] = []
    for part in filter(None, map(str.strip, _BETWEEN.split(one_line(author)))):
        names = [name for name in map(str.strip, part.split(",")) if name]
        if len(names) == 2 and any(" " not in name for name in names):
            found.append(Person(*names))
        else:
            found += [Person(name) for name in names]
    return tuple(dict.fromkeys(found))


def one_line(text: str) -> str:
    """Put a text on one line that can be printed: without control characters and halves of
    characters."""
    return " ".join(
        "".join(" " if unicodedata.category(c) in _CONTROLS else c for c in text).split()
    )
