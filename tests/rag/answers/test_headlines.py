"""Headlines are read where no paragraph answers, and only there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from index import Hit, Passage
from index.encoders.bundled import BundledEncoder
from rag import Archive
from rag.answers.headlines import headlines, read_headline
from rag.questions.query import Query
from rag.reader.protocol import Reading
from rag.sample import NOTES
from tests.rag.answer_checks import check

FIRE = re.compile("lombrada|brigadista|extinguido|teatro|seleccion")
"""Files of the sample: three outlets on one fire, days apart, and some of other matters."""


def hit(id: int, title: str, text: str, document: str = "a") -> Hit:
    passage = Passage(id, document, title, "El Faro", "2024-05-01", 2, 10, 10 + len(text), text)
    return Hit(passage, 0.5, 0.5, 1.0)


class Fixed:
    """A reader that reads the first word of anything, as surely as it was told."""

    depth = 6
    threshold = 0.5

    def __init__(self, *scores: float) -> None:
        self.scores = scores

    def prepare(self) -> None:
        """Nothing to load."""

    def read(self, query: Query, hits: Sequence[Hit]) -> list[Reading]:
        return [
            Reading(each, (0, len(each.passage.text)), (0, 3), score)
            for each, score in zip(hits, self.scores, strict=False)
        ]


def test_each_article_gives_its_headline_once_as_paragraph_zero() -> None:
    found = headlines(
        [
            hit(1, "Queman  4.100 vacunas", "El lote había caducado."),
            hit(2, "Queman  4.100 vacunas", "Lo dijo el ministro."),
            hit(3, "Otra cosa", "Nada que ver.", document="b"),
        ]
    )
    assert [each.passage.text for each in found] == ["Queman 4.100 vacunas", "Otra cosa"]
    assert [each.passage.paragraph for each in found] == [0, 0]
    assert [each.passage.title for each in found] == ["", ""]
    assert len({each.passage.id for each in found}) == 2
    assert all(each.passage.id < 0 for each in found)


@pytest.mark.parametrize("title", ["", "El lote había…", "EL LOTE HABIA CADUCADO"])
def test_a_title_that_the_paragraph_says_is_not_read_again(title: str) -> None:
    assert headlines([hit(1, title, "El lote había caducado. Lo quemaron.")]) == []


def test_the_surest_headline_is_cited_with_its_title_and_a_doubtful_one_not_at_all() -> None:
    hits = [hit(1, "Uno arde", "x"), hit(2, "Dos caen", "y", document="b")]
    query = Query.of("¿Qué pasó?")
    best = read_headline(Fixed(0.5, 0.8), query, hits)
    assert best is not None
    assert (best.hit.passage.text, best.hit.passage.title) == ("Dos caen", "Dos caen")
    assert read_headline(Fixed(0.1, 0.2), query, hits) is None
    assert read_headline(Fixed(), query, []) is None


@pytest.mark.slow
def test_what_only_the_headline_says_is_answered_from_it(
    tmp_path: Path, bundled: BundledEncoder
) -> None:
    note = (
        "---\ntitle: Un puestero dio con un gigante mientras buscaba una oveja\n"
        "source: El Faro\ndate: 2024-05-01\n---\n"
        "El animal medía veinte metros, según los técnicos del museo provincial.\n\n"
        "Los restos llegarán en otoño a la sala principal."
    )
    (tmp_path / "nota.md").write_text(note, encoding="utf-8")
    archive = Archive.open(tmp_path / "archivo", encoder=bundled)
    archive.add(tmp_path / "nota.md")
    answer = archive.ask("¿Qué buscaba el puestero cuando encontró al gigante?")
    assert answer.answer == "una oveja"
    (citation,) = answer.citations
    assert (citation.paragraph, citation.page, citation.boxes) == (0, None, None)
    assert citation.passage == citation.title
    assert "titular" in str(answer)
    check(answer)
    said = archive.ask("¿Cuánto medía el animal?")
    assert said.citations[0].paragraph == 1
    assert archive.ask("¿Cuánto costó la excavación?").abstained
    archive.close()


@pytest.mark.slow
def test_a_headlines_figure_stands_beside_those_that_later_paragraphs_give(
    tmp_path: Path, bundled: BundledEncoder
) -> None:
    archive = Archive.open(tmp_path / "archivo", encoder=bundled)
    for path in NOTES.iterdir():
        if FIRE.search(path.name):
            archive.add(path)
    answer = archive.ask("¿Cuántas hectáreas quemó el incendio de Lombrada?")
    check(answer)
    assert answer.agreement in {"disagree", "evolve"}
    assert {"2 400", "5.300", "6.180"} <= {claim.value for claim in answer.claims}
    archive.close()
