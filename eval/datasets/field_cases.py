"""Reads field cases: a small invented archive each, questions to it, and what must come of them.

The cases are of the kinds of fault that a field test met over real archives. A control looks
like one of them and has a true answer, so that a rule that keeps silent too often is seen. The
``blind`` part was written before any of the code and is never tuned on; the ``open`` one was
written knowing it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final, Literal, TypeVar, get_args

from eval.datasets import field_expectations
from eval.datasets.field_expectations import Expectation, listing, only
from eval.datasets.strict_json import entry, expect, filled, read_json_lines
from index.errors import InputError

BLIND: Final = Path(__file__).with_name("field_blind.jsonl")
OPEN: Final = Path(__file__).with_name("field_open.jsonl")

Part = Literal["blind", "open"]
PARTS: Final[tuple[Part, ...]] = get_args(Part)

#: Kinds of case, with what a Spanish reader sees for each.
KINDS: Final[Mapping[str, str]] = {
    "figures": "cifras",
    "money": "dinero",
    "another": "lo mismo u otra cosa",
    "parts": "parte, total y plan",
    "evolution": "evolución",
    "disagreement": "desacuerdo de verdad",
    "outlets": "dos medios o uno repetido",
    "attribution": "quién lo dice y cuándo",
    "forms": "forma de la respuesta",
    "lists": "listas, recuentos y periodos",
    "conversation": "conversación",
    "misspelt": "palabras mal escritas",
    "next_sentence": "respuesta en la frase siguiente",
    "tables": "tablas, leyes y actas",
}

_CASE_KEYS: Final = ("name", "kind", "part", "control", "articles", "turns")
_ARTICLE_KEYS: Final = ("title", "source", "date", "text")
_TURN_KEYS: Final = ("q", "expect")

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class FieldArticle:
    """An article of a case's archive.

    :param date: ISO day, ``""`` where it has none.
    :param text: Markdown.
    """

    title: str
    source: str
    date: str
    text: str


@dataclass(frozen=True, slots=True)
class FieldTurn:
    """A question, the conversation's next one where it is not the first."""

    question: str
    expect: Expectation


@dataclass(frozen=True, slots=True)
class FieldCase:
    """A small archive and what is asked of it.

    :param control: whether it is there to show that a true answer still comes.
    """

    name: str
    kind: str
    part: Part
    control: bool
    articles: tuple[FieldArticle, ...]
    turns: tuple[FieldTurn, ...]


def load(
    paths: Sequence[Path] = (BLIND, OPEN), part: str | None = None, kind: str | None = None
) -> tuple[FieldCase, ...]:
    """The cases of files, one a line.

    :param part: only those of this part.
    :param kind: only those of this kind.
    :raises InputError: a file is missing or a case malformed; line and key are named.
    """
    cases: dict[str, FieldCase] = {}
    for path in paths:
        for where, record in read_json_lines(path):
            case = _case(record, where)
            if case.name in cases:
                raise InputError(f"{where}, «name»: «{case.name}» está repetido.")
            cases[case.name] = case
    chosen = tuple(
        case for case in cases.values() if part in (None, case.part) and kind in (None, case.kind)
    )
    if not chosen:
        names = ", ".join(map(str, paths))
        raise InputError(f"{names}: no hay ningún caso. Escriba uno en cada línea.")
    return chosen


def _case(record: dict[str, Any], where: str) -> FieldCase:
    only(record, _CASE_KEYS, where)
    return FieldCase(
        filled(record, "name", where),
        _one_of(record, "kind", tuple(KINDS), where),
        _one_of(record, "part", PARTS, where),
        entry(record, "control", bool, where),
        tuple(_article(each, place) for each, place in _objects(record, "articles", where)),
        tuple(_turn(each, place) for each, place in _objects(record, "turns", where)),
    )


def _article(record: dict[str, Any], where: str) -> FieldArticle:
    only(record, _ARTICLE_KEYS, where)
    day = entry(record, "date", str, where)
    try:
        if day:
            date.fromisoformat(day)
    except ValueError:
        raise InputError(
            f"{where}, «date»: «{day}» no es una fecha como 2025-08-14. Corríjala."
        ) from None
    title, source = filled(record, "title", where), filled(record, "source", where)
    return FieldArticle(title, source, day, filled(record, "text", where))


def _turn(record: dict[str, Any], where: str) -> FieldTurn:
    only(record, _TURN_KEYS, where)
    place = f"{where}, «expect»"
    expected = field_expectations.read(entry(record, "expect", dict, where), place)
    return FieldTurn(filled(record, "q", where), expected)


def _one_of(record: dict[str, Any], key: str, known: Sequence[_T], where: str) -> _T:
    value = entry(record, key, str, where)
    for each in known:
        if each == value:
            return each
    raise InputError(f"{where}, «{key}»: «{value}» no es {listing(known)}.")


def _objects(record: dict[str, Any], key: str, where: str) -> list[tuple[dict[str, Any], str]]:
    items = entry(record, key, list, where)
    if not items:
        raise InputError(f"{where}: «{key}» está vacío.")
    places = [(item, f"{where}, «{key}» {number}") for number, item in enumerate(items, 1)]
    return [(expect(item, dict, place), place) for item, place in places]
