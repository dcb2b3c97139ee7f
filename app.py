"""The chat over an archive: ``python app.py``, the same as ``hemeroteca chat``.

Everything is served from this machine to this machine; the page fetches nothing from
anywhere else.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from rag.cli import main as command_line


def main(arguments: Sequence[str] | None = None) -> int:
    """Open an archive, serve the chat over it, and return the exit status."""
    return command_line.main(["chat", *(sys.argv[1:] if arguments is None else arguments)])


if __name__ == "__main__":
    raise SystemExit(main())
