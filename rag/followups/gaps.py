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
from rag.followups.pieces import ARTICLES, DETERMINERS, Piece, is_name
from rag.followups.reported import is_saying
from rag.followups.topics import Topic, topics, with_article
from rag.language import SPANISH
from rag.questions.nouns import is_measure, is_person
from rag.questions.verbs import is_plural

_VERBS: Final = SPANISH.verbs
_NOUNS: Final = SPANISH.nouns
_PEOPLE: Final = re.compile(rf"^(?:{'|'.join(_VERBS.of_people)})")
_ON_PEOPLE: Final = re.compile(rf"^(?:{'|'.join(_VERBS.on_people)})")
_THINGS: Final = re.compile(rf"^(?:{'|'.join(_VERBS.of_things)})")
_OBJECTS: Final = frozenset({"lo", "la", "los", "las"})
_AGE: Final = re.compile(r"\b(?:que edad|cuantos anos)$")
_OF_WHAT: Final = re.compile(r"^de (?:cuanto|que (?:fecha|ano|dia))$")
_BEING: Final = frozenset("es son era eran fue fueron".split())
_THE: Final = ("el ", "la ", "los ", "las ")


def _is_body(topic: Topic) -> bool:
    """Whether a topic is a body, which acts though it is nobody."""
    return _begins_with(topic, _NOUNS.bodies | _NOUNS.actors | SPANISH.names.heads)


def _only_acts(topic: Topic) -> bool:
    """Whether a topic is a body and no building or place, which costs something too."""
    return _begins_with(
        topic, _NOUNS.bodies | _NOUNS.actors | SPANISH.names.heads - SPANISH.names.sites
    )


def _begins_with(topic: Topic, words: frozenset[str]) -> bool:
    """Whether one of the words is a topic's first or, after its article, its second."""
    return not words.isdisjoint(map(fold, topic.text.split()[:2]))


def _has_no_age(topic: Topic) -> bool:
    """Whether a topic is a body, or what somebody did."""
    return _is_body(topic) or topic.text.startswith("lo que ")


def given_to(core: str, clause: Clause, candidates: list[Topic]) -> str:
    """«¿cuánto les pagaron?» → «… a los obreros»: nobody in particular pays; ``""`` for others."""
    whom = next((clitic for clitic in clause.clitics if clitic in {"le", "les"}), "")
    own = any(not piece.preposition or piece.preposition in {"a", "al"} for piece in clause.pieces)
    if not whom or own or (_OBJECTS | {"se"}) & set(clause.clitics):
        return ""
    fitting = [t for t in candidates if t.plural == (whom == "les")]
    fitting.sort(key=lambda topic: (topic.thing and not _is_body(topic)) - topic.person)
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
    if _AGE.search(fold(clause.phrase)) and verb.startswith(("tien", "teni", "cumpl")):
        return sorted(
            candidates, key=lambda topic: (_has_no_age(topic), topic.thing - topic.person)
        )
    if _OF_WHAT.search(fold(clause.phrase)) and verb in _BEING:
        # «¿de qué fecha era?» is asked of the letter rather than of Ochoa, who wrote it.
        return sorted(candidates, key=lambda t: (t.person, not t.text.startswith(_THE)))
    if fold(clause.phrase) == "a cuanto":
        return sorted(candidates, key=lambda topic: topic.person - topic.thing)
    if "se" in clause.clitics and verb.startswith(
        (*_VERBS.spending, "compr", "vend", "cobr", "firm")
    ):
        return sorted(candidates, key=lambda topic: topic.person - topic.thing)
    if _PEOPLE.match(verb):
        return sorted(candidates, key=lambda t: (t.thing and not _is_body(t)) - t.person)
    if _THINGS.match(verb):
        # «¿qué costó?» is asked of the torch rather than of the town that had it taken away.
        return sorted(
            candidates,
            key=lambda t: (t.person, t.plural != is_plural(verb), _only_acts(t), -t.thing),
        )
    return candidates


def cannot_be(clause: Clause, topic: Topic) -> bool:
    """Whether the verb is said of things and the topic is somebody: «¿cuándo se inauguró?»."""
    return topic.person and _THINGS.match(fold(clause.head)) is not None


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
        if noun and fold(noun[0]).startswith(_VERBS.fates) and not more:
            return core, clause  # of the dead nobody went blind
        if counts and fold(noun[0]) not in {"de", "del"}:
            phrase = " ".join(filter(None, (clause.preposition, clause.word)))
            text = " ".join((phrase, *noun, *clause.noun, clause.rest))
            return text, parse(text)
    return core, clause


