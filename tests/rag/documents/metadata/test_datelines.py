"""The day at the head of an article, as papers print it, and no other."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.documents.metadata.datelines import date_of_text
from rag.documents.metadata.dates import plausible


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("21 de octubre, 2011 — El pleno aprobó", "2011-10-21"),
        ("Valdemorilla, 7 de marzo de 2016.- El pleno", "2016-03-07"),
        ("El pleno aprueba\nJueves 28 de Abril de 2022 5:03 PM\nEl", "2022-04-28"),
        ("EL PRO6RESO DE VILLARROBLES, 14 de marzo de 1931\n\nEl al-", "1931-03-14"),
        ("MADRID, 8 Ene. 2024 (EUROPA PRESS) - El gobierno", "2024-01-08"),
        ("Ciudad de México a 8 de enero de 2024. – La secretaria", "2024-01-08"),
        ("Santiago, 08/01/2024 – El", "2024-01-08"),
        ("NUEVA YORK, 21 de octubre de 2011 (AFP) -El", "2011-10-21"),
        ("Lima, ene. 8 de 2024 (Andina).- El presidente", "2024-01-08"),
        ("(EFE, 7 de marzo de 2016) El pleno aprobó", "2016-03-07"),
        ("(Madrid, 7 de marzo de 2016).- El pleno", "2016-03-07"),
        ("Por Juan Pérez | 8 de enero de 2024 | 10:30", "2024-01-08"),
        ("Publicado el 8 de enero de 2024 a las 10:30", "2024-01-08"),
        ("Publicado: 8 ene 2024 - Actualizado: 3 feb 2024", "2024-01-08"),
        ("08/01/24 10:30 h", "2024-01-08"),
        ("Año XII — Núm. 3.456 — Madrid, sábado 14 de marzo de 1931 — 10 céntimos", "1931-03-14"),
        ("EL FARO DE VIGO  Domingo, 3 de mayo de 1992  Página 12", "1992-05-03"),
        ("Redacción / La Paz, 8 de enero de 2024", "2024-01-08"),
        (
            "El Heraldo\nDiario independiente de la mañana. Sábado, 14 de marzo de 1931",
            "1931-03-14",
        ),
        ("Valdemora, a 7 de marzo de 2016", "2016-03-07"),
        ("**Madrid, 7 de marzo de 2016.-** El pleno", "2016-03-07"),
        ("LA VANGUARDIA, edición del domingo, 3 de mayo de 1992", "1992-05-03"),
        ("Washington (CNN) 8 de enero de 2024", "2024-01-08"),
        ("Actualidad · 8 de enero de 2024 · 3 min de lectura", "2024-01-08"),
        ("Ginebra (ONU), 21 de octubre de 2011 – El Consejo", "2011-10-21"),
        ("BUENOS AIRES, enero 8 de 2024 -- El", "2024-01-08"),
        ("San Salvador, 8 de enero de 2024 / EFE.- El", "2024-01-08"),
        ("SANTO DOMINGO.- 8 de enero de 2024.- El", "2024-01-08"),
        ("Alcira, 12 Agosto 1909 (Por telégrafo). El gobernador", "1909-08-12"),
        ("Lima, 8 de enero de 2024 (Andina). «No hay», dijo.", "2024-01-08"),
        ("El Faro, 14 de marzo de 1931\nMadrid, 13 de marzo de 1931.- El rey", "1931-03-14"),
    ],
)
def test_the_day_at_the_head_is_read(text: str, day: str) -> None:
    assert date_of_text(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "El 14 de marzo de 1931 se inauguró el puente",
        "Hiroshima, 6 de agosto de 1945. La ciudad despierta con sol.",
        "Murió el 3 de mayo de 1992 el poeta",
        "14 de abril de 1931 – Se proclama la República.\n18 de julio de 1936 – Empieza la guerra.",
        "Actualizado el 8 de enero de 2024",
        "- 8 de enero de 2024",
        "El 21 de octubre de 2011 - día en que",
        "viernes 28 de Abril de 2022",
        "Del 8 de enero de 2024 al 9 de marzo de 2024",
        "Concierto del 3 de mayo de 1992",
        "Nacido en Madrid, 8 de enero de 1950",
        "Convocatoria abierta hasta el 8 de enero de 2024",
        "Las inundaciones de 2006 en Orlavia",
        "8 de enero de 2999",
        "La reunión del 3 de mayo de 1992 - un fracaso",
        "El pleno aprobó, 3 de mayo de 1992, las cuentas",
        "Madrid, 7 de marzo de 2016, el pleno aprobó las cuentas",
        "El plazo acaba: 8 de enero de 2024",
        "Ley 3/2016, de 7 de marzo de 2016",
    ],
)
def test_a_day_that_is_told_of_is_not_that_of_the_article(text: str) -> None:
    assert date_of_text(text) is None


def test_a_headline_that_is_a_date_is_what_the_article_is_about() -> None:
    headline = "11 de septiembre de 2001"
    assert date_of_text(f"{headline}\n\nAquel día…", headline) is None
    assert date_of_text(f"# {headline}\n\nAquel día…", headline) is None


def test_only_the_head_is_looked_at() -> None:
    body = "\n".join(["El pleno aprobó ayer las cuentas del año."] * 20)
    assert date_of_text(f"{body}\nMadrid, 7 de marzo de 2016") is None


@given(st.text(alphabet="0123456789 -/.,—()\nIVXaMdeenromayo", max_size=300))
def test_whatever_the_text_a_day_is_possible_or_none(text: str) -> None:
    day = date_of_text(text)
    assert day is None or plausible(day)


@pytest.mark.parametrize("piece", ["1/", "1 de ", "(", "Madrid, ", "8 de enero de 2024 ", "- "])
def test_hostile_heads_end_quickly(piece: str) -> None:
    begin = time.process_time()
    date_of_text(piece * 50_000)
    date_of_text(f"{piece * 300}\n" * 50)
    assert time.process_time() - begin < 5
