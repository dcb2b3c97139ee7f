"""A question asked after another, made to stand alone: history and question in, question out.

Rules on the shape of Spanish questions, no model. What was asked before is taken over with
its words in it, since the words are what is searched: «¿Y cuándo?» after «¿Cuántos
soldados envió Corea del Norte?» is «¿Cuándo envió Corea del Norte esos soldados?». Where no
finer rule fits, the subject of the talk is put before the question: «Sobre la riada del
Alcedo, ¿quién lo investiga?». A question that names its own subject stays as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from index.text.analyzer import analyze
from index.text.folding import fold
from rag.answers.requests import request_of
from rag.followups import english
from rag.followups.clauses import Clause, is_name, parse, tokens
from rag.followups.completion import completed, done_to
from rag.followups.context import Context
from rag.followups.dependence import ENOUGH, Own, asks_whether, depends, opening, own_subject
from rag.followups.fragments import with_fragment
from rag.followups.reported import asks_who_said, is_saying, who_said
from rag.followups.topics import STATIC, Topic, is_measure, with_article
from rag.language import SPANISH
from rag.questions.english import is_english
from rag.questions.verbs import is_plural

_VERBS: Final = SPANISH.verbs
_BEING: Final = frozenset("es son era eran fue fueron sera seran".split())
_THAT: Final = frozenset({"eso", "esto", "aquello"})
_SUMMING: Final = frozenset(
    "resume resumelo resumela resumelos resumelas resumen resumir un_resumen resumemelo".split()
)
_PEOPLE: Final = re.compile(rf"^(?:{'|'.join(_VERBS.of_people)})")
_THINGS: Final = re.compile(rf"^(?:{'|'.join(_VERBS.of_things)})")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a question means where it was asked.

    :param question: it, standing alone.
    :param root: the question that its subject was taken from, ``""`` when it has its own.
    :param own: how much of a subject it brings itself, so that it may stand alone all the same.
    """

    question: str
    root: str = ""
    own: Own = "nothing"


def understand(question: str, context: Context | None) -> Meaning:
    """The question that is meant, given what was asked and answered before.

    :param context: the turn before, ``None`` at the start.
    """
    if context is None:
        return Meaning(question)
    if (request := request_of(question)) is not None:
        if context.main and request.topic and not analyze(request.topic):
            meant = re.sub(rf"\b{re.escape(request.topic)}\b", context.main, question)
            return Meaning(_contracted(meant), context.subject)
        return Meaning(question)
    if fold(question.strip(" ¿?¡!.")) in _SUMMING and context.main:
        return Meaning(f"Resume {context.main}", context.subject)
    if is_english(context.question):
        foreign = is_english(question)
        if (foreign and not english.stands_alone(question)) or (
            not foreign and _is_dependent(question)
        ):
            return Meaning(english.about(question, context.question), context.subject)
        return Meaning(question)
    if is_english(question):
        spanish = english.in_spanish(question)
        if spanish is None:
            if english.stands_alone(question):
                return Meaning(question)
            return Meaning(english.with_topic(question, context.main), context.subject)
        question = spanish
    continued, core = opening(question)
    clause = parse(core)
    if clause.word and not fold(core).startswith(fold(clause.phrase)) and not clause.lead:
        core = f"{clause.phrase} {clause.rest}"  # «en Kursk cuántos había» begins with «cuántos»
    if not clause.word and not clause.verb and asks_whether(core):
        return Meaning(_fronted(core, context.main), context.subject)
    if not clause.word and not clause.verb:
        changed = with_fragment(core, context) or question
        # Another subject in the old question's place is spoken of from now on.
        return Meaning(changed, context.subject if changed.startswith("Sobre ") else "")
    if _is_bare(clause):
        return Meaning(_asked_anew(clause, context), context.subject)
    if not depends(core, clause, continued=continued):
        return Meaning(question)
    own = own_subject(core, clause, continued=continued)
    return Meaning(_resolved(core, clause, context), context.subject, own)


def _is_dependent(question: str) -> bool:
    continued, core = opening(question)
    clause = parse(core)
    return (not clause.word and not clause.verb) or depends(core, clause, continued=continued)