def lacks_subject(clause: Clause) -> bool:
    """Whether the verb waits for a subject that nothing in the question can be."""
    if not clause.verb or (fold(clause.word) in {"quien", "quienes"} and not clause.preposition):
        return False
    if any(not piece.preposition or _is_adverb(piece) for piece in clause.pieces):
        return False
    if not clause.word and (clause.pieces or len(clause.verb) > 1):
        return False
    if "se" in clause.clitics and is_saying(clause.head):
        return False  # «¿cómo se sabe?»: nobody in particular
    if _OBJECTS & set(clause.clitics) or fold(clause.head) in _VERBS.existing:
        return False
    if {"le", "les"} & set(clause.clitics) and is_plural(clause.head):
        return False  # «¿cuánto les dieron a las viudas?»: nobody in particular gives
    if _acts(clause) or _is_amount(clause):
        return False
    # «¿cuánta gente votó?» has its subject; «¿cuántos artículos tiene?» cannot.
    noun = clause.noun[0] if clause.noun else ""
    counted = fold(clause.word).startswith("cuant") and noun and not is_measure(noun)
    agrees = bool(counted) and fold(noun).endswith("s") == is_plural(clause.head)
    return not agrees or "le" in clause.clitics


def _is_adverb(piece: Piece) -> bool:
    """Whether what is taken for a preposition is none: «no llegó antes la lancha»."""
    after = piece.words[0] if piece.words else "de"
    return fold(piece.preposition) in {"antes", "despues"} and after in ARTICLES


def _is_amount(clause: Clause) -> bool:
    """Whether what is asked for is all that the verb has: «¿cuánto se gastó?», «¿cuánto le tocó a
    cada uno?»."""
    if fold(clause.word) != "cuanto" or clause.noun:
        return False
    head = fold(clause.head)
    given = "le" in clause.clitics and head.startswith(("toc", "correspond"))
    return given or ("se" in clause.clitics and head.startswith(_VERBS.spending))


def pays(clause: Clause) -> bool:
    """Whether it asks how much somebody paid and not for what: «¿cuánto pagó el concejo?»."""
    for_what = any(p.preposition in {"por", "en", "de", "para", "con"} for p in clause.pieces)
    return (
        fold(clause.word) == "cuanto"
        and not clause.noun
        and not for_what
        and (fold(clause.head).startswith((*_VERBS.spending, "compr", "vend", "cobr")))
    )


def _acts(clause: Clause) -> bool:
    """Whether what is asked for does it: «¿qué país ya no va a contribuir?»."""
    if fold(clause.word) not in {"que", "cual", "cuales"} or clause.preposition or not clause.noun:
        return False
    heads = [fold(word) for word in clause.noun]
    somebody = any(is_person(word) or word.rstrip("s") in _NOUNS.actors for word in heads)
    return somebody and heads[-1].endswith("s") == is_plural(clause.head)


def agreeing(clause: Clause, topics: list[Topic]) -> list[Topic]:
    """The topics, those first that «cuántas» can be asked of."""
    if fold(clause.word) != "cuantas" or clause.noun:
        return topics
    return sorted(topics, key=lambda t: not (t.feminine or t.text.startswith("las ")))


def had_by(clause: Clause, candidates: list[Topic]) -> list[Topic]:
    """The candidates, what is no person first where the things counted are none that people have:
    «¿cuántos espectadores tuvo?» after «¿quién es la directora del festival?»."""
    noun = fold(clause.noun[0]) if clause.noun else ""
    counts = fold(clause.word) in {"cuantos", "cuantas"} and not clause.preposition
    has = fold(clause.head).startswith(("tien", "teni", "tuv", "tendr"))
    singular = {noun.removesuffix("s"), noun.removesuffix("es")}
    if not (counts and has and noun) or is_measure(noun) or singular & (_NOUNS.had | _NOUNS.kin):
        return candidates
    things = [topic for topic in candidates if not topic.person]
    owned = [_owner(topic) for topic in candidates if topic.person]
    return [*filter(None, owned), *things, *(t for t in candidates if t.person)]


