"""Measures a retriever of your own over a question set, beside Hemeroteca's.

python examples/evaluate_a_retriever.py [QUESTIONS.json]

Without a file the built-in tuning half is asked. The retriever here counts shared words: put yours
in the place of ``shared_words``.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable

from eval.datasets import registry
from eval.measures import ranking_metrics
from hemeroteca import HybridIndex

Retriever = Callable[[str], list[str]]


def words(text: str) -> set[str]:
    """The words of a text, in lower case."""
    return set(re.findall(r"\w+", text.lower()))


def main(questions: str = "builtin") -> None:
    """Print recall@1, recall@5 and nDCG@10 of both retrievers."""
    dataset = registry.load(questions, split="tune")
    texts = [passage.text for passage in dataset.passages]
    ids = [passage.id for passage in dataset.passages]
    index = HybridIndex.from_texts(texts)

    def ours(question: str) -> list[str]:
        hits = index.search(question, k=ranking_metrics.DEPTH)
        return [ids[int(hit.passage.source)] for hit in hits]  # a text's number is its source

    def shared_words(question: str) -> list[str]:
        asked = words(question)
        order = sorted(range(len(texts)), key=lambda row: -len(asked & words(texts[row])))
        return [ids[row] for row in order[: ranking_metrics.DEPTH]]

    retrievers: dict[str, Retriever] = {"hemeroteca": ours, "shared words": shared_words}
    asked = dataset.answerable
    for name, retrieve in retrievers.items():
        rankings = [retrieve(question.text) for question in asked]
        table = ranking_metrics.table([question.relevant for question in asked], rankings)
        means = dict(zip(ranking_metrics.METRICS, table.mean(axis=0), strict=True))
        shown = "  ".join(f"{key} {means[key]:.3f}" for key in ("recall@1", "recall@5", "ndcg@10"))
        print(f"{name:14} {shown}")
    index.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
