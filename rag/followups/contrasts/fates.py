"""«¿Y cuántos heridos?» after «¿cuántas personas murieron en el accidente?»: what else a calamity
came to. The verb before is not theirs: the hurt did not die.
"""

from __future__ import annotations

from typing import Final

from index.text.folding import fold
from rag.followups.clauses import Clause
from rag.followups.completion import fronted, written
from rag.language import SPANISH

_VERBS: Final = SPANISH.verbs
_COUNTING: Final = "cuant"


def came_to(clause: Clause, before: Clause, main: str) -> str:
    """The question how many of them there were; ``""`` where nothing of the kind is counted, or
    where the verb before can be said of them, «dejó», «hubo».

    :param clause: a question phrase without a verb.
    :param before: the question that it was asked after.
    :param main: what is spoken of, put before it where who did something is named there: whoever
        sent soldiers did not send the dead.

    >>> from rag.followups.clauses import parse
    >>> before = parse("¿Cuántas personas murieron en el accidente?")
    >>> came_to(parse("cuántos heridos"), before, "")
    '¿Cuántos heridos hubo en el accidente?'
    """
    counts = all(fold(each.word).startswith(_COUNTING) for each in (clause, before))
    fated = bool(clause.noun) and fold(clause.noun[0]).startswith(_VERBS.fates)
    head = fold(before.head)
    said = head in _VERBS.existing or head.startswith(_VERBS.leaving)
    if not counts or not fated or said or clause.verb or clause.pieces:
        return ""
    asked = f"{clause.phrase} hubo"
    if before.pieces and all(piece.preposition for piece in before.pieces):
        return written(before.lead, " ".join((asked, *map(str, before.pieces))))
    return fronted(asked, main)
