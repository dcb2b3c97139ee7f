"""What can be put right on the page: removals, limits, verdicts."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Dialog, Page, expect

from index.encoders.bundled import BundledEncoder
from rag import Archive
from tests.e2e.running import BOX, BRIDGE, FIRE, Chat, ask, note, tab

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def chat(own_chat: Chat) -> Chat:
    """Its articles come and go here."""
    return own_chat


def rows(page: Page) -> list[str]:
    return page.locator("#listing tbody .open").all_inner_texts()


def test_ticks_belong_to_articles_and_a_removal_can_be_undone(chat: Chat) -> None:
    page = chat.open()
    tab(page, "Archivo")
    expect(page.locator("#listing tbody tr").first).to_be_visible()
    before, said = rows(page), list[str]()

    def accept(dialog: Dialog) -> None:
        said.append(dialog.message)
        dialog.accept()

    row = page.locator("#listing tbody tr").filter(has_text="Más patrullas en el puerto")
    row.locator("input").check()
    page.locator("#filter-title textarea").fill("sierra")
    page.keyboard.press("Enter")
    expect(page.locator("#listing tbody tr")).to_have_count(1)
    assert page.locator("#listing input.one:checked").count() == 0, "another article stands here"
    page.locator("#filter-title textarea").fill("")
    page.keyboard.press("Enter")
    expect(row.locator("input")).to_be_checked()
    page.once("dialog", accept)
    page.locator("#listing .remove").click()
    notice = page.locator(".notice")
    expect(notice).to_contain_text("Artículos en la papelera: 1.")
    assert "– Más patrullas en el puerto" in said[0]
    expect(row).to_have_count(0)
    assert page.locator("#listing input.one:checked").count() == 0
    expect(page.locator("#listing .remove")).to_be_disabled()
    expect(page.locator(".bin summary")).to_have_text("Papelera: 1 artículo")
    notice.get_by_role("button", name="Deshacer").click()
    expect(page.locator(".notice")).to_contain_text("Artículos recuperados: 1.")
    expect(row).to_have_count(1)
    assert rows(page) == before


def test_by_keyboard_a_removal_leads_to_its_undoing_and_back_to_the_list(chat: Chat) -> None:
    page = chat.open()
    tab(page, "Archivo")
    row = page.locator("#listing tbody tr").filter(has_text="Más patrullas en el puerto")
    row.locator("input").focus()
    page.keyboard.press("Space")
    remove = page.locator("#listing .remove")
    expect(remove).to_be_enabled()
    page.once("dialog", lambda dialog: dialog.accept())
    remove.focus()
    page.keyboard.press("Enter")
    undo = page.locator(".notice").get_by_role("button", name="Deshacer")
    expect(undo).to_be_focused()
    expect(page.locator(".notice")).to_have_css("animation-play-state", "paused")
    expect(row).to_have_count(0)
    page.keyboard.press("Enter")
    expect(row).to_have_count(1)
    page.wait_for_function("document.activeElement.closest('#listing')")


def test_a_folder_followed_again_puts_what_is_gone_into_the_bin(
    chat: Chat, bundled: BundledEncoder, tmp_path: Path
) -> None:
    folder = tmp_path / "prensa"
    folder.mkdir()
    for name, bridge in (("seco.md", "Seco"), ("hondo.md", "Hondo")):
        text = note(f"Puente {bridge}", "2025-03-01", "Eco", f"El puente {bridge} mide 40 metros.")
        (folder / name).write_text(text, encoding="utf-8")
    archive = Archive.open(chat.archive, encoder=bundled)
    archive.sync(folder)
    (folder / "seco.md").unlink()
    (folder / "nuevo.md").write_text("El puente Nuevo mide 90 metros.", encoding="utf-8")
    page = chat.open()
    tab(page, "Archivo")
    page.locator("#follow-folders").click()
    report = page.locator("#report .report")
    expect(report).to_contain_text("seco.md: ya no está en la carpeta; se ha quitado")
    expect(report).to_contain_text("nuevo.md: añadido")
    assert str(tmp_path) not in page.content(), "where the folder lies is nobody's business"
    expect(page.locator(".bin summary")).to_have_text("Papelera: 1 artículo")
    assert [one.title for one in archive.removed()] == ["Puente Seco"]
    row = page.locator("#listing tbody tr").filter(has_text="Puente Seco")
    expect(row).to_have_count(0)
    page.locator(".bin summary").click()
    page.get_by_role("button", name="Recuperar: Puente Seco").click()
    expect(row).to_have_count(1)
    archive.close()


def test_much_of_a_folder_goes_only_once_that_was_agreed(
    chat: Chat, bundled: BundledEncoder, tmp_path: Path
) -> None:
    folder = tmp_path / "hojas"
    folder.mkdir()
    for n in range(24):
        (folder / f"h{n:02}.txt").write_text(f"La hoja {n} cuenta {n} olmos.", encoding="utf-8")
    archive = Archive.open(chat.archive, encoder=bundled)
    archive.sync(folder)
    for n in range(22):
        (folder / f"h{n:02}.txt").unlink()
    before = len(archive.removed())
    page = chat.open()
    tab(page, "Archivo")
    page.locator("#follow-folders").click()
    asked = page.locator("#report .asked")
    expect(asked).to_contain_text("Se quitarían 22 de los 24 artículos de la carpeta «hojas»")
    expect(asked).to_contain_text("h00.txt, h01.txt")
    assert len(archive.removed()) == before
    assert str(tmp_path) not in page.content()
    asked.get_by_role("button", name="Quitar 22 y poner al día").click()
    expect(page.locator("#report")).to_contain_text("h21.txt: ya no está en la carpeta")
    expect(asked).to_have_count(0)
    assert len(archive.removed()) == before + 22
    archive.close()


def test_limits_stay_in_sight_and_are_dropped_one_by_one_or_by_a_new_conversation(
    chat: Chat,
) -> None:
    page = chat.open()
    page.locator(".limits button").first.click()
    page.locator("#ask-since input").fill("2026-01-01")
    page.keyboard.press("Tab")
    chips = page.locator("#ask-chips .chips")
    expect(chips).to_contain_text("desde 1 de enero de 2026")
    page.locator(".limits button").first.click()
    expect(chips).to_be_visible()
    ask(page, FIRE)
    limited = page.locator("#turns .limited")
    expect(limited).to_have_text("Con estos límites: desde 1 de enero de 2026; quitar límites")
    limited.get_by_role("button").click()
    expect(page.locator("#turns .turn").first.locator(".claims")).to_be_visible()
    expect(chips).to_have_count(0)
    page.locator(".limits button").first.click()
    for name in ("since", "until"):
        page.locator(f"#ask-{name} input").fill("2026-01-01")
        page.keyboard.press("Tab")
    chips.get_by_role("button", name="Quitar este límite: desde 1 de enero de 2026").click()
    expect(chips.locator("button")).to_have_count(1)
    page.get_by_role("button", name="Nueva conversación").click()
    expect(chips).to_have_count(0)
    expect(page.locator("#ask-until input")).to_have_value("")


def test_a_verdict_is_kept_on_the_click_and_greetings_ask_for_none(chat: Chat) -> None:
    page = chat.open_and_ask(BRIDGE)
    page.locator(".feedback").get_by_role("button", name="Correcta", exact=True).click()
    expect(page.locator(".notice")).to_contain_text("Su opinión quedó guardada")
    archive = Archive.open(chat.archive)
    record = archive.feedback()[-1]
    archive.close()
    assert (record["question"], record["verdict"], record["remark"]) == (BRIDGE, "right", "")
    for word, reply in (("hola", "Hola. Pregunte"), ("gracias", "De nada")):
        ask(page, word)
        turn = page.locator("#turns .turn").first
        expect(turn.locator(".text p")).to_be_visible()
        expect(turn.locator(".text p")).to_contain_text(reply)
        assert turn.locator(".feedback").count() == 0
    assert page.input_value(BOX) == ""


def test_conversations_are_kept_in_this_browser_reopened_renamed_and_forgotten(
    chat: Chat,
) -> None:
    page = chat.open()
    expect(page.locator("#history")).to_be_hidden()
    ask(page, FIRE)
    page.get_by_role("button", name="Nueva conversación").click()
    expect(page.locator("#turns .turn")).to_have_count(0)
    ask(page, BRIDGE)
    page.locator(".history summary").click()
    names = page.locator(".history .reopen")
    expect(names).to_have_text([BRIDGE, FIRE])
    page.once("dialog", lambda dialog: dialog.accept("El incendio"))
    page.get_by_role("button", name=f"Renombrar: {FIRE}").click()
    expect(names).to_have_text([BRIDGE, "El incendio"])
    expect(page.get_by_role("button", name="Renombrar: El incendio")).to_be_focused()
    page.get_by_role("button", name="Abrir: El incendio").click()
    expect(page.locator("#turns .turn h2")).to_have_text([FIRE])
    ask(page, "¿Y quién los envió?")
    expect(page.locator("#turns .turn h2")).to_have_text(["¿Y quién los envió?", FIRE])
    expect(page.locator("#turns .asked").first).to_contain_text("Urdaz")
    page.reload()
    page.locator(".history summary").click()
    expect(names).to_have_text(["El incendio", BRIDGE])
    page.get_by_role("button", name=f"Olvidar: {BRIDGE}").click()
    expect(names).to_have_text(["El incendio"])
    expect(page.get_by_role("button", name="Olvidar: El incendio")).to_be_focused()
