"""Who may use the chat, when not everybody may."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Final

from index.errors import InputError

_PAUSE: Final = 1.0
"""Seconds that a wrong password costs, so that guessing gets nowhere."""


def accounts(given: str | None, file: str | None) -> dict[str, str]:
    """User → password, from ``user:password`` or from a file with one such line each.

    :raises InputError: a line is none, or the file cannot be read.
    """
    if given and file:
        raise InputError("--login y --login-file no van juntos: elija uno de los dos.")
    lines = [given] if given else []
    if file:
        try:
            text = Path(file).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(
                f"El archivo de contraseñas «{file}» no se puede leer ({error}). "
                "Escriba en él una línea usuario:contraseña por persona."
            ) from error
        lines = [line.strip() for line in text.splitlines()]
        lines = [line for line in lines if line and not line.startswith("#")]
        if not lines:
            raise InputError(
                f"El archivo de contraseñas «{file}» está vacío. "
                "Escriba en él una línea usuario:contraseña por persona."
            )
    found: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        user, _, password = line.partition(":")
        if not user.strip() or not password:
            where = f"La línea {number} de «{file}»" if file else "Lo que sigue a --login"
            raise InputError(f"{where} no tiene la forma usuario:contraseña. Corríjalo.")
        found[user.strip()] = password
    return found


def checker(accounts: Mapping[str, str]) -> Callable[[str, str], Awaitable[bool]]:
    """Whether a user and a password belong together, in constant time but for a wrong one."""

    async def check(user: str, password: str) -> bool:
        known = accounts.get(user, "")
        right = hmac.compare_digest(known.encode(), password.encode()) and user in accounts
        if not right:
            await asyncio.sleep(_PAUSE)
        return right

    return check
