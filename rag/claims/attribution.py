"""Who says so: the words of a sentence that name the source of what it tells.

Taken verbatim («según informes de inteligencia surcoreanos», «dijo el portavoz militar»),
so that an answer attributes what its sources attribute and nothing more. Where a sentence names
several («70.000 según los convocantes y 41.000 según la Policía»), each figure has its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from index.text.folding import optional_accents
from rag.language import SPANISH
from rag.values.amounts import find_amounts
from rag.values.units import comparable

LONGEST: Final = 120
"""Characters; longer ones are clauses of their own, which the quotation shows anyway."""

_WORDS: Final = SPANISH.attribution
# A mark between two digits ends no name («0,23»).
_NAME_END: Final = r"(?=\s*(?:[,.:](?!\d)|[;()«»“”\"—–]|$))"
_WHO: Final = r"(?:(?!\bque\b)(?:[^,;:.()«»“”\"—–\n]|(?<=\d)[.,:](?=\d)|(?<=\b[A-Z])\.))"
_PREPOSITION: Final = f"(?:{optional_accents('|'.join(_WORDS.according))})"
_VERB: Final = f"(?:{'|'.join(_WORDS.verbs)})"
_STOP: Final = f"(?:{optional_accents('|'.join(_WORDS.stops))})"
_NOBODY: Final = "|".join(_WORDS.nobody).replace(" ", r"\s+")
_TIME: Final = f"(?:{optional_accents('|'.join(_WORDS.times))})".replace(" ", r"\s+")
# «…, declaró durante cinco horas» names nobody.
_NEXT: Final = (
    "".join(rf"(?<!\b{word})" for word in "de a en con por para y o u e todos todas según".split())
    + r"(?<=\w)(?=\s+(?:el|la|los|las)\s+\w)"
)
"""«según su cálculo | el nivel es de 16,7 %»: with an article what is said begins."""
_PREPOSITIONS: Final = "|".join(sorted(SPANISH.grammar.prepositions))
_NO_SUBJECT: Final = f"(?:{optional_accents('|'.join(_WORDS.no_subject))}|(?:{_NOBODY}))"
_LEADS: Final = optional_accents("|".join(_WORDS.leads)).replace(" ", r"\s+")
_ACCORDING: Final = re.compile(
    rf"(?<!\w){_PREPOSITION}\s+(?!(?:{_NOBODY})\b){_WHO}+?(?:{_NAME_END}|(?=\s+{_STOP}\b)|{_NEXT})",
    re.IGNORECASE,
)
# «…, dijo el portavoz», «…», afirmó Ruiz»: after what is said, and not «…, dijo haber ido».
_SAID: Final = re.compile(
    rf"(?<=[,»”\"—–]\s)\s*{_VERB}\s+(?!(?:si|no)\b|(?!{_TIME})\w+[aei]r\b)(?:{_TIME}\s+)?"
    rf"(?!{_TIME}|(?:{_PREPOSITIONS})\b){_WHO}+?(?:{_NAME_END}|(?=\s+{_STOP}\b))"
)
_SUBJECT: Final = (
    r"(?:^|(?<=[;:]\s)|(?<=,\spero\s)|(?<=\smientras\s)|(?<=\smientras\sque\s)|(?<=,\sy\s))"
    rf"[¡«“\"]*(?:(?:{_LEADS}),\s+)?(?P<who>(?P<name>(?!{_NO_SUBJECT}\b){_WHO}{{2,80}}?)(?P<beside>,[^,;]{{1,90}},)?"
    r"\s+(?:l[oa]s?\s+)?"
)
"""Up to the verb, which the group «who» ends with: it is closed after it."""
# «El ministerio calcula que …», «La Policía, que llegó tarde, lo cifra en …»: before it.
_SAYS: Final = re.compile(
    rf"{_SUBJECT}{_VERB})\s+(?:{_TIME}\s+)?(?:que|en|a)\b",
    re.IGNORECASE,
)
# «La directora, Lucero Zamudio, estima la pérdida en 380 mil pesos»: what is valued between.
_VALUES: Final = re.compile(
    rf"{_SUBJECT}(?:{'|'.join(_WORDS.valuing)}))\s+(?:{_TIME}\s+)?"
    r"(?:el|la|los|las|sus?)\s(?:[^\W\d]+\s){1,6}?en\s",
    re.IGNORECASE,
)
_VALUED: Final = re.compile(r"\b(?:en|a)\s(?:[^\W\d]+\s){0,2}$", re.IGNORECASE)
"""Before a figure: what it is of has been said."""
# «una cifra que la Policía rebajó a 6.500».
_GIVES: Final = re.compile(
    rf"\bque\s+(?P<name>(?:el|l[oa]s?)\s+{_WHO}{{2,60}}?)\s+{_VERB}\s+(?:{_TIME}\s+)?(?:en|a)\s",
    re.IGNORECASE,
)
_CONTRAST: Final = re.compile(
    optional_accents("|".join(rf"\b{words}\b" for words in _WORDS.contrasts)) + "|;", re.IGNORECASE
)
_MARK: Final = re.compile(r"[,;:—–()]")
_NOT_WHO: Final = re.compile(
    rf"^\s*(?:{_PREPOSITION}\s+|{_VERB}\s+(?:{_TIME}\s+)?)|\s+(?:l[oa]s?\s+)?{_VERB}\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Source:
    """Words that name a source.

    :param ahead: whether it can only be of what follows it at once.
    :param beside: where the words about it end, which it does not say: «El alcalde, Rey, dijo».
    """

    start: int
    end: int
    ahead: bool = False
    beside: int = 0


def attribution_in(sentence: str, start: int = 0, end: int | None = None) -> str:
    """The words that say who says ``sentence[start:end]``, verbatim; ``""`` where none do.

    :param end: ``None``: who says the sentence, whatever stands in it.

    >>> attribution_in("Son 11.000, según informes de inteligencia surcoreanos.")
    'según informes de inteligencia surcoreanos'
    """
    sources = list(_sources(sentence))
    source = _source_of(sentence, sources, start, end) if sources else None
    return sentence[source.start : source.end] if source is not None else ""


def who(attribution: str) -> str:
    """Return the source alone, without «según» or the verb of saying; as it stands there.

    >>> who("anunció ayer el ministro"), who("El informe señala"), who("según Seúl")
    ('el ministro', 'El informe', 'Seúl')
    """
    return _NOT_WHO.sub("", attribution).strip() or attribution


def is_source(sentence: str, start: int, end: int) -> bool:
    """Return whether ``sentence[start:end]`` lies in words that name a source."""
    return any(s.start <= start and end <= s.end for s in _sources(sentence) if not s.ahead)


def other_figures(sentence: str, start: int, end: int) -> list[tuple[str, str]]:
    """Return figures of the same measure in the sentence that others give, each with who does."""
    own = attribution_in(sentence, start, end)
    amounts = find_amounts(sentence) if own else []
    asked = next((a for a in amounts if a.start < end and start < a.end), None)
    others = []
    for amount in amounts:
        if asked is None or amount is asked or comparable(asked.unit, amount.unit) is not True:
            continue
        said = attribution_in(sentence, amount.start, amount.end)
        if said and said != own and amount.value != asked.value:
            others.append((sentence[amount.start : amount.end], said))
    return others


def _sources(sentence: str) -> Iterator[_Source]:
    """The words that name sources, in order and apart."""
    found: list[_Source] = [
        *(_trimmed(sentence, *m.span()) for m in _ACCORDING.finditer(sentence)),
        *(_trimmed(sentence, *m.span()) for m in _SAID.finditer(sentence) if not _is_valued(m[0])),
    ]
    values = (m for m in _VALUES.finditer(sentence) if _is_figure(sentence[m.end() :]))
    for says in (*_SAYS.finditer(sentence), *values):
        # With words between them, the subject and its verb are no one piece.
        source = _trimmed(sentence, *says.span("name" if says["beside"] else "who"))
        found.append(replace(source, beside=says.end("beside")))
    for gives in _GIVES.finditer(sentence):
        found.append(_Source(*gives.span("name"), ahead=True))
    end = 0
    for source in sorted(found, key=lambda s: (s.start, -s.end)):
        if source.start >= end and 0 < source.end - source.start <= LONGEST:
            yield source
            end = source.end


def _is_valued(said: str) -> bool:
    """Whether words after a verb are not who says so but what is valued, with its figure: «cifró
    los daños en 700.000 liras», «eleva la petición a catorce». Of 623 such words in the clusters
    and in press passages 19 are, and none of them names who says so."""
    before = (said[: amount.start] for amount in find_amounts(said))
    return any(map(_VALUED.search, (f"{said} ", *before)))  # «cifró las pérdidas en «más de…»»


def _is_figure(text: str) -> bool:
    """Whether a text begins with a figure, or with a word or two before one."""
    amounts = find_amounts(text)
    return bool(amounts) and len(text[: amounts[0].start].split()) <= 2


def _trimmed(sentence: str, start: int, end: int) -> _Source:
    text = sentence[start:end]
    start += len(text) - len(text.lstrip())
    return _Source(start, start + len(text.strip().rstrip(" .")))


def _source_of(
    sentence: str, sources: list[_Source], start: int, end: int | None
) -> _Source | None:
    """The source that is of ``sentence[start:end]``."""
    if end is None:
        return next((source for source in sources if not source.ahead), None)
    sources = [source for source in sources if not source.end <= start < source.beside]
    if not sources:
        return None
    figures = [a.start for a in find_amounts(sentence) if not (a.start < end and start < a.end)]

    def between(one: int, other: int) -> bool:
        return any(one <= figure < other for figure in figures)

    before = [s for s in sources if s.end <= start and not (s.ahead and between(s.end, start))]
    after = [s for s in sources if s.start >= end and not s.ahead]
    if len([s for s in sources if not s.ahead]) < 2:
        sure = [s for s in before if s.ahead] + before
        if sure:
            return sure[0]
        # «…, pero fueron 41.000 según la Policía» says nothing of the figure before.
        gap = sentence[end : after[0].start] if after else ""
        split = after and between(end, after[0].start) and _CONTRAST.search(gap)
        return after[0] if after and not split else None
    # «4,4 % según el banco», without a comma, is of that figure alone.
    at_once = [
        s for s in after if not between(end, s.start) and not _MARK.search(sentence, end, s.start)
    ]
    if at_once:
        return at_once[0]
    first = min([start, *figures])
    if sources[0].start < first or not after:
        return before[-1] if before else None
    near = [s for s in after if not between(end, s.start)]
    return near[0] if near else (before[-1] if before else None)
