"""Reads the JSON of question sets strictly, so that a bad file is reported, not guessed at.

A question set is often put together by hand. Whatever is wrong with one is reported in
Spanish with the file and the line or id, as :class:`index.errors.InputError`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, TypeVar

from index.errors import InputError

_T = TypeVar("_T")

_TYPE_NAMES: Final[dict[type, str]] = {
    str: "un texto",
    int: "un número entero",
    bool: "true o false",
    list: "una lista",
    dict: "un objeto",
}
# How much of a wrong value a message shows.
_SHOWN: Final = 60


def read_text(path: Path) -> str:
    """Read the file's text, UTF-8 with or without a byte order mark."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise InputError(f"No existe el archivo «{path}». Revise la ruta.") from None
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path}: no es texto UTF-8 (byte {error.start}). Guárdelo en UTF-8."
        ) from None
    except OSError as error:
        raise InputError(f"No se puede leer «{path}»: {error.strerror}.") from None


def read_json(path: Path) -> object:
    """Read the one JSON document in the file."""
    try:
        document: object = json.loads(read_text(path))
    except json.JSONDecodeError as error:
        raise InputError(
            f"{path}, línea {error.lineno}, columna {error.colno}: el JSON está mal formado "
            f"({error.msg}). Corrija el archivo o expórtelo de nuevo."
        ) from None
    except RecursionError:
        raise InputError(f"{path}: el JSON está anidado sin medida.") from None
    return document


def read_json_lines(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each JSON object of a JSONL file with its place, blank lines left out."""
    # Not splitlines(): that also splits at U+2028 and others, which may stand in JSON strings.
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if line.strip():
            where = f"{path}, línea {number}"
            try:
                record: object = json.loads(line)
            except (json.JSONDecodeError, RecursionError):
                raise InputError(
                    f"{where}: no es un objeto JSON válido: «{line.strip()[:_SHOWN]}»."
                ) from None
            yield where, expect(record, dict, where)


def expect(value: object, kind: type[_T], where: str) -> _T:
    """Return the value when it is of the type, else raise an error that says where it stands."""
    # In Python true is an int; in a question set it is a mistake.
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise InputError(
            f"{where}: se esperaba {_TYPE_NAMES[kind]} y hay "
            f"«{json.dumps(value, ensure_ascii=False, default=str)[:_SHOWN]}»."
        )
    return value


def entry(record: dict[str, Any], key: str, kind: type[_T], where: str) -> _T:
    """Return the value of a required key."""
    if key not in record:
        raise InputError(f"{where}: falta la clave «{key}».")
    return expect(record[key], kind, f"{where}, «{key}»")


def filled(record: dict[str, Any], key: str, where: str) -> str:
    """Return the value of a required key that must hold more than blanks."""
    text = entry(record, key, str, where)
    if not text.strip():
        raise InputError(f"{where}: «{key}» está vacío.")
    return text
