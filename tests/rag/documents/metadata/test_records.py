"""What a record says of an article, by whatever name its keys go."""

from __future__ import annotations

import pytest

from rag.documents.metadata.records import Metadata, read_metadata, text_of


def test_records_with_odd_values_are_read_leniently() -> None:
    record: dict[object, object] = {"Title": {"a": 1}, 5: "x", "fecha": None, "date": "2025-08-14"}
    assert read_metadata(record) == Metadata(date="2025-08-14")


@pytest.mark.parametrize(
    "key",
    "fecha Date publication_date publishDate publish-date datePublished date_publish published_at "
    "pubDate article:published_time DC.date fecha_de_publicación firstPublicationDate".split(),
)
def test_a_date_is_found_under_any_of_its_names(key: str) -> None:
    assert read_metadata({key: "08/01/2024"}).date == "2024-01-08"


@pytest.mark.parametrize("key", ["modified", "date_modify", "date_download", "updated", "crawled"])
def test_when_it_was_changed_or_fetched_is_not_its_date(key: str) -> None:
    assert read_metadata({key: "2024-01-08"}) == Metadata()


def test_the_first_date_that_can_be_read_counts() -> None:
    record = {"date": "hoy", "publish_date": "2024-01-08T00:00:00"}
    assert read_metadata(record) == Metadata(date="2024-01-08")
    assert read_metadata({"date": "hoy", "fecha": "ayer"}).problem == "fecha no entendida: «hoy»"


@pytest.mark.parametrize(
    ("record", "outlet"),
    [
        ({"sitename": "El Faro", "source": "https://elfaro.test/n/1"}, "El Faro"),
        ({"source": "https://www.elfaro.test/n/1", "hostname": "x.test"}, "elfaro.test"),
        ({"source": "EFE", "url": "https://elfaro.test/1"}, "EFE"),
        ({"publisher": {"@type": "Organization", "name": "El Faro"}}, "El Faro"),
        ({"url": "https://elfaro.test/n/1"}, "elfaro.test"),
        ({"source-hostname": "El Faro", "hostname": "elfaro.test"}, "El Faro"),
        ({"hostname": "elfaro.test"}, "elfaro.test"),
        ({"url": "no es una dirección"}, ""),
        ({"source": "http://[roto"}, ""),
    ],
)
def test_the_outlet_is_its_name_else_the_site_of_its_address(
    record: dict[object, object], outlet: str
) -> None:
    assert read_metadata(record).source == outlet


def test_marks_and_entities_are_taken_out_of_what_is_said() -> None:
    record: dict[object, object] = {
        "title": "<strong>Tregua</strong> en Urd&aacute;z",
        "author": [{"name": "Ana N&uacute;&ntilde;ez"}, "Luis"],
    }
    assert read_metadata(record) == Metadata("Tregua en Urdáz", author="Ana Núñez, Luis")


def test_the_text_is_found_under_any_of_its_names() -> None:
    for key in ("text", "Texto", "article_body", "mainText", "contenido"):
        assert text_of({"title": "x", key: "Hola"}) == "Hola"
    assert text_of({"title": "x"}) is None


@pytest.mark.parametrize(
    "key", ["fecha_pub", "articleDate", "timestamp", "datetime", "Fecha nota", "article-date"]
)
def test_a_date_is_found_under_other_names_with_a_word_for_it(key: str) -> None:
    assert read_metadata({key: "08/01/2024"}).date == "2024-01-08"
    assert read_metadata({key: "ayer"}).unread_date == "ayer"


@pytest.mark.parametrize(
    "key",
    ["fecha_actualizacion", "date_modified", "fechaConsulta", "fecha_nacimiento", "eventDate",
     "fecha_de_baja", "update", "candidate", "end_date", "fecha limite"],
)  # fmt: skip
def test_dates_of_other_things_are_none_of_the_article(key: str) -> None:
    assert read_metadata({key: "2024-01-08"}) == Metadata()


@pytest.mark.parametrize(
    ("value", "day"),
    [(1704672000, "2024-01-08"), (1704672000000, "2024-01-08"), (1704672000.5, "2024-01-08"),
     (20240108, "2024-01-08"), (2024, None), (True, None), (float("nan"), None), (1e300, None)],
)  # fmt: skip
def test_figures_are_days_as_programs_write_them(value: object, day: str | None) -> None:
    assert read_metadata({"created_at": value}).date == day
