"""An address is read as libpq reads it, and never shown with what is secret in it."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from psycopg.conninfo import conninfo_to_dict

from index.errors import HemerotecaError, InputError
from index.postgres.address import Address, is_server, refuse_password

NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=12)
SECRET = st.text(st.sampled_from("sécreto%@:/?#&= 1[]"), min_size=6, max_size=12)


@given(user=NAMES, secret=SECRET, database=NAMES)
def test_a_well_written_address_is_shown_without_its_password(
    user: str, secret: str, database: str
) -> None:
    login = f"{quote(user, safe='')}:{quote(secret, safe='')}"
    address = Address.parse(
        f"postgresql://{login}@h:5433/{quote(database, safe='')}?sslmode=prefer"
    )
    assert address.secret
    read, shown = conninfo_to_dict(address.whole), conninfo_to_dict(address.shown)
    assert read.pop("password") == secret
    assert read == shown
    assert (read["user"], read["dbname"], read["port"]) == (user, database, "5433")
    with pytest.raises(InputError):
        refuse_password(address.whole)
    assert refuse_password(address.shown) == address.shown


@given(text=st.text(st.sampled_from("postgresql://u:S@h,12/[]?#&=password%40"), max_size=30))
def test_whatever_is_written_no_secret_is_shown(text: str) -> None:
    """The secret is the word that stands where any reading of the address has a password."""
    for written in (
        f"postgresql://{text}",
        f"postgresql://u:SECRETO@{text}",
        f"postgres://{text}@h",
    ):
        try:
            address = Address.parse(written)
        except HemerotecaError as error:
            assert "SECRETO" not in str(error)
            assert written not in str(error)
            continue
        assert "SECRETO" not in address.shown + repr(address) + str(address)
        try:
            read = conninfo_to_dict(written)
        except Exception:  # noqa: S112  (libpq does not read it either)
            continue
        assert ("password" not in read) or address.secret


@pytest.mark.parametrize(
    "address", ["archivo", "/srv/archivo", "http://h/b", "postgresql:archivo", None]
)
def test_a_folder_is_none(address: object) -> None:
    assert not is_server(address)


def test_several_servers_are_told_from_one() -> None:
    assert Address.parse("postgresql://ana@uno:1,dos:2/b").several
    assert not Address.parse("postgresql://ana@uno/b?options=a,b").several
