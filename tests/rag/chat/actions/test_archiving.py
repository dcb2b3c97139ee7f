"""The archive's side of the page, without a browser."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import pytest

from rag import Archive
from rag.chat.actions.archiving import ArchiveActions
from rag.chat.actions.following import agreed_in
from rag.chat.actions.limits import Limits
from rag.chat.views import archive_view
from rag.chat.wording.languages import WORDS
from tests.rag.fakes_rag import open_archive, state

SPANISH = WORDS["es"]


def file(name: str, text: str) -> dict[str, str]:
    return {"name": name, "data": base64.b64encode(text.encode()).decode()}


def test_added_files_are_reported_one_by_one(archive: Archive) -> None:
    actions = ArchiveActions(archive)
    files = [file("<b>.txt", "El faro tiene 214 escalones."), file("a.exe", "x"), file("v.md", "")]
    *on_the_way, last = actions.add_files(files, "s", SPANISH)
    assert on_the_way
    assert not any(step.done for step in on_the_way)
    assert last.done
    assert last.added
    assert "<strong>&lt;b&gt;.txt</strong>: añadido, 1 artículo, 1 pasaje" in last.html
    assert last.html.count('class="failed"') == 2
    assert "14 escalones" in archive.ask("¿Cuántos escalones tiene el faro?").citations[0].passage


def test_stopping_leaves_the_archive_as_it_was(archive: Archive) -> None:
    actions, before = ArchiveActions(archive), state(archive)
    steps = actions.add_files(
        [file(f"{n}.txt", f"El faro {n} luce.") for n in range(40)], "s", SPANISH
    )
    next(steps)
    actions.stop("s")
    last = list(steps)[-1]
    assert SPANISH.add_stopped in last.html
    assert not last.added
    assert state(archive) == before


def test_what_cannot_be_added_is_said(archive: Archive) -> None:
    actions = ArchiveActions(archive)
    for steps in (
        actions.add_files([], "s", SPANISH),
        actions.add_text("", " ", "", "", "s", SPANISH),
        actions.add_text("", "Algo.", "2025-02-30", "", "s", SPANISH),
    ):
        last = list(steps)[-1]
        assert last.done
        assert not last.added
        assert 'role="alert"' in last.html


def test_the_list_is_filtered_and_removed_from(archive: Archive) -> None:
    actions = ArchiveActions(archive)
    assert actions.listing("", Limits(), 1, SPANISH).count('class="one"') == 3
    only = actions.listing("ARDE", Limits(), 1, SPANISH)
    assert only.count('class="one"') == 1
    assert actions.listing("", Limits(("Vega",)), 1, SPANISH).count('class="one"') == 1
    assert SPANISH.no_articles in actions.listing("zzz", Limits(), 1, SPANISH)
    assert "no se entiende" in actions.listing("", Limits((), "ayer"), 1, SPANISH)
    id = next(s.id for s in archive.list() if s.title == "Arde")
    notice = actions.remove([id, 5, id], SPANISH)
    assert "Artículos en la papelera: 1." in notice
    assert f'data-undo="{id}"' in notice
    assert "Papelera: 1 artículo" in actions.listing("", Limits(), 1, SPANISH)
    assert "No hay ningún documento" in actions.remove([id], SPANISH)
    assert "Eco" not in [name for _, name in actions.sources()]
    assert "Artículos recuperados: 1." in actions.undo_removal([id], SPANISH)
    assert "papelera" in actions.undo_removal(["nadie"], SPANISH)
    assert actions.listing("", Limits(), 1, SPANISH).count('class="one"') == 3
    actions.remove([id], SPANISH)
    assert "Papelera vaciada" in actions.purge(SPANISH)
    assert "Papelera" not in actions.listing("", Limits(), 1, SPANISH)


def test_the_lists_filter_sees_no_accents(archive: Archive) -> None:
    archive.add_text("Los días de huelga", "La huelga duró 17 días en Ñielpán.")
    actions = ArchiveActions(archive)
    for typed in ("dias", "DÍAS de", "los dias"):
        assert actions.listing(typed, Limits(), 1, SPANISH).count('class="one"') == 1


def test_a_long_list_comes_in_pages_and_reads_one_of_them_only(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(2 * archive_view.PAGE):
        archive.add_text(f"T{n:03}", f"Una noticia, la número {n}.")
    monkeypatch.setattr(Archive, "list", None)
    actions = ArchiveActions(archive)
    first, last, beyond = (actions.listing("", Limits(), page, SPANISH) for page in (1, 3, 99))
    assert first.count('class="one"') == archive_view.PAGE
    assert last.count('class="one"') == beyond.count('class="one"') == 3
    assert "1 / 3" in first
    assert "3 / 3" in last
    assert "3 / 3" in beyond


def test_the_list_comes_in_the_order_asked_for(archive: Archive) -> None:
    actions = ArchiveActions(archive)

    def titles(order: str) -> list[str]:
        html = actions.listing("", Limits(), 1, SPANISH, order)
        return re.findall(r'data-title="([^"]*)"', html)

    newest = titles("")
    assert newest[:2] == ["Sigue", "Arde"]
    assert titles("newest") == titles("tal vez") == newest
    assert titles("oldest")[:2] == ["Arde", "Sigue"]
    assert titles("title") == sorted(newest)
    by_source = titles("source")
    assert by_source.index("Arde") < by_source.index("Sigue"), "Eco comes before Vega"
    assert '<option value="title" selected>' in actions.listing("", Limits(), 1, SPANISH, "title")


def test_an_empty_archive_takes_the_sample(tmp_path: Path) -> None:
    empty = open_archive(tmp_path / "vacio")
    *_, last = ArchiveActions(empty).add_sample("tab", SPANISH)
    assert last.added
    assert len(empty.list()) > 50


def test_what_is_known_of_an_article_is_put_right(archive: Archive) -> None:
    actions = ArchiveActions(archive)
    id = next(s.id for s in archive.list() if s.title == "Arde")
    sent = {"document": id, "title": "Arde Urdaz", "date": "2025-07-01", "source": "Vega"}
    assert SPANISH.corrected in actions.correct(sent, SPANISH)
    row = next(s for s in archive.list() if s.id == id)
    assert (row.title, row.date, row.source) == ("Arde Urdaz", "2025-07-01", "Vega")
    assert "vacío" in actions.correct({"document": id}, SPANISH)
    assert "No hay" in actions.correct({"title": "T"}, SPANISH)


def test_the_folders_that_are_followed_are_followed_again(archive: Archive, tmp_path: Path) -> None:
    actions = ArchiveActions(archive)
    (none,) = actions.follow_folders("s", SPANISH)
    assert none.done
    assert not none.added
    assert SPANISH.no_folders in none.html
    folder = tmp_path / "mis <notas>"
    folder.mkdir()
    for name, text in (("a.txt", "El faro luce."), ("b.txt", "El puerto abre.")):
        (folder / name).write_text(text, encoding="utf-8")
    archive.sync(folder)
    (folder / "a.txt").unlink()
    (folder / "b.txt").rename(folder / "c.txt")
    (folder / "mal.txt").write_text("", encoding="utf-8")
    *_, last = actions.follow_folders("s", SPANISH)
    assert last.added
    assert "<strong>a.txt</strong>: ya no está en la carpeta" in last.html
    assert "<strong>b.txt</strong>: ha cambiado de nombre «c.txt»" in last.html
    assert '<li class="failed"><strong>mal.txt</strong>' in last.html
    assert "mis &lt;notas&gt;" in last.html
    assert str(tmp_path) not in last.html


def test_a_folder_of_which_much_would_go_is_left_until_that_is_agreed(
    archive: Archive, tmp_path: Path
) -> None:
    actions, folder, other = ArchiveActions(archive), tmp_path / "prensa", tmp_path / "otra"
    for place, many in ((folder, 30), (other, 2)):
        place.mkdir()
        for n in range(many):
            (place / f"n{n:02}.txt").write_text(f"El puente {n} de {place.name} mide {n} metros.")
        archive.sync(place)
    for n in range(25):
        (folder / f"n{n:02}.txt").unlink()
    (other / "n00.txt").unlink()
    *_, last = actions.follow_folders("s", SPANISH)
    assert last.added
    assert "Se quitarían 25 de los 30 artículos de la carpeta «prensa»" in last.html
    assert "n00.txt, n01.txt" in last.html
    assert "y 15 más" in last.html
    assert "Quitar 25 y poner al día" in last.html
    assert "Carpeta «otra»" in last.html
    assert str(tmp_path) not in last.html
    assert len(archive.list()) == 3 + 30 + 1
    sent = dict(re.findall(r'data-(folder|going)="(\w+)"', last.html))
    for wrong in ({}, {"folder": "x", "going": "25"}, {**sent, "going": "24"}):
        *_, last = actions.follow_folders("s", SPANISH, agreed_in(wrong))
        assert "Se quitarían 25" in last.html
    *_, last = actions.follow_folders("s", SPANISH, agreed_in(sent))
    assert "Se quitarían" not in last.html
    assert len(archive.list()) == 3 + 5 + 1
    assert len(archive.removed()) == 26
