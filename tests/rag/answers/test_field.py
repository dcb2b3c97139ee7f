"""What went wrong over real archives, one small invented archive each: what must be said now."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.encoders.bundled import BundledEncoder
from rag import Archive
from rag.answers.types import Answer

pytestmark = pytest.mark.slow

Note = tuple[str, str, str, str]
"""Outlet, ISO day, headline, text."""


def ask(folder: Path, encoder: BundledEncoder, notes: list[Note], question: str) -> Answer:
    (folder / "notas").mkdir()
    for number, (source, date, title, text) in enumerate(notes):
        head = f"---\ntitle: {title}\ndate: {date}\nsource: {source}\n---\n"
        (folder / "notas" / f"{number}.md").write_text(head + text, encoding="utf-8")
    archive = Archive.open(folder / "archivo", encoder=encoder)
    archive.add(folder / "notas")
    return archive.ask(question)


def test_figures_with_point_and_comma_are_three_debts(
    tmp_path: Path, bundled: BundledEncoder
) -> None:
    debt = "La deuda externa de Zarangoza"
    notes = [
        ("El Faro", "2024-03-01", "Deuda de Zarangoza",
         f"{debt} llegó a 14.372,4 millones de dólares al cierre de 2023, dijo el Banco Central."),
        ("La Gaceta", "2024-03-05", "Zarangoza debe menos",
         f"{debt} era de 1.813,4 millones de dólares al cierre de 2023, sostuvo la oposición."),
        ("El Clarín de Arriba", "2024-03-09", "Cuentas de Zarangoza",
         f"{debt} al cierre de 2023 sumaba 884,3 millones de dólares, según la agencia."),
    ]  # fmt: skip
    answer = ask(tmp_path, bundled, notes, "¿A cuánto llegó la deuda externa de Zarangoza?")
    assert answer.agreement == "disagree"
    assert {claim.normalized for claim in answer.claims} == {
        14_372_400_000,
        1_813_400_000,
        884_300_000,
    }


def test_two_currencies_are_no_disagreement(tmp_path: Path, bundled: BundledEncoder) -> None:
    notes = [
        ("El Faro", "2024-05-10", "El hospital de Urbía",
         "El hospital de Urbía costó RD$10 mil millones, anunció el ministro."),
        ("La Gaceta", "2024-05-11", "El hospital de Urbía en dólares",
         "El hospital de Urbía costó US$170 millones, según la constructora."),
    ]  # fmt: skip
    answer = ask(tmp_path, bundled, notes, "¿Cuánto costó el hospital de Urbía?")
    assert answer.agreement == "single"
    assert "También:" in answer.text
    assert {claim.value for claim in answer.claims} == {"RD$10 mil millones", "US$170 millones"}


def test_a_number_in_words_and_digits_is_one_with_its_unit(
    tmp_path: Path, bundled: BundledEncoder
) -> None:
    rule = "La ley permite a cada empresa de Lauria tener hasta {} hectáreas de regadío."
    notes = [
        ("El Faro", "2024-06-01", "Tierras de Lauria", rule.format("ciento cincuenta (150)")),
        ("La Gaceta", "2024-06-03", "Lauria limita la tierra", rule.format("150")),
    ]
    question = "¿Cuántas hectáreas de regadío puede tener cada empresa de Lauria?"
    answer = ask(tmp_path, bundled, notes, question)
    assert answer.agreement == "agree"
    assert [claim.normalized for claim in answer.claims] == [150]


def test_other_condemned_people_are_no_disagreement(
    tmp_path: Path, bundled: BundledEncoder
) -> None:
    notes = [
        ("El Faro", "2021-08-05", "Condena a dos reporteras",
         "Las reporteras Inés Robledo y Carla Munt fueron condenadas a doce años de trabajos "
         "forzados en Orlavia tras ser detenidas en la frontera."),
        ("La Gaceta", "2022-08-27", "Condena a un maestro",
         "El maestro Tomás Arce fue condenado a ocho años de trabajos forzados en Orlavia por "
         "entrar sin permiso en el país."),
    ]  # fmt: skip
    question = "¿A cuántos años de trabajos forzados fueron condenadas Inés Robledo y Carla Munt?"
    answer = ask(tmp_path, bundled, notes, question)
    assert answer.agreement == "single"
    assert [claim.normalized for claim in answer.claims] == [12]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("¿Quién leyó el pregón en Sotomorales?", ""),
        ("¿Quién leyó el pregón en Peñablanca?", "Íñigo Cañizares"),
    ],
)
def test_what_is_told_of_another_place_is_no_answer(
    tmp_path: Path, bundled: BundledEncoder, question: str, value: str
) -> None:
    text = (
        "La comarca de Peñablanca celebró la romería de San Antón con 2.300 vecinos.\n\n"
        "El pregón lo leyó Íñigo Cañizares, que pidió más médicos."
    )
    notes = [("El Faro", "2024-05-15", "Romería en Peñablanca", text)]
    assert ask(tmp_path, bundled, notes, question).answer == value


def test_a_plan_a_count_so_far_and_the_last_one_are_an_evolution(
    tmp_path: Path, bundled: BundledEncoder
) -> None:
    notes = [
        ("La Gaceta del Sur", "2026-04-08", "Las partes pactan un alto el fuego en Zarandia",
         "El Gobierno de Zarandia y los rebeldes pactaron ayer un alto el fuego de quince días. "
         "El pacto prevé el canje de 120 prisioneros."),
        ("El Heraldo de Costamar", "2026-04-13", "Fracasan las conversaciones en Zarandia",
         "Las conversaciones de paz de Zarandia fracasaron el domingo, anunció la mediación. "
         "Hasta ahora se han canjeado 80 prisioneros."),
        ("La Gaceta del Sur", "2026-05-05", "La guerra se reanuda en Zarandia",
         "La guerra se reanudó el lunes en el norte de Zarandia con bombardeos sobre ciudades. "
         "El alto el fuego duró doce días. En total se canjearon 112 prisioneros."),
    ]  # fmt: skip
    answer = ask(tmp_path, bundled, notes, "¿Cuántos prisioneros se canjearon en Zarandia?")
    assert answer.agreement == "evolve"
    assert [claim.normalized for claim in answer.claims] == [112, 80, 120]
    assert answer.answer == "112"
    assert "112 en mayo de 2026; eran 80 en abril; se preveían 120." in answer.text
