"""What a visitor sees of who and what is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag.archive import Archive
from rag.chat.actions.desk.naming import NamingActions
from rag.chat.actions.limits import Limits
from rag.chat.views.desk import names_view
from rag.chat.wording.languages import WORDS
from tests.index.fakes import FakeEncoder, FakeNamer

ES, EN = WORDS["es"], WORDS["en"]
TOLD = "Kim Jong-un, dirigente desde hace muchos años, visitó a <b>Vladimir Putin</b> en Kursk."


@pytest.fixture
def actions(tmp_path: Path) -> NamingActions:
    archive = Archive.open(tmp_path / "archivo", encoder=FakeNamer())
    archive.add_text("Visita", TOLD, "2025-08-14", "Eco")
    archive.add_text("Carta", "Kim Jong Un escribió ayer a Estados Unidos otra carta.", "", "Faro")
    return NamingActions(archive)


def test_the_list_is_narrowed_by_what_is_typed_and_by_kind(actions: NamingActions) -> None:
    everybody = actions.list("", "", ES)
    assert everybody.count('class="entity"') == 4
    assert "Kim Jong" in actions.list("KIM JÓNG", "", ES)
    assert actions.list("", "place", ES).count('class="entity"') == 2
    assert "no nombran a nadie" in actions.list("zoilo", "", ES)


def test_more_names_are_shown_until_all_are(
    actions: NamingActions, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "4 nombres. Primero" in actions.list("", "", ES)
    monkeypatch.setattr(names_view, "SHOWN", 3)
    first = actions.list("", "", ES)
    assert first.count('class="entity"') == 3
    assert "4 nombres; se muestran los primeros 3." in first
    assert 'class="more" data-shown="3"' in first
    every = actions.list("", "", EN, shown=3)
    assert every.count('class="entity"') == 4
    assert 'class="more"' not in every


def test_a_page_tells_of_one_and_stays_text(actions: NamingActions) -> None:
    shown = actions.page({"kind": "person", "name": "kim jong un"}, ES)
    assert "Aparece con" in shown
    assert 'data-name="Vladimir Putin"' in shown
    assert "<b>" not in shown
    assert shown.count('class="open"') >= 3
    assert "Occurs with" in actions.page({"name": "kim jong un"}, EN)


@pytest.mark.parametrize("payload", [{}, {"name": "Zoilo"}, {"kind": 3, "name": None}])
def test_nobody_is_told_in_the_pages_language(
    actions: NamingActions, payload: dict[str, object]
) -> None:
    assert 'role="alert"' in actions.page(payload, ES)
    assert "Nobody and nothing is named" in actions.page(payload, EN)


def test_names_of_before_are_looked_for_when_asked(tmp_path: Path) -> None:
    archive = Archive.open(tmp_path / "archivo", encoder=FakeEncoder())
    archive.add_text("Visita", TOLD, "2025-08-14", "Eco")
    archive.close()
    actions = NamingActions(Archive.open(tmp_path / "archivo", encoder=FakeNamer()))
    assert 'class="look"' in actions.list("", "", ES)
    assert actions.look(ES) == "Nombres buscados en 1 artículo."
    assert 'class="look"' not in actions.list("", "", ES)


def test_a_name_that_is_typed_is_completed_from_the_archives_names(actions: NamingActions) -> None:
    offered = actions.options("jong", ES)
    assert offered.count('role="option"') == 1
    assert 'data-kind="person" data-name="Kim Jong' in offered
    assert "persona · 2" in offered
    assert "place · 1" in actions.options("kur", EN)
    assert actions.options("", ES).count('role="option"') == 4
    nobody = actions.options("<b>zoilo", ES)
    assert "no nombran a nadie como «&lt;b&gt;zoilo»" in nobody
    assert 'role="option"' not in nobody


def test_a_chosen_or_typed_name_becomes_a_limit(actions: NamingActions) -> None:
    chosen = actions.limited(Limits(), {"kind": "place", "name": "Kursk"})
    assert chosen.names == (("place", "Kursk"),)
    both = actions.limited(chosen, {"typed": "estados"})
    assert both.names == (("place", "Kursk"), ("place", "Estados Unidos"))
    assert actions.archive.search("carta", filters=both.filters()) == []
    for nothing in (
        {"typed": "zoilo"},
        {"typed": " "},
        {"kind": "place"},
        {"kind": 3, "name": "x"},
    ):
        assert actions.limited(both, nothing) == both


def test_where_names_were_not_looked_for_completion_says_so(tmp_path: Path) -> None:
    archive = Archive.open(tmp_path / "archivo", encoder=FakeEncoder())
    archive.add_text("Visita", TOLD, "2025-08-14", "Eco")
    assert "no se han buscado todavía" in NamingActions(archive).options("kim", ES)


def test_the_page_of_one_offers_to_ask_about_it(actions: NamingActions) -> None:
    shown = actions.page({"name": "putin"}, ES)
    assert 'class="about" data-kind="person" data-name="Vladimir Putin"' in shown
    assert "Preguntar sobre Vladimir Putin" in shown
