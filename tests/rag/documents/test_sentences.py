"""Sentences: Spanish marks and abbreviations, coverage, and linear time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.documents.sentences import split_sentences


def split(text: str) -> list[str]:
    return [text[a:b] for a, b in split_sentences(text)]


# A bar marks where a sentence must end; white space follows it.
CASES = [
    "El Sr. Ruiz saludó a la Sra. Gil.| Después se marchó.",
    "Llegó el Dr. Soto con la Dra. Paz y el Gral. Ríos.| Nadie habló.",
    "Viajó a EE. UU. en mayo.| Volvió en junio.",
    "Vive en EE. UU.| El lunes regresa.",
    "Importa de EE.UU.| Los aranceles suben.",
    "El plan de EE. UU. Robert Hale lo firmó.",
    "Según el art. 5 y la pág. 12, vale.| El núm. 3 no.",
    "Hubo barcos, grúas, etc.| Todo se vendió.",
    "Hubo barcos, etc. y también grúas.",
    "Frutas (p. ej. peras) y pan.| Nada más.",
    "Cayó en el 44 a. C. Bruto huyó.",
    "Cayó en el 44 a. C.| El Senado calló.",
    "Firmó Harry Mora Jr.| El acto fue breve.",
    "J. K. Rowling y J. R. R. Tolkien escriben.| Otros leen.",
    "George W. Bush llegó.| Luego habló.",
    "Tomó vitamina C.| El médico aprobó.",
    "Son 15.000 euros, 11,000 dólares y 3.5 kilos.| Es mucho.",
    "Fue en 2024.| Hubo 3.000 personas.",
    "El 14 ago. 2025 abrió.| Cerró el 3 de sept. 2026.",
    "Salió al mar.| 15 barcos lo siguieron.",
    "Dudó… y al final firmó.| Era tarde.",
    "Dudó...| Al final firmó.",
    "La cita (...) Sigue igual.",
    "«No iré».| «Yo sí.»| Y se fue.",
    "“Basta.”| Eso dijo.",
    "¿Cuándo?| Nadie lo sabe.| ¡Qué pena!| Así es.",
    "«¿Vendrá?», preguntó.| «¡Nunca!» gritó ella.",
    "¿Y ahora? se preguntan todos.",
    "¿Quién?! Nadie.".replace("?! ", "?!| "),
    "(Todo empezó ayer.)| Hoy sigue.",
    "Lo dijo (en voz baja.) y calló.",
    "Titular sin punto|\nEl texto sigue aquí.| Fin",
    "1. Antecedentes del caso|\n2. Hechos probados",
    "LA VISITA A EE.UU.| LOS MINISTROS CALLAN.",
    "Creció un 4 %.[3]| Después bajó.",
    "Véase www.ejemplo.es para más.| Gracias.",
    "Abre de 9 a. m. a 5 p. m.| El domingo no.",
    "El oficio ord. Nº 916 de la Dirección fija 4.300 pesos.| La visita a EE. UU. de la alcaldesa "
    "durará seis días.",
    "Según la Res. Ex. Nº 12 y el Of. Circ. N° 8, vale.| El DL. núm. 3 no.",
    "Véase el Reg. (CE) Nº 5 y el apdo. 3 del Cód. Civil.| La disp. adic. 2.ª lo dice.",
    "Lo firma S. E. el Presidente.| Vive en Bs. As. desde niño.",
    "Vuelve a Bs. As.| La ciudad lo espera.",
    "Lo pidió el Dip. Juan Soto al Inst. Nac. de Estadística.| Nadie respondió.",
    "Artículo 13. Multas.| Quien riegue pagará.",
    "Así lo fija el artículo 13.| El juez calló.",
    "Mataron cien cabezas de res.| Después las vendieron.",
    "¿Es la No. 5?| No.| Ayer no vino.",
    "El poeta T. S. Eliot y el biólogo E. O. Wilson.| Nadie más.",
]


@pytest.mark.parametrize("marked", CASES)
def test_sentences_end_where_a_reader_ends_them(marked: str) -> None:
    expected = [part.strip() for part in marked.split("|")]
    assert split(marked.replace("|", "")) == expected


def test_a_paragraph_wrapped_at_a_fixed_width_keeps_its_sentences() -> None:
    text = (
        "El puerto de la capital cerró ayer por el temporal que azota la costa,\n"
        "informaron las autoridades marítimas de la región. Los doce barcos que\n"
        "esperaban entrar fueron desviados a otras dársenas más al norte, donde\n"
        "permanecerán hasta el lunes."
    )
    assert len(split(text)) == 2
    assert split(text)[0].endswith("de la región.")


def test_a_heading_above_a_paragraph_is_a_sentence_of_its_own() -> None:
    text = "Un puerto cerrado\nEl temporal obligó a cerrar el puerto de la capital. Nadie entró."
    assert split(text)[0] == "Un puerto cerrado"


def test_empty_and_blank_texts_have_no_sentences() -> None:
    assert split_sentences("") == []
    assert split_sentences(" \n\t\n ") == []


_PIECES = st.sampled_from(
    [
        "El ",
        "casa",
        "EE. UU.",
        ". ",
        "…",
        "... ",
        "\n",
        "\n\n",
        "¿",
        "? ",
        "»",
        " «",
        "15.000",
        "Sr. ",
        "a. C. ",
        "(",
        ") ",
        "\t",
        "\u00a0",
        "Ñ",
        "é",
        "\U0001f600",
        "[1]",
        '"',
        "J. ",
        "!",
        "   ",
    ]
)


@given(st.one_of(st.text(max_size=300), st.lists(_PIECES, max_size=60).map("".join)))
def test_sentences_cover_everything_in_order_and_never_overlap(text: str) -> None:
    spans = split_sentences(text)
    previous = 0
    for start, end in spans:
        assert previous <= start < end <= len(text)
        assert text[previous:start].strip() == ""
        assert not text[start].isspace()
        assert not text[end - 1].isspace()
        previous = end
    assert text[previous:].strip() == ""


@pytest.mark.parametrize(
    "unit", ["a", ".", "a.", "Sr. ", "A. ", ". (", "¿«(", ".)", "[1].", "\n", " ", "x\n", "…»"]
)
def test_hostile_texts_take_linear_time(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        begin = time.process_time()
        split_sentences(text)
        return time.process_time() - begin

    # Quadratic time would take hours for the first and 64 times it for the second.
    small = min(seconds(25_000) for _ in range(2))
    assert seconds(200_000) < 24 * small + 0.3
