"""A question's words made whole: a short noun phrase by its longer namesake in the question before,
its year by that one's, and the question by its marks, its capital and its accent."""

from __future__ import annotations

import re
from typing import Final

from index.text.folding import fold
from rag.followups.clauses import Clause, parse, tokens
from rag.followups.pieces import DETERMINERS, PREPOSITIONS, is_name, is_time
from rag.language import SPANISH
from rag.questions.verbs import is_participle

_YEAR: Final = re.compile(
    r"\b(?:en|durante)\s+(?:el\s+año\s+|(?:el\s+|la\s+)?(?:mes\s+de\s+|temporada\s+)?)?"
    rf"(?:(?:{'|'.join(month.name for month in SPANISH.months)})\s+de\s+)?"
    r"(?:1[5-9]|20)\d\d\b(?!-\d)",
    re.IGNORECASE,
)
_OWN_TIME: Final = re.compile(
    r"\b(?:1[5-9]|20)\d\d\b|\b(?:ahora|hoy|ayer|anoche|actual\w*|antes|despues|luego|entonces|ya"
    r"|desde|hasta|durante|este|esta|esa?|aquel\w*|proxim\w*|pasad\w*|siguiente\w*|ultim\w*"
    r"|anterior\w*|mientras|cuando|dia|fecha|ano|mes|semana|hora|nunca|siempre|todavia|aun)\b"
)
_PAST: Final = re.compile(
    r"(?:ó|aron|[ieu]ron|aban?|ían?|(?:tuv|hic|hiz|vin|pus|pud|sup|quis|dij|traj|duj|hub|cup)[oi]\w*"
    r"|dio|vio|fue)$"
)


def completed(core: str, earlier: str) -> str | None:
    """A short noun phrase takes the whole of its longer namesake: «el incendio» → «el incendio
    de Lombrada»."""
    full = {}
    clause = parse(earlier)
    for piece in clause.pieces:
        nouns = [word for word in piece.words if fold(word) not in DETERMINERS]
        if len(nouns) > 1:
            full[fold(nouns[0])] = " ".join(nouns)
    words = tokens(core)
    for at, word in enumerate(words[:-1]):
        head = fold(words[at + 1])
        follows = fold(words[at + 2]) if at + 2 < len(words) else ""
        if fold(word) not in DETERMINERS | {"del", "al"} or head not in full:
            continue
        if follows not in {"de", "del"} and not is_name(words[at + 2] if follows else ""):
            article = {"ese": "el", "esa": "la", "esos": "los", "esas": "las"}.get(fold(word), word)
            return " ".join([*words[:at], article, full[head], *words[at + 2 :]]).replace(" ,", ",")
    return None


_THERE: Final = re.compile(rf"\b(?:{'|'.join(SPANISH.grammar.there)})\b", re.IGNORECASE)


def placed(core: str, earlier: str) -> str:
    """The question with the place of the question before for «allí», where that names one:
    «¿qué rechazó allí?» → «qué rechazó en Viena»."""
    there = _THERE.search(core)
    if there is None:
        return core
    where = [p for p in parse(earlier).pieces if fold(p.preposition) == "en" and not is_time(p)]
    named = next((p for p in reversed(where) if p.named), None)
    start, end = there.span()
    before = core[:start].split()[-1:]
    if named is None or (before and fold(before[0]) in PREPOSITIONS):
        return core  # «por ahí»
    return f"{core[:start]}{named}{core[end:]}".strip()


def dated(text: str, clause: Clause, earlier: str) -> str:
    """The question with the one year of the question before, where it tells of the past and names
    no time of its own: «¿y cuántas hectáreas ardieron?» after «¿Cuántos incendios hubo en 2023?».

    :param clause: of the question as it was asked.
    """
    times = {match.group() for match in _YEAR.finditer(earlier)}
    if len(times) != 1 or _OWN_TIME.search(fold(text)) or not _PAST.search(clause.head.lower()):
        return text
    return f"{text.rstrip('?')} {times.pop().lower()}?"


def done_to(clause: Clause, main: str) -> str:
    """«¿a cuántos años?» after «¿quiénes eran las reporteras condenadas?» asks for how many years
    they were condemned to; ``""`` where no participle says what was done.

    :param main: what is spoken of: «las reporteras condenadas».
    """
    words = main.split()
    at = next((n for n, word in enumerate(words) if n > 1 and is_participle(word)), None)
    if at is None or fold(words[0]) not in DETERMINERS:
        return ""
    verb = "fueron" if words[0].endswith("s") else "fue"
    return " ".join((clause.phrase, verb, words[at], *words[:at], *words[at + 1 :]))


def fronted(core: str, topic: str) -> str:
    """The question with what it is about before it: «Sobre la riada, ¿quién murió?»."""
    if not topic:
        return written("", core)
    first = tokens(core)[0]
    if not is_name(first) or parse(core).word:
        core = core[:1].lower() + core[1:]
    return written(f"Sobre {topic},", core)


def contracted(text: str) -> str:
    """With «al» and «del» for «a el» and «de el»."""
    return re.sub(r"\ba el\b", "al", re.sub(r"\bde el\b", "del", text))


def written(lead: str, text: str) -> str:
    """With its marks, its capital and the accent of its question word."""
    clause = parse(text)
    lead, text = contracted(lead), contracted(text.strip(" ¿?¡!.").replace(" ,", ","))
    if clause.word and fold(text).startswith(fold(clause.phrase)):
        at = len(clause.preposition) + bool(clause.preposition)
        text = text[:at] + clause.word + text[at + len(clause.word) :]
    if lead:
        return f"{lead} ¿{text[:1].lower() if clause.word else text[:1]}{text[1:]}?"
    return f"¿{text[:1].upper()}{text[1:]}?"
