"""Reads questions to train on, as the SQuAD files give them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Example:
    """A question about a passage.

    :param answers: offsets (start, end) in the context of each acceptable answer; none when
        the passage does not answer.
    """

    question: str
    title: str
    context: str
    answers: tuple[tuple[int, int], ...]


def read_squad(path: Path) -> Iterator[Example]:
    """Read the questions of a SQuAD-format file (v1.1 or v2.0) in order.

    Answers that a translation lost (empty text) are left out; a question that lost all of
    its answers, but is not marked impossible, is left out too.
    """
    for article in json.loads(path.read_text(encoding="utf-8"))["data"]:
        title = article.get("title", "").replace("_", " ")
        for paragraph in article["paragraphs"]:
            context = paragraph["context"]
            for record in paragraph["qas"]:
                answers = tuple(
                    dict.fromkeys(
                        (answer["answer_start"], answer["answer_start"] + len(answer["text"]))
                        for answer in record["answers"]
                        if answer["text"].strip()
                    )
                )
                if answers or record.get("is_impossible", False):
                    yield Example(record["question"], title, context, answers)
