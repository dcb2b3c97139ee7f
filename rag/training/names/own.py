"""Passages of our own with their names, to learn from: read closely, all of them in the repository.

Two lists beside the other training data (MIT). ``own_names.jsonl`` has, for a cluster of invented
articles, what its paragraphs name: an expression is of one kind in the whole cluster, or is left
out of learning (``UNSURE``: a ship, a dog, «Fuerza Aérea portuguesa»). ``NONE`` holds back what
would else be found inside («Defensa» in «ministro de Defensa»). ``written_names.jsonl`` has
passages written for this, in the manner of the press and full of real organisations, what is
said of them invented; the names stand in marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from index.errors import InputError
from index.types import Mention
from rag.entities.labels import FIELDS, LabelledPassage, rows, stand

NAMES: Final = Path(__file__).parents[1] / "data" / "own_names.jsonl"
WRITTEN: Final = NAMES.with_name("written_names.jsonl")
CLUSTERS: Final = NAMES.with_name("own_clusters.jsonl")

_UNSURE: Final = "UNSURE"
_LISTS: Final = (*FIELDS, "NONE", _UNSURE)
_MARK: Final = re.compile(r"\[(PER|ORG|LOC|UNSURE) ([^\[\]]+)\]")


def read_clusters(names: Path, clusters: Sequence[Path]) -> list[LabelledPassage]:
    """Read the paragraphs of clusters with the names that a JSONL file lists by ``cluster``; those
    of clusters that are in no file are passed over.

    :param clusters: JSONL files of clusters (``docs/reader.md``), one a line.
    :raises InputError: a file cannot be read, a line has not what is needed, or a name is in no
        paragraph of its cluster.
    """
    texts = {
        str(row["cluster"]): row for path in clusters for row in rows(path, "cluster", "articles")
    }
    labelled = []
    for row in rows(names, "cluster", *FIELDS):
        cluster = texts.get(str(row["cluster"]))
        if cluster is not None:
            labelled += _of_cluster(row, cluster, names)
    return labelled


def _of_cluster(row: dict[str, Any], cluster: dict[str, Any], path: Path) -> list[LabelledPassage]:
    lists: dict[str, Sequence[str]] = {label: row.get(label, ()) for label in _LISTS}
    labelled = []
    seen: set[str] = set()
    for article in cluster["articles"]:
        id = f"{row['cluster']}/{article['id']}"
        for number, text in enumerate(article["paragraphs"], 1):
            places = stand(text, lists)
            seen.update(text[start:end] for start, end, _ in places)
            labelled.append(_passage(f"{id}.{number}", article["title"], text, places, id))
    missing = {name for several in lists.values() for name in several} - seen
    if missing:
        raise InputError(f"«{path}», «{row['cluster']}»: no están {', '.join(sorted(missing))}.")
    return labelled


def read_marked(path: Path) -> list[LabelledPassage]:
    """Read passages in whose text the names are marked: «la [ORG OMS] pidió en [LOC Ginebra]».

    :raises InputError: it cannot be read, or a line has not what is needed.
    """
    labelled = []
    for number, row in enumerate(rows(path, "title", "text"), 1):
        text, places, at = "", [], 0
        for mark in _MARK.finditer(row["text"]):
            text += row["text"][at : mark.start()]
            places.append((len(text), len(text) + len(mark[2]), mark[1]))
            text, at = text + mark[2], mark.end()
        text += row["text"][at:]
        if "[" in text or "]" in text:
            raise InputError(f"«{path}», pasaje {number}: una marca no está completa.")
        labelled.append(_passage(f"written {number}", row["title"], text, places, str(number)))
    return labelled


def _passage(
    id: str, title: str, text: str, places: Sequence[tuple[int, int, str]], article: str
) -> LabelledPassage:
    mentions = tuple(
        Mention(start, end, FIELDS[label]) for start, end, label in places if label in FIELDS
    )
    unsettled = tuple((start, end) for start, end, label in places if label == _UNSURE)
    return LabelledPassage(id, title, text, mentions, "train", article, unsettled)
