"""The day in a file's name."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from rag.documents.metadata.file_names import date_of_name


@pytest.mark.parametrize(
    "name",
    [
        "2024-01-08-nota.txt",
        "nota-2024-01-08.md",
        "20240108_el_faro.pdf",
        "diario20240108.pdf",
        "el-faro-8-1-2024.txt",
        "El Faro 8 de enero de 2024.txt",
        "elfaro-8-ene-2024.txt",
        "elfaro_08-I-2024.txt",
        "2024.01.08 El pleno.txt",
        "2024_01_08_elpleno.html",
        "2024-01-08T10-30-00.txt",
        "noticias/2024/01/08/nota.txt",
        "noticias/2024-01-08/nota.txt",
    ],
)
def test_a_day_in_the_name_is_read(name: str) -> None:
    assert date_of_name(PurePosixPath(name)) == "2024-01-08"


@pytest.mark.parametrize(
    "name",
    [
        "IMG_20240108_101010.jpg",
        "WhatsApp Image 2024-01-08 at 10.15.jpg",
        "Scan_2024-01-08.pdf",
        "escaneado 8-1-2024.pdf",
        "captura-2024-01-08.png",
        "export-2024-01-08.jsonl",
        "2024-01-08_2024-01-15.txt",
        "nota-08-01-24.txt",
        "nota-20240108123456.txt",
        "2999-01-01.txt",
        "1492-10-12.txt",
        "2024-13-45.txt",
        "ley-3-2016.txt",
        "08012024.txt",
        "nota.txt",
        "2024/nota.txt",
    ],
)
def test_when_a_picture_was_taken_or_what_is_no_day_is_not_read(name: str) -> None:
    assert date_of_name(PurePosixPath(name)) is None
