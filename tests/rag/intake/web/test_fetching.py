"""Every step is checked, and no host is hurried."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest

from rag.documents.types import LoadError
from rag.intake.web import connection
from rag.intake.web.addresses import Address
from rag.intake.web.connection import FetchError, Reply
from rag.intake.web.fetching import Fetcher
from tests.rag.intake.web.site import Site, page

PUBLIC = "93.184.216.34"


class Net:
    """Names that stand for machines, and what those answer; remembers who was asked."""

    def __init__(self, replies: dict[str, Reply], numbers: dict[str, list[str]]) -> None:
        self.replies, self.numbers = replies, numbers
        self.looked_up: list[str] = []
        self.asked: list[tuple[str, str]] = []

    def lookup(self, host: str, port: int) -> Sequence[str]:
        self.looked_up.append(host)
        numbers = self.numbers.get(host, [PUBLIC])
        return [numbers.pop(0)] if len(numbers) > 1 else numbers

    def ask(self, address: Address, number: str) -> Reply:
        self.asked.append((str(address), number))
        return self.replies.get(str(address), Reply(404, {}, b""))

    def fetcher(self) -> Fetcher:
        return Fetcher(lookup=self.lookup, ask=self.ask, pause=0.0)


def to(place: str) -> Reply:
    return Reply(302, {"location": place}, b"")


OK = Reply(200, {}, b"hola")


def test_a_page_is_fetched_where_it_leads() -> None:
    net = Net({"https://a.test/1": to("/2"), "https://a.test/2": OK}, {})
    address, reply = net.fetcher().fetch("https://a.test/1")
    assert (str(address), reply) == ("https://a.test/2", OK)


@pytest.mark.parametrize(
    "place",
    ["http://127.0.0.1/", "http://router.test/", "//router.test/x", "http://[::ffff:10.0.0.1]/"],
)
def test_a_public_page_cannot_lead_to_a_private_one(place: str) -> None:
    numbers = {"router.test": ["192.168.1.1"], "127.0.0.1": ["127.0.0.1"]}
    numbers["::ffff:10.0.0.1"] = ["::ffff:10.0.0.1"]
    net = Net({"http://a.test/": to(place)}, numbers)
    with pytest.raises(LoadError, match="red privada"):
        net.fetcher().fetch("http://a.test/")
    assert all(number == PUBLIC for _, number in net.asked)


def test_robots_txt_cannot_lead_to_a_private_machine_either() -> None:
    net = Net(
        {"http://a.test/robots.txt": to("http://router.test/"), "http://a.test/": OK},
        {"router.test": ["192.168.1.1"]},
    )
    with pytest.raises(LoadError, match="red privada"):
        net.fetcher().fetch("http://a.test/")


def test_a_name_that_changes_its_meaning_is_asked_where_it_was_checked() -> None:
    """The name means a public machine when it is checked and a private one right after."""
    net = Net({"http://a.test/": OK}, {"a.test": [PUBLIC, PUBLIC, "127.0.0.1"]})
    net.fetcher().fetch("http://a.test/")
    assert net.looked_up == ["a.test", "a.test"]  # once for each request, and not again to connect
    assert [number for _, number in net.asked] == [PUBLIC, PUBLIC]


@pytest.mark.parametrize("place", ["file:///etc/passwd", "ftp://a.test/", "", "http://"])
def test_a_page_leads_to_no_other_kind_of_address(place: str) -> None:
    net = Net({"http://a.test/": to(place)}, {})
    with pytest.raises(LoadError):
        net.fetcher().fetch("http://a.test/")


def test_what_leads_round_in_circles_is_given_up() -> None:
    net = Net({"http://a.test/": to("/")}, {})
    with pytest.raises(LoadError, match="sin fin"):
        net.fetcher().fetch("http://a.test/")
    assert len(net.asked) < 10


@pytest.mark.parametrize(
    ("status", "said"),
    [(404, "no existe"), (403, "programas"), (500, "error 500"), (429, "espere")],
)
def test_an_error_of_the_site_is_said(status: int, said: str) -> None:
    net = Net({"http://a.test/1": Reply(status, {}, b"")}, {})
    with pytest.raises(LoadError, match=rf"«http://a\.test/1»: .*{said}"):
        net.fetcher().fetch("http://a.test/1")


@pytest.mark.parametrize(
    ("robots", "allowed"),
    [
        (Reply(200, {}, b"User-agent: *\nDisallow: /"), False),
        (Reply(200, {}, b"User-agent: *\nDisallow: /x"), True),
        (Reply(404, {}, b""), True),
        (Reply(503, {}, b""), False),
        (to("http://b.test/r"), True),
    ],
)
def test_what_a_site_asks_for_is_kept(robots: Reply, allowed: bool) -> None:
    net = Net({"http://a.test/robots.txt": robots, "http://a.test/1": OK}, {})
    if allowed:
        assert net.fetcher().fetch("http://a.test/1")[1] == OK
        return
    with pytest.raises(LoadError, match=r"robots\.txt"):
        net.fetcher().fetch("http://a.test/1")
    assert [asked for asked, _ in net.asked] == ["http://a.test/robots.txt"]


def test_robots_txt_is_asked_for_once_a_site() -> None:
    net = Net({f"http://a.test/{n}": OK for n in range(3)}, {})
    fetcher = net.fetcher()
    for n in range(3):
        fetcher.fetch(f"http://a.test/{n}")
    assert [asked for asked, _ in net.asked].count("http://a.test/robots.txt") == 1


def test_a_second_number_is_tried_when_the_first_does_not_answer() -> None:
    def ask(address: Address, number: str) -> Reply:
        if number == "8.8.8.8":
            raise FetchError("no responde")
        return OK

    fetcher = Fetcher(lookup=lambda host, port: ["8.8.8.8", PUBLIC], ask=ask, pause=0.0)
    assert fetcher.fetch("http://a.test/")[1] == OK


def test_a_host_is_asked_once_a_second(site: Site) -> None:
    for name in ("/1", "/2"):
        site.pages[name] = page("Urdaz")
    fetcher = Fetcher(private=True, pause=0.4)
    begin = time.monotonic()
    for name in ("/1", "/2"):
        fetcher.fetch(site.base + name)
    assert time.monotonic() - begin >= 0.8  # robots.txt, and two pages
    assert connection.AGENT in "Hemeroteca"
    assert Fetcher().pause == 1.0


def test_this_machine_is_asked_only_when_told(site: Site) -> None:
    site.pages["/1"] = page("Urdaz")
    with pytest.raises(LoadError, match=rf"«{site.base}/1».*--allow-private"):
        Fetcher(pause=0.0).fetch(f"{site.base}/1")
    assert site.asked == []
    assert Fetcher(private=True, pause=0.0).fetch(f"{site.base}/1")[1].status == 200
