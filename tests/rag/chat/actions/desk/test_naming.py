"""What a visitor sees of who and what is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag.archive import Archive
from rag.chat.actions.desk.naming import NamingActions
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
    assert actions.look(ES) == "Nombres buscados en 1 artículos."
    assert 'class="look"' not in actions.list("", "", ES)
