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
from rag.followups.clauses import Clause, parse
from rag.followups.completion import (
    completed,
    contracted,
    dated,
    done_to,
    fronted,
    placed,
    written,
)
from rag.followups.context import Context
from rag.followups.contrasts.fates import came_to
from rag.followups.contrasts.places import elsewhere
from rag.followups.dependence import (
    ENOUGH,
    Own,
    asks_whether,
    depends,
    has_it,
    names_only,
    opening,
    own_subject,
)
from rag.followups.fragments import with_fragment
from rag.followups.gaps import (
    agreeing,
    by_verb,
    cannot_be,
    counted_again,
    definite,
    given_to,
    had_by,
    lacks_subject,
    main_matter,
    money_meant,
    object_meant,
    other_outcome,
    pays,
)
from rag.followups.reported import asks_who_said, who_said
from rag.followups.topics import is_static, topics, with_article
from rag.language import SPANISH
from rag.questions.english import is_english
from rag.questions.nouns import is_measure
from rag.questions.verbs import is_plural

_VERBS: Final = SPANISH.verbs
_BEING: Final = frozenset("es son era eran fue fueron sera seran".split())
_WHEN_OR_WHERE: Final = frozenset("dia fecha hora ano mes ciudad lugar sitio pueblo".split())
_THAT: Final = frozenset({"eso", "esto", "aquello"})
_SUMMING: Final = frozenset(
    "resume resumelo resumela resumelos resumelas resumen resumir un_resumen resumemelo".split()
)


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
    if (request := request_of(question)) is not None and not (context.main and has_it(question)):
        if context.main and request.topic and not analyze(request.topic):
            meant = re.sub(rf"\b{re.escape(request.topic)}\b", context.main, question)
            return Meaning(contracted(meant), context.subject)
        return Meaning(question)
    if fold(question.strip(" ¿?¡!.")) in _SUMMING and context.main:
        return Meaning(f"Resume {context.main}", context.subject)
    if is_english(context.question):
        foreign = is_english(question)
        if (foreign and not english.stands_alone(question)) or (
            not foreign and _is_dependent(question)
        ):
            names = english.names_in(context.question)
            core = opening(question)[1]
            if names and not foreign and parse(core).verb:
                return Meaning(fronted(core, " y ".join(names)), context.subject)
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
        return Meaning(fronted(core, context.main), context.subject)
    if not clause.word and not clause.verb and not continued and len(analyze(core)) > ENOUGH:
        return Meaning(question)  # «nombre de la operación contra los falsos revisores del gas»
    if not clause.word and (not clause.verb or names_only(core)):
        changed = with_fragment(core, context) or question
        # Another subject in the old question's place is spoken of from now on.
        return Meaning(changed, context.subject if changed.startswith("Sobre ") else "")
    if fragment := _only_adds(clause, context.question):
        return Meaning(with_fragment(fragment, context))
    if _is_bare(clause):
        return Meaning(_asked_anew(clause, context), context.subject)
    if not depends(core, clause, continued=continued):
        return Meaning(question)
    own = own_subject(core, clause, continued=continued)
    meant = dated(_resolved(core, clause, context), clause, context.question)
    return Meaning(meant, context.subject, own)


def _is_dependent(question: str) -> bool:
    continued, core = opening(question)
    clause = parse(core)
    return (not clause.word and not clause.verb) or depends(core, clause, continued=continued)


def _only_adds(clause: Clause, earlier: str) -> str:
    """«en Uruguay» of «¿y en Uruguay cuántos?» after «¿cuánta gente…?», where no more is asked for
    than before; ``""`` for any other question."""
    counts = (fold(clause.word)[:5], fold(parse(earlier).word)[:5]) == ("cuant", "cuant")
    added = " ".join((*clause.noun, *map(str, clause.pieces)))
    first = fold(added.partition(" ")[0])
    alone = not clause.verb and not clause.preposition and first in SPANISH.grammar.prepositions
    return added if counts and alone and first != "de" else ""


def _is_bare(clause: Clause) -> bool:
    """A question phrase, and at most a verb that stands for the one before."""
    if not clause.word:
        return False
    if not clause.verb:
        named = any(piece.named for piece in clause.pieces)
        return not named and len(analyze(clause.phrase + " " + clause.rest)) < ENOUGH
    only_that = all(fold(str(piece)) in _THAT for piece in clause.pieces)
    if clause.noun:  # «¿qué día fue?»
        placed = fold(clause.noun[0]) in _WHEN_OR_WHERE and fold(clause.preposition) != "de"
        return only_that and placed and _stands_for(clause)
    if fold(clause.word) in {"quien", "quienes", "cual", "cuales"}:
        return False
    why_what = fold(clause.word) in {"cuando", "donde", "como"} or fold(clause.phrase) in {
        "por que",
        "para que",
        "desde cuando",
        "hasta cuando",
    }
    return only_that and why_what and _stands_for(clause)


def _stands_for(clause: Clause) -> bool:
    """Whether the verb only stands for the one before: «¿por qué lo hizo?», not «se fue»."""
    apart = "se" in clause.clitics and fold(clause.head) in _BEING
    return fold(clause.head) in _VERBS.general and not apart


