"""A question's words made whole: a short noun phrase by its longer namesake in the question before,
and the question by its marks, its capital and its accent."""

from __future__ import annotations

import re

from index.text.folding import fold
from rag.followups.clauses import Clause, parse, tokens
from rag.followups.pieces import DETERMINERS, is_name
from rag.questions.verbs import is_participle


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
