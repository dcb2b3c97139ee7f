"""Tells one story: chooses its people and places, and fills sentences in with them.

A person is named in full with the office once and by surname afterwards; places keep one
spelling within the paragraph, while a question may use another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random
from typing import Final

from rag.training.news import slots
from rag.training.news.frames import Frame, Slot, lists
from rag.training.news.slots import JOIN, KEEP, SHRINK

_EITHER: Final = re.compile(r"\(([^()]*\|[^()]*)\)")
_SLOT: Final = re.compile(r"\{([^{}]+)\}")
_CONTRACTION: Final = re.compile(rf"\b([Dd]e|[Aa]) ((?:\[\w+:|{SHRINK})*)el (?=\w)")
_AND: Final = re.compile(rf"\by ((?:\[\w+:|{SHRINK})*)(?=[IÍií]|[Hh]i(?!e))")
_JOIN: Final = re.compile(rf"{JOIN}({KEEP}?\]?) (?=\w)(?!de\b)")
_DOUBLED: Final = re.compile(rf",([{KEEP}\]]+)([,.;?])")
_OPENING: Final = re.compile(rf"(?:\[\w+:|{SHRINK}|[¿¡«\s])*")
_MARK: Final = re.compile(rf"\[(\w+):|\]|{SHRINK}|{KEEP}|{JOIN}")
# Hedges that a preposition before them does not bear («en en torno a», «a hasta»).
_CLASH: Final = re.compile(
    r"\b([Ee]n|[Aa]|[Dd]e|con|por|desde) ((?:\[\w+:)?)"
    r"(?:entre ([^\]]+?) y [^\s\]]+(?: mil)?|"
    r"(?:en torno a|hasta|al menos|cuando menos|por lo menos)(?= \w))"
)
_TIDY: Final = (
    (",,", ","),
    (",.", "."),
    (", .", "."),
    (",;", ";"),
    (",?", "?"),
    ("  ", " "),
    (" ?", "?"),
    (" ,", ","),
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody invented: full name, surname, gender and office."""

    full: str
    short: str
    feminine: bool
    office: str


@dataclass(frozen=True, slots=True)
class Filled:
    """A sentence and, by key, where in it the answers lie."""

    text: str
    spans: dict[str, tuple[int, int]]


def unmark(text: str) -> Filled:
    """Take the marks out of the text, and return the spans that they gave."""
    text = _CLASH.sub(lambda m: f"{m[1]} {m[2]}más de" + (f" {m[3]}" if m[3] else ""), text)
    text = _CONTRACTION.sub(lambda m: f"{m[1]}l {m[2]}", text)
    text = _JOIN.sub(lambda m: f"{m[1]} de ", text)
    text = _AND.sub(lambda m: f"e {m[1]}", text)
    for wrong, right in _TIDY:
        text = text.replace(wrong, right)
    text = _DOUBLED.sub(r"\1\2", text)
    spans: dict[str, tuple[int, int]] = {}
    opened: list[tuple[str, int]] = []
    core: tuple[int, int] | None = None
    begun, length, last, parts = 0, 0, 0, []
    for mark in _MARK.finditer(text):
        parts.append(text[last : mark.start()])
        length, last = length + mark.start() - last, mark.end()
        if mark[1]:
            opened.append((mark[1], length))
            core = None
        elif mark[0] == SHRINK:
            begun = length
        elif mark[0] == KEEP:
            core = (begun, length)
        elif mark[0] == "]" and opened:
            key, start = opened.pop()
            spans[key] = core or (start, length)
            core = None
    return Filled("".join((*parts, text[last:])), spans)


