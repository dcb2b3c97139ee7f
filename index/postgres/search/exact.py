"""Exact search on a server: a tree of what is looked for, made one condition on the passages.

Each passage has a ``tsvector`` of our own words, since PostgreSQL's parser takes texts apart
otherwise: its forms and terms and those of its title, told apart by their first letter, the forms
with their places. Phrases, beginnings and what joins them are ``tsquery``; outlets and days are
conditions on the document. Words near one another are looked up and compared one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from psycopg.sql import SQL, Composable

from index.exact.expressions import (
    All,
    Dated,
    Either,
    Expression,
    Fuzzy,
    Mention,
    Near,
    Not,
    Phrase,
    Place,
    Prefix,
    Source,
    Terms,
    leaves,
)
from index.exact.words import forms_of
from index.postgres.connections import Connections
from index.storage.exact.sets import Sets
from index.text.analyzer import analyze
from index.text.folding import fold_name

_TERM: Final[dict[Place, str]] = {"text": "t", "title": "T"}
_FORM: Final[dict[Place, str]] = {"text": "f", "title": "F"}

_LAST_PLACE: Final = 16_383
"""The highest that a ``tsvector`` keeps; passages have a thirtieth of so many words."""

_AFTER: Final = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Words:
    """A condition on a passage's words alone.

    :param query: as ``tsquery`` is written, in parentheses where it is more than a word.
    """

    query: str

    @property
    def condition(self) -> Condition:
        """The same as SQL has it."""
        return Condition(SQL("p.words @@ %s::tsquery"), (self.query,))


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition on ``passages p`` and ``documents d``, never unknown.

    :param parameters: of the SQL.
    """

    sql: Composable
    parameters: tuple[Any, ...] = ()

    @property
    def condition(self) -> Condition:
        """Itself."""
        return self


@dataclass(frozen=True, slots=True)
class Known:
    """What is found otherwise than by words.

    :param sources: every outlet there is.
    :param mentioned: the passages of mentions whose passages are known; any other is asked by its
        words.
    """

    sources: Sequence[str]
    mentioned: Sets


def words_of(title: str, text: str) -> str:
    """Return what is stored of a passage's words, as ``tsvector`` is written."""
    places: dict[str, list[int]] = {}
    for place, form in enumerate(forms_of(text), 1):
        places.setdefault(_FORM["text"] + form, []).append(min(place, _LAST_PLACE))
    for place, form in enumerate(forms_of(title), 1):
        places.setdefault(_FORM["title"] + form, []).append(min(place, _LAST_PLACE))
    for term in analyze(text):
        places.setdefault(_TERM["text"] + term, [])
    for term in analyze(title):
        places.setdefault(_TERM["title"] + term, [])
    return " ".join(
        _quoted(word) + (":" + ",".join(map(str, own)) if own else "")
        for word, own in places.items()
    )


def condition_of(expression: Expression, connections: Connections, known: Known) -> Condition:
    """Return the condition that is true of the passages that the expression is true of."""

    def made(part: Expression) -> Words | Condition:
        match part:
            case Not(inner):
                found = made(inner)
                if isinstance(found, Words):
                    return Words(f"!({found.query})")
                return Condition(SQL("NOT ({})").format(found.sql), found.parameters)
            case All(parts):
                return _joined([made(one) for one in parts], "&", SQL(" AND "))
            case Either(parts):
                return _joined([made(one) for one in parts], "|", SQL(" OR "))
            case _:
                return _leaf(part, connections, known)

    whole = made(expression)
    return whole.condition if isinstance(whole, Words) else whole


def _joined(parts: Sequence[Words | Condition], sign: str, word: SQL) -> Words | Condition:
    queries = [part.query for part in parts if isinstance(part, Words)]
    others = [part for part in parts if isinstance(part, Condition)]
    words = [Words("(" + f" {sign} ".join(queries) + ")")] if queries else []
    if not others:
        return words[0]
    conditions = [part.condition for part in words] + others
    whole = word.join(SQL("({})").format(condition.sql) for condition in conditions)
    return Condition(whole, tuple(value for c in conditions for value in c.parameters))


