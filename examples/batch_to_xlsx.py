"""Answers a sheet of questions, a row each with its quotation and source.

python examples/batch_to_xlsx.py FOLDER QUESTIONS.csv ANSWERS.xlsx

The column of the questions is called ``question`` or ``pregunta``; ``hemeroteca batch`` does the
same from the terminal.
"""

from __future__ import annotations

import sys
import tempfile

from hemeroteca import Archive


def main(folder: str, questions: str, answers: str) -> None:
    """Make an archive of the folder's articles and answer the sheet."""
    with tempfile.TemporaryDirectory() as place:
        archive = Archive.open(place)
        archive.add(folder)
        report = archive.batch_file(questions, answers)
        print(f"{report.answered} answered, {report.abstained} not in the articles: {answers}")
        archive.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
