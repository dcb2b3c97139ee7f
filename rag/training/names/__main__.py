"""Fits the recogniser of names and writes its weights and their card.

    python -m rag.training.names --names NAMES --passages TEXTS --sample NAMES --clusters CLUSTERS

``--names`` and ``--passages`` hold labelled passages (:func:`rag.entities.labels.read_press`),
``--sample`` lists the names in the notes of ``rag/muestra``; of both, what is marked ``train`` is
learnt from, but for a sixth of the press articles that choices were made on, and nothing else is
looked at. Passages of our own (:mod:`rag.training.names.own`) are added: those written for it, and
of clusters those in this repository and in the files of ``--clusters``. Some three minutes on one
core; on one machine the same inputs give the same bytes. Its figures: ``python -m eval entities``.
Developers' tool, in English.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import torch

from index.encoders.e5.onnx_graph import SEEN_LAYERS
from index.encoders.loading import load_default
from index.encoders.naming.head import CARD, FOLDER, WEIGHTS
from rag.entities.labels import read_press, read_sample
from rag.sample import NOTES
from rag.training.names import own
from rag.training.names.export import graph
from rag.training.names.learning import Passages, fit
from rag.training.names.words import tuning_articles, words

WRITTEN_SHARE, CLUSTERS_SHARE = 1.0, 0.5
"""Of the passages of our own, how much is learnt from in an epoch."""


def main(arguments: list[str] | None = None) -> None:
    """Read, fit, write."""
    parser = argparse.ArgumentParser(prog="python -m rag.training.names")
    parser.add_argument("--names", type=Path, required=True)
    parser.add_argument("--passages", type=Path, required=True)
    parser.add_argument("--sample", type=Path, required=True)
    parser.add_argument("--clusters", type=Path, nargs="*", default=[])
    parser.add_argument("--out", type=Path, default=FOLDER)
    parser.add_argument("--whole", action="store_true", help="learn from the tuning part too")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(arguments)
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    encoder = load_default()
    press = read_press(options.names, options.passages)
    tuning = set() if options.whole else tuning_articles(press)
    labelled = [passage for passage in press if passage.article not in tuning]
    labelled += read_sample(options.sample, NOTES, encoder)
    learnt = [passage for passage in labelled if passage.part == "train"]
    written = own.read_marked(own.WRITTEN)
    clusters = own.read_clusters(own.NAMES, [own.CLUSTERS, *options.clusters])
    sets = [
        Passages(words(encoder, learnt)),
        Passages(words(encoder, written), WRITTEN_SHARE),
        Passages(words(encoder, clusters), CLUSTERS_SHARE),
    ]
    passages = len(learnt) + len(written) + len(clusters)
    rows = sum(len(each.words.tags) for each in sets)
    print(f"{passages} passages, {rows} words", flush=True)
    raw = graph(fit(sets, options.seed)).SerializeToString()
    options.out.mkdir(exist_ok=True)
    (options.out / WEIGHTS).write_bytes(raw)
    card = {
        "sha256": hashlib.sha256(raw).hexdigest(),
        "bytes": len(raw),
        "layers": list(SEEN_LAYERS),
        "passages": passages,
        "words": rows,
        "seed": options.seed,
        "licence": "MIT",
        "data": "names written down by hand (MIT) in passages of The Spanish Fake News Corpus 2.0 "
        "(Posadas-Durán et al., CC BY 4.0), and in rag/muestra, press clusters and passages of our "
        "own (MIT)",
        "figures": "docs/entities.md",
    }
    text = json.dumps(card, ensure_ascii=False, indent=1)
    (options.out / CARD).write_text(text + "\n", encoding="utf-8")
    print(f"{options.out}: {card['bytes']} bytes, {card['sha256'][:12]}")


if __name__ == "__main__":
    main()
