"""A word of the question that stands in no passage, taken for one that does and is a letter off.

«¿Cuánto mide el túnel de Lomrbada?» finds nothing about Lombrada: BM25 knows no such word and the
encoder sees pieces of it. So the words a letter away (one missing, one too many, one other, two
swapped) are looked up among the archive's own, whose number does not matter: some 500 look-ups.
A word that the encoder knows whole is spelt well, and only happens to be in no article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from index.backend import Backend
from index.encoders.loading import load_default
from index.text.analyzer import analyze
from index.text.folding import fold
from rag.questions.query import LONGEST, Query
from rag.questions.verbs import is_verb

SHORTEST: Final = 5
"""Letters of a word that is mended: of shorter ones too many are a letter from another."""

LONGEST_WORD: Final = 30
"""Letters of a word that is mended; the longest in use have some 25, and the look-ups grow with the
square of the length: 400 letters took a core for a minute."""

LONG: Final = 7
"""Letters from which a word in small letters is mended whatever is wrong with it; a shorter one
only where it sounds the same («cumvre») or two letters are swapped. In 435 built-in questions, some
of them misspelt on purpose, 44 words are then mended, none of them wrongly; without these bounds
«defecto», «caigan» and «parón» were mended too."""

MENDED: Final = 2
"""Words of one question that are mended; where more are unknown, it speaks of something else."""

TOLD: Final = 0.25
"""Share of the question's other words that a passage with the mended word must have, where the two
neither sound the same nor have two letters swapped: «canilla» is no slip of «capilla» where no
passage with a chapel speaks of the rest. Of 900 questions put to an archive of other matters 73
were mended so, all wrongly, and of 300 with a slip made in a word 132 rightly; with this share 17
and 119 are (with a third 5 and 104, with one word, however many there are, 19 and 122)."""

LOOKED_AT: Final = 10
"""Passages that are looked at for it."""

_ACCENTS: Final = dict(zip("aeiou", "áéíóú", strict=True))
_LETTERS: Final = "abcdefghijklmnñopqrstuvwxyz"
_PAST: Final = re.compile(r"(?:ó|ron|ban|rán)$")
_WORD: Final = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Mended:
    """A question with words that the archive has.

    :param query: means what the mended question says.
    :param words: the words that were put in, as the archive writes them.
    """

    query: Query
    words: tuple[str, ...]

    @property
    def note(self) -> str:
        """What is said of it in the answer."""
        words = " y ".join(f"«{word}»" for word in self.words)
        return f"¿Quiso decir {words}? Así se ha buscado."


def searched(query: Query, backend: Backend) -> tuple[Query, str]:
    """The query that is searched, and what is to be said of it; ``""`` where it is as it was."""
    better = mended(query, backend)
    return (query, "") if better is None else (better.query, better.note)


def mended(query: Query, backend: Backend) -> Mended | None:
    """The question with its unknown words mended, ``None`` where there is nothing to mend."""
    text = query.standalone
    found_words = [match.group() for match in _WORD.finditer(text)]
    words = {word for word in found_words if _may_be_mended(word, query.is_english)}
    # The first word has its capital from the sentence.
    plain = {word for word in words if word.islower() or word == found_words[0]}
    terms = {word: term for word in words for term in analyze(word)[:1]}
    if not terms:
        return None
    known = backend.term_counts(terms.values())
    unknown = sorted(word for word, term in terms.items() if term not in known)
    if not 0 < len(unknown) <= MENDED:
        return None
    found: dict[str, str] = {}
    for word in unknown:
        better = None if _is_spelt_well(word) else _nearest(word, backend, word in plain)
        if better and _is_told(text, word, better, backend):
            found[word] = better
    if not found:
        return None
    changed = _WORD.sub(lambda match: found.get(match.group(), match.group()), text)
    if len(changed) > LONGEST:
        return None
    return Mended(query.meaning(changed, query.hint, query.earlier), tuple(found.values()))


def _may_be_mended(word: str, foreign: bool) -> bool:
    if not SHORTEST <= len(word) <= LONGEST_WORD:
        return False
    return not (word.islower() and (foreign or is_verb(word)))


def _is_spelt_well(word: str) -> bool:
    """Whether the bundled encoder's vocabulary has the word whole, in small letters or as it is."""
    tokenizer = load_default().runtime.tokenizer_for(word)
    return any(
        len(tokenizer.encode(form, add_special_tokens=False).ids) == 1
        for form in {word, word.lower()}
    )


