"""Reads what must come of a question of a field case; an expectation of nothing is refused.

A key that is not known is a slip of the pen, and what it asks would go unlooked at: it is refused
too, as is an answer that is expected of a question that is to be declined.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from eval.datasets.strict_json import entry, expect, filled
from index.errors import InputError

AGREEMENTS: Final = ("single", "agree", "disagree", "evolve")

_CITED_KEYS: Final = ("min", "max", "outlets", "not_outlets")
_STANDALONE_KEYS: Final = ("must", "must_not")

Forms = tuple[str, ...]
"""Accepted ways of saying one thing."""


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


def read(record: dict[str, Any], where: str) -> Expectation:
    """The expectation of a record.

    :raises InputError: it is malformed; the place and key are named.
    """
    simple = ("answer", "answer_has", "must_not", "agreement", "text_has", "text_not")
    listed = ("claims", "order")
    alone = ("abstained", "number", "cited", "attribution", "standalone")
    only(record, (*simple, *listed, *alone), where)
    if not record:
        raise InputError(f"{where}: no dice qué se espera.")
    texts = {key: _texts(record, key, where) for key in simple}
    groups = {key: _groups(record, key, where) for key in listed}
    for agreement in texts["agreement"]:
        if agreement not in AGREEMENTS:
            raise InputError(f"{where}, «agreement»: «{agreement}» no es {listing(AGREEMENTS)}.")
    standalone = entry(record, "standalone", dict, where) if "standalone" in record else {}
    only(standalone, _STANDALONE_KEYS, f"{where}, «standalone»")
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
    only(cited, _CITED_KEYS, place)
    for key in ("min", "max"):
        if key in cited and entry(cited, key, int, place) < 0:
            raise InputError(f"{place}, «{key}»: {cited[key]} es menos que 0.")
    outlets = {key: _texts(cited, key, place) for key in ("outlets", "not_outlets")}
    return Cited(cited.get("min", 0), cited.get("max"), **outlets)


def only(record: dict[str, Any], known: Sequence[str], where: str) -> None:
    """Refuse a record with a key that is not known.

    :raises InputError: there is one.
    """
    for key in record:
        if key not in known:
            raise InputError(f"{where}: no se conoce la clave «{key}»; las hay: {listing(known)}.")


def listing(known: Sequence[object]) -> str:
    """What there is to choose from, for a message."""
    return ", ".join(map(str, known))


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