def _is_bare(clause: Clause) -> bool:
    """A question phrase, and at most a verb that stands for the one before."""
    if not clause.word:
        return False
    if not clause.verb:
        named = any(piece.named for piece in clause.pieces)
        return not named and len(analyze(clause.phrase + " " + clause.rest)) < ENOUGH
    if clause.noun or fold(clause.word) in {"quien", "quienes", "cual", "cuales"}:
        return False
    only_that = all(fold(str(piece)) in _THAT for piece in clause.pieces)
    why_what = fold(clause.word) in {"cuando", "donde", "como"} or fold(clause.phrase) in {
        "por que",
        "para que",
        "desde cuando",
        "hasta cuando",
    }
    return only_that and why_what and fold(clause.head) in _VERBS.general


def _asked_anew(clause: Clause, context: Context) -> str:
    """The earlier question with another question phrase."""
    before = parse(context.question)
    if fold(before.head) in STATIC or not before.verb:
        before = parse(context.subject)
    if clause.noun and clause.preposition and fold(before.head) in _BEING:
        done = done_to(clause, context.main)
        if done:
            return _written("", done)
    if not before.verb or (clause.noun and fold(before.head) in _BEING):
        return _fronted(clause.phrase, context.main)  # «¿a cuántos años?» after «¿quiénes eran…?»
    if fold(clause.phrase) == fold(before.word) and before.noun:
        return context.question
    added = [str(each) for each in clause.pieces if fold(str(each)) not in _THAT]
    phrase = clause.phrase if clause.verb else " ".join((clause.phrase, *added))
    parts = [phrase, before.rest, _demoted(before, clause)]
    return _written(before.lead, " ".join(filter(None, parts)))


def _demoted(before: Clause, clause: Clause) -> str:
    """What was asked about, now only mentioned: «cuántos soldados» → «esos soldados»."""
    noun = before.noun
    same_kind = clause.noun and fold(before.word)[:5] == fold(clause.word)[:5] == "cuant"
    # «¿y qué edad?» after «¿qué profesión tiene?» asks for another of her properties.
    same_kind = same_kind or (
        clause.noun and fold(before.word) == fold(clause.word) and fold(before.head) in STATIC
    )
    if not noun or is_measure(noun[0]) or same_kind:
        return ""
    shown = with_article(noun, demonstrative=True)
    return f"{before.preposition} {shown}".strip()


def _resolved(core: str, clause: Clause, context: Context) -> str:
    """A question with a verb of its own, its gaps filled."""
    earlier = context.question
    if asks_who_said(clause):
        return _written("", who_said(clause, earlier))
    candidates = context.topics
    full = completed(core, earlier) or completed(core, context.subject)
    if full:
        core = full
        clause = parse(core)
        if not depends(core, clause, continued=False):
            return _written("", core)
    people = [t for t in candidates if t.person] if _PEOPLE.match(fold(clause.head)) else []
    things = [t for t in candidates if t.thing] if _THINGS.match(fold(clause.head)) else []
    ordered = people + things + candidates
    main = context.main
    counted = _counted(core, clause, context)
    if counted != (core, clause):
        core, clause = counted
        main = next((t.text for t in candidates if fold(clause.noun[0]) not in fold(t.text)), "")
    if pronoun := re.search(r"\b(él|ella|ellos|ellas)\b", core):
        plural, feminine = pronoun.group(1).endswith("s"), pronoun.group(1).startswith("ella")
        known = None if plural else context.person(feminine=feminine)
        fitting = [
            t
            for t in [*[t for t in candidates if t.person], *candidates]
            if t.plural == plural and t.name_gender in {None, feminine}
        ]
        if known is not None and not any(t.person for t in fitting):
            fitting = [known]
        if fitting:
            start, end = pronoun.span()
            return _written(fitting[0].lead, f"{core[:start]}{fitting[0].text}{core[end:]}")
    if _lacks_subject(clause):
        fitting = [t for t in ordered if t.plural == is_plural(clause.head)]
        counts = clause.word.startswith("cuánt") and fold(clause.head) not in STATIC
        feminine = bool(fitting) and fitting[0].text.startswith("las ")
        # Of «las dosis» nobody is vaccinated; of «las personas» «cuántos» may be asked.
        among = not feminine or fitting[0].person or fold(clause.word) == "cuantas"
        if fitting and counts and not clause.noun and fitting[0].plural and not among:
            return _fronted(core, fitting[0].text)
        if fitting and counts and not clause.noun and fitting[0].plural:
            phrase = re.sub(r"os$", "as", clause.phrase) if feminine else clause.phrase
            text = f"{phrase} de {fitting[0].text} {clause.rest}"
            return _written(clause.lead, text)  # «¿cuántos de los soldados … murieron?»
        if fitting:
            return _written(clause.lead or fitting[0].lead, f"{core} {fitting[0].text}")
    meant = _object(clause, candidates, ordered)
    if meant is None:
        return _fronted(core, main)
    alone = len(clause.clitics) == 1 and clause.verb[:1] == clause.clitics[:1]
    agrees = alone and meant.feminine == clause.clitics[0].startswith("la")
    if alone and not agrees and meant.feminine is not None:
        return _fronted(core, main)  # «la fabrican» is not said of «el Paraguay»
    if meant.thing and agrees:
        verb = (*clause.verb[1:], *map(str, clause.pieces))
        return _written(clause.lead, " ".join((clause.phrase, *verb, meant.text)))
    return _fronted(core, meant.text)


