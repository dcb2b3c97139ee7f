"""What is said of a query that cannot be read: where, what was seen there, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from index.errors import QueryError

if TYPE_CHECKING:
    from lark import Token

SHOWN: Final = 40
"""Characters of a query that a message repeats."""

_JOINTS: Final = {"_OR", "_AND"}
_WANTING: Final = {*_JOINTS, "_NOT", "_OPEN"}
"""Tokens after which something must come."""

_CHARACTERS: Final = {
    "*": "el asterisco va pegado al final de una palabra, fuera de las comillas (pala*)",
    "~": "la virgulilla va pegada al final de una palabra (palabra~), o de unas comillas y con un "
    'número detrás ("una cosa"~5)',
    ":": "los dos puntos van pegados al nombre de un campo (fuente:, fecha:, título:, persona:, "
    "lugar:, organización:); si son parte del texto, póngalo entre comillas",
    '"': "las comillas que se abren aquí no se cierran; ciérrelas",
    "«": "las comillas que se abren aquí no se cierran; ciérrelas",
    "“": "las comillas que se abren aquí no se cierran; ciérrelas",
    "»": "estas comillas se cierran sin haberse abierto; ábralas o quítelas",
    "”": "estas comillas se cierran sin haberse abierto; ábralas o quítelas",
}


def fault(query: str, at: int, seen: str, advice: str) -> QueryError:
    """Return the error of a place in a query.

    :param at: the code point at which it stands.
    :param seen: what stands there, ``""`` for the end.
    :param advice: what is wrong with it and what to do, a clause.
    """
    shown = seen if len(seen) <= SHOWN else f"{seen[:SHOWN]}…"
    place = f"en «{shown}» (carácter {at + 1})" if seen else f"al final (carácter {at + 1})"
    return QueryError(f"La consulta no se entiende {place}: {advice}.", query, at)


def of_character(query: str, at: int) -> QueryError:
    """Return the error of a character that begins nothing."""
    seen = query[at]
    advice = _CHARACTERS.get(seen, "este signo no significa nada aquí; quítelo o póngalo entre "
                             "comillas con su palabra")  # fmt: skip
    return fault(query, at, seen, advice)


def of_token(query: str, tokens: list[Token], token: Token) -> QueryError:
    """Return the error of a token that cannot stand where it does.

    :param tokens: those before it.
    """
    if token.type == "$END":
        return _of_the_end(query, tokens)
    before, start = (tokens[-1] if tokens else None), token.start_pos or 0
    if before is not None and before.type == "FIELD":
        return _of_field(query, before)
    if token.type in _JOINTS:
        wanted = (
            f"delante de «{token}» falta algo; complételo o, si es una palabra que buscar, "
            "escríbala en minúsculas o entre comillas"
        )
        return fault(query, start, str(token), wanted)
    if token.type == "_CLOSE":
        if before is not None and before.type == "_OPEN":
            return fault(query, start, str(token), "los paréntesis están vacíos; quítelos")
        if before is not None and before.type in _WANTING:
            return _unfinished(query, before)
        return fault(query, start, str(token), "este paréntesis no se ha abierto; quítelo")
    return fault(query, start, str(token), "esto no puede ir aquí; quítelo")


def _of_the_end(query: str, tokens: list[Token]) -> QueryError:
    last = tokens[-1]
    if last.type == "FIELD":
        return _of_field(query, last)
    if last.type in _WANTING and last.type != "_OPEN":
        return _unfinished(query, last)
    open_ = list[int]()
    for token in tokens:
        if token.type == "_OPEN":
            open_.append(token.start_pos or 0)
        elif token.type == "_CLOSE":
            open_.pop()
    return fault(query, open_[-1], "(", "este paréntesis no se cierra; ciérrelo")


def _unfinished(query: str, token: Token) -> QueryError:
    advice = (
        f"detrás de «{token}» falta algo; complételo o, si es una palabra que buscar, escríbala en "
        "minúsculas o entre comillas"
    )
    return fault(query, token.start_pos or 0, str(token), advice)


def _of_field(query: str, field: Token) -> QueryError:
    name = str(field).rstrip(": \t\n")
    advice = f'detrás de «{name}:» va una palabra, o varias entre comillas ({name}:"una cosa")'
    return fault(query, field.start_pos or 0, str(field), advice)