def _leaf(leaf: Expression, connections: Connections, known: Known) -> Words | Condition:
    match leaf:
        case Mention() if leaf in known.mentioned:
            return Condition(SQL("p.id = ANY(%s)"), (sorted(known.mentioned[leaf]),))
        case Terms(terms, place):
            return Words("(" + " & ".join(_quoted(_TERM[place] + t) for t in terms) + ")")
        case Phrase(forms, place):
            return Words(_phrase(forms, place))
        case Mention(forms=forms):
            return Words(_phrase(forms, "text"))
        case Prefix(forms, place):
            return Words(_phrase(forms, place, ending=":*"))
        case Fuzzy(form, place):
            alike = neighbours(form, connections) or [form]
            return Words("(" + " | ".join(_quoted(_FORM[place] + one) for one in alike) + ")")
        case Near(forms, distance, place):
            ids = _near(forms, distance, place, connections)
            return Condition(SQL("p.id = ANY(%s)"), (ids,))
        case Source(name, is_prefix):
            wanted = fold_name(name)
            same: Callable[[str], bool] = (
                (lambda source: fold_name(source).startswith(wanted))
                if is_prefix
                else (lambda source: fold_name(source) == wanted)
            )
            return Condition(
                SQL("d.source = ANY(%s)"), ([one for one in known.sources if same(one)],)
            )
        case Dated(first, last):
            return Condition(
                SQL(
                    "d.date IS NOT NULL AND d.date >= coalesce(%s, d.date) "
                    "AND d.date <= coalesce(%s, d.date)"
                ),
                (first, last),
            )
        case _:
            raise TypeError(f"{leaf!r} is no leaf of an expression.")


def _phrase(forms: Sequence[str], place: Place, ending: str = "") -> str:
    words = [_quoted(_FORM[place] + form) for form in forms]
    return "(" + " <-> ".join(words) + ending + ")"


def with_any(terms: Iterable[str]) -> str:
    """Return the ``tsquery`` of the passages that have any of some terms, one at least."""
    return " | ".join(
        _quoted(_TERM["text"] + t) + " | " + _quoted(_TERM["title"] + t) for t in terms
    )


def _quoted(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def _near(forms: Sequence[str], distance: int, place: Place, connections: Connections) -> list[int]:
    """Return the passages in which forms stand near one another."""
    all_of_them = "(" + " & ".join(_quoted(_FORM[place] + form) for form in forms) + ")"
    rows = connections.query(
        'SELECT p.id, d.title, substr(d.text, p.start + 1, p."end" - p.start) FROM passages p '
        "JOIN documents d ON d.id = p.document WHERE p.words @@ %s::tsquery",
        (all_of_them,),
    )
    return [
        id
        for id, title, text in rows
        if is_near(forms, forms_of((text, title)[place == "title"]), distance)
    ]


def is_near(wanted: Sequence[str], forms: Sequence[str], most: int) -> bool:
    """Say whether some stretch has all of them, with at most so many words between its ends."""
    last: dict[str, int] = {}
    for place, form in enumerate(forms):
        if form in wanted:
            last[form] = place
            if len(last) == len(set(wanted)) and place - min(last.values()) - 1 <= most:
                return True
    return False


def neighbours(form: str, connections: Connections) -> list[str]:
    """Return the words of the archive that are this one, or become it by one letter more, less or
    other: such a change leaves the first half of a word as it is, or the second."""
    if connections.is_restricted():
        return _neighbours_in_sight(form, connections)
    half = len(form) // 2
    head, tail = form[:half], form[half:][::-1]
    rows = connections.query(
        "SELECT form FROM forms WHERE form >= %s AND form < %s "
        "AND length(form) BETWEEN %s AND %s UNION SELECT form FROM forms "
        'WHERE reverse(form) COLLATE "C" >= %s AND reverse(form) COLLATE "C" < %s '
        "AND length(form) BETWEEN %s AND %s",
        (
            *(head, head + _AFTER, len(form) - 1, len(form) + 1),
            *(tail, tail + _AFTER, len(form) - 1, len(form) + 1),
        ),
    )
    return sorted(other for (other,) in rows if is_within_one(form, other))


def _neighbours_in_sight(form: str, connections: Connections) -> list[str]:
    """Do as :func:`neighbours` in the documents that the role may see, one by one."""
    rows = connections.query(
        "SELECT DISTINCT substr(w.lexeme, 2) FROM passages p, unnest(p.words) AS w "
        "WHERE left(w.lexeme, 1) IN ('f', 'F') AND length(w.lexeme) BETWEEN %s AND %s",
        (len(form), len(form) + 2),
    )
    return sorted(other for (other,) in rows if is_within_one(form, other))


def is_within_one(one: str, other: str) -> bool:
    """Say whether a word is another, or becomes it by one letter more, less or other."""
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1:
        return False
    at = 0
    while at < len(one) and one[at] == other[at]:
        at += 1
    return one[at:] == other[at + 1 :] or one[at + 1 :] == other[at + 1 :]


def terms_of(expression: Expression) -> list[str]:
    """Return the terms by which what is looked for is put in order of likelihood."""
    found: list[str] = []
    for leaf in leaves(expression):
        match leaf:
            case Terms(terms):
                found += terms
            case Phrase(forms) | Prefix(forms) | Near(forms) | Mention(forms=forms):
                found += [term for form in forms for term in analyze(form)]
            case Fuzzy(form):
                found += analyze(form)
            case _:
                pass
    return found
