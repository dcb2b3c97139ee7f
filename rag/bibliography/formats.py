"""The formats that references are written in, each with what files of it are called."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from index.errors import InputError
from rag.bibliography import bibtex, csl, ris
from rag.bibliography.references import Reference


@dataclass(frozen=True, slots=True)
class Format:
    """A format of references.

    :param label: what people call it.
    :param suffix: of its files, without the dot.
    :param write: makes the text of a file.
    """

    label: str
    suffix: str
    mime_type: str
    write: Callable[[Sequence[Reference]], str]


FORMATS: Final[Mapping[str, Format]] = {
    "ris": Format("RIS", "ris", "application/x-research-info-systems", ris.write),
    "bibtex": Format("BibTeX", "bib", "application/x-bibtex", bibtex.write),
    "csl": Format("CSL-JSON", "json", "application/vnd.citationstyles.csl+json", csl.write),
}
"""By the names that ``cite --format`` takes."""


def format_named(name: str) -> Format:
    """Look a format up.

    :raises InputError: there is none of that name.
    """
    if name not in FORMATS:
        raise InputError(f"El formato «{name[:40]}» no existe: use {', '.join(FORMATS)}.")
    return FORMATS[name]
