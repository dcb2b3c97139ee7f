"""Lists the systems that stand in the table.

Each is a class in a module of its own under :mod:`eval.bench.peers`, named here by its
place, so that nothing of a library is imported before its own process runs.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from eval import system_names


@dataclass(frozen=True, slots=True)
class Entry:
    """A system of the table.

    :param place: ``module:class``.
    :param needs: libraries of the extra ``bench``, by the names they are imported by.
    :param packages: whose versions the JSON gives, by the names they are installed by.
    :param ranks: whether it ranks passages; else only its indexing is measured.
    """

    place: str
    needs: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()
    ranks: bool = True

    def missing(self) -> list[str]:
        """Return the libraries that are not installed."""
        return [name for name in self.needs if importlib.util.find_spec(name) is None]


_HERE: Final = "eval.bench.peers"
_ENCODED: Final = ("sentence-transformers", "torch")

#: The product, the yardstick whose indexing is 1, and who else does this.
SYSTEMS: Final[Mapping[str, Entry]] = {
    "hemeroteca": Entry(f"{_HERE}.hemeroteca:Engine", packages=("onnxruntime",)),
    "hemeroteca-files": Entry(
        f"{_HERE}.hemeroteca_files:Files", packages=("onnxruntime",), ranks=False
    ),
    "card": Entry(f"{_HERE}.card:Card", packages=(*_ENCODED, "faiss-cpu", "rank-bm25")),
    "txtai": Entry(f"{_HERE}.txtai_hybrid:Txtai", ("txtai",), ("txtai", "transformers", "torch")),
    "lancedb": Entry(f"{_HERE}.lancedb_hybrid:LanceDB", ("lancedb",), ("lancedb", *_ENCODED)),
    "haystack": Entry(
        f"{_HERE}.haystack_hybrid:Haystack",
        ("haystack", "haystack_integrations"),
        ("haystack-ai", "sentence-transformers-haystack", *_ENCODED),
    ),
}
#: The system that the others' indexing is compared with.
YARDSTICK: Final = "card"
#: The system that the others' rankings are compared with.
REFERENCE: Final = "hemeroteca"


def check_names(names: Sequence[str], systems: Mapping[str, Entry] = SYSTEMS) -> list[str]:
    """Return the names without repetition.

    :raises InputError: when one is unknown or there is none.
    """
    return system_names.check_names(names, systems)
