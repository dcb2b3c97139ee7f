"""Printed pages read back: each fault once met, and the set of :mod:`eval.pages`."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from eval.pages import samples
from eval.pages.measuring import measure
from rag.documents.formats.pdf import PdfFormat
from rag.documents.types import FileContents, ReadOptions, SourceFile
from tests.rag.pdf_files import assemble, pdf


def read(data: bytes) -> FileContents:
    return PdfFormat().read(SourceFile(data, Path("nota.pdf")))


def text(data: bytes) -> str:
    return "\n\n".join(article.text for article in read(data).articles)


class Drawn:
    """A page drawn by hand with reportlab."""

    def __init__(self) -> None:
        self._file = io.BytesIO()
        self.canvas: Any = Canvas(self._file, pagesize=(595, 842))

    def at(self, x: float, y: float, words: str, size: float = 11, font: str = "Helvetica") -> None:
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, 842 - y, words)

    def data(self) -> bytes:
        self.canvas.save()
        return self._file.getvalue()


def test_a_head_of_three_lines_leaves_neither_its_number_nor_a_cut_sentence() -> None:
    head = ["BOLETÍN COOPERATIVO", "DE LA COMARCA DE ALDEARRUBIA"]
    bodies = (
        ("La cooperativa vendió 640 toneladas de garbanzo. El gerente explicó que la sequía ha",
         "retrasado la siembra tres semanas en toda la comarca, de modo que los socios tuvieron"),
        ("que esperar al deshielo y que el crédito costó 310.000 euros. La Junta aportó la mitad y",
         "el resto salió de un préstamo a diez años. El alcalde prometió que asfaltará el camino"),
        ("antes de otoño, según dijo, aunque el pleno todavía no ha aprobado la partida. La obra",
         "cuesta 85.000 euros y durará cuatro meses si no llueve más de lo normal."),
    )  # fmt: skip
    (article,) = read(pdf([[*head, str(n), *body] for n, body in enumerate(bodies, 1)])).articles
    assert article.text == " ".join(line for body in bodies for line in body)
    assert article.title == ""


def test_a_word_drawn_in_two_pieces_is_one() -> None:
    content = (
        b"BT /F1 9.75 Tf 60 780 TD -0.1583 Tc 0.34 Tw (se prestara siempre de conformi) Tj "
        b"134.64 0 TD -0.0028 Tc -0.4293 Tw (dad ) Tj -134.64 -12 TD -0.1583 Tc 0.34 Tw "
        b"(con la ordenanza de aguas) Tj ET"
    )
    # Where the second piece begins is worked out from the widths of Helvetica's letters.
    width = {"s": 500, "e": 556, " ": 278, "p": 556, "r": 333, "t": 278, "a": 556, "i": 222,
             "m": 833, "d": 556, "c": 500, "o": 556, "n": 556, "f": 278}  # fmt: skip
    first = "se prestara siempre de conformi"
    end = sum(width[c] * 9.75 / 1000 - 0.1583 + 0.34 * (c == " ") for c in first)
    content = content.replace(b"134.64", f"{end:.2f}".encode())
    assert text(assemble([content])) == (
        "se prestara siempre de conformidad con la ordenanza de aguas"
    )


def test_columns_drawn_row_by_row_are_read_down() -> None:
    page = Drawn()
    left = ("El pleno del Ayuntamiento de Villasol", "aprobó ayer un presupuesto de 48 mi-",
            "llones de euros para el año próximo,", "un 6 % más que el vigente.")  # fmt: skip
    right = ("La plaza de toros de Peñarrubia cerrará", "en octubre por obras. El concejal Julio",
             "Ferrer calcula que la reforma costará", "3,2 millones.")  # fmt: skip
    for i, (one, other) in enumerate(zip(left, right, strict=True)):
        page.at(60, 100 + 14 * i, one)
        page.at(330, 100 + 14 * i, other)
    assert text(page.data()).split("\n\n") == [
        "El pleno del Ayuntamiento de Villasol aprobó ayer un presupuesto de 48 millones de euros "
        "para el año próximo, un 6 % más que el vigente.",
        "La plaza de toros de Peñarrubia cerrará en octubre por obras. El concejal Julio Ferrer "
        "calcula que la reforma costará 3,2 millones.",
    ]


def test_thirteen_pages_that_differ_in_figures_are_thirteen() -> None:
    pages = [
        [f"La sesión número {n} trató el expediente {1000 + n} sobre obras.",
         "Los concejales votaron a mano alzada y el alcalde dio lectura al acta."]
        for n in range(1, 13)
    ]  # fmt: skip
    contents = read(pdf([*pages, ["El interventor renunció a su cargo el 3 de mayo."]]))
    assert len(contents.pages) == 13
    read_text = "\n".join(article.text for article in contents.articles)
    assert all(f"La sesión número {n} trató" in read_text for n in range(1, 13))
    assert "renunció a su cargo" in read_text
    assert [a.lines[0].page for a in contents.articles] == list(range(1, 14))


def test_the_mark_of_a_note_is_no_part_of_the_sentence_and_a_unit_keeps_its_figure() -> None:
    page = Drawn()
    page.at(60, 100, "El acuerdo")
    page.at(60 + page.canvas.stringWidth("El acuerdo", "Helvetica", 11), 96, "1", 7)
    page.at(120, 100, "ocupa 120 m")
    page.at(120 + page.canvas.stringWidth("ocupa 120 m", "Helvetica", 11), 96, "2", 7)
    page.at(190, 100, "de la plaza.")
    assert text(page.data()) == "El acuerdo ocupa 120 m² de la plaza."


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_page_that_is_shown_turned_is_read_and_its_boxes_are_as_shown(rotation: int) -> None:
    page = Drawn()
    page.canvas.setPageRotation(rotation)
    # Where the point 60 from the left and 100 from the top, as shown, lies in the page's own space.
    places = {90: (100, 60), 180: (595 - 60, 100), 270: (842 - 100, 595 - 60)}
    page.canvas.translate(*places[rotation])
    page.canvas.rotate(rotation)
    page.canvas.setFont("Helvetica", 11)
    page.canvas.drawString(0, 0, "Una línea de la página girada.")
    (article,) = read(page.data()).articles
    assert article.text == "Una línea de la página girada."
    left, top, _, bottom = article.lines[0].box
    assert left == pytest.approx(60, abs=1)
    assert top < 100 < bottom


def test_what_stands_turned_in_the_margin_comes_after_the_text() -> None:
    page = Drawn()
    page.at(60, 100, "La noticia de la página, que")
    page.at(60, 114, "sigue en la línea de debajo.")
    page.canvas.translate(30, 300)
    page.canvas.rotate(90)
    page.canvas.drawString(0, 0, "Foto de la agencia")
    assert text(page.data()).split("\n\n") == [
        "La noticia de la página, que sigue en la línea de debajo.",
        "Foto de la agencia",
    ]


def test_words_off_the_page_are_not_read() -> None:
    page = Drawn()
    page.at(60, 100, "Lo que se ve.")
    page.at(60, -40, "Marcas de corte")
    assert text(page.data()) == "Lo que se ve."


def test_pages_of_several_articles_give_several() -> None:
    sample = samples.front_page(4, 2)
    contents = read(sample.data)
    assert len(contents.articles) == sample.truth.articles == 3
    assert all(article.title in sample.truth.units for article in contents.articles)


@pytest.mark.parametrize("kind", range(len(samples.KINDS)))
@pytest.mark.parametrize("seed", [3, 44])
def test_the_pages_of_the_set_are_read_as_they_are_printed(kind: int, seed: int) -> None:
    reading = measure(samples.KINDS[kind](seed + kind))
    assert reading.false_sentences == ()
    assert reading.tau >= 0.99
    assert reading.characters >= 0.995
    assert reading.lost_lines == 0


LONG_WORDS = (
    "La cosecha de aceituna será este año la menor de la última década, según la cooperativa de",
    "Urdaz, que reúne a los productores de la comarca y vende fuera dos tercios de su aceite.",
)


def test_a_page_without_any_white_between_words_is_named() -> None:
    page = Drawn()
    for n, words in enumerate(LONG_WORDS):
        page.at(50, 100 + 14 * n, words.replace(" ", ""))
    contents = PdfFormat().read(SourceFile(page.data(), Path("nota.pdf"), ReadOptions(ocr="no")))
    assert contents.problems == [
        "Página 1: sus palabras están pegadas unas a otras; coteje lo que se cite."
    ]


def test_a_page_with_an_address_and_a_long_word_is_not() -> None:
    page = Drawn()
    page.at(50, 100, "Electroencefalografistas:")
    page.at(50, 114, "https://elfaro.test/comarca/laconfederacionhidrograficadelebro/cuentas")
    page.at(50, 128, LONG_WORDS[0])
    assert read(page.data()).problems == []


def printed_page(stories: list[tuple[str, list[str]]]) -> bytes:
    """A page in two columns, each with headlines over text."""
    page = Drawn()
    for number, (headline, lines) in enumerate(stories):
        x, y = 50 + 260 * (number % 2), 100 + 260 * (number // 2)
        page.at(x, y, headline, 17, "Helvetica-Bold")
        for i, words in enumerate(lines):
            page.at(x, y + 22 + 13 * i, words)
    return page.data()


TOLD = [
    "El pleno de Villasol aprobó ayer el presupuesto",
    "del año próximo, que sube un tres por ciento.",
    "La portavoz Elena Márquez defendió las cuentas",
    "y el alcalde anunció obras en la plaza mayor.",
    "Los vecinos podrán verlas en la casa consistorial.",
]


def test_a_brief_among_articles_is_an_article() -> None:
    brief = ["La biblioteca abrirá los sábados desde", "septiembre, según la alcaldesa."]
    data = printed_page(
        [("Cuentas nuevas", TOLD), ("Plaza cerrada", TOLD), ("Biblioteca", brief), ("Riego", TOLD)]
    )
    articles = {article.title: article.text for article in read(data).articles}
    assert [*articles] == ["Cuentas nuevas", "Plaza cerrada", "Biblioteca", "Riego"] or set(
        articles
    ) == {"Cuentas nuevas", "Plaza cerrada", "Biblioteca", "Riego"}
    assert articles["Biblioteca"].endswith(" ".join(brief))


def test_words_set_large_inside_a_sentence_begin_no_article() -> None:
    open_ = [*TOLD[:4], "y el alcalde, que habló en último lugar, dijo que"]
    rest = ["no habrá impuestos nuevos en tres años."]
    data = printed_page(
        [
            ("Cuentas", open_),
            ("Plaza", TOLD),
            ("«No habrá más»", rest),
            ("Riego", TOLD),
        ]
    )
    assert {article.title for article in read(data).articles} == {
        "Cuentas", "Plaza", "Riego"
    }  # fmt: skip


def test_a_paragraph_that_goes_on_over_the_page_is_not_parted_between_two_articles() -> None:
    places = "Urdaz Villasol Torralba Zarangoza Arlanza Castilnuevo".split()
    pages = []
    for n, place in enumerate(places):
        own = [
            f"El acuerdo de la junta de {place} se publicó en el tablón y se comunicó a todos",
            "los vecinos, que tienen treinta días para alegar lo que quieran ante el alcalde.",
            f"Habrá una asamblea el día {n + 2} y lo que resulte se anunciará en la plaza.",
        ]
        tail = [f"Los regantes de {place} acordaron además que el agua de la acequia se repartiera"]
        head = [f"por turnos entre las huertas, según el guarda de {places[n - 1]}."]
        pages.append([*(head if n else []), *own, *tail])
    texts = [article.text for article in read(pdf(pages)).articles]
    assert len(texts) == 6
    for place, text in zip(places[:-1], texts, strict=False):
        assert f"se repartiera por turnos entre las huertas, según el guarda de {place}." in text


def test_a_masthead_is_no_headline_of_the_first_article() -> None:
    page = Drawn()
    page.at(50, 60, "EL FARO DE VILLASOL", 30, "Helvetica-Bold")
    page.at(50, 84, "Jueves, 14 de agosto de 2025")
    for number, headline in enumerate(("Cuentas nuevas", "Plaza cerrada")):
        page.at(50 + 260 * number, 120, headline, 17, "Helvetica-Bold")
        for i, words in enumerate(TOLD):
            page.at(50 + 260 * number, 142 + 13 * i, words)
    articles = read(page.data()).articles
    assert [(a.title, a.date) for a in articles] == [
        ("Cuentas nuevas", "2025-08-14"),
        ("Plaza cerrada", "2025-08-14"),
    ]
