"""Asks forty questions over five real articles, and counts the right answers.

    python -m eval.answers.press FOLDER [--json FILE]

FOLDER holds the articles about North Korea and Russia that the project began from; they are
others' texts and not part of it, the questions are. They were written with the articles at
hand, before the reader had answered any. Three of them the articles do not answer: there
it is right to abstain.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from eval import exits
from eval.datasets.strict_json import entry, expect, filled, read_json
from eval.measures import text_metrics
from rag import Archive
from rag.answers.types import Answer

QUESTIONS = Path(__file__).parents[1] / "datasets" / "press.json"


@dataclass(frozen=True, slots=True)
class PressRecord:
    """What came of a question.

    :param right: the first claim is acceptable; for a question without answers, that none is
        made.
    """

    question: str
    expected: tuple[str, ...]
    answer: str
    claims: tuple[str, ...]
    confidence: float
    right: bool


def read(path: Path = QUESTIONS) -> list[tuple[str, tuple[str, ...]]]:
    """Read the questions with their acceptable answers."""
    questions = []
    for number, record in enumerate(expect(read_json(path), list, str(path)), 1):
        where = f"{path}, pregunta {number}"
        record = expect(record, dict, where)
        answers = entry(record, "answers", list, where)
        questions.append((filled(record, "question", where), tuple(answers)))
    return questions


def judge(question: str, expected: tuple[str, ...], answer: Answer) -> PressRecord:
    """Judge whether an answer is right."""
    claims = tuple(claim.value for claim in answer.claims)
    right = text_metrics.right(answer.answer, expected) if expected else answer.abstained
    return PressRecord(question, expected, answer.answer, claims, answer.confidence, right)


def main(arguments: Sequence[str] | None = None) -> None:
    """Ask, and print what came."""
    parser = argparse.ArgumentParser(prog="python -m eval.answers.press")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive.open(Path(folder) / "archivo")
        archive.add(options.folder)
        records = [judge(question, answers, archive.ask(question)) for question, answers in read()]
        archive.close()
    for each in records:
        shown = " / ".join(each.claims) or "(se abstiene)"
        print(f"{'✓' if each.right else '✗'} {each.question} → {shown} ({each.confidence:.2f})")
    right = sum(each.right for each in records)
    print(f"\n{right} de {len(records)} ({right / len(records):.0%})", file=sys.stderr)
    if options.json:
        text = json.dumps([asdict(each) for each in records], ensure_ascii=False, indent=1)
        options.json.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(exits.status_of(main))
