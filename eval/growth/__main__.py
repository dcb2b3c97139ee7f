"""Measures what an archive costs as it grows: opening, searching, asking, adding, removing, memory.

    python -m eval.growth [--sizes 2000 20000 200000 1000000] [--dataset SQUAD]
                          [--passages SQUAD]… [--json FILE] [--plot FILE.svg] [--work DIR]

The archives are made of recombined sentences (see :mod:`eval.growth.corpus`). A million
passages take 3 GB of disk and about ten minutes of two cores.

JSON: {"sentences", "likeness", "machine", "sizes": {"2000": {"make", "build", "import", "open",
"search_ms": {"p50", "p95"}, "ask_ms", "recall", "remove", "search_after_remove", "add",
"search_after_add", "disk_mib", "memory_opened", "memory_used", "memory_rebuilt",
"memory_built"}},
"exponents": {"search_ms": …}}. An exponent e says that the cost grows as size ** e.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from rich.console import Console
from rich.table import Table

from eval import exits
from eval.cache import EmbeddingCache, default_folder
from eval.datasets import registry
from eval.growth import archives, corpus, drawing
from eval.growth.corpus import Sentences
from eval.measures.latency import sample
from index.encoders import loading

SIZES: Final = (2_000, 20_000, 200_000, 1_000_000)
SEARCH_QUESTIONS: Final = 200
ASK_QUESTIONS: Final = 60

ROWS: Final[Mapping[str, str]] = {
    "make": "escribir los pasajes (s)",
    "build": "hacer los índices (s)",
    "open": "abrir y primera búsqueda (s)",
    "search_ms.p50": "buscar, mediana (ms)",
    "search_ms.p95": "buscar, p95 (ms)",
    "ask_ms.p50": "preguntar, mediana (ms)",
    "ask_ms.p95": "preguntar, p95 (ms)",
    "recall": "recall@10 de los vectores",
    "remove": "quitar un artículo (s)",
    "add": "añadir un artículo (s)",
    "search_after_add": "búsqueda que pone al día los índices (s)",
    "memory_opened": "memoria tras abrir (MiB)",
    "memory_used": "memoria tras las preguntas (MiB)",
    "memory_rebuilt": "memoria máxima al ponerlos al día (MiB)",
    "memory_built": "memoria máxima al hacerlos (MiB)",
    "disk_mib": "disco (MiB)",
}
"""What is shown of each size, with its Spanish name."""


def value(costs: Mapping[str, Any], name: str) -> float:
    """Read a cost by its name, such as ``search_ms.p50``."""
    first, _, rest = name.partition(".")
    return float(costs[first][rest] if rest else costs[first])


def exponent(sizes: Sequence[int], costs: Sequence[float]) -> float:
    """Fit the power of the size that the cost grows with: least squares of the logarithms."""
    slope, _ = np.polyfit(np.log(sizes), np.log(np.maximum(costs, 1e-6)), 1)
    return float(slope)


def measure_size(
    folder: Path, sentences: Sentences, size: int, questions: Sequence[str], work: Path
) -> dict[str, Any]:
    """Make an archive and let another process measure it."""
    seconds = archives.write_archive(folder, sentences, size, loading.load_default())
    article = work / "articulo.txt"
    extra = next(corpus.recombine(sentences, corpus.PER_DOCUMENT, seed=corpus.SEED + size))
    article.write_text(extra.document.text, encoding="utf-8")
    task = work / "task.json"
    task.write_text(
        json.dumps(
            {
                "questions": sample(questions, SEARCH_QUESTIONS),
                "asked": sample(questions, ASK_QUESTIONS),
                "article": str(article),
            }
        ),
        encoding="utf-8",
    )
    costs: dict[str, Any] = {"make": seconds}
    command = [sys.executable, "-m", "eval.growth.measuring", str(folder)]
    for arguments in ([], [str(task)]):  # what the first process builds the second one loads
        run = subprocess.run([*command, *arguments], check=True, capture_output=True, text=True)  # noqa: S603
        costs |= json.loads(run.stdout)
    files = (path.stat().st_size for path in folder.rglob("*") if path.is_file())
    costs["disk_mib"] = sum(files) / 2**20
    return costs


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and show."""
    parser = argparse.ArgumentParser(prog="python -m eval.growth")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--dataset", default=registry.BUILTIN)
    parser.add_argument("--passages", action="append", default=[])
    parser.add_argument("--json", type=Path)
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--work", type=Path)
    options = parser.parse_args(arguments)
    dataset = registry.load(options.dataset, more_passages=options.passages, split="all")
    model, cache = loading.load_default(), EmbeddingCache(default_folder())
    sentences = corpus.encode_sentences(dataset.passages, model, cache)
    questions = [question.text for question in dataset.questions]
    result: dict[str, Any] = {
        "sentences": len(sentences.texts),
        "likeness": corpus.likeness(sentences, model),
        "machine": f"{platform.machine()}, {os.cpu_count()} núcleos",
        "sizes": {},
    }
    for size in options.sizes:
        with tempfile.TemporaryDirectory(dir=options.work, prefix="hemeroteca-growth-") as work:
            place = Path(work)
            costs = measure_size(place / "archivo", sentences, size, questions, place)
            result["sizes"][str(size)] = costs
    if len(options.sizes) > 1:
        result["exponents"] = {
            name: exponent(
                options.sizes, [value(costs, name) for costs in result["sizes"].values()]
            )
            for name in ROWS
        }
    if options.json:
        options.json.write_text(json.dumps(result, indent=1), encoding="utf-8")
    if options.plot:
        options.plot.write_text(drawing.svg(result, ROWS, value), encoding="utf-8")
    show(result)


def show(result: Mapping[str, Any]) -> None:
    """Show one column a size, and the exponent."""
    table = Table(
        "", *(f"{int(size):,}".replace(",", ".") for size in result["sizes"]), "exponente"
    )
    exponents = result.get("exponents", {})
    for name, title in ROWS.items():
        cells = [f"{value(costs, name):.3g}" for costs in result["sizes"].values()]
        table.add_row(title, *cells, f"{exponents[name]:.2f}" if name in exponents else "")
    console = Console()
    console.print(table)
    console.print(
        f"{result['sentences']} frases; coseno de los vectores compuestos con los del "
        f"codificador: {result['likeness']:.3f}"
    )


if __name__ == "__main__":
    sys.exit(exits.status_of(main))
