"""What or who did it: «¿Qué retrasó la siembra?» is answered by what stands before that verb.

The question has the verb and what the deed was done to, in this order, so that it asks for the
subject; a sentence that has the same verb before the same words names it before the verb. The
network is easily drawn to what follows instead («tres semanas en toda la comarca»).
"""

from __future__ import annotations

import re
from typing import Final

from index.text.analyzer import analyze
from index.text.folding import fold
from rag.questions.verbs import is_infinitive, is_participle, is_verb

Place = tuple[int, int]

_ASKS: Final = re.compile(
    r"^[¿\s]*(?:qu[eé]|qui[eé]n(?:es)?)\s+(?P<perfect>(?:ha|han|hab[ií]an?)\s+)?"
    r"(?P<verb>[a-záéíóúñü]{3,})\s+"
    r"(?P<object>(?:el|la|los|las|al|a\s+l[ao]s?|su|sus|un|una)\s+[^?,;:]+?)\s*\?*$",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_ARTICLES: Final = frozenset("el la los las al a su sus un una este esta ese esa".split())
_AUXILIARIES: Final = frozenset("ha han habia habian".split())
_SUBJECT: Final = re.compile(
    r"(?:[Ee]l|[Ll]a|[Ll]os|[Ll]as|[Uu]na?|[Uu]nos|[Uu]nas|[Ss]us?|[Ee]st[ae]s?|[A-ZÁÉÍÓÚÑÜ])"
)
_BESIDES: Final = re.compile(
    r"\s+(?:a menudo|en particular|también|ya|ayer|hoy|anoche|además|por su parte|aún|todavía)\Z"
)
_CLAUSE: Final = re.compile(
    r"[;:,.()«»“”—–]\s*|\s(?:que|porque|pero|aunque|mientras|cuando|si|donde)\s"
)
_NO_PART: Final = frozenset("no se nunca jamás tampoco le les lo que fue".split())
"""Words by which what stands before the verb is no subject, or one that did not do it."""
LONGEST: Final = 90
"""Characters of a subject; what is longer has a clause of its own within."""
_BETWEEN: Final = 2
"""Words between a verb and what the deed was done to: «retrasó ayer la siembra»."""


def doer(question: str, sentence: str) -> Place | None:
    """Where the sentence names what did the deed that the question asks about.

    >>> text = "Explicó que la sequía ha retrasado la siembra tres semanas."
    >>> text[slice(*doer("¿Qué retrasó la siembra?", text))]
    'la sequía'
    """
    asked = _ASKS.match(question.strip())
    if asked is None or is_infinitive(asked["verb"]):
        return None
    if not (is_participle if asked["perfect"] else is_verb)(asked["verb"]):
        return None
    verb = frozenset(analyze(asked["verb"]))
    words = [w for w in _WORD.findall(asked["object"]) if fold(w) not in _ARTICLES]
    if not verb or not words:
        return None
    done_to = fold(words[0])
    tokens = list(_WORD.finditer(sentence))
    for at, token in enumerate(tokens):
        if not token[0].islower() or frozenset(analyze(token[0])) != verb:
            continue
        if not _has_object(tokens, at, done_to):
            continue
        first = at - 1 if at and fold(tokens[at - 1][0]) in _AUXILIARIES else at
        if at == first and not is_verb(token[0]):
            continue
        if (place := _before(sentence, tokens[first].start())) is not None:
            return place
    return None


def _has_object(tokens: list[re.Match[str]], at: int, done_to: str) -> bool:
    """Whether what the deed was done to stands right behind its verb, with an article."""
    for next_ in range(at + 1, min(len(tokens) - 1, at + 2 + _BETWEEN)):
        if fold(tokens[next_][0]) in _ARTICLES:
            return fold(tokens[next_ + 1][0]) == done_to or (
                next_ + 2 < len(tokens)
                and fold(tokens[next_ + 1][0]) in _ARTICLES
                and fold(tokens[next_ + 2][0]) == done_to
            )
    return False


def _before(sentence: str, end: int) -> Place | None:
    """The noun with what belongs to it that stands before a verb, from its clause's beginning."""
    start = max((m.end() for m in _CLAUSE.finditer(sentence, 0, end)), default=0)
    text = _BESIDES.sub("", sentence[start:end].rstrip())
    if not text or len(text) > LONGEST or _SUBJECT.match(text) is None:
        return None
    words = _WORD.findall(text)
    if any(fold(w) in _NO_PART or (w.islower() and is_verb(w)) for w in words):
        return None
    return start, start + len(text)
