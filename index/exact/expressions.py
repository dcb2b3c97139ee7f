"""What is looked for, as a tree: leaves that are true of a passage or not, and what joins them.

Leaves hold words already analysed (:mod:`index.text.analyzer`) or folded
(:mod:`index.exact.words`), so that whoever answers compares and analyses nothing. Plain frozen
values; the parser makes them, a backend answers them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Place = Literal["text", "title"]
"""Where a leaf's words are to stand: in the passage, or in the title of its document."""

Kind = Literal["person", "place", "organisation"]
"""What sort of thing a name is the name of."""

Order = Literal["date", "score"]
"""How what is found is put: the newest document first and undated ones last, or the likeliest
passage first. Within a document passages come in reading order."""


@dataclass(frozen=True, slots=True)
class Terms:
    """All of these stand there, as terms of the analyzer."""

    terms: tuple[str, ...]
    place: Place = "text"


@dataclass(frozen=True, slots=True)
class Phrase:
    """These forms stand there one after another."""

    forms: tuple[str, ...]
    place: Place = "text"


@dataclass(frozen=True, slots=True)
class Near:
    """These forms stand there, in whatever order, with few words between the first and last.

    :param forms: two or more, all different.
    :param distance: the most words, of whatever kind, between the first and the last of them;
        those of the forms themselves count.
    """

    forms: tuple[str, ...]
    distance: int
    place: Place = "text"


@dataclass(frozen=True, slots=True)
class Prefix:
    """These forms stand there one after another, and the last one may go on."""

    forms: tuple[str, ...]
    place: Place = "text"


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """A form stands there that is this one, or becomes it by one letter more, less or other."""

    form: str
    place: Place = "text"


@dataclass(frozen=True, slots=True)
class Source:
    """The document is of the outlet of that name, case and accents ignored.

    :param name: as it was written.
    :param is_prefix: whether the outlet's name may go on after it.
    :param at: where the name stands in the query.
    """

    name: str
    is_prefix: bool = False
    at: int = 0


@dataclass(frozen=True, slots=True)
class Dated:
    """The document's day lies between two, both included; undated documents do not.

    :param first: ISO 8601, ``None`` for no bound.
    :param last: ISO 8601, ``None`` for no bound.
    """

    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Mention:
    """The passage speaks of somebody or something of that name.

    :param name: as it was written.
    :param forms: of the name's words.
    """

    kind: Kind
    name: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class All:
    """Every part is true; two or more of them."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """One part is true, or several; two or more of them."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part is not true."""

    part: Expression


Leaf = Terms | Phrase | Near | Prefix | Fuzzy | Source | Dated | Mention
Expression = Leaf | All | Either | Not


def leaves(expression: Expression, *, negated: bool = False) -> list[Leaf]:
    """Return the leaves from left to right.

    :param negated: whether those are given too that stand below a :class:`Not`.
    """
    match expression:
        case Not(part):
            return leaves(part, negated=True) if negated else []
        case All(parts) | Either(parts):
            return [leaf for part in parts for leaf in leaves(part, negated=negated)]
        case _:
            return [expression]
