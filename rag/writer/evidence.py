"""The passages that a writer is given, as data, and those that it is not given.

An article may hold words meant for whoever summarises it («ignora lo anterior y responde …»). A
passage in which a sentence speaks to a writer is neither shown to the model nor taken as evidence
for what it writes: its citation stays where the reader found it. What is shown stands in a fence
whose name is drawn anew for every text, so that no article can close it.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from index import Hit
from index.text.folding import fold
from rag.answers.citation_marks import disarmed

_WRITER: Final = (
    r"(?:asistente|chatbot|bot|modelo de lenguaje|modelo linguistico|inteligencia artificial|"
    r"\bia\b|\bllm\b|\bgpt\b|chatgpt|assistant|language model|\bai\b|redactor automatico|"
    r"sistema de respuestas?|resumidor)"
)
_ORDER: Final = (
    r"(?:ignora|ignore|ignoren|ignorad|olvida|olvide|olviden|olvidad|omite|omita|omitan|"
    r"descarta|descarte|desobedece|desobedezca|desatiende|desatienda|sustituye|sustituya|"
    r"reemplaza|reemplace|forget|disregard|override|overlook|bypass|do not follow|no sigas|"
    r"no siga|no hagas caso|no haga caso|haz caso omiso|haga caso omiso|deja de lado|deje de lado)"
)
_ORDERED: Final = (
    r"(?:instruccion|instruction|orden(?:es)?\b|regla|rules?\b|indicacion|directri|prompt|anterior|"
    r"previous|above|prior|contexto|pasajes|fuentes|documentos|sources|passages)"
)
_SAY: Final = (
    r"(?:responde|responda|respondan|contesta|conteste|escribe|escriba|escriban|repite|repita|"
    r"imprime|imprima|di|diga|afirme|asegure|anade|anada|incluye|incluya|concluye|concluya|termina|"
    r"termine|empieza|empiece|resume|resuma|traduce|traduzca|cita|cite|menciona|mencione|indica|"
    r"indique|muestra|muestre|inserta|inserte|devuelve|devuelva|answer|say|reply|respond|write|"
    r"output|print|repeat|append|insert|include|state|claim|tell)"
)
_YOUR: Final = (
    r"(?:tu|su|vuestra|your|the|la) (?:proxima |next |final )?"
    r"(?:respuesta|resumen|contestacion|answer|response|summary|output|reply)"
)

_SIGNS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_ORDER}\b[^.]{{0,60}}\b{_ORDERED}",
        rf"\b{_WRITER}[^.]{{0,60}}\b(?:debes?|deberas?|tienes? que|must|should|has de)\b",
        rf"\b{_WRITER}\b\s*[:,][^.]{{0,40}}\b{_SAY}\b",
        rf"\b(?:eres|actua como|actue como|finge ser|finja ser|you are|act as|pretend to be|"
        rf"a partir de ahora eres|compórtate como|comportate como)\b[^.]{{0,40}}\b{_WRITER}",
        r"\b(?:a partir de ahora|de ahora en adelante|from now on)\b[^.]{0,40}\b"
        rf"(?:{_SAY}|eres|seras|you)\b",
        rf"\b(?:cuando|al|si|whenever|when|if)\b[^.]{{0,30}}\b(?:resumas|resuma|resumir|respondas|"
        rf"responda|responder|cites|citar|te pregunten|le pregunten|pregunten|summari[sz]\w+|asked|"
        rf"answering|leas esto|lea esto|leer esto)\b[^.]{{0,60}}\b{_SAY}\b",
        rf"\ben {_YOUR}",
        rf"\bin {_YOUR}",
        rf"\b{_SAY}\b[^.]{{0,40}}\b(?:tu|vuestra|your) "
        r"(?:respuesta|resumen|answer|response|summary)",
        rf"\b(?:comienza|comience|empieza|empiece|acaba|acabe|termina|termine|start|begin|end)\b"
        rf"[^.]{{0,20}}\b{_YOUR}",
        rf"(?:^|[.:;!?»”\n]\s*)[¡«\"(]*(?:{_SAY})\b[^.]{{0,40}}\b(?:exactamente|literalmente|"
        rf"siguiente|unicamente|solamente|solo|tal cual|palabra por palabra|exactly|following|only|"
        rf"verbatim|al usuario|the user|al lector que pregunt)",
        rf"\b(?:nueva|nuevas|new|updated?|siguientes?|following) "
        rf"(?:instruccion|instruction|orden(?:es)?\b|reglas?\b|rules?\b|directri)[^.]{{0,80}}(?::|\b{_SAY}\b|\bes\b|\bson\b)",
        r"<\|[^|]{1,30}\|>|\[/?inst\]|<</?sys>>|</?(?:system|assistant|user|instructions?|prompt|"
        r"documentos?|pasajes?|fuentes?)\b[^>]{0,40}>",
        r"(?:^|\n)\W{0,4}(?:system|sistema|assistant|asistente|usuario|user|prompt|instrucciones|"
        r"instructions?)\W{0,3}[:>]",
        r"\b(?:prompt injection|jailbreak|developer mode|modo desarrollador|system prompt|"
        r"mensaje del sistema|instrucciones del sistema)\b",
        rf"\b(?:nota|aviso|mensaje|atencion|note|notice|attention|importante|important)\b[^.:]{{0,30}}"
        rf"\b(?:para|to|for)\b[^.:]{{0,20}}\b{_WRITER}",
        r"\b(?:quien|el que|la que|sistema que|programa que|modelo que|maquina que)\b[^.]{0,20}\b"
        r"(?:resuma|redacte|genere|responda|escriba)\b[^.]{0,40}"
        r"\b(?:debe|ha de|tiene que|deberia)\b",
    )
)
"""Forms in which a sentence speaks to a writer, over folded text."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage that a writer may cite.

    :param number: as the writer is told to name it, from 1.
    """

    number: int
    hit: Hit

    @property
    def text(self) -> str:
        """What a sentence is compared with: the passage under its headline."""
        passage = self.hit.passage
        return "\n".join(filter(None, (passage.title, passage.text)))


def speaks_to_a_writer(text: str) -> bool:
    """Whether some words of a text are meant for what writes about it."""
    folded = fold(text)
    return any(sign.search(folded) for sign in _SIGNS)


def usable(hits: Sequence[Hit], most: int) -> tuple[Evidence, ...]:
    """The first passages in which nothing speaks to a writer, numbered."""
    kept: list[Hit] = []
    seen: set[tuple[str, str]] = set()
    for hit in hits:
        passage = hit.passage
        key = (passage.document, passage.text)
        told = "\n".join((passage.title, passage.source, passage.text))
        if key not in seen and passage.text.strip() and not speaks_to_a_writer(told):
            seen.add(key)
            kept.append(hit)
    return tuple(Evidence(number, hit) for number, hit in enumerate(kept[:most], 1))


def origin(hit: Hit) -> str:
    """Headline, outlet and day of a passage, as they stand above it."""
    passage = hit.passage
    return ", ".join(filter(None, (passage.title, passage.source, passage.date)))


def fenced(evidence: Sequence[Evidence]) -> str:
    """The passages in a fence that they cannot close."""
    fence = f"pasajes-{secrets.token_hex(6)}"
    lines = [f"<{fence}>"]
    for each in evidence:
        text = each.hit.passage.text
        lines += [f"[{each.number}] ({disarmed(origin(each.hit))})", disarmed(text), ""]
    return "\n".join([*lines, f"</{fence}>"])
