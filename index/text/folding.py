"""Text made comparable: every way of taking capitals and accents away, in one place.

The functions differ in what they keep, and their callers rely on it: offsets into the text,
white space, case, the ñ. Each says so.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from index.text.spanish import SPANISH

_SPELLED: Final = str.maketrans(dict(SPANISH.accents))
_ANY_CASE: Final = str.maketrans("ıſ", "is")
_BORROWED: Final = str.maketrans({**SPANISH.accents, **SPANISH.borrowed_accents})


def fold(text: str) -> str:
    """Return composed text in lower case without accents, as long as it was.

    Each character gives one, so that offsets into the result are offsets into the text; white
    space stays, ñ becomes n.
    """
    return "".join(unicodedata.normalize("NFD", c.lower())[0] for c in text)


def fold_words(text: str) -> str:
    """Return the words in lower case without accents, one space between them; ñ becomes n."""
    return " ".join(strip_marks(text).lower().split())


def fold_match(text: str) -> str:
    """Return what a pattern of any case matched as the pattern writes it, without accents.

    As :func:`fold_words`, but with i for ı and s for ſ too, which such a pattern takes for them:
    «ſábado», in old print, matches «sábado» and is looked up as «sabado».
    """
    return fold_words(text).translate(_ANY_CASE)


def fold_name(text: str) -> str:
    """Return the text without case and accents, as names of outlets and fields are compared.

    Case goes as Unicode folds it (ß becomes ss), white space only around the text; ñ becomes n.
    """
    return strip_marks(text.casefold()).strip()


def strip_marks(text: str) -> str:
    """Return the text without accents and other combining marks; case and white space stay.

    ñ becomes n. The result is shorter than a text whose accents are characters of their own.
    """
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def strip_accents(text: str, keep: str = "") -> str:
    """Return composed text without accents, as long as it was; case and white space stay.

    :param keep: characters that stay as they are, such as «ñ».
    """
    return "".join(c if c in keep else unicodedata.normalize("NFD", c)[0] for c in text)


def optional_accents(words: str) -> str:
    """Return words as part of a pattern in which their accents may be left out.

    >>> optional_accents("más|todavía")
    'm[áa]s|todav[íi]a'
    """
    return "".join(f"[{c}{SPANISH.accents[c]}]" if c in SPANISH.accents else c for c in words)


def fold_term(word: str) -> str:
    """Return a lower-case word without accents, those of borrowed words (à, ä, ç) included.

    ñ stays a letter of its own, so that «año» is not «ano»; the length stays too.
    """
    return word.translate(_BORROWED)


def fold_number_word(word: str) -> str:
    """Return a word in lower case without the accents of Spanish spelling (á é í ó ú ü).

    Number words have no other: a «dòs» is no Spanish number and stays as it is.
    """
    return word.lower().translate(_SPELLED)