def _counted(core: str, clause: Clause, context: Context) -> tuple[str, Clause]:
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


def _lacks_subject(clause: Clause) -> bool:
    """Whether the verb waits for a subject that nothing in the question can be."""
    if not clause.verb or (fold(clause.word) in {"quien", "quienes"} and not clause.preposition):
        return False
    if any(not piece.preposition for piece in clause.pieces):
        return False
    if not clause.word and (clause.pieces or len(clause.verb) > 1):
        return False
    if "se" in clause.clitics and is_saying(clause.head):
        return False  # «¿cómo se sabe?»: nobody in particular
    if set(clause.clitics) & {"lo", "la", "los", "las"} or fold(clause.head) in _VERBS.existing:
        return False
    # «¿cuánta gente votó?» has its subject; «¿cuántos artículos tiene?» cannot.
    noun = clause.noun[0] if clause.noun else ""
    counted = fold(clause.word).startswith("cuant") and noun and not is_measure(noun)
    agrees = bool(counted) and fold(noun).endswith("s") == is_plural(clause.head)
    return not agrees or "le" in clause.clitics


def _object(clause: Clause, candidates: list[Topic], ordered: list[Topic]) -> Topic | None:
    """What «lo», «la», «los» or «las» stands for, by number and gender."""
    if "lo" in clause.clitics and is_saying(clause.head):
        return None  # what was said is all of it
    for clitic in clause.clitics:
        if clitic not in {"lo", "la", "los", "las"}:
            continue
        plural, feminine = clitic.endswith("s"), clitic.startswith("la")
        fitting = [t for t in candidates if t.plural == plural]
        exact = [t for t in fitting if t.feminine == feminine]
        return (exact or fitting or ordered)[0] if candidates else None
    return None


def _fronted(core: str, topic: str) -> str:
    if not topic:
        return _written("", core)
    first = tokens(core)[0]
    if not is_name(first) or parse(core).word:
        core = core[:1].lower() + core[1:]
    return _written(f"Sobre {topic},", core)


def _contracted(text: str) -> str:
    return re.sub(r"\ba el\b", "al", re.sub(r"\bde el\b", "del", text))


def _written(lead: str, text: str) -> str:
    """With its marks, its capital and the accent of its question word."""
    clause = parse(text)
    text = text.strip(" ¿?¡!.").replace(" ,", ",")
    if clause.word and fold(text).startswith(fold(clause.phrase)):
        at = len(clause.preposition) + bool(clause.preposition)
        text = text[:at] + clause.word + text[at + len(clause.word) :]
    if lead:
        return f"{lead} ¿{text[:1].lower() if clause.word else text[:1]}{text[1:]}?"
    return f"¿{text[:1].upper()}{text[1:]}?"
