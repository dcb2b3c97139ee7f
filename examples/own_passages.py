"""The search engine alone, over passages that you bring: no files, no archive.

python examples/own_passages.py "¿cuánto cuesta el tren?"
"""

from __future__ import annotations

import sys

from hemeroteca import HybridIndex

PASSAGES = (
    "El tren de alta velocidad costará 1.200 millones de euros, un tercio más de lo previsto.",
    "La nieve cortó ayer tres puertos de la sierra.",
    "El abono mensual del autobús sube a treinta euros.",
)


def main(question: str) -> None:
    """Search the passages by meaning and by words, and print them with their scores."""
    index = HybridIndex.from_texts(PASSAGES)
    for hit in index.search(question, k=3):
        print(f"{hit.score:.2f}  meaning {hit.dense:.2f}  words {hit.bm25:.1f}  {hit.passage.text}")
    index.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
