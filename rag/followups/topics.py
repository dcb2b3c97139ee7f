"""What a question is about, as a phrase that another question can take over.

«¿Cuántos soldados envió Corea del Norte?» is about «los soldados que envió Corea del
Norte», and also about «Corea del Norte». A follow-up picks by number, and by whether its
verb is said of people or of things.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from index.text.folding import fold
from rag.followups.clauses import Clause, parse
from rag.followups.pieces import (
    ARTICLES,
    DETERMINERS,
    Piece,
    is_common,
    is_name,
    names_thing,
    tells,
    without_adverbs,
)
from rag.language import SPANISH
from rag.questions.nouns import is_feminine, is_measure, is_person
from rag.questions.verbs import is_infinitive, is_plural, is_verb

_JOINTS: Final = SPANISH.grammar.joints
_STATIC: Final = SPANISH.verbs.static
_TELLING: Final = SPANISH.verbs.telling


@dataclass(frozen=True, slots=True)
class Topic:
    """Something spoken of.

    :param text: «los soldados que envió Corea del Norte».
    :param person: whether it is surely a person.
    :param thing: whether it is surely none.
    :param lead: «Sobre la huelga,», where «la presidenta» alone would not tell which.
    """

    text: str
    plural: bool
    feminine: bool | None
    person: bool = False
    thing: bool = False
    lead: str = ""

    @property
    def name_gender(self) -> bool | None:
        """Whether a full name («Mariela Onaindia») begins as women's do, or men's; ``None``: it
        does not tell, or is none."""
        words = self.text.partition(",")[0].split()
        if len(words) < 2 or not (is_name(words[0]) and is_name(words[1])):
            return None
        return {"a": True, "o": False}.get(fold(words[0])[-1:])


def is_static(clause: Clause) -> bool:
    """Whether its verb says what somebody or something is, has or costs; «tuvo que pagar» does
    not."""
    return fold(clause.head) in _STATIC and "que" not in clause.verb


def with_article(noun: tuple[str, ...], *, demonstrative: bool = False, male: bool = False) -> str:
    """The noun phrase with its definite article, or with «ese»; «cuántos turistas» are male."""
    head = next((word for word in noun if word[:1].isalpha()), noun[0])
    plural, feminine = fold(head).endswith("s"), is_feminine(head) and not male
    forms = ("ese", "esa", "esos", "esas") if demonstrative else ("el", "la", "los", "las")
    return " ".join((forms[2 * plural + feminine], *noun))


def topics(question: str) -> list[Topic]:
    """What a question is about, the likeliest first."""
    clause = parse(question)
    found = list(_candidates(clause))
    return found or list(_last_resort(clause))


def _candidates(clause: Clause) -> Iterator[Topic]:
    word = fold(clause.word)
    who = word in {"quien", "quienes"} and not clause.preposition and bool(clause.verb)
    if clause.lead.startswith("Sobre "):
        text = clause.lead.removeprefix("Sobre ").rstrip(", ")
        if who:
            yield replace(_who(clause), lead=clause.lead)
        yield _phrase_topic(text)
        return
    if who:
        yield _who(clause)
    common = [piece for piece in clause.pieces if is_common(piece)]
    noun = _noun_topic(clause)
    if noun is not None and _does(clause, noun):
        common = []  # «el profesor que ganó la carrera» is spoken of rather than the race
    if noun is not None and not common:
        yield noun
    things = [bare for piece in clause.pieces if names_thing(bare := without_adverbs(piece))]
    # «cómplices» without an article is less spoken of than «el asalto».
    things.sort(key=lambda piece: not (piece.named or piece.words[0] in DETERMINERS))
    yield from (_piece_topic(clause, piece) for piece in things if not piece.preposition)
    if noun is not None and common:
        yield noun
    what = word == "que" and not clause.noun and not clause.preposition
    if what and clause.head and not is_static(clause):
        said = (*clause.verb, *(str(piece) for piece in clause.pieces if tells(piece)))
        yield Topic(f"lo que {' '.join(said)}", False, None, thing=True)
    # Where something happened is the last thing that a pronoun stands for.
    governed = [piece for piece in things if piece.preposition]
    governed.sort(key=lambda piece: fold(piece.preposition) in {"en", "contra", "con", "para"})
    yield from (_piece_topic(clause, piece) for piece in governed)
    yield from _owners(things)


def _does(clause: Clause, noun: Topic) -> bool:
    """Whether who is asked about did something rather than that it was done to them."""
    alone = not clause.preposition and noun.person and noun.plural == is_plural(clause.head)
    return alone and not is_static(clause)


def _owners(things: Sequence[Piece]) -> Iterator[Topic]:
    """«la pena de Hugo Beltrán»: he may be spoken of too."""
    for piece in things:
        at = next((n for n, word in enumerate(piece.words) if n and is_name(word)), 0)
        if at > 1 and fold(piece.words[at - 1]) == "de" and all(map(is_name, piece.words[at:])):
            yield Topic(" ".join(piece.words[at:]), False, None)


def _who(clause: Clause) -> Topic:
    """«quien dirigió la película»; of «quién es la presidenta» she herself."""
    bare = [piece for piece in clause.pieces if not piece.preposition]
    if fold(clause.head) in {"es", "era", "fue", "son", "eran"} and bare and len(clause.verb) == 1:
        base = _phrase_topic(clause.rest.removeprefix(" ".join(clause.verb)).strip())
        return replace(base, person=True, thing=False)
    word = fold(clause.word)
    return Topic(f"{word} {clause.rest}", word == "quienes", None, person=True)


def _last_resort(clause: Clause) -> Iterator[Topic]:
    """From the first noun with its article to the end: «el museo del tren», of a question of which
    nothing is known but that it asks what it costs to enter there."""
    words = [*clause.noun, *clause.verb, *" ".join(map(str, clause.pieces)).split()]
    for at, word in enumerate(words[:-1]):
        article = {"al": "el", "del": "el"}.get(fold(word), word)
        if article in ARTICLES and not is_name(words[at + 1]) and not is_infinitive(words[at + 1]):
            after = words[at + 1 :]
            ends = [n for n, w in enumerate(after) if n and _goes_on(w, after[n - 1])]
            yield _phrase_topic(" ".join((article, *after[: ends[0] if ends else None])))
            return


def _goes_on(word: str, before: str) -> bool:
    """Whether a verb of its own begins here: «los ganadores de Yuvila» | «se había quedado»."""
    apart = fold(before) not in DETERMINERS | _JOINTS and word.islower()
    return apart and (fold(word) == "se" or is_verb(word))


def _noun_topic(clause: Clause) -> Topic | None:
    """«Cuántos soldados envió Corea» → «los soldados que envió Corea»."""
    if not clause.noun or is_measure(clause.noun[0]) or not clause.verb:
        return None
    words = clause.noun
    whole = fold(words[0]) in {"de", "del"} and len(words) > 1  # «cuánto de la ayuda»
    male = fold(clause.word) == "cuantos"
    named = " ".join(words[1:]) if whole else with_article(words, male=male)
    relative = "que"
    if clause.preposition:
        relative = f"{clause.preposition.lower()} {named.split()[0]} que"
    rest = [*clause.verb, *(str(piece) for piece in clause.pieces if tells(piece))]
    text = " ".join((named, relative, *rest))
    head = next((w for w in words if fold(w) not in DETERMINERS | {"de", "del"}), words[0])
    person = is_person(head)
    feminine = is_feminine(head) and not male
    return Topic(text, fold(head).endswith("s"), feminine, person=person, thing=not person)


def _piece_topic(clause: Clause, piece: Piece) -> Topic:
    """A piece of the question, with what else the question names as a relative clause."""
    words = piece.words
    if fold(piece.preposition) in {"al", "del"}:
        words = ("el", *words)
    text = " ".join(words)
    place = _place(clause, piece)
    after = clause.pieces[place + 1 :]
    apposed = next((each for each in after[:1] if _is_apposed(each)), None)
    if apposed is not None:
        after = after[1:]
        # Who is called by a full name is known by it.
        text = text if sum(map(is_name, words)) > 1 else f"{text}, {apposed}"
    others = [o for o in clause.pieces if str(piece) not in str(o) and o is not apposed]
    if not any(part.named for part in clause.pieces):
        run = _careless_run(clause.pieces, place)
        text = " ".join(run) if len(run) > 1 else text
        bare = [part for part in clause.pieces if not part.preposition]
        if len(bare) == 1 and words[0] in DETERMINERS:
            text = " ".join((text, *_said_of_it(after)))
    elif not piece.preposition and any(o.named for o in others) and clause.has_doer:
        if is_static(clause) and len(after) == len(others):
            text = " ".join((text, *map(str, after)))
        else:
            rest = " ".join(
                (*clause.verb, *_that(clause.noun), *(str(each) for each in others if tells(each)))
            )
            text = f"{text}, que {rest}"
    elif not piece.named:
        text = " ".join((text, *_said_of_it(after)))
    base = _phrase_topic(" ".join(words))
    if not piece.preposition and not piece.named and fold(clause.head).startswith(_TELLING):
        base = replace(base, person=True, thing=False)  # «qué motivo dio la matrona»
    return Topic(text, base.plural, base.feminine, base.person, base.thing)


def _is_apposed(piece: Piece) -> bool:
    """«Teófilo Huamán, el del pleito», «Flora, una de las cuatrillizas»."""
    words = [fold(word) for word in piece.words[:2]]
    return (
        not piece.preposition
        and words[:1] != []
        and (words[0] in ARTICLES and words[1:] != [] and words[1] in {"de", "del", "que"})
    )


def _careless_run(parts: Sequence[Piece], place: int) -> list[str]:
    """«la presa la candelilla»: without capitals what a thing is called is known by a second
    article right behind it only."""
    first, last = place, place + 1
    while first and not parts[first].preposition:
        first -= 1
    while last < len(parts) and not parts[last].preposition:
        last += 1
    if (
        parts[first].preposition
        and parts[first].words[:1]
        and parts[first].words[0] not in ARTICLES
    ):
        first = min(first + 1, place)
    bare = [without_adverbs(part) for part in parts[first:last]]
    return [" ".join(part.words) for part in bare if part.words]


def _that(noun: tuple[str, ...]) -> tuple[str, ...]:
    """What was asked about, mentioned: «esa pena», «ese motivo»; other measures and a part are
    not."""
    if not noun or fold(noun[0]) in {"de", "del"}:
        return ()
    if is_measure(noun[0]) and fold(noun[0]) not in SPANISH.nouns.given:
        return ()
    return tuple(with_article(noun, demonstrative=True).split())


def _place(clause: Clause, piece: Piece) -> int:
    """Where in the clause a piece stands, with its adverbs or without."""
    return next(
        (n for n, other in enumerate(clause.pieces) if set(piece.words) <= set(other.words)), 0
    )


def _said_of_it(after: Sequence[Piece]) -> Iterator[str]:
    """«la jornada» + «contra los mosquitos de San Onofre»: what follows a noun, up to a name."""
    for piece in after:
        if not piece.preposition or not tells(piece):
            return
        yield str(piece)
        if piece.named:
            return


def _phrase_topic(text: str) -> Topic:
    words = text.split()
    first = fold(words[0])
    nouns = [word for word in words if fold(word) not in DETERMINERS]
    head = fold(nouns[0]) if nouns else first
    if first in DETERMINERS:
        plural = first.endswith("s")
        feminine: bool | None = first in {"la", "las", "una", "esa", "esas", "esta", "estas"}
        if first in {"su", "sus"}:
            feminine = is_feminine(head)
        person = is_person(head)
        return Topic(text, plural, feminine, person=person, thing=not person)
    named = [word for word in words if is_name(word)]
    plural = " y " in text.split(",")[0].split(" que ")[0] and len(named) > 1
    if words[0][:1] in '«"“' or first == "lo":
        return Topic(text, False, None, thing=True)
    return Topic(text, plural or (not named and head.endswith("s")), None)