def _owner(topic: Topic) -> Topic | None:
    """«el festival de cine» of «la directora del festival de cine»."""
    words = topic.text.split()
    if len(words) < 4 or words[0] not in ARTICLES or words[2] not in {"de", "del"}:
        return None
    rest = " ".join(("el", *words[3:]) if words[2] == "del" else words[3:])
    return next(iter(topics(f"¿Qué es {rest}?")), None)


def money_meant(clause: Clause, earlier: str) -> Topic | None:
    """«¿para qué lo quería?» after «¿cuánto dinero pidió Pujols?»: the money; ``None`` for any
    other question."""
    before = parse(earlier)
    money = before.noun == ("dinero",) and fold(before.word) == "cuanto" and not before.preposition
    if clause.clitics != ("lo",) or not money or is_saying(clause.head):
        return None
    return Topic(f"el dinero que {before.rest}", plural=False, feminine=False, thing=True)


def other_outcome(clause: Clause, earlier: Clause) -> str:
    """«¿y cuántos se salvaron?» after «¿cuántas personas murieron en el naufragio?»: those are
    others, of the same matter; ``""`` for any other question.

    :param earlier: the question before.
    """
    if clause.pieces or clause.noun or fold(clause.word) not in {"cuantos", "cuantas"}:
        return ""
    if not (
        fold(clause.head).startswith(_VERBS.fates) and fold(earlier.head).startswith(_VERBS.fates)
    ):
        return ""
    if fold(clause.head)[:4] == fold(earlier.head)[:4] or not earlier.noun:
        return ""
    noun = " ".join((earlier.word, *earlier.noun))
    where = (str(piece) for piece in earlier.pieces if piece.preposition)
    return written(earlier.lead, " ".join((noun, *clause.verb, *where)))


def main_matter(clause: Clause, context: Context) -> str:
    """What a question is put after where nothing else is known of it: the phrase that stands for
    all that is spoken of; where another thing is counted than before, what both are counted in."""
    earlier, found = parse(context.subject), topics(context.subject)
    if _is_amount(clause):
        found = sorted(found, key=lambda topic: topic.person)
    texts = [topic.text for topic in found]
    if clause.noun and earlier.noun and fold(earlier.head) in _VERBS.existing:
        texts = [t for t in texts[1:] if earlier.noun[0] not in t.split()] or texts
    if texts:
        return texts[0]
    words = [word for piece in earlier.pieces for word in piece.words]
    names = [word for word in words if is_name(word)]
    if names:
        return " ".join(words[words.index(names[0]) :])
    if fold(earlier.word).startswith("cuant") and earlier.noun and not is_measure(earlier.noun[0]):
        return with_article(earlier.noun)
    last = [
        piece for piece in earlier.pieces if piece.preposition in {"a", "en", "de", "del", "al"}
    ]
    return " ".join(last[-1].words) if last else ""


def definite(topic: Topic) -> str:
    """A topic's phrase as a subject: «las becas» for «becas»."""
    first = topic.text.partition(" ")[0]
    bare = first.islower() and first not in DETERMINERS | {"lo", "quien", "quienes"}
    return with_article(tuple(topic.text.split())) if bare else topic.text


def object_meant(clause: Clause, candidates: list[Topic], ordered: list[Topic]) -> Topic | None:
    """What «lo», «la», «los» or «las» stands for, by number and gender."""
    if "lo" in clause.clitics and is_saying(clause.head):
        return None  # what was said is all of it
    for clitic in clause.clitics:
        if clitic not in _OBJECTS:
            continue
        plural, feminine = clitic.endswith("s"), clitic.startswith("la")
        fitting = [t for t in candidates if t.plural == plural]
        if not _ON_PEOPLE.match(fold(" ".join((clause.head, *map(str, clause.pieces))))):
            # What is sold is the altarpiece rather than the company that paid for it.
            fitting.sort(key=_only_acts)
        else:
            people = [t for t in fitting if not t.thing and t.feminine in {None, feminine}]
            fitting = sorted(people, key=lambda topic: not topic.person) or fitting
            return fitting[0] if fitting else ordered[0] if candidates else None
        exact = [t for t in fitting if t.feminine == feminine]
        return (exact or fitting or ordered)[0] if candidates else None
    return None
