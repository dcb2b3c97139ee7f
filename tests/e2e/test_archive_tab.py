"""The archive in a real browser: uploads, pasted texts, the list, searching, stopping."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from reportlab.pdfgen import canvas

from tests.e2e.running import BRIDGE, Chat, ask, choose_english, note, tab

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def chat(own_chat: Chat) -> Chat:
    """Its articles come and go here."""
    return own_chat


LIGHTHOUSE = "¿Cuántos escalones tiene el faro de Puntalarga?"


def upload(page: Page, *files: Any) -> None:
    tab(page, "Archivo")
    page.locator("#upload .drop input").set_input_files(list(files))


def act(number: int) -> bytes:
    """A page of a PDF, which takes a moment to be read."""
    made = BytesIO()
    drawing = canvas.Canvas(made, pagesize=(420, 595))
    drawing.drawString(
        40, 500, f"El acta número {number} dice que el molino tiene {number} ruedas."
    )
    drawing.save()
    return made.getvalue()


DROP_FOLDER = """(zone) => {
  const file = (name, text) => ({ name, isFile: true, isDirectory: false,
    file: (done) => done(new File([text], name)) });
  const folder = (name, ...entries) => ({ name, isFile: false, isDirectory: true,
    createReader: () => ({ readEntries: (done) => done(entries.splice(0, 2)) }) });
  const dropped = folder('prensa', file('faro.txt', 'El faro de Puntalarga tiene 214 escalones.'),
    folder('b', file('a.pub', 'x'), file('b.PUB', 'x'), file('c.cr2', 'x')),
    file('.oculto.txt', 'x'));
  const event = new Event('drop', { bubbles: true, cancelable: true });
  event.dataTransfer = { files: [new File([], 'prensa')],
    items: [{ webkitGetAsEntry: () => dropped }] };
  zone.dispatchEvent(event);
}"""


def titles(page: Page) -> list[str]:
    return page.locator("#listing tbody .open").all_inner_texts()


def test_an_uploaded_article_answers_the_next_question(chat: Chat, tmp_path: Path) -> None:
    page = chat.open()
    good = tmp_path / "faro.md"
    good.write_text(
        note(
            "El faro, abierto al público",
            "2025-01-09",
            "El Eco de Urdaz",
            "El faro de Puntalarga tiene 214 escalones de granito.",
        ),
        encoding="utf-8",
    )
    bad = tmp_path / "roto.pdf"
    bad.write_bytes(b"%PDF-1.7 nada")
    kind = tmp_path / "programa.exe"
    kind.write_bytes(b"MZ")
    before = page.locator(".counts").inner_text()
    upload(page, good, bad, kind)
    report = page.locator("#report .report")
    expect(report.locator("li.added")).to_contain_text("faro.md: añadido, 1 artículo")
    expect(report.locator("li.failed")).to_have_count(2)
    expect(report).to_contain_text("«.exe» no se admiten")
    expect(report).to_contain_text("roto.pdf")
    assert "hemeroteca-" not in report.inner_text(), "where the server kept it is nobody's business"
    expect(page.locator(".counts")).not_to_have_text(before)
    assert "El faro, abierto al público" in titles(page)
    tab(page, "Preguntar")
    ask(page, LIGHTHOUSE)
    expect(page.locator("#turns .answer").first).to_contain_text("214")
    upload(page, good)
    expect(report).to_contain_text("ya estaba, sin cambios")


def test_a_pasted_text_is_listed_opened_and_removed(chat: Chat) -> None:
    page = chat.open()
    tab(page, "Archivo")
    page.get_by_role("button", name="Pegar un texto").click()
    page.locator("#paste-add").click()
    expect(page.locator("#report")).to_contain_text("El texto está vacío")
    page.get_by_label("Titular (opcional)").fill("Sube el pan")
    page.get_by_label("Texto del artículo").fill("El pan sube 12 céntimos en Villasoto.")
    page.locator("#paste-date input").fill("2025-10-02")
    page.get_by_label("Medio (opcional)").fill("Gaceta del Valle")
    page.locator("#paste-add").click()
    expect(page.locator("#report")).to_contain_text("añadido")
    expect(page.get_by_label("Titular (opcional)")).to_have_value("")
    row = page.locator("#listing tbody tr").filter(has_text="Sube el pan")
    expect(row).to_contain_text("2 de octubre de 2025")
    row.locator(".open").click()
    expect(page.locator("dialog.article .body")).to_contain_text("El pan sube 12 céntimos")
    page.keyboard.press("Escape")
    remove = page.get_by_role("button", name="Quitar los elegidos")
    expect(remove).to_be_disabled()
    row.locator("input").check()
    page.once("dialog", lambda dialog: dialog.dismiss())
    remove.click()
    expect(row).to_have_count(1)
    page.once("dialog", lambda dialog: dialog.accept())
    remove.click()
    expect(page.locator(".notice")).to_contain_text("Artículos en la papelera: 1.")
    expect(row).to_have_count(0)


def test_the_list_is_filtered_by_headline_outlet_and_date(chat: Chat) -> None:
    page = chat.open()
    tab(page, "Archivo")
    expect(page.locator("#listing tbody tr").first).to_be_visible()
    page.locator("#filter-title textarea").fill("puerto")
    page.keyboard.press("Enter")
    expect(page.locator("#listing tbody tr")).to_have_count(3)
    page.get_by_role("button", name="Limitar a unos medios o fechas").click()
    page.locator("#list-until input").fill("2024-12-31")
    page.get_by_role("button", name="Filtrar").click()
    expect(page.locator("#listing tbody tr")).to_have_count(2)
    page.locator("#list-sources input").click()
    page.get_by_role("option", name="Gaceta del Valle").click()
    page.get_by_role("button", name="Filtrar").click()
    expect(page.locator("#listing tbody .open")).to_have_text(["Más patrullas en el puerto"])
    page.locator("#filter-title textarea").fill("nada así")
    page.keyboard.press("Enter")
    expect(page.locator("#listing .empty")).to_contain_text("No hay ningún artículo así")


@pytest.mark.parametrize("mode", ["Significado y palabras", "Solo significado", "Solo palabras"])
def test_searching_shows_passages_with_their_scores(chat: Chat, mode: str) -> None:
    page = chat.open()
    tab(page, "Buscar")
    page.locator("#mode").get_by_text(mode).click()
    page.locator("#sought textarea").fill("bomberos en la sierra de Urdaz")
    page.keyboard.press("Enter")
    first = page.locator("#hits .source").first
    expect(first).to_contain_text("bomberos a la sierra de Urdaz")
    scores = first.locator(".scores").inner_text()
    assert re.search(r"significado\s+0,\d{3}", scores)
    assert re.search(r"palabras\s+\d+,\d{2}", scores)
    assert ("Puntuación" in scores) is (mode == "Significado y palabras")
    first.locator("button.open").click()
    expect(page.locator("dialog.article[open] mark")).to_contain_text("bomberos a la sierra")


def test_too_much_at_once_is_said_before_it_is_sent(chat: Chat, tmp_path: Path) -> None:
    page = chat.open()
    large = tmp_path / "grande.txt"
    large.write_bytes(b"x" * 21_000_000)
    upload(page, large)
    expect(page.locator("#upload .status")).to_contain_text("el límite es 20 MB")
    many = [{"name": f"{n}.txt", "mimeType": "text/plain", "buffer": b"x"} for n in range(51)]
    upload(page, *many)
    expect(page.locator("#upload .status")).to_contain_text("el límite es 50")


def test_adding_can_be_stopped_and_leaves_the_archive_as_it_was(chat: Chat) -> None:
    page = chat.open()
    lines = "\n\n".join(f"El párrafo {n} cuenta algo del molino de Arriba." for n in range(3_000))
    upload(page, {"name": "largo.txt", "mimeType": "text/plain", "buffer": lines.encode()})
    expect(page.locator("#report progress")).to_be_visible(timeout=60_000)
    before = page.locator(".counts").inner_text()  # only now: what the page came with may be old
    # With the keyboard: while two cores encode, a page moves on too slowly for the mouse.
    page.locator("#stop-adding").press("Enter", timeout=60_000)
    expect(page.locator("#report")).to_contain_text("el archivo queda como estaba", timeout=60_000)
    page.reload()
    expect(page.locator(".counts")).to_have_text(before)


def test_hostile_documents_questions_and_file_names_are_inert(chat: Chat) -> None:
    page = chat.open_and_ask(BRIDGE)
    turn = page.locator("#turns .turn").first
    expect(turn.locator(".source h4").first).to_contain_text("<img src=x onerror=")
    passage = turn.locator(".source blockquote").first
    for text in ("</blockquote><script>", "${window.__pwned=1}", "{{#each this}}x{{/each}}"):
        expect(passage).to_contain_text(text)
    expect(passage).to_contain_text("@children")
    turn.locator("button.open").first.click()
    window = page.locator("dialog.article[open]")
    expect(window.locator(".body")).to_contain_text("<script>window.__pwned=1</script>")
    foreign = "img, script, iframe, h1, em, b"
    assert window.locator(foreign).count() == 0
    page.keyboard.press("Escape")
    ask(page, '<img src=x onerror="window.__pwned=1"><script>window.__pwned=1</script> ${1+1}')
    expect(page.locator("#turns h2").first).to_contain_text("${1+1}")
    upload(
        page,
        {
            "name": "<img src=x onerror=window.__pwned=1>${7}.txt",
            "mimeType": "text/plain",
            "buffer": b"<script>window.__pwned=1</script> El molino de Abajo muele.",
        },
    )
    expect(page.locator("#report")).to_contain_text("onerror=window.__pwned=1>${7}.txt: añadido")
    tab(page, "Buscar")
    page.locator("#sought textarea").fill("puente de Villasoto molino")
    page.keyboard.press("Enter")
    expect(page.locator("#hits")).to_contain_text("<script>")
    page.wait_for_timeout(500)  # an image that fails to load takes a moment to say so
    assert page.evaluate("window.__pwned") is None
    for place in ("#turns", "#hits", "#report", "#listing"):
        assert page.locator(place).locator(foreign).count() == 0, place
    links = page.locator("#turns a, #hits a, #listing a").evaluate_all(
        "all => all.map(a => a.getAttribute('href'))"
    )
    assert all(link.startswith("#source-") for link in links)


def test_each_file_is_named_while_it_is_read(chat: Chat) -> None:
    page = chat.open()
    page.evaluate(
        """() => { window.__said = new Set();
             new MutationObserver(() => {
               const said = document.querySelector('#report .working span');
               if (said) window.__said.add(said.textContent);
             }).observe(document.body, {childList: true, subtree: true, characterData: true}) }"""
    )
    upload(page, *({"name": f"{n}{{a}}.pdf", "mimeType": "application/pdf", "buffer": act(n)}
                   for n in range(3)))  # fmt: skip
    expect(page.locator("#report li.added")).to_have_count(3, timeout=60_000)
    said = page.evaluate("[...window.__said].join('|')")
    for n in range(1, 3):  # the first may be done before anything is drawn
        assert f"Leyendo «{n}{{a}}.pdf» ({n + 1} de 3)" in said
    assert str(chat.archive.parent) not in page.content()


def test_what_is_wrong_is_said_in_english_on_the_english_page(chat: Chat) -> None:
    page = chat.open()
    choose_english(page)
    expect(page.locator("#ask")).to_have_text("Ask")
    page.locator("#ask").click()
    expect(page.locator(".turn.problem")).to_have_text(
        "The question is empty. Write what you want to know."
    )
    tab(page, "Archive")
    page.locator("#upload .drop input").set_input_files([
        {"name": "a.exe", "mimeType": "application/x", "buffer": b"MZ"},
        {"name": "b.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 nada"},
        {"name": "c.txt", "mimeType": "text/plain", "buffer": b" "},
        {"name": "d.docx", "mimeType": "application/x", "buffer": b"PK nada"},
    ])  # fmt: skip
    failed = page.locator("#report li.failed")
    expect(failed).to_have_count(4)
    for problem in (
        "“a.exe” cannot be added: files “.exe” are not read.",
        "“b.pdf” cannot be added: the PDF is damaged and cannot be opened.",
        "“c.txt” cannot be added: it is empty.",
        "“d.docx” cannot be added: it is no valid .docx, or is incomplete. Open it in Word or",
    ):
        expect(page.locator("#report")).to_contain_text(problem)
    assert "No se puede" not in page.locator("#report").inner_text()


def test_the_list_is_ordered_its_filter_sees_no_accents_and_the_zones_stand_in_a_row(
    chat: Chat,
) -> None:
    page = chat.open()
    tab(page, "Archivo")
    expect(page.locator("#listing tbody tr").first).to_be_visible()
    newest = titles(page)
    page.get_by_label("Orden de la lista").select_option("oldest")
    expect(page.locator("#listing .open").first).not_to_have_text(newest[0])
    assert titles(page)[0] == "Patrullas en el puerto"
    page.locator("#filter-title textarea").fill("MÁS pátrullas")
    page.keyboard.press("Enter")
    expect(page.locator("#listing tbody .open")).to_have_text(["Más patrullas en el puerto"])
    zone = page.locator("#upload .drop").bounding_box()
    paste = page.get_by_role("button", name="Pegar un texto").bounding_box()
    assert zone and paste and abs(zone["y"] - paste["y"]) <= 16


def test_a_dropped_folder_is_read_and_its_other_files_are_named(chat: Chat) -> None:
    page = chat.open()
    tab(page, "Archivo")
    page.locator("#upload .drop").evaluate(DROP_FOLDER)
    report = page.locator("#report .report")
    expect(report.locator("li.added")).to_contain_text("faro.txt: añadido, 1 artículo")
    expect(report.locator("li.skipped")).to_have_text(
        "3 archivos de otros formatos no se han leído: .pub 2, .cr2 1."
    )
    expect(report.locator("li")).to_have_count(2)
