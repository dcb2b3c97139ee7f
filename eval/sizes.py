"""What the networks that we trained and ship weigh on the disk.

    python -m eval.sizes [--json FILE]

JSON: {"reader": {"mb"}, "names": {"mb"}, "verifier": {"kb"}}; a megabyte is a million bytes.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import Any

from eval import exits
from eval.files import STDOUT, write_json
from index.encoders.naming import head
from rag.reader import model
from rag.writer import verifier


def measure() -> dict[str, Any]:
    """Look at the files."""
    networks = (verifier.FOLDER / name for name in (verifier.WEIGHTS, verifier.READ))
    return {
        "reader": {"mb": (model.FOLDER / model.WEIGHTS).stat().st_size / 1e6},
        "names": {"mb": (head.FOLDER / head.WEIGHTS).stat().st_size / 1e6},
        "verifier": {"kb": sum(each.stat().st_size for each in networks) / 1e3},
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m eval.sizes")
    parser.add_argument("--json", default=STDOUT)
    write_json(measure(), parser.parse_args(arguments).json)


if __name__ == "__main__":
    sys.exit(exits.status_of(main))
