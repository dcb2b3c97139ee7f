"""Words that soften a number, and what they do to it.

«más de 11,000» sets a lower bound, «unos 11.000» blurs, «hasta 11.000» sets an upper one. There
is one table, so that the figure that is quoted and the amount that is compared agree on where
the hedge begins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

Hedge = Literal["exact", "about", "almost", "over", "under", "range", "vague"]
_KINDS: Final[tuple[Hedge, ...]] = ("under", "over", "about", "almost", "exact")

_BEFORE: Final = {
    "under": "no m[áa]s de|(?:(?:un )?poco |algo )?menos de|como m[áa]ximo|como mucho|hasta",
    "over": "no menos de|(?:(?:un )?poco |algo |bastante )?m[áa]s de|al menos|por lo menos"
    "|como m[íi]nimo|como poco|cuando menos|por encima de",
    "about": "alrededor de|cerca de|del orden de|en torno a|unos|unas"
    "|aproximadamente|pr[óo]xim[oa]s? a"
    "|cercan[oa]s? a|m[áa]s o menos",
    "almost": "casi",
    "exact": "apenas|un total de",
}
# Verbs hedge too, but quoting them with the number would make no phrase («supera las 8.000»).
_VERBS: Final = {
    "over": r"(?:super|sobrepas|rebas)\w+|exced\w+",
    "under": r"no llega\w* a",
    "about": r"rond\w+",
    "almost": r"roz\w+|acerc\w+ a",
}
_AFTER: Final = {
    "over": "como m[íi]nimo|como poco|al menos|por lo menos|cuando menos"
    r"|o m[áa]s(?! o menos)|y pico|y tant[oa]s|larg[oa]s?",
    "under": "como m[áa]ximo|como mucho|o menos",
    "about": "aproximadamente|m[áa]s o menos",
}


def _kinds(table: dict[str, str]) -> str:
    """Return a pattern with one named group a kind, whose phrases may hold any white space."""
    return "|".join(f"(?P<{kind}>{words})" for kind, words in table.items()).replace(" ", r"\s+")


_ARTICLE: Final = r"(?:\s+(?:los|las|el|la|un|una|de\s+los|de\s+las))?"
_QUOTED: Final = re.compile(rf"(?<!\w)(?:{_kinds(_BEFORE)}){_ARTICLE}\s+$", re.IGNORECASE)
_UNQUOTED: Final = re.compile(rf"(?<!\w)(?:{_kinds(_VERBS)}){_ARTICLE}\s+$", re.IGNORECASE)
_TRAILING: Final = re.compile(rf"(?:\s+\w+){{0,3}}?,?\s+(?:{_kinds(_AFTER)})(?!\w)", re.IGNORECASE)
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


def after(text: str, at: int) -> Hedge | None:
    """Return the hedge that follows a number and the few words it counts («3.000 o más»)."""
    trailing = _TRAILING.match(text, at)
    return _kind(trailing) if trailing else None


def _kind(match: re.Match[str]) -> Hedge:
    return next(kind for kind in _KINDS if match.groupdict().get(kind))
