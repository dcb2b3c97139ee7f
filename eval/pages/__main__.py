"""``python -m eval.pages``: prints the set of pages, reads it, and says how much came out right."""

from __future__ import annotations

import argparse
import json
import os
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from statistics import median

from eval.pages.measuring import Reading, measure
from eval.pages.samples import mosaic, samples
from eval.pages.scanning import scanned


def main() -> None:
    """Print a table by kind of page, and what came out wrong."""
    parser = argparse.ArgumentParser(prog="python -m eval.pages", description=__doc__)
    parser.add_argument("--seed", type=int, default=0, help="other pages of the same kinds")
    parser.add_argument("--rounds", type=int, default=5, help="15 pages each (5)")
    parser.add_argument(
        "--scans", action="store_true", help="as a scanner sees them, read by Tesseract"
    )
    parser.add_argument("--json", metavar="FILE", help="write every reading there")
    parser.add_argument("--keep", metavar="FOLDER", help="write the PDF files there")
    parser.add_argument("--mosaics", type=int, metavar="N", help="only so many left to chance")
    options = parser.parse_args()
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # as the process that reads files has it
    readings: list[Reading] = []
    pages = samples(options.seed, options.rounds)
    if options.mosaics:
        pages = (mosaic(options.seed + n) for n in range(options.mosaics))
    for printed in pages:
        sample = scanned(printed, options.seed) if options.scans else printed
        readings.append(measure(sample, recognised=options.scans))
        if options.keep:
            folder = Path(options.keep)
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{sample.name.replace(' ', '-')}.pdf").write_bytes(sample.data)
    if options.json:
        rows = [{**asdict(reading), "tau": reading.tau} for reading in readings]
        Path(options.json).write_text(json.dumps(rows, ensure_ascii=False, indent=1), "utf-8")
    show(readings)


def show(readings: Sequence[Reading]) -> None:
    """Print the figures of each kind and of all, then the sentences that nobody printed."""
    kinds: dict[str, list[Reading]] = defaultdict(list)
    for reading in readings:
        kinds[reading.name.rpartition(" ")[0]].append(reading)
    print("| pages | of | characters | order (tau) | sentences | false | heads left | ms a page |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for name, own in (*sorted(kinds.items()), ("all", list(readings))):
        pairs = sum(r.pairs for r in own)
        tau = 2 * sum(r.concordant for r in own) / pairs - 1 if pairs else 1.0
        print(
            f"| {sum(r.pages for r in own)} | {name} "
            f"| {sum(r.characters * r.pages for r in own) / sum(r.pages for r in own):.4f} "
            f"| {tau:.4f} | {sum(r.sentences for r in own)} "
            f"| {sum(len(r.false_sentences) for r in own)} | {sum(r.furniture for r in own)} "
            f"| {median(r.ms_a_page for r in own):.0f} |"
        )
    for reading in readings:
        if reading.expected_articles and reading.articles != reading.expected_articles:
            print(f"{reading.name}: {reading.articles} articles, {reading.expected_articles} right")
        for sentence in reading.false_sentences:
            print(f"{reading.name}: «{sentence}»")


if __name__ == "__main__":
    main()