def _nearest(word: str, backend: Backend, plain: bool) -> str | None:
    """How the archive writes the word that is a letter away: one that sounds the same before one
    with two letters swapped before any other, and then the one in most passages.

    :param plain: whether it is no name.
    """
    folded = fold(word)
    forms = _terms_of(_one_edit(folded))
    counts = backend.term_counts(forms)
    if not counts:  # «Quelmán» has another term than «Quelman»
        forms = _terms_of(_accented([folded, *_one_edit(folded)]))
        counts = backend.term_counts(forms)
    likeliest = {
        term: min(forms[term], key=lambda form: _difference(folded, fold(form))) for term in counts
    }
    slips = {term: _difference(folded, fold(form)) for term, form in likeliest.items()}
    for term in sorted(counts, key=lambda term: (slips[term], -counts[term], term)):
        if plain and len(word) < LONG and slips[term] == _ANY:
            return None
        if plain and folded[0] != likeliest[term][0] and slips[term] == _ANY:
            continue
        written = _as_written(word, likeliest[term], term, backend)
        # «defecto» is no slip of «detectó».
        other = plain and slips[term] == _ANY and _PAST.search(written or "")
        if written is not None and not other:
            return written
    return None


def _is_told(text: str, word: str, better: str, backend: Backend) -> bool:
    """Whether a slip that may be any is likely: some passage with the better word has enough of the
    question's others, as far as the archive knows them."""
    if _difference(fold(word), fold(better)) != _ANY:
        return True
    changed = text.replace(word, better)
    term = frozenset(analyze(better))
    known = frozenset(backend.term_counts(frozenset(analyze(changed)) - term))
    return any(
        term <= terms and len(known & terms) >= TOLD * len(known) > 0
        for hit in backend.search(changed, LOOKED_AT, "bm25")
        for terms in [frozenset(analyze(f"{hit.passage.title} {hit.passage.text}"))]
    )


def _terms_of(forms: Iterable[str]) -> dict[str, list[str]]:
    """The terms of words that are near to one, each with its words."""
    terms: dict[str, list[str]] = {}
    for form in forms:
        for term in analyze(form)[:1]:
            terms.setdefault(term, []).append(form)
    return terms


def _accented(words: Iterable[str]) -> Iterator[str]:
    """Yield each word once with an accent on each of its vowels."""
    for word in words:
        for at, letter in enumerate(word):
            if letter in _ACCENTS:
                yield word[:at] + _ACCENTS[letter] + word[at + 1 :]


_SOUNDS_ALIKE, _SWAPPED, _ANY = range(3)


def _difference(word: str, other: str) -> int:
    """What kind of a slip makes one of the other; the likelier, the less."""
    if _sound(word) == _sound(other) or _once(word) == _once(other):
        return _SOUNDS_ALIKE
    return _SWAPPED if sorted(word) == sorted(other) else _ANY


def _once(word: str) -> str:
    """A word with each double letter once: «balena» is a slip of «ballena»."""
    return _TWICE.sub(r"\1", word)


_TWICE: Final = re.compile(r"(.)\1")


def _sound(word: str) -> str:
    """A word as most of the Spanish-speaking world says it: b and v, s, z and soft c alike."""
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word


_SOUNDS: Final = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("qu(?=[ei])|k|c(?=[aou]|[^aeiouh]|$)", "k"),
        ("[csz](?=[eiy])|z", "s"),
        ("v|w", "b"),
        ("g(?=[ei])", "j"),
        ("(?<!c)h", ""),
        ("ll", "y"),
        ("y(?![aeou])|(?<=[aeou])y", "i"),
        ("n(?=[bp])", "m"),
        (r"([^l])\1", r"\1"),
    )
)


def _as_written(word: str, form: str, term: str, backend: Backend) -> str | None:
    """The word as a passage writes it, ``None`` where that is more than a letter away."""
    near = {fold(word), *_one_edit(fold(word))}
    for hit in backend.search(form, 3, "bm25"):
        for match in _WORD.finditer(f"{hit.passage.title} {hit.passage.text}"):
            written = match.group()
            if analyze(written)[:1] == [term] and fold(written) in near:
                return written.lower() if word.islower() else written
    return None


def _one_edit(word: str) -> Iterator[str]:
    """Yield all that is a letter away from a word in small letters without accents."""
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1 and tail[0] != tail[1]:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in _LETTERS:
            yield head + letter + tail
            if tail and letter != tail[0]:
                yield head + letter + tail[1:]
