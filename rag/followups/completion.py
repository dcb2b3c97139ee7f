"""A short noun phrase made whole by its longer namesake in the question before."""

from __future__ import annotations

from index.text.folding import fold
from rag.followups.clauses import DETERMINERS, is_name, parse, tokens


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
