"""Tells questions for articles from those for what they say.

«¿Qué artículos hablan de la riada?», «¿Cuántas noticias hay sobre la riada?», «Enumera las noticias
de agosto», «¿Qué pasó en agosto de 2025?», «Resume la riada»: a reader of passages cannot answer
them, the archive can.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from index.text.analyzer import analyze
from index.text.folding import fold
from rag.language import SPANISH
from rag.values import dates

Kind = Literal["articles", "count", "period", "summary", "enumeration"]

_W: Final = SPANISH.requests
_ABOUT: Final = rf"(?:{_W.about} )?"
_THAT: Final = rf"(?:(?:que|donde|en (?:los|las) que) )?{_W.telling}(?: algo)? {_ABOUT}"
_OF: Final = "(?:de|del|sobre|acerca de|acerca del|publicad[oa]s|en|que)"
_PHRASINGS: Final[tuple[tuple[Kind, str], ...]] = (
    (
        "count",
        rf"(?:en )?cuant[oa]s {_W.articles} (?:(?:{_W.being} )?{_THAT}"
        rf"|{_W.being}(?:(?: en el archivo)?$| (?={_OF} )(?:sobre |acerca del? )?))",
    ),
    (
        "articles",
        rf"(?:en )?(?:que|cuales)(?: son (?:los|las))? {_W.articles} (?:(?:{_W.being} )?{_THAT}"
        rf"|{_W.being}(?:(?: en el archivo)?$| (?={_OF} )(?:sobre |acerca del? )?)"
        rf"|(?:sobre|acerca del?) )",
    ),
    (
        "articles",
        rf"(?:{_W.listing}|muestra|muestrame|dame|busca|buscame) (?:de )?(?:todos |todas )?"
        rf"(?:los |las )?{_W.articles} (?:{_THAT}|(?={_OF} )(?:sobre |acerca del? )?)",
    ),
    ("period", rf"{_W.happening} "),
    (
        "summary",
        rf"{_W.summing} (?:(?:de|sobre) )?(?:{_W.known} )?"
        rf"(?:(?:(?:todos |todas )?(?:los |las )?{_W.articles} )?(?={_OF} |$|[^ ]))",
    ),
    ("enumeration", rf"{_W.listing} (?:de |con )?"),
)
_PATTERNS: Final = tuple(
    (kind, re.compile(rf"^(?:{phrasing})(?P<topic>.*)$")) for kind, phrasing in _PHRASINGS
)
_POINTING: Final = "|".join((*map(fold, SPANISH.grammar.pointing), *SPANISH.grammar.clitics))
_PREPOSITION: Final = re.compile(r"^(?:de|del|sobre|acerca de|acerca del|en|con|a|al|durante) ")
_WHEN: Final = (
    r"(?:publicad[oa]s )?(?:en|de|del|durante|desde|el|la|a (?:principios|mediados|finales) de) ?"
    r"(?:el |la |mes de |ano )*"
)


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of the archive.

    :param kind: its articles on a matter, how many they are, what happened in a period, the
        leading passages of a matter, or a list of things that articles tell.
    :param topic: the matter in the question's own words, ``""`` for all there is; it may be a word
        that points to what was said before («eso»).
    :param since: first day of the articles asked for, ``None`` where the question names none.
    :param until: the last one.
    """

    kind: Kind
    topic: str
    since: date | None = None
    until: date | None = None


def request_of(question: str, today: date | None = None) -> Request | None:
    """What a question asks of the archive, ``None`` when it asks what the articles say.

    :param today: the day that «ayer» is counted from; this one when ``None``.
    """
    core = " ".join(question.split()).strip(" ¿?¡!.")
    folded = fold(core)
    for kind, pattern in _PATTERNS:
        match = pattern.match(folded)
        if match is None:
            continue
        topic = core[match.start("topic") :] if len(core) == len(folded) else match["topic"]
        if kind == "enumeration":
            return Request(kind, topic) if topic else None
        topic, since, until = _without_period(topic.strip(), kind, today or date.today())
        topic = _PREPOSITION.sub("", topic) if fold(topic) == topic.lower() else topic
        topic = _bare(topic)
        if kind == "period" and since is None:
            return None
        if not topic and since is None and kind == "summary":
            return None
        pointing = re.fullmatch(_POINTING, fold(topic)) is not None
        return Request(kind, topic if pointing or analyze(topic) else "", since, until)
    return None


def _bare(topic: str) -> str:
    """Without the preposition that it begins with."""
    match = re.match(r"(?:de|del|sobre|acerca de|acerca del|en|con|a|al) ", fold(topic))
    if match is None:
        return topic
    article = "el " if fold(topic).startswith(("del ", "al ")) else ""
    return article + topic[match.end() :]


def _without_period(topic: str, kind: Kind, today: date) -> tuple[str, date | None, date | None]:
    """The matter and the days; a year may belong to the matter («el Mundial de 2026»), so that
    only a period at the very end or the very beginning that stands by itself is one."""
    for mention in dates.find_dates(topic, today):
        if mention.span is None:
            continue
        before, after = topic[: mention.start], topic[mention.end :]
        lead = re.search(rf"(?:^|(?<= )){_WHEN}$", fold(before))
        own = before[: lead.start()].strip(" ,") if lead else before.strip(" ,")
        name = fold(before[lead.start() :]).strip() if lead else ""
        # «la riada de 2024» is one of several floods, «la riada en 2024» what is told then.
        named = name.startswith(("de", "del", "la")) and not name.startswith("desde")
        if kind != "period" and own and named:
            continue
        if own and after.strip(" ,"):
            continue
        rest = own or after.strip(" ,")
        said = fold(topic[mention.start : mention.end])
        open_end = name.startswith("desde") or said.startswith("desde")
        return rest, mention.span.first, None if open_end else mention.span.last
    return topic, None, None
