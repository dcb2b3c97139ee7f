"""The systems that Hemeroteca is measured against answer with a sentence and cite its paragraph."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.answers import yardsticks
from eval.datasets import clusters as cluster_sets
from tests.eval.datasets.test_clusters import CLUSTER, written
from tests.index.fakes import FakeEncoder


@pytest.mark.parametrize("name", sorted(yardsticks.SYSTEMS))
def test_every_question_is_answered_with_a_sentence_of_the_paragraph_cited(
    tmp_path: Path, name: str
) -> None:
    sets = cluster_sets.load(written(tmp_path, CLUSTER))
    answers = yardsticks.run(name, sets, FakeEncoder())
    assert len(answers) == 3
    for answer in answers:
        assert answer.citations == (answer.at,)
        article, number = str(answer.at).split(".")
        texts = {each.id: each.paragraphs for each in sets[0].articles}
        assert answer.value in texts[article][int(number) - 1]


def test_bm25_takes_the_sentence_that_shares_most_words(tmp_path: Path) -> None:
    record = {
        **CLUSTER,
        "articles": [
            {
                **CLUSTER["articles"][0],
                "paragraphs": [
                    "Llovió. La riada dejó doce muertos.",
                    "El alcalde pidió ayuda.",
                    "Otra cosa.",
                ],
            },
            CLUSTER["articles"][1],
        ],
        "questions": [{**CLUSTER["questions"][1], "q": "¿Dejó la riada doce muertos?"}],
        "followups": [],
    }
    answers = yardsticks.run("bm25", cluster_sets.load(written(tmp_path, record)), FakeEncoder())
    assert answers[0].value == "La riada dejó doce muertos."
    assert answers[0].at == "a1.1"
