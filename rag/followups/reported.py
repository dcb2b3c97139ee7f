"""«¿Quién lo dijo?»: questions about who said, or how it is known, what was answered before."""

from __future__ import annotations

import re
from typing import Final

from index.text.folding import fold
from rag.followups.clauses import Clause, parse
from rag.language import SPANISH

_SAYING: Final = re.compile(rf"(?:{'|'.join(SPANISH.verbs.saying)})")
_GIVING: Final = re.compile(rf"(?:{'|'.join(SPANISH.verbs.giving)})")
_FIGURES: Final = re.compile(
    r"^(?:es[aeo]s?|est[aeo]s?)(?: (?:cifra|dato|numero|calculo|cuenta|noticia)s?)?$"
)
_AROUND: Final = frozenset("lo se ha han había habían".split())


def is_saying(verb: str) -> bool:
    """Whether a verb takes what was said or known as its object."""
    return _SAYING.match(fold(verb)) is not None


def asks_who_said(clause: Clause) -> bool:
    """«¿quién lo dijo?», «¿cómo lo saben?», «¿quién dio esas cifras?»."""
    if not clause.word or clause.noun:
        return False
    verb = fold(" ".join(word for word in clause.verb if word not in _AROUND))
    of_that = len(clause.pieces) == 1 and _FIGURES.match(fold(str(clause.pieces[0]))) is not None
    of_it = "lo" in clause.clitics and not clause.pieces
    return (is_saying(verb) and (of_it or of_that)) or (of_that and _GIVING.match(verb) is not None)


def who_said(clause: Clause, earlier: str) -> str:
    """«Quién dijo cuántos soldados envió Corea», with the earlier question as its object."""
    given = _GIVING.fullmatch(fold(clause.head))
    saying = "dijo" if given else " ".join(w for w in clause.verb if w.lower() != "lo")
    return f"{clause.phrase} {saying} {_indirect(earlier)}"


def _indirect(question: str) -> str:
    clause = parse(question)
    if not clause.word:
        return f"si {question.strip('¿? ')}"
    about = f", sobre {clause.lead.removeprefix('Sobre ').rstrip(', ')}" if clause.lead else ""
    phrase = clause.phrase
    return f"{phrase[:1].lower()}{phrase[1:]} {clause.rest}{about}".strip()
