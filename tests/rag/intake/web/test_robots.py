"""What robots.txt asks of us."""

from __future__ import annotations

import time

import pytest

from rag.intake.web.robots import CLOSED, OPEN, parse

RULES = """
# de todos
User-agent: *
Disallow: /privado/
Allow: /privado/abierto
Disallow: /*.pdf$
Disallow: /*?print=
Crawl-delay: 2

User-agent: Otro
User-agent: hemeroteca
Disallow: /solo-nosotros
"""


@pytest.mark.parametrize(
    ("target", "allowed"),
    [
        ("/", True),
        ("/privado/x", False),
        ("/privado/abierto/x", True),
        ("/a/b.pdf", False),
        ("/a/b.pdf?x", True),
        ("/nota?a=1&print=1", True),
        ("/nota?print=1", False),
        ("/solo-nosotros", True),
    ],
)
def test_the_longest_rule_decides(target: str, allowed: bool) -> None:
    assert parse(RULES, "Nadie").allows(target) is allowed


def test_our_own_rules_go_before_those_for_all() -> None:
    robots = parse(RULES, "Hemeroteca")
    assert not robots.allows("/solo-nosotros/x")
    assert robots.allows("/privado/x")
    assert (robots.delay, parse(RULES, "x").delay) == (0.0, 2.0)


def test_nothing_said_is_everything_allowed() -> None:
    for text in ("", "User-agent: *\nDisallow:", "<html>no existe</html>", "\ufeffAllow: /"):
        assert parse(text, "x").allows("/a")
    assert OPEN.allows("/")
    assert not CLOSED.allows("/a")


def test_odd_delays_are_none_or_bounded() -> None:
    assert [parse(f"user-agent: *\ncrawl-delay: {d}", "x").delay for d in ("-1", "x", "1e9")] == [
        0.0,
        0.0,
        30.0,
    ]


def test_hostile_rules_end_quickly() -> None:
    text = "User-agent: *\n" + f"Disallow: /{'*a' * 400}$\n" * 5_000
    begin = time.process_time()
    assert parse(text, "x").allows("/" + "a" * 300)
    assert time.process_time() - begin < 5
