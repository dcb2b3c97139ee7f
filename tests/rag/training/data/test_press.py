from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path
from typing import Any

from eval.datasets import clusters
from rag.training.data import press


def records() -> list[dict[str, Any]]:
    return [json.loads(line) for line in press.OWN.read_text(encoding="utf-8").splitlines()]


def texts(found: list[dict[str, Any]]) -> set[str]:
    return {
        text for each in found for article in each["articles"] for text in article["paragraphs"]
    }


def test_every_answer_of_our_clusters_stands_where_it_says() -> None:
    # The evaluation's reader refuses a span that is not there, a paragraph given twice, and a
    # relation that its answers deny.
    found = clusters.load(press.OWN)
    assert len(found) >= 100
    for cluster in press.read_clusters(press.OWN):
        for asked in cluster.asked:
            for place, (start, end) in asked.answers.items():
                assert cluster.paragraphs[place][1][start:end].strip()


def test_a_question_is_asked_once_in_a_cluster() -> None:
    for each in records():
        asked = [question["q"] for question in each["questions"]]
        assert len(asked) == len(set(asked)), each["cluster"]


def test_what_is_learned_from_tuned_on_and_reported_has_no_text_in_common() -> None:
    names = ("train", "tune", "look")
    parts = {part: [r for r in records() if r["part"] == part] for part in names}
    assert sum(map(len, parts.values())) == len(records())
    reported = [
        json.loads(line) for line in clusters.CLUSTERS.read_text(encoding="utf-8").splitlines()
    ]
    for one, other in combinations(parts.values(), 2):
        assert not texts(one) & texts(other)
    assert not texts(records()) & texts(reported)
    taken = {each["cluster"] for each in reported}
    assert not taken & {each["cluster"] for each in records()}


def test_further_questions_are_asked_of_their_own_cluster_where_they_are_given(
    tmp_path: Path,
) -> None:
    first, second = records()[:2]
    about = {"q": "¿Y esto?", "answers": []}
    further = tmp_path / "more.jsonl"
    further.write_text(json.dumps({"cluster": second["cluster"], "questions": [about]}))
    for given, counts in ((None, (0, 0)), (further, (0, 1))):
        read = press.read_clusters(press.OWN, further=given)
        for record, cluster, count in zip((first, second), read, counts, strict=False):
            assert record["cluster"] == cluster.name
            asked = [each.question for each in cluster.asked if not each.answers]
            assert asked.count("¿Y esto?") == count
