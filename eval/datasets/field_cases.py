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

AGREEMENTS: Final = ("single", "agree", "disagree", "evolve")

_CASE_KEYS: Final = ("name", "kind", "part", "control", "articles", "turns")
_ARTICLE_KEYS: Final = ("title", "source", "date", "text")
_TURN_KEYS: Final = ("q", "expect")
_CITED_KEYS: Final = ("min", "max", "outlets", "not_outlets")
_STANDALONE_KEYS: Final = ("must", "must_not")

_T = TypeVar("_T")
Forms = tuple[str, ...]
"""Accepted ways of saying one thing."""


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
class Cited:
    """What must be cited.

    :param min: articles cited at least; those with nearly the same passage count.
    :param max: citations shown at most, those that an abstention offers too.
    :param outlets: those that must be cited.
    :param not_outlets: those that must not.
    """

    min: int = 0
    max: int | None = None
    outlets: Forms = ()
    not_outlets: Forms = ()


@dataclass(frozen=True, slots=True)
class Expectation:
    """What must come of one question; what is left empty is not looked at.

    :param abstained: whether it must be declined; ``None`` leaves it open.
    :param answer: accepted short answers.
    :param number: what the first claim's number must be, in its own unit.
    :param answer_has: what the answer must all hold, as a whole list.
    :param must_not: what neither the answer nor a claim may say.
    :param agreement: accepted values of ``agreement``.
    :param claims: what the claims must say, in any order.
    :param order: what the claims must say, the first first.
    :param attribution: what the attribution of a claim must hold.
    :param standalone: what the standalone question must hold.
    :param not_standalone: what it must not hold.
    :param text_has: what the text with its sources must all hold.
    :param text_not: what it must not hold.
    """

    abstained: bool | None = None
    answer: Forms = ()
    number: float | None = None
    answer_has: Forms = ()
    must_not: Forms = ()
    agreement: Forms = ()
    claims: tuple[Forms, ...] = ()
    order: tuple[Forms, ...] = ()
    cited: Cited = Cited()
    attribution: str = ""
    standalone: Forms = ()
    not_standalone: Forms = ()
    text_has: Forms = ()
    text_not: Forms = ()


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
    _only(record, _CASE_KEYS, where)
    return FieldCase(
        filled(record, "name", where),
        _one_of(record, "kind", tuple(KINDS), where),
        _one_of(record, "part", PARTS, where),
        entry(record, "control", bool, where),
        tuple(_article(each, place) for each, place in _objects(record, "articles", where)),
        tuple(_turn(each, place) for each, place in _objects(record, "turns", where)),
    )


def _article(record: dict[str, Any], where: str) -> FieldArticle:
    _only(record, _ARTICLE_KEYS, where)
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
    _only(record, _TURN_KEYS, where)
    place = f"{where}, «expect»"
    expected = _expectation(entry(record, "expect", dict, where), place)
    return FieldTurn(filled(record, "q", where), expected)


def _expectation(record: dict[str, Any], where: str) -> Expectation:
    simple = ("answer", "answer_has", "must_not", "agreement", "text_has", "text_not")
    listed = ("claims", "order")
    alone = ("abstained", "number", "cited", "attribution", "standalone")
    _only(record, (*simple, *listed, *alone), where)
    if not record:
        raise InputError(f"{where}: no dice qué se espera.")
    texts = {key: _texts(record, key, where) for key in simple}
    groups = {key: _groups(record, key, where) for key in listed}
    for agreement in texts["agreement"]:
        if agreement not in AGREEMENTS:
            raise InputError(f"{where}, «agreement»: «{agreement}» no es {_or(AGREEMENTS)}.")
    standalone = entry(record, "standalone", dict, where) if "standalone" in record else {}
    _only(standalone, _STANDALONE_KEYS, f"{where}, «standalone»")
    abstained = entry(record, "abstained", bool, where) if "abstained" in record else None
    answers = any(record.get(key) for key in ("answer", "number", "answer_has", *listed))
    if answers and abstained is not False:
        raise InputError(f"{where}, «abstained»: ha de ser false donde se espera una respuesta.")
    return Expectation(
        abstained=abstained,
        number=_number(record, where),
        cited=_cited(record, where),
        attribution=filled(record, "attribution", where) if "attribution" in record else "",
        standalone=_texts(standalone, "must", where),
        not_standalone=_texts(standalone, "must_not", where),
        claims=groups["claims"],
        order=groups["order"],
        answer=texts["answer"],
        answer_has=texts["answer_has"],
        must_not=texts["must_not"],
        agreement=texts["agreement"],
        text_has=texts["text_has"],
        text_not=texts["text_not"],
    )


def _number(record: dict[str, Any], where: str) -> float | None:
    if "number" not in record:
        return None
    value = record["number"]
    return value if isinstance(value, float) else entry(record, "number", int, where)


def _cited(record: dict[str, Any], where: str) -> Cited:
    if "cited" not in record:
        return Cited()
    cited, place = entry(record, "cited", dict, where), f"{where}, «cited»"
    _only(cited, _CITED_KEYS, place)
    for key in ("min", "max"):
        if key in cited and entry(cited, key, int, place) < 0:
            raise InputError(f"{place}, «{key}»: {cited[key]} es menos que 0.")
    outlets = {key: _texts(cited, key, place) for key in ("outlets", "not_outlets")}
    return Cited(cited.get("min", 0), cited.get("max"), **outlets)


def _only(record: dict[str, Any], known: Sequence[str], where: str) -> None:
    """A key that is not known is a slip of the pen, and what it asks would go unlooked at."""
    for key in record:
        if key not in known:
            raise InputError(f"{where}: no se conoce la clave «{key}»; las hay: {_or(known)}.")


def _one_of(record: dict[str, Any], key: str, known: Sequence[_T], where: str) -> _T:
    value = entry(record, key, str, where)
    for each in known:
        if each == value:
            return each
    raise InputError(f"{where}, «{key}»: «{value}» no es {_or(known)}.")


def _or(known: Sequence[object]) -> str:
    return ", ".join(map(str, known))


def _objects(record: dict[str, Any], key: str, where: str) -> list[tuple[dict[str, Any], str]]:
    items = entry(record, key, list, where)
    if not items:
        raise InputError(f"{where}: «{key}» está vacío.")
    places = [(item, f"{where}, «{key}» {number}") for number, item in enumerate(items, 1)]
    return [(expect(item, dict, place), place) for item, place in places]


def _texts(record: dict[str, Any], key: str, where: str) -> Forms:
    if key not in record:
        return ()
    return _strings(entry(record, key, list, where), f"{where}, «{key}»")


def _groups(record: dict[str, Any], key: str, where: str) -> tuple[Forms, ...]:
    place = f"{where}, «{key}»"
    items = entry(record, key, list, where) if key in record else []
    return tuple(_strings(expect(item, list, place), place) for item in items)


def _strings(items: list[Any], where: str) -> Forms:
    for number, item in enumerate(items, 1):
        if not expect(item, str, f"{where} {number}").strip():
            raise InputError(f"{where} {number}: está vacío.")
    if not items:
        raise InputError(f"{where}: está vacío.")
    return tuple(items)
