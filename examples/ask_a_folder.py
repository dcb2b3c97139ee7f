"""Asks a folder of articles a question, and shows what the answer was read from.

python examples/ask_a_folder.py FOLDER "¿Cuánto costará la restauración del Teatro Lírico?"
"""

from __future__ import annotations

import sys
import tempfile

from hemeroteca import Archive


def main(folder: str, question: str) -> None:
    """Make an archive of the folder's articles, ask, and print answer and sources."""
    with tempfile.TemporaryDirectory() as place:  # a lasting one: Archive.open("archivo")
        archive = Archive.open(place)
        report = archive.add(folder)
        print(f"{len(report.added)} files added, {len(report.failed)} could not be used")
        answer = archive.ask(question)
        print(answer.answer or "(no answer)", f"({answer.agreement}, {answer.confidence:.2f})")
        for citation in answer.citations:
            before = citation.passage[: citation.start]
            after = citation.passage[citation.end :]
            print(f"[{citation.n}] {citation.source}, {citation.date}: {citation.title}")
            print(f"    {before[-60:]}»{citation.value}«{after[:60]}")
        archive.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
