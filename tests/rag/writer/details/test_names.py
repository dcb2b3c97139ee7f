"""Names are held in every form that the press has for them, and others are not."""

from __future__ import annotations

import pytest

from rag.writer.details.names import missing

KIM = "Kim Jong-un recibió en Pyongyang a Serguéi Shoigú, enviado del Kremlin."


def names(sentence: str, passage: str) -> list[str]:
    return [fault.words for fault in missing(sentence, passage)]


@pytest.mark.parametrize(
    ("sentence", "passage"),
    [
        ("Kim Jong Un recibió a un enviado.", KIM),
        ("KIM JONG UN recibió a Sergei Shoigu.", KIM),
        ("Kim recibió a Shoigú.", KIM),
        ("Lo recibió Corea del Norte, según Moscú.", KIM),
        ("Rusia envió a Shoigu.", KIM),
        ("Estados Unidos subió los aranceles.", "EE. UU. subió los aranceles."),
        ("EE.UU. subió los aranceles.", "Los aranceles estadounidenses subieron."),
        ("EEUU subió los aranceles.", "Washington subió los aranceles."),
        ("La Casa Blanca lo negó.", "El gobierno de Estados Unidos lo negó."),
        ("China lo negó.", "El Gobierno chino lo negó."),
        ("Pekín lo negó.", "El ministerio chino lo negó."),
        ("Es la variante de Inglaterra.", "Es la variante inglesa."),
        ("Salieron de Libia.", "Partieron de las costas libias."),
        ("El vídeo está en YouTube.", "Lo colgó en You Tube."),
        ("Ganó Peru.", "Ganó el Perú."),
        ("La Comisión Estatal del Agua cortó el riego.", "La CEA cortó el riego."),
        ("La CEA cortó el riego.", "La Comisión Estatal del Agua cortó el riego."),
        ("Firmaron Comisiones Obreras.", "Firmaron CC OO y CCOO."),
        ("El Gobierno aprobó la ley.", "El gabinete la aprobó."),
        ("Ningún vecino protestó.", "Los vecinos callaron."),
        ("Desconfía Arce de la cuenta.", "El consejero Arce no se fía de la cuenta."),
        ("Lo dijo Lucía.", "Lucía Bermejo lo dijo; Tomás Arce calló."),
        ("Lo dijo Ana Ruiz.", "Ana, la hermana de Luis Ruiz, lo dijo."),
    ],
)
def test_one_name_in_two_forms_is_held(sentence: str, passage: str) -> None:
    assert names(sentence, passage) == []


@pytest.mark.parametrize(
    ("sentence", "passage", "name"),
    [
        ("Kim Yo-jong recibió a Shoigú.", KIM, "Yo-jong"),
        ("Lo recibió Putin.", KIM, "Putin"),
        ("Lo recibió Corea del Sur.", KIM, "Sur"),
        ("Lo dijo Seúl.", KIM, "Seúl"),
        ("Estados Unidos lo negó.", "El Reino Unido lo negó.", "Estados"),
        ("China lo negó.", "La chica lo negó.", "China"),
        ("Lo negó Rusia.", "Un ruso blanco: eso pidió en Minsk.", ""),
        ("La CEA cortó el riego.", "La Comisión del Agua cortó el riego.", "CEA"),
        ("INEGI publicó el dato.", "El instituto publicó el dato.", "INEGI"),
        ("Lo dijo Lucía Arce.", "Lucía Bermejo y Tomás Arce lo dijeron.", "Lucía Arce"),
        ("Según Pedro Salas, no.", "Marta Salas dijo que sí a Pedro Ruiz.", "Pedro Salas"),
        ("Se fundó en Valdemora.", "Se fundó en Valdeloma.", "Valdemora"),
    ],
)
def test_another_name_is_told(sentence: str, passage: str, name: str) -> None:
    found = names(sentence, passage)
    assert (name in found) if name else not found


def test_an_everyday_word_is_no_acronym_and_a_name_is_not_its_initials() -> None:
    assert names("Lo dijo Lucía Arce.", "La obra la pagó Arce.") == ["Lucía"]
