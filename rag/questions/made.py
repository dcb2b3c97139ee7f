"""Makes questions that a text answers, from its own sentences: its figures, names and days.

A sentence of a known shape is turned round («La Diputación envió 120 bomberos a la sierra» →
«¿Cuántos bomberos envió la Diputación a la sierra?»). A shape that is doubtful gives nothing:
whoever shows the questions asks them first, and shows those that are answered with what they were
made from. So does one that leans on its article («¿Quién es la directora del certamen?»).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from index.text.spanish import SPANISH
from rag.questions.standing import PEOPLE, shortened


@dataclass(frozen=True, slots=True)
class MadeQuestion:
    """A question and the words of the text that answer it.

    :param expected: as the sentence has them; an answer must hold their last word or figure.
    """

    question: str
    expected: str


SHAPES: Final = 3
"""Goes up with every change to the shapes: what was made with others is made anew."""

LONGEST: Final = 110
"""Characters of a question that is still read at a glance."""

_UPPER: Final = "A-ZÁÉÍÓÚÑÜ"
_WORD: Final = r"[\wáéíóúñü-]+"
_NUMBER: Final = (
    r"(?P<number>\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+|\d+(?:,\d+)?)(?: mil| millones de| millón de)?"
)
_SUBJECT: Final = (
    rf"(?P<subject>(?:(?:El|La|Los|Las) {_WORD}(?: (?!se\b){_WORD}){{0,6}}"
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
    rf"^{_SUBJECT} {_VERB}(?P<to> (?:a|en) [{_UPPER}]{_WORD})? "
    rf"(?:a |unos |unas |casi |más de |cerca de )?{_NUMBER} {_NOUN}{_REST}{_END}"
)
_MANY: Final = re.compile(
    rf"^(?:(?:Al menos|Alrededor de|Cerca de|Más de|Casi|Unos|Unas) )?{_NUMBER} "
    rf"(?P<noun>{_WORD}(?:os|as|es)(?: (?:de |del )?{_WORD}){{0,3}}?) "
    rf"(?P<verb>{_WORD}(?:aron|ieron|arán|erán|irán)|están?|estaban|han (?:sido )?{_WORD}"
    rf"(?:ado|ido|to|cho)s?(?: {_WORD}ad[oa]s)?) (?P<rest>[^,.;:()«»\"]+){_END}"
)
"""«Al menos 3.000 soldados norcoreanos viajaron a Rusia»: what is counted did it."""
_HAPPENED: Final = re.compile(
    rf"^(?P<verb>[{_UPPER}]{_WORD}(?:aron|ieron)) (?:unos |unas |casi |más de )?"
    rf"{_NUMBER} {_NOUN}{_REST}{_END}"
)
_PAID: Final = re.compile(
    rf"^{_SUBJECT} (?P<verb>cost(?:ó|ará|arán|aron)|cuestan?|valdrá|vale|ascend(?:ió|erá) a) "
    rf"(?:unos |casi |más de |cerca de )?{_NUMBER} (?:millones de |mil )?(?:{_MONEY})\b"
    rf"{_REST}{_END}"
)
_MONTHS: Final = f"(?:{'|'.join(month.name for month in SPANISH.months)})"
_DAY: Final = (
    rf"(?:el (?P<day>\d{{1,2}} de {_MONTHS}(?: de \d{{4}})?)"
    rf"|en {_MONTHS} de (?P<year>\d{{4}}))"
)
_BEGAN: Final = re.compile(
    rf"^{_SUBJECT} (?P<verb>(?:se )?(?:{_WORD}(?:ó|ará|erá|irá|aron|ieron)|inaugura|abre|cierra|"
    rf"empieza|comienza))(?: {_WORD}mente)? {_DAY}(?=[,.;:]|$| con | en | a )"
)
_POSTS: Final = (
    "alcalde|alcaldesa|presidente|presidenta|ministro|ministra|director|directora|portavoz|"
    "gobernador|gobernadora|rector|rectora|secretario general|secretaria general|entrenador|"
    "entrenadora|consejero|consejera|intendente|intendenta|líder|canciller"
)
_HOLDER: Final = re.compile(
    rf"\b(?P<article>el|la) (?P<post>(?:{_POSTS})(?: (?:de|del) [^,.;:]{{3,50}}?| {PEOPLE})), "
    rf"(?P<name>[{_UPPER}]{_WORD}(?: (?:de |del |la )?[{_UPPER}]{_WORD}){{1,3}})\b",
    re.IGNORECASE,
)

_CHOSEN: Final = re.compile(
    rf"\b(?P<name>[{_UPPER}]{_WORD}(?: (?:de |del |la )?[{_UPPER}]{_WORD}){{1,3}}) "
    r"(?P<verb>fue (?:elegid|nombrad|designad|proclamad|condenad)[oa]) "
    r"(?P<rest>[^,.;:()«»\"]{3,80}?)(?= por |[,.;:]|$)"
)
"""«Rodrigo Ceballos fue elegido mejor actor en el Festival de Cine de Anzoa»."""

_LOST: Final = re.compile(
    r"\b(?:que|quien|cuyo|cuya|donde|cuando|pero|y|o|este|esta|estos|estas|ese|esa|esos|esas|"
    r"entonces|aquí|allí|ahora|turno|otro|otra|otros|otras|mismo|misma|él|ella|ellos|ellas|su|sus|ayer|hoy|mañana|no|se|le|les)\b",
    re.IGNORECASE,
)
"""Words by which a phrase leans on another one, and would be asked about nothing."""

_BETWEEN: Final = re.compile(rf"\bentre [{_UPPER}]{_WORD} y (?=[{_UPPER}])")

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
    _, that, told = sentence.partition(" que ")
    clauses += [told[:1].upper() + told[1:]] * bool(that)
    for shape in (_counted, _many_did, _happened, _paid, _began, _chosen):
        made = next(filter(None, map(shape, clauses)), None)
        if made is not None and len(made.question) <= LONGEST:
            yield made
    for match in _HOLDER.finditer(sentence):
        post = match["post"].strip()
        if match["name"][0].isupper() and post[0].islower() and _LOST.search(post) is None:
            question = shortened(f"Quién es {match['article'].lower()} {post}", "")
            if question and len(question) <= LONGEST:
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
    stem = f"{how_many} {match['verb']} {_subject(match)}{match['to'] or ''}"
    return _made(stem, _rest(match), match["number"])


def _many_did(sentence: str) -> MadeQuestion | None:
    _, dash, rest = sentence.partition(".- ")
    match = _MANY.match(rest if dash else sentence)
    if match is None or _is_none(match["noun"]) or _is_lost(match, "noun"):
        return None
    if re.match(rf"(?:{_MONEY}|millones)\b", match["noun"]) or _LOST.search(match["rest"]):
        return None
    stem = f"{_many(match['noun'])} {match['noun']} {match['verb']}"
    return _made(stem, match["rest"].strip(), match["number"])


def _chosen(sentence: str) -> MadeQuestion | None:
    match = _CHOSEN.search(sentence)
    if match is None or _LOST.search(match["rest"]):
        return None
    return _made(f"Quién {match['verb']}", match["rest"].strip(), match["name"])


def _made(stem: str, rest: str, expected: str) -> MadeQuestion | None:
    question = shortened(stem, rest)
    return MadeQuestion(question, expected) if question else None


def _happened(sentence: str) -> MadeQuestion | None:
    match = _HAPPENED.match(sentence)
    if match is None or _is_lost(match, "rest") or _is_none(match["noun"]):
        return None
    how_many = f"{_many(match['noun'])} {match['noun']}"
    return _made(f"{how_many} {match['verb'].lower()}", _rest(match), match["number"])


def _paid(sentence: str) -> MadeQuestion | None:
    match = _PAID.match(sentence)
    if match is None or _is_lost(match, "subject"):
        return None
    verb = match["verb"].removesuffix(" a")
    how_much = "A cuánto" if verb != match["verb"] else "Cuánto"
    return _made(f"{how_much} {verb} {_subject(match)}", "", match["number"])


def _began(sentence: str) -> MadeQuestion | None:
    match = _BEGAN.match(sentence)
    if match is None or _is_lost(match, "subject"):
        return None
    expected = match["year"] or match["day"].split(" ")[0]
    return _made(f"Cuándo {match['verb']} {_subject(match)}", "", expected)


def _is_lost(match: re.Match[str], *groups: str) -> bool:
    return any(_LOST.search(_BETWEEN.sub("entre ", match[group])) for group in groups)


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
    return rest if len(words) <= 9 else ""


def _many(noun: str) -> str:
    noun = noun.split(" ")[0]
    if noun in _MASCULINE or not _FEMININE.search(noun):
        return "Cuántos"
    return "Cuántas"
