"""Times ``add`` over a large folder that is in the archive as it is.

    python -m eval.growth.unchanged [--files 10000]

The notes are short and made; their vectors are blank, since encoding is not what is measured.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rich.console import Console

from eval import exits
from index.encoders.cosine_scale import E5_SCALE
from index.encoders.protocol import Progress
from rag import Archive

FILES_PER_FOLDER: Final = 100
"""Files of each sub-folder."""


class Blank:
    """An encoder that gives every text the same vector."""

    name = fingerprint = "en blanco"
    dimension, max_tokens, cosine_scale = 4, 512, E5_SCALE

    def count_tokens(self, text: str) -> int:
        """A token a word."""
        return len(text.split())

    def encode_passages(
        self, texts: Sequence[str], progress: Progress | None = None
    ) -> NDArray[np.float32]:
        """The same unit vector for all, (n, 4)."""
        if progress is not None:
            progress(len(texts), len(texts))
        return self.encode_queries(texts)

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The same unit vector for all, (n, 4)."""
        return np.full((len(texts), self.dimension), 0.5, np.float32)


def write(folder: Path, count: int) -> None:
    """Write so many notes of a headline and two paragraphs, in sub-folders."""
    for number in range(count):
        place = folder / str(number // FILES_PER_FOLDER)
        place.mkdir(parents=True, exist_ok=True)
        text = (
            f"Obras en el puente {number}\n\nEl ayuntamiento aprobó ayer {number} euros para el "
            f"puente viejo de la villa.\n\nLa alcaldesa dijo que empezarán en {number % 28} días.\n"
        )
        (place / f"{number}.txt").write_text(text, encoding="utf-8")


def measure(count: int, rounds: int = 3) -> tuple[float, list[float]]:
    """Return the seconds of the first ``add``, and of the same again."""
    with tempfile.TemporaryDirectory(prefix="hemeroteca-unchanged-") as work:
        notes = Path(work) / "notas"
        write(notes, count)
        archive = Archive.open(Path(work) / "archivo", encoder=Blank())
        times = []
        for _ in range(rounds + 1):
            started = time.perf_counter()
            report = archive.add(notes)
            times.append(time.perf_counter() - started)
        if len(report.unchanged) != count:
            raise RuntimeError(f"Solo {len(report.unchanged)} de {count} archivos no cambiaron.")
        archive.close()
    return times[0], times[1:]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and show."""
    parser = argparse.ArgumentParser(prog="python -m eval.growth.unchanged")
    parser.add_argument("--files", type=int, default=10_000)
    first, again = measure(parser.parse_args(arguments).files)
    Console().print(
        f"La primera vez, sin codificar: {first:.1f} s. Otra vez, sin cambios: "
        f"{', '.join(f'{seconds:.2f}' for seconds in again)} s"
    )


if __name__ == "__main__":
    sys.exit(exits.status_of(main))
