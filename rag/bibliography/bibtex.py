"""Writes references as BibTeX that old programs and biblatex both read.

BibTeX counts braces even where a backslash stands before them, so that those of a title are named,
as are all other signs that TeX would obey. Characters beyond ASCII stay what they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from index.text.folding import fold_name
from rag.bibliography.references import Person, Reference

_SIGNS: Final = {
    "\\": r"{\textbackslash}",
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    "`": r"{\textasciigrave}",
    '"': r"{\textquotedbl}",
    "<": r"{\textless}",
    ">": r"{\textgreater}",
    **{sign: f"\\{sign}" for sign in "$%&#_"},
}
_TWICE: Final = re.compile("([-'])(?=\\1)")
_TABLE: Final = str.maketrans(_SIGNS)
_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()
# In an address everything is taken as it stands, but for what would end it.
_ADDRESS: Final = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})


def write(references: Sequence[Reference]) -> str:
    """Write references as articles of newspapers, each under a key of its own."""
    return "\n".join(_entry(reference) for reference in references)


def _entry(reference: Reference) -> str:
    fields = [("title", f"{{{escaped(reference.title)}}}")]  # its capitals are its own
    if reference.authors:
        fields.insert(0, ("author", " and ".join(map(_name, reference.authors))))
    if reference.source:
        fields.append(("journal", escaped(reference.source)))
    day, lines = reference.day, []
    if day is not None:
        fields += [("date", f"{day.isoformat()}"), ("year", f"{day.year:04d}")]
        lines.append(f"  month = {_MONTHS[day.month - 1]},")
    if reference.pages is not None:
        fields.append(("pages", reference.page_range.replace("-", "--")))
    if reference.address:
        fields.append(("url", reference.address.translate(_ADDRESS)))
    fields += [("entrysubtype", "newspaper"), ("langid", "spanish")]
    lines = [f"  {name} = {{{value}}}," for name, value in fields] + lines
    return "\n".join([f"@article{{{_key(reference)},", *lines, "}\n"])


def escaped(text: str) -> str:
    """Write a text so that TeX prints just that."""
    # Two hyphens would become a dash, and two apostrophes a quotation mark.
    return _TWICE.sub(r"\1{}", text.translate(_TABLE))


def _name(person: Person) -> str:
    family = f"{{{escaped(person.family)}}}"
    return f"{family}, {{{escaped(person.given)}}}" if person.given else family


def _key(reference: Reference) -> str:
    """Outlet, year and the beginning of the id: the same for one article wherever it is cited."""
    outlet = "".join(re.findall("[a-z0-9]+", fold_name(reference.source)))[:24] or "articulo"
    year = f"{reference.day.year:04d}" if reference.day else ""
    return f"{outlet}{year}-{''.join(re.findall('[A-Za-z0-9]+', reference.id))[:12]}"
