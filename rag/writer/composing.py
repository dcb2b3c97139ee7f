"""From checked sentences to an answer: their numbers in order, and the citations they name.

Citations that no sentence names are left out and the rest are numbered as they are first named. A
claim that would lose all its citations or its first one, an agreement its second article or a
disagreement the one that says otherwise, keeps its line in the sources' own words below the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from index.text.analyzer import analyze
from rag.answers.citation_marks import disarmed
from rag.answers.composing import cite
from rag.answers.types import Answer, Citation, Claim, Dropped, Writing
from rag.answers.wording import claim_line
from rag.documents.sentences import split_sentences
from rag.reader.protocol import Reading
from rag.writer.checking import Checked
from rag.writer.evidence import Evidence
from rag.writer.sentences import Sentence, marked, words

ALSO: Final = "También:"
NOTHING_LEFT: Final = (
    "De lo que escribió el modelo no se muestra nada, porque los pasajes no lo dicen; arriba está "
    "lo que dicen ellos."
)


class Draft:
    """A text that grows sentence by sentence.

    :param model: who writes it.
    :param evidence: the passages that it may cite.

    ``checked`` holds every sentence as it was written, with what became of it.
    """

    def __init__(self, model: str, evidence: Sequence[Evidence]) -> None:
        self.model = model
        self.text = ""
        self.dropped: list[Dropped] = []
        self.sentences: list[Checked] = []
        self.checked: list[tuple[Sentence, Checked | Dropped]] = []
        self._evidence = {each.number: each for each in evidence}
        self._numbers: dict[int, int] = {}
        self._seen: set[tuple[object, ...]] = set()

    def add(self, sentence: Sentence, checked: Checked | Dropped) -> None:
        """Take a sentence in, or count it as dropped; what was said already, whatever its signs and
        capitals, is passed over."""
        self.checked.append((sentence, checked))
        said = (type(checked), *words(checked.text))
        if said in self._seen:
            return
        self._seen.add(said)
        if isinstance(checked, Dropped):
            self.dropped.append(checked)
            return
        numbers = tuple(self._numbered(n) for n in checked.numbers)
        shown = marked(disarmed(checked.text), tuple(sorted(set(numbers))))
        gap = "" if not self.text else "\n" if sentence.opens else " "
        self.text += f"{gap}{shown}"
        self.sentences.append(checked)

    @property
    def cited(self) -> list[Evidence]:
        """The passages named so far, in the order of their numbers in the text."""
        return [self._evidence[number] for number in self._numbers]

    @property
    def writing(self) -> Writing:
        """What was written, counted."""
        return Writing(self.model, len(self.sentences), tuple(self.dropped))

    def quoted(self, evidence: Evidence) -> tuple[int, int]:
        """The sentence of a passage that holds most of the words of what cites it."""
        said = {
            term
            for each in self.sentences
            if evidence.number in each.numbers
            for term in analyze(each.text)
        }
        text = evidence.hit.passage.text
        spans: Sequence[tuple[int, int]] = split_sentences(text) or [(0, len(text))]
        return max(spans, key=lambda span: len(said & set(analyze(text[slice(*span)]))))

    def _numbered(self, number: int) -> int:
        return self._numbers.setdefault(number, len(self._numbers) + 1)


def written(answer: Answer, draft: Draft) -> Answer:
    """The answer with the draft as its text; the answer's own where nothing of it is left."""
    if not draft.sentences:
        return replace(answer.noting(NOTHING_LEFT), writer=draft.writing)
    citations = _citations(answer, draft)
    places = {(c.document, c.passage): c.n for c in citations}
    told: list[Claim] = []
    claims: list[Claim] = []
    for number, claim in enumerate(answer.claims):
        own = [answer.citations[n - 1] for n in claim.citations]
        named = [c for c in own if (c.document, c.passage) in places]
        if not named or _loses_a_source(answer, number, named):
            for citation in own:
                if (citation.document, citation.passage) not in places:
                    citations.append(replace(citation, n=len(citations) + 1))
                    places[citation.document, citation.passage] = len(citations)
            named = own
            claims.append(_renumbered(claim, named, places))
            told.append(claims[-1])
        else:
            claims.append(_renumbered(claim, named, places))
    lines = [f"- {claim_line(claim, citations)}" for claim in told]
    text = "\n".join([draft.text, "", ALSO, *lines]) if lines else draft.text
    return replace(
        answer,
        text=text,
        claims=tuple(claims),
        citations=tuple(citations),
        writer=draft.writing,
    )


def _loses_a_source(answer: Answer, number: int, named: Sequence[Citation]) -> bool:
    """Whether a claim's citations that the text names leave out what the answer stands on: the
    source that was told first, the second one that agrees, or the one that says otherwise."""
    told = {citation.document for citation in named}
    own = [answer.citations[n - 1].document for n in answer.claims[number].citations]
    first = {answer.citations[n - 1].document for n in answer.claims[0].citations}
    if number == 0:
        return own[0] not in told or (answer.agreement == "agree" and len(told) < 2)
    return told <= first and not set(own) <= first


def _renumbered(
    claim: Claim, cited: Sequence[Citation], places: dict[tuple[str, str], int]
) -> Claim:
    numbers = tuple(places[citation.document, citation.passage] for citation in cited)
    return replace(claim, citations=numbers)


def _citations(answer: Answer, draft: Draft) -> list[Citation]:
    """Those that the text names: the reader's where it cited the passage, else one of the sentence
    that was written from."""
    own = {(each.document, each.passage): each for each in answer.citations}
    citations = []
    for n, evidence in enumerate(draft.cited, 1):
        passage = evidence.hit.passage
        known = own.get((passage.document, passage.text))
        citations.append(replace(known, n=n) if known is not None else of_draft(n, draft, evidence))
    return citations


def of_draft(n: int, draft: Draft, evidence: Evidence) -> Citation:
    """A citation of a passage that no reader has read: its sentence nearest to what was written,
    as sure as the search was of it."""
    quote = draft.quoted(evidence)
    score = min(1.0, max(0.0, evidence.hit.score))
    return cite(n, Reading(evidence.hit, quote, quote, score))
