"""Who may log in: passwords from an option or a file."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from index.errors import InputError
from rag.chat.server import login


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(login, "_PAUSE", 0.0)


def test_accounts_come_from_the_option_or_a_file(tmp_path: Path) -> None:
    file = tmp_path / "claves"
    file.write_text("# redacción\n\nana:a:b\nluis: c\n", encoding="utf-8")
    assert login.accounts(None, None) == {}
    assert login.accounts("ana:sésamo", None) == {"ana": "sésamo"}
    assert login.accounts(None, str(file)) == {"ana": "a:b", "luis": " c"}


@pytest.mark.parametrize("value", ["ana", "ana:", ":clave"])
def test_what_is_no_account_is_refused(value: str) -> None:
    with pytest.raises(InputError, match="usuario:contraseña"):
        login.accounts(value, None)


def test_a_password_file_must_be_readable_and_hold_somebody(tmp_path: Path) -> None:
    (tmp_path / "vacío").write_text("# nadie\n", encoding="utf-8")
    (tmp_path / "mala").write_text("ana:b\nluis\n", encoding="utf-8")
    (tmp_path / "bytes").write_bytes(b"\xff\xfe")
    for name, message in (("no", "no se puede leer"), ("vacío", "está vacío"), ("bytes", "leer")):
        with pytest.raises(InputError, match=message):
            login.accounts(None, str(tmp_path / name))
    with pytest.raises(InputError, match="La línea 2"):
        login.accounts(None, str(tmp_path / "mala"))
    with pytest.raises(InputError, match="no van juntos"):
        login.accounts("a:b", str(tmp_path / "mala"))


@pytest.mark.parametrize(
    ("user", "password", "right"),
    [("ana", "ñ", True), ("ana", "n", False), ("luis", "ñ", False), ("luis", "", False)],
)
def test_user_and_password_belong_together(user: str, password: str, right: bool) -> None:
    check = login.password_check({"ana": "ñ"})
    assert asyncio.run(_awaited(check(user, password))) is right


async def _awaited(value: Any) -> bool:
    return bool(await value)
