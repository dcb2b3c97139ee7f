"""Reads ``robots.txt`` as RFC 9309 has it: which paths of a site its owner keeps programs from.

Python's own reader knows no ``*`` and ``$`` in paths, which most newspapers use.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

_MOST_RULES: Final = 5_000
_LONGEST: Final = 1_000
MAX_DELAY: Final = 30.0
"""Seconds between requests that a site may ask for; more is a way of saying no."""


@dataclass(frozen=True, slots=True)
class Robots:
    """What a site asks of us.

    :param rules: (pattern, whether it is allowed).
    :param delay: seconds between two requests, 0 when it asks for none.
    """

    rules: tuple[tuple[str, bool], ...] = ()
    delay: float = 0.0

    def allows(self, target: str) -> bool:
        """Whether a path with its query may be asked for: the longest rule decides, and of equals
        the one that allows."""
        matching = [(len(p), allowed) for p, allowed in self.rules if _matches(p, target)]
        return max(matching, default=(0, True))[1]


OPEN: Final = Robots()
"""A site that asks for nothing."""

CLOSED: Final = Robots((("/", False),))
"""A site whose rules cannot be had now."""


def parse(text: str, agent: str) -> Robots:
    """Read the rules for a program, else those for all."""
    groups: dict[str, list[tuple[str, bool]]] = {}
    delays: dict[str, float] = {}
    names: list[str] = []
    naming = False
    for line in text.lstrip("\ufeff").splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if not colon:
            continue
        if key == "user-agent":
            names = [*names, value.lower()] if naming else [value.lower()]
            naming = True
            for name in names:
                groups.setdefault(name, [])
            continue
        naming = False
        for name in names:
            if key in ("allow", "disallow") and value and len(groups[name]) < _MOST_RULES:
                groups[name].append((value[:_LONGEST], key == "allow"))
            elif key == "crawl-delay":
                delays[name] = _seconds(value)
    own = agent.lower() if agent.lower() in groups else "*"
    return Robots(tuple(groups.get(own, ())), delays.get(own, 0.0))


def _seconds(value: str) -> float:
    try:
        return min(max(float(value), 0.0), MAX_DELAY)
    except ValueError:
        return 0.0


def _matches(pattern: str, target: str) -> bool:
    """Match ``*`` for anything and ``$`` for the end, in linear time."""
    whole = pattern.endswith("$")
    first, *others = pattern.removesuffix("$").split("*")
    if not target.startswith(first):
        return False
    at = len(first)
    if whole and not others:
        return at == len(target)
    for i, part in enumerate(others):
        if whole and i == len(others) - 1:
            return target.endswith(part) and len(target) - len(part) >= at
        at = target.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return True
