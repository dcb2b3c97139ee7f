"""Answers questions of yes or no: «Sí» or «No» where a quotation decides, else the quotation alone.

«Orlavia rechazó abolir la pena de muerte, aunque aceptó el 80 % de las recomendaciones» decides
whether it accepted to abolish it: no. A figure or a name read in it would look like a yes. What
does not decide by the very words of the question is only quoted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from index.text.analyzer import analyze
from index.text.folding import fold
from rag.answers.types import Answer, Citation, Claim
from rag.answers.wording import answer_text
from rag.claims.agreement import Agreement
from rag.claims.attribution import attribution_in
from rag.claims.duplicates import outlet_of
from rag.documents.sentences import split_sentences
from rag.language import SPANISH
from rag.questions.verbs import is_nonfinite, is_verb
from rag.reader.protocol import Reading

Verdict = Literal["Sí", "No", ""]

_GRAMMAR: Final = SPANISH.grammar
_VERBS: Final = SPANISH.verbs
_WORD: Final = re.compile(r"[^\W_]+", re.UNICODE)
_BEFORE: Final = _GRAMMAR.clitics | {"y", "e", "pero", "no", "ya", "acaso", "entonces", "tambien"}
_NOT: Final = frozenset("no nunca jamas tampoco ni nadie ningun ninguna ninguno sin".split())
_OPEN: Final = frozenset(
    "si podria podrian quiza quizas acaso supuestamente presuntamente habria habrian pide piden "
    "pidio exige exigio quiere quieren promete prometio preve planea estudia intenta intento "
    "espera esperan dudo duda teme".split()
)
"""Words before a verb under which it is not said that it happened."""
_PARTS: Final = re.compile(r"[,;:()—–]|\b(?:aunque|pero|sino|mientras|sin embargo)\b")
_TRUE: Final = re.compile(r"^(?:y )?es (?:cierto|verdad) que ", re.IGNORECASE)
_ASIDE: Final = _GRAMMAR.adverbs | _GRAMMAR.times | _NOT
"""Words before a verb that are not its subject."""
_NO_VERBS: Final = frozenset(_GRAMMAR.question_words) | _GRAMMAR.prepositions
_HAVING: Final = frozenset("ha han habia habian hubo fue fueron es son esta estan".split())
_PERFECT: Final = frozenset("ha han habia habian".split())
_PAST: Final = re.compile(r"(?:ó|aron|ieron|eron)$")
SURE: Final = 0.6
"""Chance of a sentence that decides by the very words of the question, whatever the reader thinks
of it: it was hardly taught to read any."""
_REACH: Final = 4
"""Words before a verb in which a negation is of it."""


@dataclass(frozen=True, slots=True)
class Whether:
    """A question of yes or no, taken apart.

    :param verb: the verb that carries its meaning, folded: «aceptó», or «condenado» of «¿fue
        condenado?».
    :param finite: whether that is the verb with the person.
    :param stem: the verb's term.
    :param things: terms of the rest, names apart.
    :param names: terms of its names.
    :param perfect: whether it asks what has been done, so that «dimitió» answers «¿ha dimitido?».
    """

    verb: str
    finite: bool
    stem: str
    things: frozenset[str]
    names: frozenset[str]
    perfect: bool = False


def whether(question: str) -> Whether | None:
    """A question of yes or no taken apart, ``None`` for any other."""
    proper = question[question.find("¿") + 1 :].strip(" ?!.")
    proper = _TRUE.sub("", proper)
    words = _WORD.findall(proper)
    folded = [fold(word) for word in words]
    if "?" not in question or {"o", "u"} & set(folded):
        return None
    if any(
        f in _GRAMMAR.question_words and f != w.lower() for f, w in zip(folded, words, strict=True)
    ):
        return None
    at = 0
    while at < len(words) and folded[at] in _BEFORE:
        at += 1
    if at == len(words) or folded[at] in _NO_VERBS:
        return None
    if not is_verb(words[at].lower()):
        return None
    main = at
    if folded[at] in _VERBS.auxiliaries:
        later = [n for n in range(at + 1, min(at + 4, len(words))) if is_nonfinite(words[n])]
        main = later[0] if later and words[later[0]].islower() else at
    rest = [word for n, word in enumerate(words) if n not in (at, main)]
    stem = analyze(words[main])
    names = [word for word in rest if word[:1].isupper()]
    things = [word for word in rest if not word[:1].isupper()]
    return Whether(
        folded[main],
        main == at,
        stem[0] if stem else folded[main],
        frozenset(analyze(" ".join(things))),
        frozenset(analyze(" ".join(names))),
        main != at and folded[at] in _PERFECT,
    )


def verdict(asked: Whether, sentence: str, title: str = "") -> Verdict:
    """What a sentence decides, ``""`` where it does not.

    :param title: of its article, which may name what the sentence does not.
    """
    if not asked.names <= frozenset(analyze(f"{title} {sentence}")):
        return ""
    for part in _PARTS.split(sentence):
        terms = frozenset(analyze(part))
        if asked.things <= terms and (said := _said(asked, part)):
            return said
    return ""


def _said(asked: Whether, part: str) -> Verdict:
    spelt = _WORD.findall(part)
    words = [fold(word) for word in spelt]
    for at, word in enumerate(words):
        before = words[max(0, at - _REACH) : at]
        same = _is_same(asked, words, at) or _has_done(asked, spelt[at])
        if not same and not _is_opposite(asked, word):
            continue
        if _OPEN & set(words[:at]) or _is_anothers(asked, spelt[:at]):
            return ""
        if not same:
            return "" if _NOT & set(before) else "No"
        rejected = any(_begins(earlier, _VERBS.rejecting) for earlier in words[:at])
        negated = bool(_NOT & set(before))
        return "" if rejected and negated else "No" if rejected or negated else "Sí"
    return ""


def _is_anothers(asked: Whether, before: Sequence[str]) -> bool:
    """Whether somebody else than the question names does it: «El Sevilla ganó la Copa al Betis»."""
    own = " ".join(
        word
        for word in before
        if fold(word) not in _ASIDE and not is_verb(word.lower()) and not is_nonfinite(word)
    )
    return not frozenset(analyze(own)) <= asked.names | asked.things


def _is_same(asked: Whether, words: Sequence[str], at: int) -> bool:
    """Whether the verb is said: in its own form, or as a participle after «ha» or «fue»."""
    word, near = words[at], set(words[max(0, at - 2) : at])
    having = bool(_HAVING & near)
    if word == asked.verb:
        return asked.finite or bool(_VERBS.auxiliaries & near)
    return having and is_nonfinite(word) and analyze(word)[:1] == [asked.stem]


def _has_done(asked: Whether, spelt: str) -> bool:
    """Whether a verb of the past says what the question asks with «ha»."""
    past = asked.perfect and _PAST.search(spelt) and is_verb(spelt)
    return bool(past) and analyze(spelt)[:1] == [asked.stem]


def _is_opposite(asked: Whether, word: str) -> bool:
    """Whether a finite verb says the contrary of what is asked for: «rechazó» of «aceptó»."""
    if not is_verb(word) or is_nonfinite(word):
        return False
    yes, no = _begins(asked.verb, _VERBS.accepting), _begins(asked.verb, _VERBS.rejecting)
    return (yes and _begins(word, _VERBS.rejecting)) or (no and _begins(word, _VERBS.accepting))


def _begins(word: str, beginnings: Sequence[str]) -> bool:
    return word.startswith(tuple(beginnings))


def deciding(question: str, readings: Sequence[Reading]) -> list[Reading]:
    """The readings, those of a passage with a sentence that decides the question read there.

    Any question but one of yes or no leaves them as they are.
    """
    asked = whether(question)
    return [*readings] if asked is None else [_deciding(asked, reading) for reading in readings]


def _deciding(asked: Whether, reading: Reading) -> Reading:
    passage = reading.hit.passage
    for start, end in split_sentences(passage.text):
        if not verdict(asked, passage.text[start:end], passage.title):
            continue
        signals = reading.signals
        if signals is not None:
            signals = replace(signals, floor=max(signals.floor, SURE), ceiling=1.0)
        score = max(reading.score, SURE)
        return replace(
            reading, quote=(start, end), value=(start, end), score=score, signals=signals
        )
    return reading


def decided(question: str, answer: Answer) -> Answer:
    """The answer to a question of yes or no with a verdict for its value, or else the sentence.

    Any other answer, and an abstention, stays as it is.

    :param question: what was read.
    """
    asked = None if answer.abstained else whether(question)
    if asked is None:
        return answer
    citations = [_quoted(citation) for citation in answer.citations]
    verdicts = [verdict(asked, c.quote, c.title) for c in citations]
    groups: dict[str, list[Citation]] = {}
    for n in (n for claim in answer.claims for n in claim.citations):
        key = verdicts[n - 1] or citations[n - 1].quote
        groups.setdefault(key, []).append(citations[n - 1])
    ordered = [citation for group in groups.values() for citation in group]
    renumbered = {c.n: replace(c, n=n) for n, c in enumerate(ordered, 1)}
    citations = list(renumbered.values())
    claims = [_claim(value, [renumbered[c.n] for c in cited]) for value, cited in groups.items()]
    agreement = _agreement(groups)
    disputed = [claim for claim in claims if claim.value in {"Sí", "No"}]
    return replace(
        answer,
        answer=claims[0].value,
        agreement=agreement,
        claims=tuple(claims),
        citations=tuple(citations),
        text=answer_text(
            agreement, disputed if agreement == "disagree" else claims, citations, claims
        ),
    )


def _quoted(citation: Citation) -> Citation:
    """With the whole sentence for its value."""
    passage, quote = citation.passage, citation.quote
    start = passage.rfind(quote, 0, citation.start + len(quote))
    return replace(citation, value=quote, start=start, end=start + len(quote))


def _claim(value: str, cited: Sequence[Citation]) -> Claim:
    dates = [c.date for c in cited] + [also.date for c in cited for also in c.also]
    return Claim(
        value=value,
        normalized=None,
        citations=tuple(c.n for c in cited),
        attribution=attribution_in(cited[0].quote) if value in {"Sí", "No"} else "",
        date=max(filter(None, dates), default=None),
    )


def _agreement(groups: dict[str, list[Citation]]) -> Agreement:
    """By the verdicts: two that contradict in two articles, or one that two outlets give."""
    yes, no = groups.get("Sí", []), groups.get("No", [])
    if any(one.document != other.document for one in yes for other in no):
        return "disagree"
    value, first = next(iter(groups.items()))
    outlets = {outlet_of(c.source, c.document) for c in first}
    documents = {c.document for c in first}
    agree = value in {"Sí", "No"} and len(outlets) > 1 and len(documents) > 1
    return "agree" if agree else "single"
