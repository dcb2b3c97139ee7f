"""Measures two bounds of the rules on what is asked about, over press clusters, nothing read.

    python -m eval.thresholds rag/training/data/own_clusters.jsonl

From which share of the question's words in a passage a figure of another order is taken for a
count of the same thing all the same (``MOST`` of ``rag/claims/statements.py``), and how many
letters a word's beginning must have by which a passage is told to speak of what is asked about
(``LEAST`` of ``rag/questions/nouns.py``). Of the gold answers as many as possible are to be kept,
of other figures of the same articles as few.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from rich.console import Console
from rich.table import Table

from eval import exits
from eval.datasets.clusters import Cluster, ClusterQuestion, load
from eval.files import write_json
from index.text.analyzer import analyze
from rag.claims.meaning import Question, question_of
from rag.claims.statements import BESIDE, FAR_APART
from rag.claims.things import says_nothing_of_it
from rag.values.amount_types import Amount
from rag.values.amounts import amount_at, find_amounts, same_unit

SHARES: Final = (0.4, 0.5, 0.6, 2 / 3, 0.75, 0.8, 1.0)
LETTERS: Final = (3, 4, 5, 6)

Counts = dict[str, dict[str, int]]
"""By bound: ``gold`` and ``others`` that are kept with it; under ``all`` how many there are."""


class Figure:
    """A figure in a paragraph of a cluster.

    :param is_gold: whether it answers the question at hand.
    """

    def __init__(self, title: str, lead: str, text: str, amount: Amount, *, is_gold: bool) -> None:
        self.title, self.lead, self.text = title, lead, text
        self.amount, self.is_gold = amount, is_gold

    def spoken(self, question: Question) -> float:
        """Return the share of a question's words in its paragraph and headline."""
        terms = frozenset(analyze(f"{self.title}\n{self.text}"))
        return len(question.terms & terms) / len(question.terms)

    def counts(self, noun: str | None) -> bool:
        """Whether the noun stands beside it."""
        beside = self.text[self.amount.start : self.amount.end + BESIDE]
        return noun is not None and noun in analyze(beside)


def figures(cluster: Cluster, question: ClusterQuestion) -> Iterator[Figure]:
    """Yield the gold answers of a question that are figures, and all other figures of the cluster
    in paragraphs that do not answer."""
    gold = {answer.at: answer.text for answer in question.answers}
    for article in cluster.articles:
        for number, text in enumerate(article.paragraphs, 1):
            answer = gold.get(f"{article.id}.{number}")
            near = article.title, article.paragraphs[0], text
            if answer is None:
                for amount in find_amounts(text):
                    yield Figure(*near, amount, is_gold=False)
            elif found := amount_at(text, at := text.index(answer), at + len(answer)):
                yield Figure(*near, found, is_gold=True)


def measure(clusters: Sequence[Cluster]) -> dict[str, Counts]:
    """Count what is kept with each bound."""
    shares, letters = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for cluster in clusters:
        for each in cluster.questions:
            question = question_of(each.text)
            found = list(figures(cluster, each))
            gold = [figure for figure in found if figure.is_gold]
            if not question.terms or not gold:
                continue
            for figure in found:
                who = "gold" if figure.is_gold else "others"
                if _is_of_another_order(figure, gold) and not figure.counts(question.counted_noun):
                    shares[who, "all"] += 1
                    spoken = figure.spoken(question)
                    shares.update((who, f"{least:.2f}") for least in SHARES if spoken >= least)
            for figure in {one.text: one for one in found}.values():
                who = "gold" if figure.is_gold else "others"
                near, lead = f"{figure.title}\n{figure.text}", partial(str, figure.lead)
                letters[who, "all"] += 1
                letters.update(
                    (who, str(least))
                    for least in LETTERS
                    if not says_nothing_of_it(each.text, near, figure.text, lead, least=least)
                )
    return {
        "share": _by_bound(shares, [f"{least:.2f}" for least in SHARES]),
        "letters": _by_bound(letters, [str(least) for least in LETTERS]),
    }


def _is_of_another_order(figure: Figure, gold: Sequence[Figure]) -> bool:
    """Whether it is far from a gold answer of another article, and of its unit."""
    for other in gold:
        if other is figure or not same_unit(other.amount, figure.amount, counted=True):
            continue
        one, two = other.amount.base()[0], figure.amount.base()[0]
        if min(one, two) > 0 and max(one, two) / min(one, two) > FAR_APART:
            return True
    return False


def _by_bound(counts: Counter[tuple[str, str]], bounds: Sequence[str]) -> Counts:
    return {
        bound: {who: counts[who, bound] for who in ("gold", "others")} for bound in ("all", *bounds)
    }


def show(result: dict[str, Any]) -> None:
    """Print a table for each bound."""
    for name, by_bound in result.items():
        table = Table(name, "gold kept", "others kept")
        for bound, kept in by_bound.items():
            table.add_row(bound, *(str(kept[who]) for who in ("gold", "others")))
        Console().print(table)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and show."""
    parser = argparse.ArgumentParser(prog="python -m eval.thresholds")
    parser.add_argument("clusters", type=Path, nargs="+")
    parser.add_argument("--json", help="where the figures go; «-» is the terminal")
    options = parser.parse_args(arguments)
    result = measure([cluster for path in options.clusters for cluster in load(path)])
    show(result)
    if options.json:
        write_json(result, options.json)


if __name__ == "__main__":
    sys.exit(exits.status_of(main))
