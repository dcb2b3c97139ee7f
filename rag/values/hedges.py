"""Words that soften a number, and what they do to it.

«más de 11,000» sets a lower bound, «unos 11.000» blurs, «hasta 11.000» sets an upper one. There
is one table, so that the figure that is quoted and the amount that is compared agree on where
the hedge begins.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from index.text.folding import optional_accents
from rag.language import SPANISH

Hedge = Literal["exact", "about", "almost", "over", "under", "range", "vague"]
_KINDS: Final[tuple[Hedge, ...]] = ("under", "over", "about", "almost", "exact")


def _kinds(table: Mapping[str, Sequence[str]]) -> str:
    """Return a pattern with one named group a kind, whose phrases may hold any white space."""
    groups = (f"(?P<{kind}>{'|'.join(phrases)})" for kind, phrases in table.items())
    return optional_accents("|".join(groups)).replace(" ", r"\s+")


_WORDS: Final = SPANISH.hedges
_ARTICLE: Final = rf"(?:\s+(?:{'|'.join(_WORDS.articles)}))?".replace(" ", r"\s+")
_QUOTED: Final = re.compile(rf"(?<!\w)(?:{_kinds(_WORDS.before)}){_ARTICLE}\s+$", re.IGNORECASE)
_UNQUOTED: Final = re.compile(rf"(?<!\w)(?:{_kinds(_WORDS.verbs)}){_ARTICLE}\s+$", re.IGNORECASE)
_TRAILING: Final = re.compile(
    rf"(?:\s+\w+){{0,3}}?,?\s+(?:{_kinds(_WORDS.after)})(?!\w)", re.IGNORECASE
)
_LEADING: Final = re.compile(
    rf"(?:(?:{_kinds(_WORDS.before)}){_ARTICLE}"
    rf"|{'|'.join((*_WORDS.articles, *_WORDS.stressing))})\s+(?=\d)".replace(" ", r"\s+"),
    re.IGNORECASE,
)
_FARTHEST: Final = 40
"""Characters before a number where its hedge may begin; the longest takes 30."""


@dataclass(frozen=True, slots=True)
class HedgeMatch:
    """A hedge that stands beside a number.

    :param start: where it begins, the number's own place when it is not quoted with it.
    """

    kind: Hedge
    start: int


def before(text: str, at: int) -> HedgeMatch:
    """Return the hedge that ends right before offset ``at``; ``exact`` when there is none."""
    head = max(0, at - _FARTHEST)
    if quoted := _QUOTED.search(text, head, at):
        return HedgeMatch(_kind(quoted), quoted.start())
    verb = _UNQUOTED.search(text, head, at)
    return HedgeMatch(_kind(verb) if verb else "exact", at)


def leading(text: str) -> int:
    """Return how many characters before the figure that a text begins with are no more of it than
    a hedge or an article: of «un 31 %» three; 0 where it begins otherwise."""
    match = _LEADING.match(text)
    return match.end() if match else 0


def after(text: str, at: int) -> Hedge | None:
    """Return the hedge that follows a number and the few words it counts («3.000 o más»)."""
    trailing = _TRAILING.match(text, at)
    return _kind(trailing) if trailing else None


def _kind(match: re.Match[str]) -> Hedge:
    return next(kind for kind in _KINDS if match.groupdict().get(kind))
