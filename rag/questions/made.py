"""Makes questions that a text answers, from its own sentences: its figures, names and days.

A sentence of a known shape is turned round («La Diputación envió 120 bomberos a la sierra» →
«¿Cuántos bomberos envió la Diputación a la sierra?»). A shape that is doubtful gives nothing:
whoever shows the questions asks them first, and shows those that are answered with what they were
made from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class MadeQuestion:
    """A question and the words of the text that answer it.

    :param expected: as the sentence has them; an answer must hold their last word or figure.
    """

    question: str
    expected: str


SHAPES: Final = 2
"""Goes up with every change to the shapes: what was made with others is made anew."""

LONGEST: Final = 110
"""Characters of a question that is still read at a glance."""

_UPPER: Final = "A-ZÁÉÍÓÚÑÜ"
_WORD: Final = r"[\wáéíóúñü-]+"
_NUMBER: Final = r"(?P<number>\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+|\d+(?:,\d+)?)"
_SUBJECT: Final = (
    rf"(?P<subject>(?:(?:El|La|Los|Las) {_WORD}(?: {_WORD}){{0,6}}"
    rf"|(?!(?:En|Según|Con|Por|Para|Tras|Desde|Hasta|Entre|Al|A|De|Del|Sobre|Ante) )"
    rf"[{_UPPER}]{_WORD}(?: (?:de |del |la |los )?[{_UPPER}]{_WORD}){{0,4}}))"
)
_PRESENT: Final = "mide|miden|tiene|tienen|cuesta|cuestan|dura|pesa|suma|suman|reúne|emplea"
_VERB: Final = (
    rf"(?P<verb>{_WORD}(?:ó|aron|ieron|eron|ará|erá|irá|arán|erán|irán)"
    rf"|han? {_WORD}(?:ado|ido|to|cho)|{_PRESENT})"
)
_MONEY: Final = "euros|pesos|dólares|soles|quetzales|colones|lempiras|bolivianos|guaraníes"
_NOUN: Final = rf"(?P<noun>{_WORD}(?:os|as|es)(?: de [a-záéíóúñü]+)?)\b"
_REST: Final = (
    r"(?P<rest>(?: (?:a|al|en|para|por|con|contra|desde|hasta|entre|durante|sobre|del?|esta|este)"
    r" [^,.;:()«»\"]*)?)"
)
_END: Final = r"(?=[,.;:]|$)"

_COUNTED: Final = re.compile(
    rf"^{_SUBJECT} {_VERB} (?:a |unos |unas |casi |más de |cerca de )?"
    rf"{_NUMBER} {_NOUN}{_REST}{_END}"
)
_HAPPENED: Final = re.compile(
    rf"^(?P<verb>[{_UPPER}]{_WORD}(?:aron|ieron)) (?:unos |unas |casi |más de )?"
    rf"{_NUMBER} {_NOUN}{_REST}{_END}"
)
_PAID: Final = re.compile(
    rf"^{_SUBJECT} (?P<verb>cost(?:ó|ará|arán|aron)|cuestan?|valdrá|vale|ascend(?:ió|erá) a) "
    rf"(?:unos |casi |más de |cerca de )?{_NUMBER} (?:millones de |mil )?(?:{_MONEY})\b"
    rf"{_REST}{_END}"
)
_DAY: Final = (
    r"(?P<day>\d{1,2} de (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|"
    r"noviembre|diciembre)(?: de \d{4})?)"
)
_BEGAN: Final = re.compile(
    rf"^{_SUBJECT} (?P<verb>(?:se )?(?:{_WORD}(?:ó|ará|erá|irá|aron|ieron)|inaugura|abre|cierra|"
    rf"empieza|comienza)) el {_DAY}{_END}"
)
_POSTS: Final = (
    "alcalde|alcaldesa|presidente|presidenta|ministro|ministra|director|directora|portavoz|"
    "gobernador|gobernadora|rector|rectora|secretario general|secretaria general|entrenador|"
    "entrenadora|consejero|consejera|intendente|intendenta"
)
_HOLDER: Final = re.compile(
    rf"\b(?P<article>el|la) (?P<post>(?:{_POSTS})(?: (?:de|del) [^,.;:]{{3,50}}?)), "
    rf"(?P<name>[{_UPPER}]{_WORD}(?: (?:de |del |la )?[{_UPPER}]{_WORD}){{1,3}})\b",
    re.IGNORECASE,
)

_LOST: Final = re.compile(
    r"\b(?:que|quien|cuyo|cuya|donde|cuando|pero|y|o|este|esta|estos|estas|ese|esa|esos|esas|"
    r"entonces|aquí|allí|ahora|turno|otro|otra|otros|otras|mismo|misma|él|ella|ellos|ellas|su|sus|ayer|hoy|mañana|no|se|le|les)\b",
    re.IGNORECASE,
)
"""Words by which a phrase leans on another one, and would be asked about nothing."""

_FEMININE: Final = re.compile(r"(?:as|[cs]iones|dades|tudes|mujeres|noches|veces|calles|sedes)$")
_MASCULINE: Final = frozenset(
    "días mapas problemas programas sistemas temas planetas poemas idiomas policías guardias "
    "periodistas artistas deportistas turistas atletas".split()
)
_NO_NOUNS: Final = frozenset("meses veces miles millones tres seis dos antes después".split())


def questions_of(sentence: str) -> Iterator[MadeQuestion]:
    """Yield the questions that a sentence answers; few sentences have such a shape.

    :param sentence: whole, without a line break.
    """
    sentence = sentence.strip()
    _, comma, rest = sentence.partition(", ")
    # «El martes, la Diputación envió …» says the same behind its comma.
    clauses = [sentence, rest[:1].upper() + rest[1:]] if comma else [sentence]
    for shape in (_counted, _happened, _paid, _began):
        made = next(filter(None, map(shape, clauses)), None)
        if made is not None and len(made.question) <= LONGEST:
            yield made
    for match in _HOLDER.finditer(sentence):
        post = match["post"].strip()
        if match["name"][0].isupper() and post[0].islower() and _LOST.search(post) is None:
            question = f"¿Quién es {match['article'].lower()} {post}?"
            if len(question) <= LONGEST:
                yield MadeQuestion(question, match["name"])


def _counted(sentence: str) -> MadeQuestion | None:
    match = _COUNTED.match(sentence)
    if (
        match is None
        or _is_lost(match, "subject", "rest")
        or match["noun"].split(" ")[0] in _NO_NOUNS
    ):
        return None
    if re.match(rf"(?:{_MONEY}|millones)\b", match["noun"]):
        return None
    how_many = f"{_many(match['noun'])} {match['noun']}"
    return MadeQuestion(
        f"¿{how_many} {match['verb']} {_subject(match)}{_rest(match)}?", match["number"]
    )


def _happened(sentence: str) -> MadeQuestion | None:
    match = _HAPPENED.match(sentence)
    if match is None or _is_lost(match, "rest") or _is_none(match["noun"]):
        return None
    how_many = f"{_many(match['noun'])} {match['noun']}"
    return MadeQuestion(f"¿{how_many} {match['verb'].lower()}{_rest(match)}?", match["number"])


def _paid(sentence: str) -> MadeQuestion | None:
    match = _PAID.match(sentence)
    if match is None or _is_lost(match, "subject"):
        return None
    verb = match["verb"].removesuffix(" a")
    how_much = "A cuánto" if verb != match["verb"] else "Cuánto"
    return MadeQuestion(f"¿{how_much} {verb} {_subject(match)}?", match["number"])


def _began(sentence: str) -> MadeQuestion | None:
    match = _BEGAN.match(sentence)
    if match is None or _is_lost(match, "subject"):
        return None
    return MadeQuestion(f"¿Cuándo {match['verb']} {_subject(match)}?", match["day"].split(" ")[0])


def _is_lost(match: re.Match[str], *groups: str) -> bool:
    return any(_LOST.search(match[group]) for group in groups)


def _is_none(noun: str) -> bool:
    return noun.split(" ")[0] in _NO_NOUNS


def _subject(match: re.Match[str]) -> str:
    """Write the subject as it stands inside a sentence."""
    first, _, rest = match["subject"].partition(" ")
    return f"{first.lower() if first in ('El', 'La', 'Los', 'Las') else first} {rest}".strip()


def _rest(match: re.Match[str]) -> str:
    """Write what follows the figure, whole words and not too many of them."""
    rest = match["rest"].strip()
    words = rest.split()
    return f" {rest}" if rest and len(words) <= 9 else ""


def _many(noun: str) -> str:
    noun = noun.split(" ")[0]
    if noun in _MASCULINE or not _FEMININE.search(noun):
        return "Cuántos"
    return "Cuántas"
