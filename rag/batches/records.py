"""Makes a row of an answer: the columns that every format of a batch's results shares."""

from __future__ import annotations

from typing import Any, Final

from index import Hit, Passage
from index.text.folding import fold_words
from rag.answers.types import Answer, Citation, Claim
from rag.batches.types import Asked, Outcome, Record
from rag.claims.meaning import meaning_of, question_of
from rag.claims.relation import relation
from rag.reader.protocol import Reading

COLUMNS: Final = (
    *("question", "answer", "confidence", "agreement", "quote", "source", "date", "page"),
    *("document", "error", "claims"),
)
"""The columns of every row, in order."""

EXPECTED: Final = ("expected", "matches")
"""Those that follow where the questions came with the answers that are expected."""


def record(outcome: Outcome) -> dict[str, Any]:
    """Make the row of a question; ``claims`` holds what else is answered, best first.

    Without an answer its columns are empty, and ``error`` says why where it was not asked.
    """
    row: dict[str, Any] = dict.fromkeys(COLUMNS, "")
    row |= {"question": outcome.asked.question, "error": outcome.error, "claims": []}
    row |= {"confidence": None, "page": None, "date": None}
    answer = outcome.answer
    if answer is None:
        return row
    row |= {"confidence": round(answer.confidence, 4), "agreement": answer.agreement}
    if answer.abstained or not answer.claims:
        return row
    first, *others = answer.claims
    cited = answer.citations[first.citations[0] - 1]
    return row | {
        "answer": answer.answer,
        "quote": cited.quote,
        "source": cited.source,
        "date": cited.date,
        "page": cited.page,
        "document": cited.document,
        "claims": [_claim(claim, answer) for claim in others],
    }


def _claim(claim: Claim, answer: Answer) -> dict[str, Any]:
    return {
        "value": claim.value,
        "normalized": claim.normalized,
        "attribution": claim.attribution,
        "date": claim.date,
        "citations": [_citation(answer.citations[n - 1]) for n in claim.citations],
    }


def _citation(citation: Citation) -> dict[str, Any]:
    names = ("document", "title", "source", "date", "page", "paragraph", "quote")
    return {name: getattr(citation, name) for name in names}


def expectation(row: Record, asked: Asked) -> dict[str, str]:
    """Give the columns of :data:`EXPECTED`: ``matches`` is «sí» where the answer or one of the
    other claims can be what is expected, as :mod:`rag.claims` compares answers, else «no»."""
    if not asked.expected:
        return {"expected": "", "matches": ""}
    values = filter(None, [row["answer"], *(claim["value"] for claim in row["claims"])])
    same = any(_is_same(asked.question, value, asked.expected) for value in values)
    return {"expected": asked.expected, "matches": "sí" if same else "no"}


def _is_same(question: str, value: str, expected: str) -> bool:
    if fold_words(value).strip(" .") == fold_words(expected).strip(" ."):
        return True
    asked = question_of(question)
    meanings = [meaning_of(asked, _reading(text)) for text in (value, expected)]
    return relation(asked, *meanings) == "same"


def _reading(text: str) -> Reading:
    """A reading of a text in a sentence that says nothing else."""
    value = text.rstrip(" .")
    said = f"Es {value}."
    passage = Passage(0, "", "", "", None, 1, 0, len(said), said)
    span = (len(said) - len(value) - 1, len(said) - 1)
    return Reading(Hit(passage, 0.0, 0.0, 0.0), (0, len(said)), span, 1.0)
