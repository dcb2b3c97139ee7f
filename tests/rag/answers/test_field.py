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
