"""Rich Text Format: letters, notes, tables, properties, and what nobody sees."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.documents.formats.office import rtf as module
from rag.documents.formats.office.rtf import RtfFormat
from rag.documents.mending.decoding import clean
from rag.documents.types import Article, LoadError, SourceFile
from tests.rag.documents.formats.made_files import rtf, rtf_code


def read(data: bytes) -> Article:
    (article,) = RtfFormat().read(SourceFile(data, Path("nota.rtf"))).articles
    return article


def test_letters_of_both_spellings_are_read() -> None:
    article = read(
        rtf(r"La pe\'f1a gan\'f3 5\u8239?000 \u8364? \emdash  \ldblquote as\'ed\rdblquote .")
    )
    assert article.text == "La peña ganó 5 000 € — “así”."


def test_paragraphs_are_parted_and_breaks_in_a_sentence_are_not_lost() -> None:
    assert read(rtf(r"Uno.\par\par Dos.\page Tres.")).text == "Uno.\n\nDos.\n\nTres."


def test_notes_and_boxes_are_read_after_the_text_and_deletions_left_out() -> None:
    article = read(
        rtf(
            r"Son 1.204 vecinos{\super\chftn{\footnote\pard\plain {\super\chftn} Seg\'fan el INE.}}"
            r"{\deleted\revauthdel1  y bajando}{\v oculto}, dicen.\par "
            r"{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt Recuadro: 40 firmas.\par}}}Fin."
        )
    )
    assert (
        article.text == "Son 1.204 vecinos, dicen.\n\nFin.\n\nSegún el INE.\n\nRecuadro: 40 firmas."
    )


def test_rows_carry_their_heads() -> None:
    rows = (
        r"\trowd Pueblo\cell Regad\'edo (ha)\cell\row Torralba\cell 310\cell\row "
        r"Vinuesa\cell 95\cell\row "
    )
    article = read(rtf(rf"{rows}\pard Fin."))
    assert "Pueblo: Torralba; Regadío (ha): 310\n" in article.text
    assert article.text.endswith("95\n\nFin.")


def test_a_link_is_its_text_without_the_address() -> None:
    link = r'{\field{\*\fldinst{HYPERLINK "http://example.es/a"}}{\fldrslt{el informe}}}'
    assert read(rtf(f"Lo dice {link} de ayer.")).text == "Lo dice el informe de ayer."


def test_properties_are_read() -> None:
    info = r"{\title Peque\'f1a cosecha}{\author Ana Ruiz}{\creatim\yr2024\mo5\dy3\hr9\min0}"
    article = read(rtf("Llueve.", info))
    assert (article.title, article.author, article.date) == (
        "Pequeña cosecha",
        "Ana Ruiz",
        "2024-05-03",
    )


@pytest.mark.parametrize("data", [b"hola", b"{\\pwi", b"", b"{\\rtf1\\ansi }"])
def test_what_is_no_rtf_or_has_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(LoadError, match=r"no es un \.rtf válido|no tiene texto"):
        read(data)


def test_groups_nested_without_end_are_too_complex() -> None:
    with pytest.raises(RecursionError):
        read(b"{\\rtf1 " + b"{" * (module.MAX_DEPTH + 1) + b"hola")


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=40)
)
def test_any_letters_survive_the_way(text: str) -> None:
    spoken = f"Dijo x{text.replace('|', '')} y calló."
    assert read(rtf(rtf_code(spoken))).text == clean(spoken).translate(module._SOFT)
