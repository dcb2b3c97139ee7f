"""``entities``: the list, the CSV, a page, and limits of search and ask by who is named."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from index.encoders import loading as encoders
from tests.index.fakes import FakeEncoder, FakeNamer
from tests.rag.cli.commands import Run, only_line, parsed
from tests.rag.fakes_rag import article

TOLD = {
    "1": "Kim Jong-un, dirigente de Corea del Norte, visitó a sus soldados cerca de Kursk ayer.",
    "2": "El enviado Juan Vega viajó a Estados Unidos; allí Vega vio a Ana Vega, su hermana.",
    "3": "Kim Jong Un escribió a Vladimir Putin una carta que nadie ha leído todavía en EE. UU.",
}


@pytest.fixture
def named(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr(encoders, "load", lambda name=None: FakeNamer())
    for number, text in TOLD.items():
        article(tmp_path / "notas", f"{number}.txt", text, title=f"Nota {number}", source="Eco")
    assert run("add", tmp_path / "notas")[0] == 0
    return run


def test_the_list_has_every_name_once_and_the_agreed_json(named: Run) -> None:
    status, out, err = named("entities", "--json")
    assert (status, err) == (0, "")
    found = parsed(out)["entities"]
    assert all(list(each) == ["kind", "name", "forms", "passages", "documents"] for each in found)
    by_name = {each["name"]: each for each in found}
    assert by_name["Kim Jong Un"]["forms"] == ["Kim Jong Un", "Kim Jong-un"]
    assert by_name["Estados Unidos"]["documents"] == 2
    assert by_name["Juan Vega"]["forms"] == ["Juan Vega"]  # «Vega» may be Ana
    _, out, _ = named("entities", "--kind", "place", "--top", "1")
    assert out.split() == ["2", "2", "lugar", "Estados", "Unidos", "(también:", "EE.", "UU.)"]


def test_the_csv_is_for_spreadsheets_and_never_written_over(named: Run, tmp_path: Path) -> None:
    target = tmp_path / "n.csv"
    assert named("entities", "--csv", target)[0] == 0
    rows = list(csv.DictReader(target.open(encoding="utf-8-sig", newline="")))
    assert {row["name"] for row in rows} >= {"Kim Jong Un", "Kursk"}
    assert named("entities", "--csv", target)[0] == 2
    assert named("entities", "--csv", tmp_path / "no" / "n.csv")[0] == 2


def test_a_page_tells_of_one(named: Run) -> None:
    status, out, _ = named("entities", "KIM JONG UN", "--json")
    page = parsed(out)
    assert status == 0
    assert page["entity"]["name"] == "Kim Jong Un"
    assert len(page["articles"]) == 2
    assert {each["name"] for each in page["beside"]} == {
        "Kursk", "Vladimir Putin", "Estados Unidos",
    }  # fmt: skip
    assert page["telling"][0]["text"] == TOLD["1"]
    _, out, _ = named("entities", "Kim Jong Un")
    assert "Aparece con:" in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("entities", "Zoilo"), "No se nombra a nadie ni nada como «Zoilo»"),
        (("entities", "Kim Jong-il", "--kind", "person"), "persona «Kim Jong Un»"),
        (("entities", "--kind", "animal"), "--kind"),
        (("entities", "--top", "0"), "1 o más"),
        (("entities", "Kim", "--csv", "x.csv"), "sin NOMBRE"),
        (("search", "carta", "--person", "Zoilo"), "ninguna persona como «Zoilo»"),
        (("search", "carta", "--place", "Kimm"), "ningún lugar"),
        (("ask", "¿Quién escribió?", "--organisation", "ONU"), "ninguna organización"),
    ],
)
def test_what_cannot_be_is_told_in_a_line(
    named: Run, arguments: tuple[str, ...], said: str
) -> None:
    status, out, err = named(*arguments)
    assert (status, out) == (2, "")
    assert said in only_line(err)


def test_search_and_ask_are_limited_to_passages_that_name_somebody(named: Run) -> None:
    _, out, _ = named("search", "carta", "--json", "--person", "Kim Jong Un")
    assert {hit["title"] for hit in parsed(out)["hits"]} == {"Nota 1", "Nota 3"}
    _, out, _ = named("search", "carta", "--json", "--person", "putin", "--place", "EEUU")
    assert {hit["title"] for hit in parsed(out)["hits"]} == {"Nota 3"}
    _, out, _ = named("ask", "¿Quién escribió una carta?", "--json", "--person", "Putin")
    assert {each["title"] for each in parsed(out)["citations"]} <= {"Nota 3"}


def test_an_archive_of_before_is_told_and_read_once(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain, namer = FakeEncoder(), FakeNamer()
    monkeypatch.setattr(encoders, "load", lambda name=None: plain)
    article(tmp_path / "notas", "1.txt", TOLD["1"], title="Nota", source="Eco")
    run("add", tmp_path / "notas")
    monkeypatch.setattr(encoders, "load", lambda name=None: namer)
    status, _, err = run("search", "soldados", "--person", "Kim Jong-un")
    assert status == 2
    assert "hemeroteca entities" in only_line(err)
    assert "Kim Jong-un" in run("entities")[1]
    assert run("search", "soldados", "--person", "Kim Jong-un")[0] == 0
