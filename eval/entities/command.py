"""``python -m eval entities``: reads the labels, recognises, counts and shows."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, Final

from rich.console import Console

from eval.datasets import builtin
from eval.entities import measuring
from eval.reports.entities_console import show_entities
from index.encoders import loading
from index.errors import InputError
from rag.entities import labels

SAMPLE_NAMES: Final = builtin.SAMPLE_NAMES


def run(options: argparse.Namespace, out: Console) -> dict[str, Any]:
    """Measure the recogniser on the labels that the options name; returns the JSON.

    :raises InputError: a file is missing or unusable, or has no passage of the part.
    """
    encoder = loading.load_default()
    if bool(options.names) != bool(options.passages):
        raise InputError("«--names» y «--passages» van juntos: unos nombres y sus pasajes.")
    if options.names:
        found = labels.read_press(Path(options.names), Path(options.passages))
        title = Path(options.names).name
    else:
        found, title = labels.read_sample(SAMPLE_NAMES, builtin.SAMPLE, encoder), "muestra"
    passages = [each for each in found if each.part == options.part]
    if not passages:
        parts = ", ".join(sorted({each.part for each in found}))
        raise InputError(f"Ningún pasaje es de la parte «{options.part}»; hay: {parts}.")
    counts = measuring.count(passages, measuring.recognised(encoder, passages))
    show_entities(out, f"Nombres de {len(passages)} pasajes ({title}, {options.part})", counts)
    return {
        "dataset": title,
        "part": options.part,
        "passages": len(passages),
        "recogniser": encoder.recogniser,
        "kinds": {kind: each.to_dict() for kind, each in counts.items()},
    }
