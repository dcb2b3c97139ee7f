"""Who somebody is and what something is: the words that a sentence sets beside the name.

«Javier Milei, presidente de Argentina, …», «el relator especial, Vidal Montarbón, …», «el ballico
es una hierba que crece entre el trigo»: a question that asks nothing but who or what it is, is
answered by the whole of them, and a passage that has none only mentions the name.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from index.text.folding import optional_accents
from rag.documents.sentences import split_sentences
from rag.questions.verbs import is_infinitive, is_nonfinite, is_verb

Place = tuple[int, int]

LONGEST: Final = 160
"""Characters of what stands beside a name; more is a clause of its own."""

_ASKS: Final = re.compile(
    r"^[¿\s]*(?P<word>qu[eé]|qui[eé]n(?:es)?)\s+(?:es|son|era|eran|fue|fueron)\s+"
    r"(?P<name>[^?,;:]+?)\s*\?*$",
    re.IGNORECASE,
)
_ARTICLE: Final = r"(?:(?:el|la|los|las|un|una|unos|unas|su|sus)\s+)"
_LOWER: Final = "a-záéíóúñü"
_CAPITAL: Final = "A-ZÁÉÍÓÚÑÜ"
_NO_NOUN: Final = frozenset(
    "que quien quienes cuyo cuya cuyos cuyas donde cuando como según tras ante con sin para por a "
    "al de del en entre desde hasta hacia sobre y o e u pero aunque mientras ambos además también "
    "así tal no ni se lo le les ya ayer hoy mañana anoche entonces luego después antes incluso "
    "quizá junto todo toda este esta ese esa dijo explicó afirmó".split()
)
"""Words that what is set beside a name does not begin with."""
_AGE: Final = r"(?:de\s+\d+\s+años(?:,\s*|\s+y\s+))?"
_END: Final = re.compile(r"[,;:.()«»“”—–]|\s(?:pero|aunque|mientras|según|porque)\s", re.IGNORECASE)
_ANEW: Final = re.compile(
    r"(?<!\bde)(?<!\ba)(?<!\ben)(?<!\by)(?<!\be)(?<!\bcon)(?<!\bpara)(?<!\bpor)(?<!\bsobre)(?<!\bcontra)"
    r"(?<!\bante)(?<!\bentre)\s(?:el|la|los|las)\s"
)
_COPULA: Final = r"(?:es|son|era|eran|fue|será)"


def is_definition(question: str) -> bool:
    """Return whether a question asks nothing but who somebody or what something is."""
    return _named(question) is not None


def definitions(question: str, text: str) -> list[Place]:
    """The words of a text that say who or what it is that the question asks about, in order.

    Nothing where the question asks for something else, or the text does not say.

    >>> text = "El alcalde, Luis Mora, habló."
    >>> [text[slice(*place)] for place in definitions("¿Quién es Luis Mora?", text)]
    ['alcalde']
    """
    named = _named(question)
    if named is None:
        return []
    return [
        (start + first, start + last)
        for start, end in split_sentences(text)
        for first, last in _in_sentence(named, text[start:end])
    ]


def _named(question: str) -> str | None:
    """What the question asks about, without its article: a proper name where it asks for who."""
    match = _ASKS.match(question.strip())
    if match is None:
        return None
    name = re.sub(rf"^{_ARTICLE}", "", match["name"], flags=re.IGNORECASE)
    person = match["word"].lower().startswith("qui")
    words = name.split()
    if person and not (words[0][0].isupper() and words[-1][0].isupper()):
        return None
    return name if len(words) <= 8 and not any(map(_is_verb, words)) else None


def _is_verb(word: str) -> bool:
    return word.islower() and is_verb(word)


@lru_cache(maxsize=32)
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    """How a name stands beside what says who it is, the surest first."""
    written = optional_accents(r"\s+".join(map(re.escape, name.split())))
    aside = r"(?:\s*\([^)]{1,60}\)|,\s[^,;.]{1,80},)?"
    flags = re.IGNORECASE if name.islower() else 0
    return (
        re.compile(
            rf"(?<!\w){written}{aside}\s+{_COPULA}\s+(?P<said>{_ARTICLE}?[{_LOWER}])", flags
        ),
        re.compile(rf"(?<!\w){written},\s+{_AGE}(?P<said>{_ARTICLE}?[{_LOWER}])", flags),
        re.compile(rf"(?<!\w){written}\s*\((?P<said>{_ARTICLE}?[{_LOWER}])", flags),
    )


def _in_sentence(name: str, sentence: str) -> list[Place]:
    found: list[Place | None] = []
    for at, pattern in enumerate(_patterns(name)):
        for match in pattern.finditer(sentence):
            end = _relative_end(sentence, match.start("said")) if at == 0 else None
            found.append(_phrase(sentence, match.start("said"), end))
    found += [_before(name, sentence), _written_out(name, sentence)]
    return [place for place in found if place is not None]


def _phrase(sentence: str, start: int, end: int | None = None) -> Place | None:
    """The noun phrase that begins at a place, up to the mark that ends it."""
    if end is None:
        mark = _END.search(sentence, start)
        end = mark.start() if mark else len(sentence)
    words = re.findall(r"\w+", sentence[start:end])
    if not words or end - start > LONGEST:
        return None
    first = next((w for w in words if not re.fullmatch(_ARTICLE.strip(), f"{w.lower()} ")), "")
    begins = words[0].lower()
    if begins in _NO_NOUN or not first or is_infinitive(first):
        return None
    if begins == first.lower() and (is_nonfinite(first) or _is_verb(first)):
        return None  # «fue detenido», «Ruiz, criticado por todos»
    return start, end


def _relative_end(sentence: str, start: int) -> int:
    """Where a definition with «es» ends: after the relative clause that belongs to it."""
    end = re.compile(r"[;:.]|,\s|\s(?:pero|aunque|mientras|según)\s").search(sentence, start)
    return end.start() if end else len(sentence)


def _before(name: str, sentence: str) -> Place | None:
    """«El relator especial de la Liga, Vidal Montarbón, …» and «el alcalde Luis Mora»."""
    written = optional_accents(r"\s+".join(map(re.escape, name.split())))
    if not name[0].isupper():
        return None
    near = re.compile(
        rf"(?:^|(?<=[\s«“(]))(?:[Ee]l|[Ll]a|[Ll]os|[Ll]as|[Uu]na?|[Ss]us?)\s+"
        rf"(?P<said>[{_LOWER}][^,;:.()«»“”—–]{{2,{LONGEST}}}?),?\s+{written}(?!\w)"
    )
    best: Place | None = None
    for start in (m.start() for m in re.finditer(r"\S+", sentence)):
        match = near.match(sentence, start)
        if match is None:
            continue
        words = match["said"].split()
        comma = sentence[match.end("said") : match.end("said") + 1] == ","
        names = [word for word in words if word[0].isupper()]
        verbs = [w for w in words if _is_verb(w) and w not in _NO_NOUN and not is_nonfinite(w)]
        bare = words[0].lower() in _NO_NOUN or re.search(r"\bque\b", match["said"])
        # Without the comma a name within would be another's: «el padre de Ana Ruiz».
        if verbs or bare or (not comma and (names or words[-1] in {"de", "del", "a", "y", "con"})):
            continue
        # «el hospital de Lugo el cocinero, Ana Ruiz»: an article without «de» or «y» begins anew.
        anew = _ANEW.search(match["said"])
        if best is None and anew is None:
            best = match.span("said")
    return best


def _written_out(name: str, sentence: str) -> Place | None:
    """What an acronym stands for: «la Red Nacional de Archivos (RNA)»."""
    if not (name.isupper() and len(name) > 1):
        return None
    match = re.search(
        rf"(?P<said>[{_CAPITAL}]\w+(?:\s+(?:(?:de|del|la|las|los|y|el|para|e)\s+)*[{_CAPITAL}]\w+)+)"
        rf"\s*\({re.escape(name)}\)",
        sentence,
    )
    return match.span("said") if match else None
