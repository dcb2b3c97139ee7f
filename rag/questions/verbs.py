"""Finds the verb forms of a question by their shape and a list of news verbs.

Follow-up questions are taken apart around their verb. No tagger is needed for that: in a
Spanish question the verb stands in few places, and the third person of the past and the
future has endings that few nouns share.
"""

from __future__ import annotations

import re
from typing import Final

from index.text.folding import fold
from rag.language import SPANISH

_WORDS: Final = SPANISH.verbs
_ENDINGS: Final = re.compile(rf"(?:{'|'.join(_WORDS.endings)})$")
_PARTICIPLE: Final = re.compile(rf"(?:{'|'.join(_WORDS.participles)})$")
_COMPOUND: Final = re.compile(rf"\w+(?:{'|'.join(_WORDS.compounded)})")
_INFINITIVE: Final = re.compile(r"\w{2,}[aei]r(?:se|l[aeo]s?)?$")

_SHORT: Final = frozenset({"dar", "ir", "ser", "ver"})


def _forms() -> frozenset[str]:
    made: set[str] = set(_WORDS.irregular)
    for infinitive in _WORDS.infinitives:
        if len(infinitive) < 4:
            continue  # ser, ir, dar, ver: irregular throughout, and listed
        stem, kind = fold(infinitive[:-2]), infinitive[-2]
        future = fold(infinitive)
        made |= {future + end for end in ("a", "an", "ia", "ian")}
        if kind == "a":
            # Before e the spelling keeps the sound: pagó, but pague; only o and a occur here.
            made |= {stem + end for end in ("a", "an", "o", "aron", "aba", "aban")}
        else:
            made |= {stem + end for end in ("e", "en", "io", "ieron", "ia", "ian")}
    return frozenset(made)


_KNOWN: Final = _forms()
_INFINITIVES: Final = frozenset(map(fold, _WORDS.infinitives))


def is_verb(word: str) -> bool:
    """Whether a word looks like a verb in the third person, with or without its accents.

    >>> [is_verb(word) for word in ("envió", "envio", "soldados", "costará")]
    [True, True, False, True]
    """
    lower = word.lower()
    folded = fold(lower)
    return folded in _KNOWN or bool(_ENDINGS.search(lower) or _COMPOUND.fullmatch(folded))


def enclitic(word: str) -> str:
    """The pronoun that an infinitive carries («hacerla» → «la»), else ``""``.

    «charla» and «perla» end alike, so the infinitive must be known.
    """
    match = re.fullmatch(r"(\w+[aei]r)(?:se)?(l[oa]s?)", fold(word))
    return match.group(2) if match and match.group(1) in _INFINITIVES else ""


def is_plural(verb: str) -> bool:
    """Whether a verb form in the third person is plural."""
    folded = fold(verb)
    return folded == "son" or folded.endswith("n")


def is_infinitive(word: str) -> bool:
    """Whether a word has the shape of an infinitive, as «lugar» has too: right after another verb,
    or where a noun would have its article, it hardly is anything else."""
    folded = fold(word)
    return word.islower() and (folded in _SHORT or _INFINITIVE.fullmatch(folded) is not None)


def is_participle(word: str) -> bool:
    """Whether a word in small letters has the shape of a participle: «condenadas»."""
    return word.islower() and _PARTICIPLE.search(fold(word)) is not None


def is_nonfinite(word: str) -> bool:
    """Whether a word may be a participle or an infinitive, as follows an auxiliary."""
    folded = fold(word)
    return bool(_PARTICIPLE.search(folded) or folded in _SHORT or _INFINITIVE.search(folded))
