"""``python -m eval.pages``: prints the set of pages, reads it, and says how much came out right."""

from __future__ import annotations

import argparse
import os
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from statistics import median

from eval import exits
from eval.files import write_json
from eval.pages.measuring import Reading, measure
from eval.pages.samples import mosaic, samples
from eval.pages.scanning import scanned


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a table by kind of page, and what came out wrong; returns 0."""
    parser = argparse.ArgumentParser(prog="python -m eval.pages", description=__doc__)
    parser.add_argument("--seed", type=int, default=0, help="other pages of the same kinds")
    parser.add_argument("--rounds", type=int, default=5, help="15 pages each (5)")
    parser.add_argument(
        "--scans", action="store_true", help="as a scanner sees them, read by Tesseract"
    )
    parser.add_argument("--json", metavar="FILE", help="write figures and readings there")
    parser.add_argument("--keep", metavar="FOLDER", help="write the PDF files there")
    parser.add_argument("--mosaics", type=int, metavar="N", help="only so many left to chance")
    options = parser.parse_args(arguments)
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
    kinds = figures(readings)
    if options.json:
        rows = [{**asdict(reading), "tau": reading.tau} for reading in readings]
        write_json({"kinds": kinds, "rows": rows}, options.json)
    show(kinds, readings)
    return 0


def figures(readings: Sequence[Reading]) -> dict[str, dict[str, float]]:
    """Work out the figures of each kind of page, and of all together under ``all``.

    :returns: kind (words joined by ``_``) → ``pages``, ``characters`` and ``tau`` (shares),
        ``sentences``, ``false`` and ``heads`` (counts), ``articles`` and ``whole`` of them where
        they are several, ``ms`` (median a page).
    """
    kinds: dict[str, list[Reading]] = defaultdict(list)
    for reading in readings:
        kinds[reading.name.rpartition(" ")[0].replace(" ", "_")].append(reading)
    return {name: _of(own) for name, own in (*sorted(kinds.items()), ("all", list(readings)))}


def _of(readings: Sequence[Reading]) -> dict[str, float]:
    pages = sum(r.pages for r in readings)
    pairs = sum(r.pairs for r in readings)
    return {
        "pages": pages,
        "characters": sum(r.characters * r.pages for r in readings) / pages,
        "tau": 2 * sum(r.concordant for r in readings) / pairs - 1 if pairs else 1.0,
        "sentences": sum(r.sentences for r in readings),
        "false": sum(len(r.false_sentences) for r in readings),
        "heads": sum(r.furniture for r in readings),
        "articles": sum(r.marked_articles for r in readings),
        "whole": sum(r.whole_articles for r in readings),
        "ms": median(r.ms_a_page for r in readings),
    }


def show(kinds: Mapping[str, Mapping[str, float]], readings: Sequence[Reading]) -> None:
    """Print the figures of each kind and of all, then the sentences that nobody printed."""
    print("| pages | of | characters | order (tau) | sentences | false | heads left | ms a page |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for name, own in kinds.items():
        print(
            f"| {own['pages']} | {name.replace('_', ' ')} "
            f"| {own['characters']:.4f} | {own['tau']:.4f} | {own['sentences']} "
            f"| {own['false']} | {own['heads']} | {own['ms']:.0f} |"
        )
    if several := kinds["all"]["articles"]:
        print(f"articles that came out whole: {kinds['all']['whole']} of {several}")
    for reading in readings:
        if reading.expected_articles and reading.articles != reading.expected_articles:
            print(f"{reading.name}: {reading.articles} articles, {reading.expected_articles} right")
        for sentence in reading.false_sentences:
            print(f"{reading.name}: «{sentence}»")


if __name__ == "__main__":
    sys.exit(exits.status_of(main))
