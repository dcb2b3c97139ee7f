"""Limits to sources, dates and names, as a page sends them and as a search takes them."""

from __future__ import annotations

import pytest

from index.errors import InputError
from rag.chat.actions.limits import Limits
from rag.chat.wording.languages import WORDS

SPANISH = WORDS["es"]


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
    assert both.in_words(SPANISH) == "Eco; desde 1 de enero de 2025; hasta 31 de diciembre de 2025"
    assert both.in_words(WORDS["en"]) == "Eco; from 1 January 2025; to 31 December 2025"


def test_each_limit_is_a_chip_that_drops_it() -> None:
    limits = Limits(("Eco", "El <Faro>"), "2025-01-01", "pasado")
    chips = limits.chips(SPANISH)
    assert chips.count("data-drop=") == 4
    assert 'data-drop="source:El &lt;Faro&gt;"' in chips
    assert "hasta pasado" in chips
    assert Limits().chips(SPANISH) == ""
    assert limits.without("source:Eco") == Limits(("El <Faro>",), "2025-01-01", "pasado")
    assert limits.without("since").without("until") == Limits(("Eco", "El <Faro>"))
    assert limits.without("nada") == limits


def test_names_are_limits_too_kept_as_the_page_sends_them() -> None:
    kim, un = ("person", "Kim <Jong-un>"), ("organisation", "ONU: sede")
    limits = Limits((), "", "", (kim,)).naming(un).naming(kim)
    assert limits.names == (kim, un)
    assert Limits.from_page([], "", "", limits.kept_names) == limits
    filters = limits.filters()
    assert filters is not None
    assert filters.names == {kim, un}
    assert limits.in_words(SPANISH) == "Kim <Jong-un> (persona); ONU: sede (organización)"
    assert limits.in_words(WORDS["en"]) == "Kim <Jong-un> (person); ONU: sede (organisation)"
    chips = limits.chips(SPANISH)
    assert 'data-drop="name:person:Kim &lt;Jong-un&gt;"' in chips
    assert limits.without("name:organisation:ONU: sede") == Limits(names=(kim,))
    assert limits.without("name:person:Nadie") == limits
    assert Limits().kept_names == ""
    whole = Limits(("Eco",), "2025-01-01", "2025-12-31", (kim, un))
    assert Limits.from_page(*whole.to_page()) == whole
    assert Limits.from_page() == Limits()
    assert Limits().to_page() == [[], "", "", ""]


@pytest.mark.parametrize(
    "kept",
    [5, "", "[", "5", '"x"', '{"a": 1}', '[["person"]]', '[["nobody", "x"]]', '[["person", " "]]',
     '[[["person"], "x"]]', "[" * 100_000],
)  # fmt: skip
def test_names_that_are_none_are_no_limit(kept: object) -> None:
    assert Limits.from_page([], "", "", kept) == Limits()


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
    assert limit.listing("", "newest").admits(("a", "t", "Eco", "2025-05-01", 1, None)) is admitted


def test_an_undated_article_is_within_no_dates() -> None:
    undated = ("a", "t", "Eco", None, 1, None)
    assert Limits(("Eco",)).listing("", "newest").admits(undated)
    assert not Limits((), "2025-01-01").listing("", "newest").admits(undated)
    assert not Limits((), "", "2025-01-01").listing("", "newest").admits(undated)
