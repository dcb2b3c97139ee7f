"""Which name each mention of an article is of: «Kim», after «Kim Jong-un», is Kim Jong-un.

Within an article a surname, a given name or the first words of a body's name stand for the whole
one that is there, if there is only one; and an acronym stands for the name whose letters it is.
What may be either of two stays what it is: two Kims in one article are not made one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from index.names.keys import Key, is_acronym_of, is_part, key_of
from index.types import Kind, Mention, NamedMention

_SHORTENED: Final[frozenset[Kind]] = frozenset({"person", "organisation"})
"""Kinds whose names are shortened to some of their words; «Valle» is not short for «Valle Alto»."""


def linked(text: str, mentions: Sequence[Mention]) -> tuple[NamedMention, ...]:
    """Return the mentions of an article, each with its form and the name that it is of there.

    :param text: of the article, in which the mentions' places are.
    """
    forms = [" ".join(text[m.start : m.end].split()) for m in mentions]
    kinds = [m.kind for m in mentions]
    names = _names(list(zip(kinds, forms, strict=True)))
    return tuple(
        NamedMention(m.start, m.end, m.kind, form, names[m.kind, form])
        for m, form in zip(mentions, forms, strict=True)
    )


def _names(found: Sequence[tuple[Kind, str]]) -> Mapping[tuple[Kind, str], str]:
    """Map each (kind, form) to the form that the article has for the whole name."""
    written: dict[tuple[Kind, Key], Counter[str]] = {}
    for kind, form in found:
        written.setdefault((kind, key_of(form, kind)), Counter())[form] += 1
    names: dict[tuple[Kind, str], str] = {}
    for (kind, key), forms in written.items():
        others = [other for other_kind, other in written if other_kind == kind and other != key]
        whole = whole_of(key, others, kind, next(iter(forms)))
        best = preferred(written[kind, whole])
        names |= {(kind, form): best for form in forms}
    return names


def whole_of(key: Key, others: Sequence[Key], kind: Kind, form: str) -> Key:
    """Return the one longer name that a name is short for, or itself."""
    if kind not in _SHORTENED:
        return key
    if kind == "organisation":
        wholes = [
            other for other in others if _begins(key, other) or is_acronym_of(key, other, form)
        ]
    else:
        wholes = [other for other in others if is_part(key, other)]
    # «Elvira», «Elvira Montaño» and «Elvira Montaño Ruz» are one: the longest holds the others.
    longest = max(wholes, key=len, default=key)
    held = all(other == longest or is_part(other, longest) for other in wholes)
    return longest if held else key


def _begins(few: Key, many: Key) -> bool:
    return len(few) < len(many) and many[: len(few)] == few


def preferred(forms: Mapping[str, int]) -> str:
    """Return the form to show: not in capitals if there is another, then the most frequent, then
    the first in order."""

    def rank(form: str) -> tuple[bool, int, str]:
        shouted = form.isupper() and (" " in form or len(form) > 5)
        return shouted, -forms[form], form

    return min(forms, key=rank)
