"""Passwords, limits, uploads and words: small parts with one job each."""

from __future__ import annotations

import asyncio
import base64
import string
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from index.errors import InputError
from rag.answers.listings import DocumentSummary
from rag.chat.actions import uploads
from rag.chat.actions.limits import Limits
from rag.chat.server import login
from rag.chat.wording.languages import NAMES, WORDS, words_in

SPANISH = WORDS["es"]


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


def test_no_limit_is_no_filter_and_limits_are_named() -> None:
    assert Limits().filters() is None
    assert Limits().in_words(SPANISH) == ""
    both = Limits.from_page(["Eco", 3], " 2025-01-01 ", "2025-12-31")
    filters = both.filters()
    assert filters is not None
    assert (filters.sources, filters.date_from, filters.date_to) == (
        {"Eco"},
        "2025-01-01",
        "2025-12-31",
    )
    assert both.in_words(SPANISH) == "Eco; desde 2025-01-01; hasta 2025-12-31"


@pytest.mark.parametrize("value", [None, 5, "Eco", {"a": 1}])
def test_a_page_may_send_anything(value: object) -> None:
    assert Limits.from_page(value, value if value != "Eco" else None, None) == Limits()


@pytest.mark.parametrize(
    ("since", "until", "message"),
    [
        ("ayer", "", "«ayer»"),
        ("", "2025-13-01", "«2025-13-01»"),
        ("2025-02-01", "2025-01-01", "posterior"),
    ],
)
def test_dates_that_are_none_are_refused(since: str, until: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        Limits((), since, until).filters()


@pytest.mark.parametrize(
    ("limit", "admitted"),
    [
        (Limits(), True),
        (Limits(("Eco",)), True),
        (Limits(("Vega",)), False),
        (Limits((), "2025-05-01", "2025-05-01"), True),
        (Limits((), "2025-05-02"), False),
        (Limits((), "", "2025-04-30"), False),
    ],
)
def test_the_list_is_limited_like_the_search(limit: Limits, admitted: bool) -> None:
    assert limit.admit(DocumentSummary("a", "t", "Eco", "2025-05-01", 1)) is admitted


def test_an_undated_article_is_within_no_dates() -> None:
    undated = DocumentSummary("a", "t", "Eco", None, 1)
    assert Limits(("Eco",)).admit(undated)
    assert not Limits((), "2025-01-01").admit(undated)
    assert not Limits((), "", "2025-01-01").admit(undated)


def file(name: str, data: bytes) -> dict[str, str]:
    return {"name": name, "data": base64.b64encode(data).decode()}


def test_uploads_come_as_bytes_under_their_last_name() -> None:
    (upload,) = uploads.decode([file("C:\\notas\\a.txt", "ñ".encode())])
    assert (upload.name, upload.data) == ("a.txt", "ñ".encode())


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (None, "No llegó"),
        ([], "No llegó"),
        ("a.txt", "No llegó"),
        ([5], "no es un archivo"),
        ([{"name": "a.txt"}], "no es un archivo"),
        ([{"name": "a.txt", "data": "¡no!"}], "llegó dañado"),
        ([{"name": "a.txt", "data": ""}] * 51, "el límite es 50"),
        ([file("a.txt", b"x" * (uploads.BYTES + 1))], "el límite es 20 MB"),
    ],
)
def test_what_cannot_be_taken_is_said(value: object, message: str) -> None:
    with pytest.raises(InputError, match=message):
        uploads.decode(value)


def test_every_language_says_everything_with_the_same_blanks() -> None:
    assert set(NAMES) == set(WORDS)
    assert words_in("fr") is SPANISH

    def blanks(text: str) -> set[str | None]:
        return {field for _, field, _, _ in string.Formatter().parse(text) if field}

    for words in WORDS.values():
        for name, message in asdict(words).items():
            assert message.strip(), name
            assert blanks(message) == blanks(asdict(SPANISH)[name]), name
