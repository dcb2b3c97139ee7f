"""Which addresses may be asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.documents.types import LoadError
from rag.intake.web.addresses import Address, checked, is_public, is_web, parse, resolve


@pytest.mark.parametrize(
    "number",
    "127.0.0.1 127.8.8.8 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 "
    "224.0.0.1 255.255.255.255 192.0.2.1 198.18.0.1 240.0.0.1 ::1 :: fe80::1 fe80::1%eth0 fc00::1 "
    "fec0::1 ff02::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::7f00:1 2002:7f00:1:: 2002:a00:1:: "
    "2001:db8::1 nada".split(),
)
def test_this_machine_and_private_networks_are_not_public(number: str) -> None:
    assert not is_public(number)


@pytest.mark.parametrize(
    "number", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_the_open_network_is(number: str) -> None:
    assert is_public(number)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1", "0", "::1"]
)
def test_a_private_host_is_refused_however_it_is_written(host: str) -> None:
    address = Address("http", host, 80, "/")
    with pytest.raises(LoadError, match=r"red privada|no se encuentra"):
        checked(address, resolve, private=False)


def test_one_private_number_among_several_is_enough() -> None:
    address = Address("http", "a.test", 80, "/")
    numbers = ["93.184.216.34", "10.0.0.1"]
    with pytest.raises(LoadError, match=r"red privada.*--allow-private"):
        checked(address, lambda host, port: numbers, private=False)
    assert checked(address, lambda host, port: numbers, private=True) == numbers


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("https://www.a.test", "https://www.a.test/"),
        ("HTTP://A.test:80/x?y=1#z", "http://a.test/x?y=1"),
        (" http://a.test:8080/año y/%C3%B1 ", "http://a.test:8080/a%C3%B1o%20y/%C3%B1"),
        ("https://españa.test/", "https://xn--espaa-rta.test/"),
        ("http://[2606:4700::1]/x", "http://[2606:4700::1]/x"),
        ("http://a.test/a\r\nHost: b", "http://a.test/aHost:%20b"),
    ],
)
def test_an_address_is_read_as_people_write_it(text: str, whole: str) -> None:
    assert str(parse(text)) == whole


def test_what_a_page_names_is_read_from_where_it_stands() -> None:
    base = parse("https://a.test/noticias/1.html")
    assert str(parse("../2.html", base)) == "https://a.test/2.html"
    assert str(parse("//b.test/x", base)) == "https://b.test/x"


@pytest.mark.parametrize(
    "text",
    [
        *("ftp://a.test/", "file:///etc/passwd", "http://", "javascript:alert(1)", "http://a:x/"),
        *("http://[roto/", "http://ana:clave@a.test/", "https://" + "a" * 3_000, "http://.test/"),
    ],
)
def test_what_is_no_address_of_the_web_is_refused(text: str) -> None:
    with pytest.raises(LoadError) as caught:
        parse(text)
    assert "clave" not in str(caught.value)


@given(st.text(max_size=60))
def test_any_text_is_an_address_without_white_space_or_an_error(text: str) -> None:
    try:
        address = parse(f"http://a.test/{text}")
    except LoadError:
        return
    assert str(address).isascii()
    assert not any(c.isspace() for c in str(address))


def test_only_addresses_of_the_web_are_taken_for_such() -> None:
    assert is_web("HTTPS://a.test")
    assert not any(map(is_web, ["a.txt", "http.txt", "httpx://a", "/http://a", None]))
