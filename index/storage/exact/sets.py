"""Joins what FTS5 finds with passages found otherwise: those that mention somebody, by the names
recognised in them.

What FTS5 can answer alone it answers alone. Only what stands above a set of other origin is joined
here, as sets of passages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from index.exact.expressions import All, Either, Expression, Mention, Not, leaves

Sets = Mapping[Mention, frozenset[int]]
"""The passages of mentions whose passages are known; any other mention is asked by its words."""

Ask = Callable[[Expression], frozenset[int]]
"""Gives the passages of an expression without such a mention."""

_Part = tuple[frozenset[int], bool]
"""Passages, and whether all but these are meant."""


def has_mention(expression: Expression, sets: Sets) -> bool:
    """Return whether the passages of one of its mentions are known."""
    return any(
        isinstance(leaf, Mention) and leaf in sets for leaf in leaves(expression, negated=True)
    )


def joined(expression: Expression, sets: Sets, ask: Ask) -> _Part:
    """Return the passages of which an expression is true, or those of which it is not.

    :returns: the passages, and whether all others are meant.
    """
    match expression:
        case Mention() if expression in sets:
            return sets[expression], False
        case Not(part):
            found, is_negated = joined(part, sets, ask)
            return found, not is_negated
        case _ if not has_mention(expression, sets):
            return ask(expression), False
        case All(parts):
            return _all([joined(part, sets, ask) for part in parts])
        case Either(parts):  # not all of the opposites
            found, is_negated = _all([_opposite(joined(part, sets, ask)) for part in parts])
            return found, not is_negated
        case _:
            return ask(expression), False


def _opposite(part: _Part) -> _Part:
    return part[0], not part[1]


def _all(parts: Sequence[_Part]) -> _Part:
    wanted = [found for found, is_negated in parts if not is_negated]
    unwanted = frozenset[int]().union(*(found for found, is_negated in parts if is_negated))
    if not wanted:
        return unwanted, True
    return wanted[0].intersection(*wanted[1:]) - unwanted, False
