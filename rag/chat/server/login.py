"""Decides who may use the chat, when not everybody may."""

from __future__ import annotations

import asyncio
import hmac
import logging
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Final

from index.errors import InputError

_log = logging.getLogger(__name__)

_PAUSE: Final = 1.0
"""Seconds that a wrong password costs, so that guessing gets nowhere."""


def accounts(option: str | None, file: str | None) -> dict[str, str]:
    """Read user → password from an option or from a file.

    :param option: ``user:password``.
    :param file: a text file with one such line for each user.
    :raises InputError: a line has another form, or the file cannot be read.
    """
    if option and file:
        raise InputError("--login y --login-file no van juntos: elija uno de los dos.")
    lines = [option] if option else []
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
    passwords: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        user, _, password = line.partition(":")
        if not user.strip() or not password:
            where = f"La línea {number} de «{file}»" if file else "Lo que sigue a --login"
            raise InputError(f"{where} no tiene la forma usuario:contraseña. Corríjalo.")
        passwords[user.strip()] = password
    return passwords


def password_check(accounts: Mapping[str, str]) -> Callable[[str, str], Awaitable[bool]]:
    """Return a check whether a user and a password belong together.

    It takes constant time, and a second more for a wrong password.
    """

    async def check(user: str, password: str) -> bool:
        expected = accounts.get(user, "")
        correct = hmac.compare_digest(expected.encode(), password.encode()) and user in accounts
        if not correct:
            _log.info("A login as %.100r failed", user)
            await asyncio.sleep(_PAUSE)
        return correct

    return check
