"""A short noun phrase made whole by its longer namesake in the question before."""

from __future__ import annotations

from index.text.folding import fold
from rag.followups.clauses import DETERMINERS, Clause, is_name, parse, tokens
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