def _asked_anew(clause: Clause, context: Context) -> str:
    """The earlier question with another question phrase."""
    before = parse(context.question)
    if is_static(before) or not before.verb:
        before = parse(context.subject)
    if clause.noun and clause.preposition and fold(before.head) in _BEING:
        done = done_to(clause, context.main)
        if done:
            return written("", done)
    if not before.verb or (clause.noun and fold(before.head) in _BEING):
        return fronted(clause.phrase, context.main)  # «¿a cuántos años?» after «¿quiénes eran…?»
    if fold(clause.phrase) == fold(before.word) and before.noun:
        return context.question
    before, clause = elsewhere(before, clause)
    added = [str(each) for each in clause.pieces if fold(str(each)) not in _THAT]
    phrase = clause.phrase if clause.verb else " ".join((clause.phrase, *added))
    parts = filter(None, [phrase, before.rest, _demoted(before, clause)])
    return came_to(clause, before, context.main) or written(before.lead, " ".join(parts))


def _demoted(before: Clause, clause: Clause) -> str:
    """What was asked about, now only mentioned: «cuántos soldados» → «esos soldados»."""
    noun = before.noun
    same_kind = clause.noun and fold(before.word)[:5] == fold(clause.word)[:5] == "cuant"
    # «¿y qué edad?» after «¿qué profesión tiene?» asks for another of her properties.
    same_kind = same_kind or (
        clause.noun and fold(before.word) == fold(clause.word) and is_static(before)
    )
    if not noun or is_measure(noun[0]) or same_kind:
        return ""
    if fold(noun[0]) in {"de", "del"}:
        return " ".join(noun)  # «cuánto de cada euro»
    shown = with_article(noun, demonstrative=True, male=fold(before.word) == "cuantos")
    return f"{before.preposition.lower()} {shown}".strip()


def _resolved(core: str, clause: Clause, context: Context) -> str:
    """A question with a verb of its own, its gaps filled."""
    earlier = context.question
    if asks_who_said(clause):
        return written("", who_said(clause, earlier))
    candidates = context.topics
    full = completed(core, earlier) or completed(core, context.subject)
    if full:
        core = full
        clause = parse(core)
        if not depends(core, clause, continued=False):
            of_many = topics(earlier)[0].text if pays(clause) and parse(earlier).noun else ""
            return fronted(core, of_many)
    if (there := placed(core, context.subject)) != core:
        return fronted(there, context.main)
    ordered = by_verb(clause, candidates)
    main = main_matter(clause, context)
    if outcome := other_outcome(clause, parse(earlier)):
        return outcome
    counted = counted_again(core, clause, context)
    if counted != (core, clause):
        core, clause = counted
        main = next((t.text for t in candidates if fold(clause.noun[0]) not in fold(t.text)), "")
    if pronoun := re.search(r"\b(él|ella|ellos|ellas)\b", core):
        plural, feminine = pronoun.group(1).endswith("s"), pronoun.group(1).startswith("ella")
        known = None if plural else context.person(feminine=feminine)
        # «pagó por él» and «qué quedó de ella» may be said of things.
        before = core[: pronoun.start()].split()[-1:]
        alike = [t for t in candidates if (t.plural, t.feminine) == (plural, feminine)]
        exact = alike if before == ["de"] and not any(t.person for t in alike) else []
        by_it = before == ["por"] or bool(exact)
        fitting = [
            t
            for t in sorted(candidates, key=lambda t: t.person != (not by_it))
            if t.plural == plural
            and t.name_gender in {None, feminine}
            and (by_it or not t.thing)
            and not (by_it and (t.person or t.feminine not in {None, feminine}))
        ]
        if known is not None and not any(t.person for t in fitting):
            fitting = [known]
        if not by_it and fitting[:1] != candidates[:1] and not any(t.person for t in fitting):
            fitting = [known] if known else []
        fitting = exact or fitting
        if fitting:
            start, end = pronoun.span()
            return written(fitting[0].lead, f"{core[:start]}{fitting[0].text}{core[end:]}")
    if given := given_to(core, clause, candidates):
        return given
    if lacks_subject(clause):
        ordered = had_by(clause, ordered)
        fitting = agreeing(clause, [t for t in ordered if t.plural == is_plural(clause.head)])
        # «¿cuánto piden?» asks for an amount; «¿cuántos murieron?» for some of them.
        counts = fold(clause.word) in {"cuantos", "cuantas"} and not is_static(clause)
        feminine = bool(fitting) and fitting[0].text.startswith("las ")
        # Of «las dosis» nobody is vaccinated; of «las personas» «cuántos» may be asked.
        among = not feminine or fitting[0].person or fold(clause.word) == "cuantas"
        if fitting and counts and not clause.noun and fitting[0].plural and not among:
            return fronted(core, fitting[0].text)
        if fitting and counts and not clause.noun and fitting[0].plural:
            phrase = re.sub(r"os$", "as", clause.phrase) if feminine else clause.phrase
            text = f"{phrase} de {fitting[0].text} {clause.rest}"
            return written(clause.lead, text)  # «¿cuántos de los soldados … murieron?»
        if fitting and not cannot_be(clause, fitting[0]):
            return written(clause.lead or fitting[0].lead, f"{core} {definite(fitting[0])}")
    meant = money_meant(clause, earlier) or object_meant(clause, candidates, ordered)
    if meant is None:
        return fronted(core, main)
    alone = len(clause.clitics) == 1 and clause.verb[:1] == clause.clitics[:1]
    agrees = alone and meant.feminine == clause.clitics[0].startswith("la")
    if alone and not agrees and meant.feminine is not None:
        return fronted(core, main)  # «la fabrican» is not said of «el Paraguay»
    agrees = agrees or (alone and clause.clitics == ("lo",) and meant.text.startswith("lo que "))
    if meant.thing and agrees:
        verb = (*clause.verb[1:], *map(str, clause.pieces))
        return written(clause.lead, " ".join((clause.phrase, *verb, meant.text)))
    return fronted(core, meant.text)
