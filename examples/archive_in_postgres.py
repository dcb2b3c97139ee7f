"""An archive in PostgreSQL with pgvector: the same calls, another address.

python examples/archive_in_postgres.py postgresql://user@host/base FOLDER "¿Cuántas hectáreas…?"

A password belongs into PGPASSFILE or ``$HEMEROTECA_ARCHIVE``, not into the command line.
"""

from __future__ import annotations

import sys

from hemeroteca import Archive


def main(address: str, folder: str, question: str) -> None:
    """Add the folder's articles to the database, and ask; a second run adds nothing."""
    archive = Archive.open(address)
    report = archive.add(folder)
    print(f"{len(report.added)} files added, {len(report.unchanged)} were there")
    print(archive.ask(question))
    archive.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
