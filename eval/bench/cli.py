"""What ``python -m eval.bench`` does: measures Hemeroteca beside other systems.

    python -m eval.bench --dataset squad_es_dev.json --passages squad_es_train.json \
        --json bench.json

Libraries of the extra ``bench`` that are not installed are left out, and the table says so.
Exit status: 0 done, 2 wrong arguments or input that cannot be used, 1 anything else.
"""

from __future__ import annotations

import argparse
import dataclasses
import sys
from collections.abc import Sequence

from eval import arguments, exits
from eval.bench import runner, table
from eval.bench.registry import SYSTEMS
from eval.datasets import builtin, registry
from eval.datasets.types import Dataset
from eval.files import STDOUT, write_json
from eval.measures.latency import sample
from eval.reports.console import console, progress
from rag.cli.arguments import SpanishParser


def parse(words: Sequence[str]) -> argparse.Namespace:
    """Read the options.

    :raises InputError: when the arguments make no sense.
    """
    parser = SpanishParser(
        prog="python -m eval.bench",
        description="Mide Hemeroteca al lado de otros sistemas: velocidad, calidad y memoria.",
        add_help=False,
        allow_abbrev=False,
    )
    group = arguments.options(parser)
    group.add_argument(
        "--dataset",
        default=registry.BUILTIN,
        metavar="CONJUNTO",
        help=f"«{registry.BUILTIN}» (el propio, por omisión), un archivo SQuAD o una carpeta BEIR",
    )
    group.add_argument(
        "--passages",
        action="extend",
        nargs="+",
        default=[],
        metavar="ARCHIVO",
        help="otros archivos SQuAD cuyos párrafos se añaden a los que se buscan",
    )
    group.add_argument(
        "--systems",
        default=",".join(SYSTEMS),
        metavar="LISTA",
        help=f"sistemas, separados por comas (por omisión, {','.join(SYSTEMS)})",
    )
    group.add_argument(
        "--queries",
        type=arguments.positive,
        metavar="N",
        help="hace solo N preguntas, repartidas por igual",
    )
    group.add_argument(
        "--repeat",
        type=arguments.positive,
        default=1,
        metavar="N",
        help="mide N veces, todos los sistemas cada vez; cuentan las medianas (por omisión, 1)",
    )
    arguments.json_option(group)
    return parser.parse_args(words)


def _dataset(options: argparse.Namespace) -> Dataset:
    dataset = registry.load(options.dataset, more_passages=options.passages)
    if options.queries is None:
        return dataset
    questions = tuple(sample(dataset.answerable, options.queries))
    return dataclasses.replace(dataset, questions=questions)


def _run(options: argparse.Namespace) -> None:
    dataset = _dataset(options)
    with progress() as report_progress:
        run = runner.run(
            dataset,
            [name.strip() for name in options.systems.split(",") if name.strip()],
            rounds=options.repeat,
            files=builtin.SAMPLE if options.dataset == registry.BUILTIN else None,
            progress=report_progress,
        )
    table.show(console(stderr=options.json == STDOUT), run)
    write_json(run.to_dict(), options.json)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit status."""
    words = sys.argv[1:] if argv is None else argv
    return exits.status_of(lambda: _run(parse(words)))
