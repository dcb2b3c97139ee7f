"""``python -m rag`` is the same as ``hemeroteca``."""

from __future__ import annotations

import sys

from rag.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
