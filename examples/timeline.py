"""What the articles of a folder say of a matter, in the order of time.

python examples/timeline.py FOLDER "incendio de Lombrada"
"""

from __future__ import annotations

import sys
import tempfile

from hemeroteca import Archive


def main(folder: str, subject: str) -> None:
    """Make an archive of the folder's articles and print the matter's chronology."""
    with tempfile.TemporaryDirectory() as place:
        archive = Archive.open(place)
        archive.add(folder)
        made = archive.timeline(subject)
        for entry in made.entries:
            print(f"{entry.date}  «{entry.quote}» ({entry.source})")
        print(f"{made.undated} statements without a day were left out")
        archive.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
