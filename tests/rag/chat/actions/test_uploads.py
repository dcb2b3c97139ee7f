"""Files as a page sends them, whatever it sends."""

from __future__ import annotations

import base64

import pytest

from index.errors import InputError
from rag.chat.actions import uploads


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


def test_names_of_files_that_are_not_read_count_as_no_files() -> None:
    names = [{"name": f"{n}.pub", "data": "", "unread": True} for n in range(uploads.FILES + 9)]
    decoded = uploads.decode([{"name": "a.txt", "data": "eA=="}, *names])
    assert [file.unread for file in decoded] == [False] + [True] * len(names)
    assert ".docx" in uploads.ACCEPTED
    assert ".pub" not in uploads.ACCEPTED
