"""Reads the command line of ``python -m eval``, in Spanish throughout."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Final

from eval.answers import yardsticks
from eval.datasets import difference_labels, field_cases
from eval.datasets.builtin import DEFAULT_SPLIT, SPLITS
from eval.datasets.registry import BUILTIN
from eval.retrieval.systems import BUILDERS, DEFAULT
from rag.cli.arguments import SpanishParser
from rag.cli.writing import add_options

#: Both measurements in one run; what is done when no command is named.
ALL: Final = "all"
#: Encoders by name: the one in use, and the full-precision one it is compared with.
ENCODERS: Final = ("default", "reference")
#: The product itself, among the systems that answer press clusters.
OURS: Final = "hemeroteca"


def options(parser: argparse.ArgumentParser) -> argparse._ArgumentGroup:
    """The group of a parser's options, with ``--help`` in Spanish."""
    group = parser.add_argument_group("opciones")
    group.add_argument("-h", "--help", action="help", help="muestra esta ayuda")
    return group


def _measuring(parser: argparse.ArgumentParser) -> argparse._ArgumentGroup:
    """Options of every measurement."""
    group = options(parser)
    group.add_argument(
        "--dataset",
        default=BUILTIN,
        metavar="CONJUNTO",
        help=f"«{BUILTIN}» (el propio, por omisión), un archivo SQuAD o una carpeta BEIR",
    )
    group.add_argument(
        "--passages",
        action="append",
        default=[],
        metavar="ARCHIVO",
        help="otro archivo SQuAD cuyos párrafos se añaden a los que se buscan; se puede repetir",
    )
    group.add_argument(
        "--split",
        choices=SPLITS,
        default=DEFAULT_SPLIT,
        help=f"parte del conjunto propio (por omisión, {DEFAULT_SPLIT})",
    )
    group.add_argument(
        "--limit", type=positive, metavar="N", help="hace solo N preguntas, repartidas por igual"
    )
    group.add_argument(
        "--encoder",
        choices=ENCODERS,
        default=ENCODERS[0],
        help="codificador del programa (default) o el mismo sin comprimir (reference)",
    )
    group.add_argument(
        "--no-cache", action="store_true", help="no guarda ni usa vectores de otras veces"
    )
    json_option(group)
    report_option(group)
    return group


def report_option(group: argparse._ArgumentGroup) -> None:
    """Add the option that names a folder for the page."""
    group.add_argument("--report", metavar="CARPETA", help="escribe un informe HTML con gráficas")


def json_option(group: argparse._ArgumentGroup) -> None:
    """Add ``--json`` to a group."""
    group.add_argument(
        "--json", metavar="ARCHIVO", help="escribe las cifras en JSON; «-» es la salida estándar"
    )


def positive(text: str) -> int:
    """A whole number above 0 from the command line."""
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"«{text}» no es un número entero mayor que 0")
    return number


def _retrieval_options(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--systems",
        default=",".join(DEFAULT),
        metavar="LISTA",
        help=f"sistemas que se comparan, separados por comas, de {', '.join(BUILDERS)} "
        f"(por omisión, {','.join(DEFAULT)})",
    )


def _answer_options(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--gold-paragraph",
        action="store_true",
        help="lee solo el pasaje correcto, sin buscar: mide la lectura sola",
    )


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the command and its options.

    Without a command both measurements are made.

    :raises InputError: when the arguments make no sense.
    """
    parser = SpanishParser(
        prog="python -m eval",
        description="Mide la búsqueda y las respuestas de Hemeroteca. Sin orden, ambas.",
        add_help=False,
        allow_abbrev=False,
    )
    options(parser)
    commands = parser.add_subparsers(dest="command", title="órdenes", metavar="ORDEN")

    def command(name: str, what: str) -> argparse.ArgumentParser:
        subparser: argparse.ArgumentParser = commands.add_parser(
            name, help=what, description=what, add_help=False, allow_abbrev=False
        )
        return subparser

    both = _measuring(command(ALL, "mide la búsqueda y las respuestas"))
    _retrieval_options(both)
    _answer_options(both)
    _retrieval_options(_measuring(command("retrieval", "mide la búsqueda y compara sistemas")))
    _answer_options(_measuring(command("answers", "mide las respuestas")))
    read = options(command("claims", "mide cifras y fechas leídas, y qué fuentes dicen lo mismo"))
    read.add_argument(
        "--stated",
        nargs="+",
        choices=difference_labels.SETS,
        default=(),
        help="pregunta además esos conjuntos, y dice cuántos desacuerdos de los dichos lo son",
    )
    json_option(read)
    json_option(options(command("followups", "mide si se entienden las preguntas de seguimiento")))
    prensa = options(
        command("prensa", "mide preguntas sobre noticias de varios medios, y las fuentes citadas")
    )
    prensa.add_argument(
        "clusters",
        nargs="?",
        metavar="CÚMULOS",
        help="archivo JSONL de cúmulos (por omisión, los treinta propios)",
    )
    who = prensa.add_mutually_exclusive_group()
    who.add_argument(
        "--answers",
        metavar="ARCHIVO",
        help="puntúa las respuestas de otro sistema: JSONL, una línea por pregunta",
    )
    who.add_argument(
        "--system",
        choices=(OURS, *yardsticks.SYSTEMS),
        default=OURS,
        help=f"quién contesta (por omisión, {OURS}); los otros son la vara de medir",
    )
    json_option(prensa)
    report_option(prensa)
    campo = options(
        command("campo", "mide los fallos vistos sobre archivos de verdad, en pequeños casos")
    )
    campo.add_argument(
        "cases",
        nargs="*",
        metavar="CASOS",
        help="archivos JSONL de casos (por omisión, los propios)",
    )
    campo.add_argument("--part", choices=field_cases.PARTS, help="solo los casos de esta parte")
    campo.add_argument("--kind", choices=field_cases.KINDS, help="solo los de esta clase")
    json_option(campo)
    report_option(campo)
    entities = options(
        command("entities", "mide si se reconocen las personas, organizaciones y lugares")
    )
    entities.add_argument(
        "--names",
        metavar="ARCHIVO",
        help="JSONL con los nombres de cada pasaje (p, part, PER, ORG, LOC); por omisión, los de "
        "la muestra",
    )
    entities.add_argument(
        "--passages", metavar="ARCHIVO", help="JSONL con esos pasajes (p, title, text, article)"
    )
    entities.add_argument(
        "--part", default="dev", help="solo los de esta parte (por omisión, dev: sin entrenar)"
    )
    json_option(entities)
    writer = options(
        command("writer", "mide lo que escribe un modelo de lenguaje, y qué queda al comprobarlo")
    )
    add_options(writer)
    writer.add_argument("--questions", type=int, metavar="N", help="cuántas (60)")
    writer.add_argument(
        "--rows",
        metavar="ARCHIVO",
        help="guarda cada respuesta en cuanto llega, y sigue donde se quedó; sin --writer se "
        "cuenta lo guardado",
    )
    writer.add_argument(
        "--patience",
        type=float,
        metavar="S",
        help="segundos que se espera cada texto, en una máquina que tiene otras tareas",
    )
    json_option(writer)
    export = options(
        command("export-feedback", "convierte en preguntas lo que se marcó en el chat")
    )
    export.add_argument("--archive", required=True, metavar="CARPETA", help="el archivo")
    export.add_argument(
        "--out", required=True, metavar="ARCHIVO", help="el conjunto que se escribe"
    )
    words = list(arguments)
    if not words or (words[0].startswith("-") and words[0] not in ("-h", "--help")):
        words.insert(0, ALL)
    return parser.parse_args(words)
