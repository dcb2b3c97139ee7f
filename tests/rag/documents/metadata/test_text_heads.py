"""What stands above a text is told from its first lines, and these are not taken for it."""

from __future__ import annotations

import pytest

from rag.documents.loading import default_title
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
        ("EL PRO6RESO DE URDAZ, 14 de marzo de 1931", TextHead("", "EL PROGRESO DE URDAZ")),
        ("D1AR10 DE VINUESA\n14 de marzo de 1931", TextHead("", "DIARIO DE VINUESA")),
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
        "14 de marzo de 1931\n\nEl alcalde don Luis\ninauguró ayer el puente.",
        "Por Torralba y Urdaz pasa el tren.",
    ],
)
def test_lines_of_a_text_are_no_head(text: str) -> None:
    assert read_head(text) == TextHead()


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("EL PRO6RESO DE URDAZ, 14 de marzo de 1931\n\nEl alcalde vino.", "El alcalde vino."),
        ("El Faro de Urdaz, año XII, 3 de mayo de 1931\n\nLlegó el tren.", "Llegó el tren."),
        ("EL PUENTE 6 CIERRA, 3 de mayo de 1931\n\nYa.", "EL PUENTE 6 CIERRA, 3 de mayo de 1931"),
        ("EL FARO DE URDAZ, 3 de mayo de 1931", "EL FARO DE URDAZ, 3 de mayo de 1931"),
    ],
)
def test_a_masthead_is_the_title_of_no_article_below_it(text: str, title: str) -> None:
    assert default_title(text) == title
