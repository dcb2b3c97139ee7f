"""What a question with a verb of its own leaves out, and which of the things spoken of fills it.

The verb tells: who is arrested is a person, what costs something is none; «lo», «la», «los» and
«las» agree with what they stand for, and so does a verb with its subject.
"""

from __future__ import annotations

import re
from typing import Final

from index.text.folding import fold
from rag.followups.clauses import Clause, parse
from rag.followups.completion import contracted, fronted, written
from rag.followups.context import Context
from rag.followups.reported import is_saying
from rag.followups.topics import Topic
from rag.language import SPANISH
from rag.questions.nouns import is_measure
from rag.questions.verbs import is_plural

_VERBS: Final = SPANISH.verbs
_PEOPLE: Final = re.compile(rf"^(?:{'|'.join(_VERBS.of_people)})")
_ON_PEOPLE: Final = re.compile(rf"^(?:{'|'.join(_VERBS.on_people)})")
_THINGS: Final = re.compile(rf"^(?:{'|'.join(_VERBS.of_things)})")
_OBJECTS: Final = frozenset({"lo", "la", "los", "las"})


def given_to(core: str, clause: Clause, candidates: list[Topic]) -> str:
    """«¿cuánto les pagaron?» → «… a los obreros»: nobody in particular pays; ``""`` for others."""
    whom = next((clitic for clitic in clause.clitics if clitic in {"le", "les"}), "")
    own = any(not piece.preposition or piece.preposition in {"a", "al"} for piece in clause.pieces)
    if not whom or own or (_OBJECTS | {"se"}) & set(clause.clitics):
        return ""
    fitting = [t for t in candidates if t.plural == (whom == "les")]
    fitting.sort(key=lambda topic: topic.thing - topic.person)
    if not fitting:
        return ""
    meant = fitting[0]
    if is_plural(clause.head) and not meant.thing:
        return written(clause.lead or meant.lead, contracted(f"{core} a {meant.text}"))
    return fronted(core, meant.text)


def by_verb(clause: Clause, candidates: list[Topic]) -> list[Topic]:
    """The candidates, those first of which the verb is said: of people first persons and then who
    may be one, of things the other way round."""
    verb = fold(clause.head)
    if _PEOPLE.match(verb):
        return sorted(candidates, key=lambda topic: topic.thing - topic.person)
    if _THINGS.match(verb):
        return sorted(candidates, key=lambda topic: topic.person - topic.thing)
    return candidates


def counted_again(core: str, clause: Clause, context: Context) -> tuple[str, Clause]:
    """«¿y cuántos la apoyaron?» after «¿cuántos socios rechazaron la fusión?» counts members."""
    word = fold(clause.word)
    own = bool(clause.clitics) or any(not piece.preposition for piece in clause.pieces)
    more = clause.noun == ("más",)
    alone = (not clause.noun or more) and clause.verb and word in {"cuantos", "cuantas"}
    if not alone or not (own or more or not is_plural(clause.head)):
        return core, clause
    for earlier in (parse(context.question), parse(context.subject)):
        noun = earlier.noun
        counts = noun and fold(earlier.word) == word and not is_measure(noun[0])
        if counts and fold(noun[0]) not in {"de", "del"}:
            phrase = " ".join(filter(None, (clause.preposition, clause.word)))
            text = " ".join((phrase, *noun, *clause.noun, clause.rest))
            return text, parse(text)
    return core, clause


def lacks_subject(clause: Clause) -> bool:
    """Whether the verb waits for a subject that nothing in the question can be."""
    if not clause.verb or (fold(clause.word) in {"quien", "quienes"} and not clause.preposition):
        return False
    if any(not piece.preposition for piece in clause.pieces):
        return False
    if not clause.word and (clause.pieces or len(clause.verb) > 1):
        return False
    if "se" in clause.clitics and is_saying(clause.head):
        return False  # «¿cómo se sabe?»: nobody in particular
    if _OBJECTS & set(clause.clitics) or fold(clause.head) in _VERBS.existing:
        return False
    # «¿cuánta gente votó?» has its subject; «¿cuántos artículos tiene?» cannot.
    noun = clause.noun[0] if clause.noun else ""
    counted = fold(clause.word).startswith("cuant") and noun and not is_measure(noun)
    agrees = bool(counted) and fold(noun).endswith("s") == is_plural(clause.head)
    return not agrees or "le" in clause.clitics


def object_meant(clause: Clause, candidates: list[Topic], ordered: list[Topic]) -> Topic | None:
    """What «lo», «la», «los» or «las» stands for, by number and gender."""
    if "lo" in clause.clitics and is_saying(clause.head):
        return None  # what was said is all of it
    for clitic in clause.clitics:
        if clitic not in _OBJECTS:
            continue
        plural, feminine = clitic.endswith("s"), clitic.startswith("la")
        fitting = [t for t in candidates if t.plural == plural]
        if _ON_PEOPLE.match(fold(" ".join((clause.head, *map(str, clause.pieces))))):
            people = [t for t in fitting if not t.thing and t.feminine in {None, feminine}]
            fitting = sorted(people, key=lambda topic: not topic.person) or fitting
            return fitting[0] if fitting else ordered[0] if candidates else None
        exact = [t for t in fitting if t.feminine == feminine]
        return (exact or fitting or ordered)[0] if candidates else None
    return None
