"""Gives a span the form that its question asks for: one sentence, whole lists, paired marks.

The network marks where an answer stands, not how far it goes: of «el gobernador, Jorge Florián, y
la delegada, Luz Barragán» it marks one. These are rules over the sentence that it stands in; every
result is a slice of the passage.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from index.text.analyzer import analyze
from index.text.folding import fold
from rag.documents.sentences import split_sentences
from rag.language import SPANISH
from rag.questions.question_words import kind_of
from rag.questions.verbs import is_infinitive, is_verb
from rag.values.figures import find_figures

Place = tuple[int, int]

LONGEST_ITEM: Final = 7
"""Words of one thing in a list; what is longer between two commas is rather a clause."""

PAIRINGS: Final = 8
"""How often a span is widened or cut for its marks: more of them stand in no answer."""

LONGEST_MARKED: Final = 80
"""Characters that a span grows by to reach the partner of a quotation mark or bracket."""

_WORDS: Final = SPANISH.grammar
_SEVERAL: Final = re.compile(r"\b(?:quienes|cuales|(?:que|cuantos|cuantas) (?:\w+ )?\w+[aeiou]s)\b")
_SINGLE: Final = frozenset("mes veces pais anos dias paso dos tres".split())
_JOINED: Final = _WORDS.joints | _WORDS.determiners | {"a", "al"}
_SEPARATOR: Final = re.compile(r"\s*,\s*(?:(?:y|e|o|u|ni)\s+)?|\s+(?:y|e|o|u|ni)\s+")
_JOINT: Final = re.compile(r"\b(?:y|e|o|u|ni)\s+$|^\s*,?\s*\b(?:y|e|o|u|ni)\b")
_OPENING: Final = {"«": "»", "“": "”", "(": ")", "[": "]"}
_CLOSING: Final = {closing: opening for opening, closing in _OPENING.items()}
_TOKEN: Final = re.compile(r"\S+")
_BEFORE: Final = frozenset("los las el la dos tres cuatro".split())
_OWN: Final = re.compile(rf"(?:(?<=\s)|^)(?:(?:{'|'.join(sorted(_BEFORE))})\s+)+$")
_COUNTED: Final = re.compile(r"\b(?:dos|tres|cuatro)\b")
_CONTENTS: Final = re.compile(
    r"(?:^|¿)\s*que (?:\w+ )?(?:llevaba|contenia|contiene|guardaba|escondia|inclu[iy]|traia"
    r"|habia dentro|robaron|se llev|exig|pid|pedia|reclama|ofrec|promet|encontr|hallaron|hallo)"
)
"""What is asked for may be several things though the question does not say so."""
_CLAUSE: Final = re.compile(
    r"(?P<name>(?!(?:Los|Las|Les|Una?|Ayer|Hoy|Así|Luego|También|Est[ae]|Allí|Ahí|Cuando|Quien)\b)"
    r"(?:(?:el|la|los|las)\s+)?[A-ZÁÉÍÓÚÑ][\w-]{2,}(?:\s+(?:(?:de|del|la|las|los|y|e)\s+){0,2}"
    r"[A-ZÁÉÍÓÚÑ][\w-]+)*)\s+(?:(?:se|lo|la|los|las|le|les|no)\s+){0,2}"
    r"[a-záéíóúñü]{2,}(?:ó|aron|ieron|aban?|ían)\b"
)
"""A name, and what it did, of which a question of who or where asks for the name."""
_STOPS: Final = frozenset(
    "que quien quienes cuando donde cuyo cuya como segun porque pues tras mientras".split()
) | (_WORDS.prepositions - {"de", "del", "a", "al", "hasta"})
"""Words at which a list ends to the right, and after which it begins to the left."""


def shaped(text: str, start: int, end: int, question: str) -> Place:
    """The span in the form that the question asks for.

    :param start: of the span, cleaned; an empty one stays what it is.
    :param end: one past its last character.
    """
    if start >= end:
        return start, end
    start, end = _one_sentence(text, start, end, question)
    if kind_of(question) in ("who", "where") and (clause := _CLAUSE.match(text, start, end)):
        end = clause.end("name")
    if asks_several(question):
        start, end = _enumeration(text, start, end)
    elif _CONTENTS.search(fold(question)):
        end = max(end, _enumeration(text, start, end)[1])
    return _paired(text, start, end)


def asks_several(question: str) -> bool:
    """Whether a question asks for more than one thing: «quiénes», «qué países», «con qué sumas»."""
    plain = fold(question)
    match = _SEVERAL.search(plain)
    if match is None or plain[match.start() :].startswith("cuant"):
        return False
    return not set(match.group().split()) & _SINGLE


def is_asked_about(value: str, question: str) -> bool:
    """Whether a value only names what the question names: nobody asks «¿quién es Ada?» for her."""
    terms = frozenset(analyze(value))
    return kind_of(question) == "who" and bool(terms) and terms <= frozenset(analyze(question))


def _sentence(text: str, start: int, end: int) -> Place:
    """The sentence, or the sentences, that a span stands in."""
    touched = [(a, b) for a, b in split_sentences(text) if a < end and b > start]
    return (touched[0][0], touched[-1][1]) if touched else (start, end)


def _one_sentence(text: str, start: int, end: int, question: str) -> Place:
    """The part of the span in one sentence, but for a speech between its own marks: that with the
    figure or the date where one is asked for, else the longest, the first of equals."""
    parts = [
        (max(a, start), min(b, end)) for a, b in split_sentences(text) if a < end and b > start
    ]
    if len(parts) < 2 or (text[start] in _OPENING and text[end - 1] == _OPENING[text[start]]):
        return start, end
    asked = kind_of(question) in {"how_many", "when"}
    figures = [bool(find_figures(text[a:b])) for a, b in parts]
    best = max(
        range(len(parts)),
        key=lambda n: (asked and figures[n], parts[n][1] - parts[n][0], -n),
    )
    a, b = parts[best]
    while b > a and (text[b - 1].isspace() or text[b - 1] in ".,;:"):
        b -= 1
    return (a, b) if b > a else (start, end)


def _enumeration(text: str, start: int, end: int) -> Place:
    """The whole list that the span stands in, where there is one with «y», «e», «o» or «ni»."""
    first, last = _sentence(text, start, end)
    left = _leftwards(text[first:start])
    right = _rightwards(text[end:last])
    whole = text[start - left : end + right]
    named = any(c.isupper() or c.isdigit() for c in text[start:end])
    if not (left or right) or not re.search(r"(?:^|[\s,])(?:y|e|o|u|ni)\s", whole):
        return start, end
    grown = text[start - left : start] + text[end : end + right]
    bare = [word for word in fold(grown).split() if word not in _BEFORE]
    if named and bare and not any(c.isupper() or c.isdigit() for c in grown):
        return start, end
    return start - left, end + right


def _leftwards(before: str) -> int:
    """How many characters before the span belong to its list."""
    # «las dos» of «las dos Coreas»
    own = _OWN.search(before)
    taken = len(own.group()) if own else 0
    reached = taken if own and _COUNTED.search(own.group()) else 0
    while True:
        rest = before[: len(before) - taken]
        separators = [m for m in _SEPARATOR.finditer(rest) if m.end() == len(rest)]
        if not separators:
            return reached
        cut = separators[0].start()
        segments = [m.end() for m in _SEPARATOR.finditer(rest[:cut]) if m.end() <= cut]
        begin = segments[-1] if segments else 0
        tail, whole = _last_phrase(rest[begin:cut])
        if not tail:
            return reached
        taken += len(rest) - cut + tail
        reached = taken
        if not whole:
            return reached


def _last_phrase(segment: str) -> tuple[int, bool]:
    """Length of the noun phrase that a segment ends with, and whether it is the whole segment."""
    words = [(m.start(), fold(m.group()), m.group()) for m in _TOKEN.finditer(segment)]
    at = len(words)
    while at and not _ends_phrase(words[at - 1][1], words[at - 1][2]):
        at -= 1
    for place in range(len(words) - 1, at, -1):
        word, before = words[place][2], words[place - 1]
        if word[:1].isupper() and before[2].islower() and before[1] not in _JOINED | _BEFORE:
            at = place  # «ganaron el premio» | «Ana Ruiz»
            break
    kept = words[at:]
    if not kept or len(kept) > LONGEST_ITEM or all(w[1] in _WORDS.articles for w in kept):
        return 0, False
    return len(segment) - kept[0][0], at == 0


def _ends_phrase(folded: str, word: str) -> bool:
    bare = word.strip("«»“”()[].,;:")
    verb = bare.islower() and (is_verb(bare) or is_infinitive(bare))
    return folded in _STOPS or folded in {"se", "no"} or verb or word[-1:] in ":;"


def _rightwards(after: str) -> int:
    """How many characters after the span belong to its list."""
    taken = 0
    while True:
        separator = _SEPARATOR.match(after, taken)
        if separator is None or separator.end() == len(after):
            return taken
        following = _SEPARATOR.search(after, separator.end())
        stop = following.start() if following else len(after)
        item = after[separator.end() : stop]
        length, whole = _first_phrase(item)
        if not length:
            return taken
        taken = separator.end() + length
        if not whole:
            return taken


def _first_phrase(segment: str) -> tuple[int, bool]:
    """Length of the noun phrase that a segment begins with, and whether it is the whole segment."""
    end = 0
    for count, match in enumerate(_TOKEN.finditer(segment), 1):
        if _ends_phrase(fold(match.group()), match.group()):
            verb = fold(match.group()) not in _STOPS
            return (0, False) if verb else (end, False)
        if count > LONGEST_ITEM:
            return 0, False
        end = match.end()
    bare = segment[:end].rstrip(".;:!?")
    return len(bare), len(bare) == len(segment)


def _paired(text: str, start: int, end: int, tries: int = PAIRINGS) -> Place:
    """The span with both or neither of each pair of quotation marks and brackets.

    :param tries: how often it is still widened or cut; «( « )» cannot be paired at all.
    """
    if not tries:
        return start, end
    span = text[start:end]
    for mark, partner in _OPENING.items():
        if span.count(mark) > span.count(partner):
            reach = text.find(partner, end, end + LONGEST_MARKED)
            if reach >= 0 and not _crosses(text[end:reach]):
                return _paired(text, start, reach + 1, tries - 1)
            at = start + span.rfind(mark)
            return _cut(text, start, end, at, tries - 1)
        if span.count(partner) > span.count(mark):
            reach = text.rfind(mark, max(0, start - LONGEST_MARKED), start)
            if reach >= 0 and not _crosses(text[reach:start]):
                return _paired(text, reach, end, tries - 1)
            at = start + span.find(partner)
            return _cut(text, start, end, at, tries - 1)
    return start, end


def _crosses(between: str) -> bool:
    return len(split_sentences(between)) > 1


def _cut(text: str, start: int, end: int, at: int, tries: int) -> Place:
    """The longer side of a mark without a partner."""
    sides: Sequence[Place] = ((start, at), (at + 1, end))
    a, b = max(sides, key=lambda side: side[1] - side[0])
    while a < b and (text[a].isspace() or text[a] in ",;:."):
        a += 1
    while b > a and (text[b - 1].isspace() or text[b - 1] in ",;:."):
        b -= 1
    return _paired(text, a, b, tries) if a < b else (start, end)