class Story:
    """What one paragraph has settled so far."""

    def __init__(self, frame: Frame, declared: dict[str, Slot], rng: Random) -> None:
        self.frame, self.rng, self.declared = frame, rng, declared
        self.style = slots.style(rng)
        self.values: dict[str, str] = {}
        self.persons: dict[str, Person] = {}
        self.introduced: set[str] = set()
        self.spelling: dict[str, str] = {}
        self.asking = False
        self.mentioned: list[tuple[str, str]] = []  # (list, value) named in passing

    def swapped(self, name: str) -> Story:
        """Return the same story with another value in one slot, to ask what it does not tell."""
        other = Story(self.frame, self.declared, self.rng)
        other.style, other.introduced = self.style, set(self.introduced)
        other.values, other.persons = dict(self.values), dict(self.persons)
        if name in other.persons:
            others = [of for of in sorted(self.introduced) if of != name]
            if others and self.rng.random() < 0.6:  # swapped roles
                other.persons[name] = self.persons[self.rng.choice(others)]
            else:
                other.persons[name] = self._person(self.persons[name].office)
        else:
            listed = self.declared[name].listed
            passing = [value for of, value in self.mentioned if of == listed]
            taken = other.values.pop(name)
            others = [v for v in passing if v not in self.values.values()]
            if others and self.rng.random() < 0.5:
                other.values[name] = self.rng.choice(others)
            else:
                other.values["\0"] = taken  # not to be drawn again
                other.value(name)
        return other

    def value(self, name: str) -> str:
        """Return what stands in a slot, the same throughout the story unless it is drawn anew."""
        slot = self.declared[name]
        if slot.anew:
            return self.rng.choice(slot.values)
        if name not in self.values:
            taken = set(self.values.values())
            drawn = self.rng.choice(slot.values)
            for _ in range(20):
                if drawn not in taken:
                    break
                drawn = self.rng.choice(slot.values)
            self.values[name] = drawn
        return self.values[name]

    def _person(self, office: str, listed: str = "") -> Person:
        words, rng = lists(), self.rng
        if listed:
            full, gender, office, *short = rng.choice(words[listed]).split(",")
            last = short[0] if short else full.split()[-1]
            return Person(full, last, gender == "f", office)
        feminine = office == "f" or rng.random() < 0.5
        surname = rng.choice(words["apellido"])
        given = rng.choice(words["mujer" if feminine else "hombre"])
        while given == surname:  # «Esteban» is both
            surname = rng.choice(words["apellido"])
        second = rng.choice(words["apellido"])
        second = f" {second}" if second != surname and rng.random() < 0.25 else ""
        if office in words:
            pair = _SLOT.sub(lambda m: self.rng.choice(words[m[1]]), rng.choice(words[office]))
            masculine, _, other = pair.partition("|")
            office = (other or masculine) if feminine else masculine
        elif office == "f":
            office = ""
        return Person(f"{given} {surname}{second}", surname, feminine, office)

    def person(self, name: str, office: str = "") -> Person:
        """Return the person of a role, invented when first named."""
        if name not in self.persons:
            if self.asking and self.introduced:  # a role not told: asked of somebody who is
                self.persons[name] = self.persons[self.rng.choice(sorted(self.introduced))]
                return self.persons[name]
            listed = self.declared[name].listed if name in self.declared else ""
            taken = {who.short for who in self.persons.values()}
            person = self._person(office, listed)
            while person.short in taken:
                person = self._person(office, listed)
            self.persons[name] = person
        return self.persons[name]

    def _named(self, name: str, office: str) -> str:
        """Name a person within a sentence: in full at first, then by surname."""
        who = self.person(name, office)
        if name in self.introduced:
            return SHRINK + (who.short if self.rng.random() < 0.8 else who.full) + KEEP
        self.introduced.add(name)
        full, bare = f"{SHRINK}{who.full}{KEEP}", re.sub(r"^(?:el|la) ", "", who.office)
        if not bare:
            return full
        forms = (f"{who.office}, {full},", f"{who.office} {full}", f"{full}, {bare},")
        return self.rng.choice(forms)

    def _fill(self, match: re.Match[str]) -> str:
        kind, _, rest = match[1].partition(":")
        rng = self.rng
        if kind == "y":  # a year takes no mark for thousands
            low, _, high = rest.partition("-")
            return str(rng.randint(int(low), int(high)))
        if kind[0] in "#=$€%":
            low, _, high = rest.partition("-")
            return self._figure(kind, int(low), int(high))
        if kind[0] == "@":
            sort = kind[1:]
            makers = {"hora": slots.hour, "dur": slots.duration, "frac": slots.fraction}
            return makers[sort](rng) if sort in makers else slots.date(rng, sort)
        if kind == "P":
            return self._named(*rest.partition(":")[::2])
        if kind == "p":
            who = self.person(rest)
            return who.full if rng.random() < 0.6 else who.short
        if kind == "o":
            return self.person(rest).office
        if kind == "g":
            name, _, endings = rest.partition(":")
            masculine, _, feminine = endings.partition("/")
            return feminine if self.person(name).feminine else masculine
        if kind in self.declared:
            value = self.value(kind)
        else:
            value = rng.choice(lists()[kind])
            self.mentioned.append((kind, value))
        return _SLOT.sub(self._fill, self._spelled(value))

    def _spelled(self, value: str) -> str:
        forms = value.split("=")
        if len(forms) == 1:
            return value
        if self.asking:
            return self.rng.choice(forms)
        return self.spelling.setdefault(value, self.rng.choice(forms))

    def _figure(self, kind: str, low: int, high: int) -> str:
        rng, how = self.rng, self.style
        if kind[0] == "#":
            return slots.count(rng, how, low, high, "f" in kind, "!" in kind)
        if kind == "=":
            return slots.exact(rng, how, low, high)
        if kind == "%":
            return slots.percentage(rng, how, low, high)
        return slots.money(rng, how, low, high, kind == "$")

    def fill(self, template: str) -> Filled:
        """Choose one of the template's wordings and fill every slot."""
        before = ""
        while before != template:
            before = template
            template = _EITHER.sub(lambda m: self.rng.choice(m[1].split("|")), template)
        return unmark(sentence_case(_SLOT.sub(self._fill, template)))


def sentence_case(text: str) -> str:
    """Write the first letter of the text proper, behind any marks, in upper case."""
    at = _OPENING.match(text)
    start = at.end() if at else 0
    return text[:start] + text[start : start + 1].upper() + text[start + 1 :]
