"""Text that programs recognised before it came here: cut words, columns of a cutting, mastheads."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag.documents.loading import parse
from rag.documents.types import SourceFile


@pytest.mark.parametrize(
    ("written", "read", "day"),
    [
        (
            "EL PRO6RESO DE VILLARROBLES, 14 de marzo de 1931\n\nEl al-\ncalde don Lnis Cervera "
            "inangnró ayer\nel pnente de hierro sobre el río Guadal-\nmena, cuyo coste asciende a "
            "86.000 pe-\nsetas, según manifestó el ingeniero se-\nñor Olmedilla.",
            "cuyo coste asciende a 86.000 pesetas, según manifestó el ingeniero señor Olmedilla.",
            "1931-03-14",
        ),
        (
            "LA VOZ DEL CAMPO - 3 de enero de 1928\n\nLa feria dejó en Aldearru¬\nbia 1.240 "
            "cabezas de ga¬\nnado, y la cámara agríco¬\nla calcula\nun lucro de 400.000 reales.",
            "La feria dejó en Aldearrubia 1.240 cabezas de ganado, y la cámara agrícola calcula "
            "un lucro de 400.000 reales.",
            "1928-01-03",
        ),
        (
            "Jueves, 21 de mayo de 1936\n\nEl Ayun- tamiento acordó ayer conceder 2.500 pese- tas "
            "a los damni- ficados de la inunda- ción.",
            "acordó ayer conceder 2.500 pesetas a los damnificados de la inundación.",
            "1936-05-21",
        ),
    ],
)
def test_a_cutting_reads_as_it_was_set(written: str, read: str, day: str) -> None:
    (article,) = parse(SourceFile(written.encode(), Path("recorte.txt"))).articles
    assert read in " ".join(article.text.split())
    assert article.date == day
