"""Judges short answers by exact match, F1 and "right", with Spanish normalisation.

The normalisation is that of MLQA, the usual one for Spanish: lower case, punctuation of
every script removed («»¿¡—“” included), articles removed, white space brought to one
form; accents are kept, because they tell words apart. English articles go too, since
English questions may be answered in English.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import Final

_ARTICLES: Final = frozenset(
    ("el", "la", "los", "las", "lo", "un", "una", "unos", "unas", "a", "an", "the")
)
# These stand between words without blanks ("Moscú—Pionyang"): they part words.
_DASHES: Final = str.maketrans("—–―", "   ")

# Digits in groups of three, whichever of the two habits parts them, are one number.
_GROUPED: Final = re.compile(r"(?<=\d)[.,\u00a0\u202f ](?=\d{3}(?!\d))")
_FIGURE: Final = re.compile(r"\d+")

#: From this overlap an answer counts as right, provided that its figures are those of the
#: accepted answer. Exact match alone would call "más de 11.000 soldados" wrong where
#: "más de 11.000" was written down.
RIGHT_F1: Final = 0.5


def _is_punctuation(character: str) -> bool:
    """Tell Unicode punctuation, and ASCII's symbols ($, +, …) as SQuAD has it."""
    return character in string.punctuation or unicodedata.category(character).startswith("P")


def normalize(text: str) -> str:
    """Return the text as the comparison sees it."""
    lower = unicodedata.normalize("NFC", text).lower().translate(_DASHES)
    # Removed, not replaced: "11.000" and "11,000" become the same "11000". Composed after that,
    # since a mark may now stand beside another letter.
    words = "".join(character for character in lower if not _is_punctuation(character))
    plain = unicodedata.normalize("NFC", words)
    return " ".join(word for word in plain.split() if word not in _ARTICLES)


def exact_match(prediction: str, answers: Sequence[str]) -> float:
    """Return 1 when the prediction is one of the answers after normalisation, else 0."""
    predicted = normalize(prediction)
    return float(any(predicted == normalize(answer) for answer in answers))


def _f1(prediction: str, answer: str) -> float:
    predicted, expected = normalize(prediction).split(), normalize(answer).split()
    if not predicted or not expected:
        return float(predicted == expected)
    common = (Counter(predicted) & Counter(expected)).total()
    return 2 * common / (len(predicted) + len(expected))


def f1(prediction: str, answers: Sequence[str]) -> float:
    """Compute the overlap of words with the nearest of the answers, 0 to 1."""
    return max((_f1(prediction, answer) for answer in answers), default=0.0)


def figures(text: str) -> frozenset[str]:
    """Return the numbers written in digits, without their thousands marks."""
    return frozenset(_FIGURE.findall(_GROUPED.sub("", text)))


def right(prediction: str, answers: Sequence[str]) -> bool:
    """Tell whether a person would take the prediction for one of the answers.

    Words may be added or missing up to :data:`RIGHT_F1`, figures may not: "15.000 soldados"
    is no way of saying "11.000 soldados".
    """
    return any(
        _f1(prediction, answer) >= RIGHT_F1 and figures(answer) <= figures(prediction)
        for answer in answers
    )
