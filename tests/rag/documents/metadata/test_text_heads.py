"""What stands above a text is told from its first lines, and these are not taken for it."""

from __future__ import annotations

import pytest

from rag.documents.metadata.text_heads import TextHead, read_head

TEXT = "El alcalde don Luis Cervera inauguró ayer el puente de hierro sobre el río Guadalmena."


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (
            "Se abre el puente | El Faro\nhttps://elfaro.test/n/1",
            TextHead("Se abre el puente", "El Faro"),
        ),
        (
            "El puente nuevo\nhttps://www.elfaro.test/n/1",
            TextHead("El puente nuevo", "elfaro.test"),
        ),
        ("El puente nuevo\nPor Inés Robledo", TextHead("El puente nuevo", "", "Inés Robledo")),
        (
            "EL FARO DE URDAZ\n3 de mayo de 1931\nEl puente",
            TextHead("El puente", "EL FARO DE URDAZ"),
        ),
        ("EL PUEBLO CELEBRA\n3 de mayo de 1931", TextHead("EL PUEBLO CELEBRA")),
    ],
)
def test_a_head_says_title_outlet_and_author(head: str, said: TextHead) -> None:
    assert read_head(f"{head}\n\n{TEXT}") == said


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        f"El puente nuevo\n\n{TEXT}",
        "EL PRO6RESO, 14 de marzo de 1931\n\nEl al-\ncalde don Luis\ninauguró ayer el puente.",
        "14 de marzo de 1931\n\nEl alcalde don Luis\ninauguró ayer el puente.",
        "Por Torralba y Urdaz pasa el tren.",
    ],
)
def test_lines_of_a_text_are_no_head(text: str) -> None:
    assert read_head(text) == TextHead()
