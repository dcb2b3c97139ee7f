"""Writes archives of a given size as ``add`` writes them but for reading and encoding: into a
folder, or into an empty database, which is left empty again.

What measures a server begins here too: the options that all such commands have, the address looked
at before anything is done, and whose database it is.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Final

from eval.datasets import registry
from eval.datasets.types import Dataset
from eval.growth import corpus
from eval.growth.corpus import Sentences
from index import HybridIndex
from index.encoders.protocol import Encoder
from index.errors import InputError
from index.postgres import schema
from index.postgres.address import Address, refuse_password
from index.postgres.backend import PostgresIndex
from index.postgres.pools import SCHEMA, connect

TOGETHER: Final = 13
"""Articles of ten passages written in one transaction: as many passages as ``add`` writes."""


def write_archive(
    folder: Path,
    sentences: Sentences,
    size: int,
    encoder: Encoder,
    per_document: int = corpus.PER_DOCUMENT,
) -> float:
    """Write ``size`` passages into a folder that is not there yet; return the seconds it took.

    :param per_document: passages of an article.
    """
    index = HybridIndex.open(folder, encoder)
    started = time.perf_counter()
    with index.writing():
        for each in corpus.recombine(sentences, size, per_document=per_document):
            index.store.put_document(each.document, each.terms, each.vectors)
    seconds = time.perf_counter() - started
    index.close()
    return seconds


def fill(index: PostgresIndex, sentences: Sentences, size: int) -> None:
    """Write made passages as ``add`` does but for reading and encoding."""
    documents = corpus.recombine(sentences, size)
    with index.writing():
        pass  # records the encoder
    while group := list(islice(documents, TOGETHER)):
        with index.writing():
            for each in group:
                index.put_document(each.document, each.terms, each.vectors)


def forget(address: str) -> None:
    """Take away the archive that was measured."""
    with connect(Address.parse(address).whole) as connection:
        connection.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE".encode())


def command(module: str) -> argparse.ArgumentParser:
    """Return a parser with the options of everything that measures a server.

    :param module: what ``python -m`` runs.
    """
    parser = argparse.ArgumentParser(prog=f"python -m {module}")
    parser.add_argument("address")
    parser.add_argument("--dataset", default=registry.BUILTIN)
    parser.add_argument("--passages", action="append", default=[])
    parser.add_argument("--json", type=Path)
    return parser


def begin(
    parser: argparse.ArgumentParser, arguments: Sequence[str] | None
) -> tuple[argparse.Namespace, Dataset]:
    """Read the options and the question set that they name.

    :param parser: one of :func:`command`.
    :param arguments: the words of the command line; those of this process when ``None``.
    :raises InputError: the address is none, or has a password in it; the set cannot be read.
    """
    options = parser.parse_args(arguments)
    Address.parse(refuse_password(options.address))
    return options, registry.load(options.dataset, more_passages=options.passages, split="all")


def check_empty(address: str) -> str:
    """Return what server it is.

    :raises InputError: the database holds an archive, which is nobody's to measure with.
    """
    with connect(Address.parse(address).whole) as connection:
        if schema.version_of(connection) is not None:
            raise InputError("La base de datos ya tiene un archivo; dé una vacía.")
        version = connection.info.server_version
    return f"PostgreSQL {version // 10_000}.{version % 10_000}"
