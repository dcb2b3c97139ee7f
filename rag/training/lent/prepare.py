"""Question sets to the file that a lent machine trains on.

Every question comes with all passages known to answer it and with those that mislead: in a
cluster its other paragraphs, the similar event among them; elsewhere what our own search
ranks high, or what stands beside the right passage, and does not hold the answer.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np

from index import HybridIndex
from index.encoders.bundled import BundledEncoder
from index.encoders.e5.tokenizer import BOS_ID, EOS_ID, PAD_ID
from index.text.analyzer import analyze
from index.types import Mode
from rag.questions.query import without_capitals
from rag.reader.windows import LONGEST_QUESTION, LONGEST_TITLE, Tokens, tokens
from rag.training.data import press
from rag.training.data.examples import Example, read_squad
from rag.training.data.noise import noisy
from rag.training.data.prepare import SEED, news_examples, token_span
from rag.training.data.ragged import Ragged
from rag.training.lent.data import PARTS, Questions

LIMIT: Final = 12_000_000
"""Bytes of the file at most."""

OTHERS: Final = 5
"""Misleading passages kept of each question, all of them of a cluster's."""

LONGEST: Final = 480
"""Tokens of a passage that are kept; a passage whose answers all stand behind is left out."""

NEWS: Final = 1_500
"""Generated press paragraphs: what was learnt from them, figures with their hedges above all, a
network that went on without them had half forgotten."""

TUNED: Final = 4
"""Every so many-th question of ``squad_es_dev.json`` chooses between networks."""

SPANISH: Final = (
    *("mlqa_dev_es", "mlqa_dev_cruz_ctxes_preen", "mlqa_test_es_PLATA", "casimedicos_es"),
)
NEAR: Final = ("viquiquad_ca_test", "faquad_pt", "squad2_pt_dev", "squad11_pt_muestra")
FAR: Final = (
    *("squad2_en_dev_parte", "tydiqa_en_train", "squad11_en_train_parte", "squad11_en_dev_resto"),
    *("squad11_it_dev", "piaf_fr", "mlqa_dev_en", "quoref_contraste_en", "qed_nq_en_dev"),
    *("qamr_wikinews_en", "covidqa_en", "squadshifts_en_wiki", "squadshifts_en_amazon"),
    "squadshifts_en_reddit",
)
"""What comes last is left out first where the file would become too large."""

Place = tuple[str, str]


@dataclass(slots=True)
class Item:
    """A question with its passages, (title, text) each.

    :param answers: of each answering passage the offsets of every answer.
    :param others: passages of its cluster that do not answer.
    """

    question: str
    kind: str
    part: str
    answers: dict[Place, list[tuple[int, int]]]
    others: list[Place] = field(default_factory=list)


def read(data: Path) -> Iterator[Item]:
    """All questions: what is tuned and reported on, the press, Spanish, what is near, the rest."""
    yield from _examples("squad_dev", "dev", read_squad(data / "squad_es_dev.json"))
    for kind, path, part, further in (
        ("clusters_dev", data / "prensa" / press.REPORTED, "dev", None),
        ("clusters_tune", data / "prensa" / press.CLUSTERS, "tune", None),
        ("clusters", data / "prensa" / press.CLUSTERS, "train", press.FURTHER),
        ("own_tune", press.OWN, "tune", None),
        ("own", press.OWN, "train", None),
    ):
        parts = () if part == "dev" else (part,)
        for cluster in press.read_clusters(path, *parts, further=further):
            for asked in cluster.asked:
                yield _of_cluster(cluster, asked, kind, part)
    yield from _examples("press_dev", "dev", press.read_questions(data / "prensa", "dev"))
    yield from _examples("press", "train", press.read_questions(data / "prensa", "train"))
    yield from _examples("news", "train", news_examples(NEWS))
    for kind, name in (("es", "squad_es_train"), ("dist", "squad_es_dist")):
        yield from _examples(kind, "train", read_squad(data / f"{name}.json"))
    for kind, names in (("spanish", SPANISH), ("near", NEAR), ("far", FAR)):
        for name in names:
            yield from _examples(kind, "train", read_squad(data / "otros" / f"{name}.json"))
    yield from _examples("far", "train", read_squad(data / "squad_en_part.json"))


def _examples(kind: str, part: str, examples: Iterable[Example]) -> Iterator[Item]:
    found = list(examples)
    named = len({example.title for example in found}) > 1  # else it is the set's name
    for number, one in enumerate(found):
        place = (one.title if named else "", one.context)
        tuned = kind == "squad_dev" and number % TUNED == 0
        answers = {place: list(one.answers)} if one.answers else {}
        near = [] if one.answers else [place]
        yield Item(one.question, kind, "tune" if tuned else part, answers, near)


def _of_cluster(cluster: press.Cluster, asked: press.Asked, kind: str, part: str) -> Item:
    answers = {cluster.paragraphs[at]: [span] for at, span in asked.answers.items()}
    words = set(analyze(asked.question))
    others = [
        (len(words & set(analyze(f"{title} {text}"))), (title, text))
        for title, text in cluster.paragraphs
        if (title, text) not in answers
    ]
    ranked = [place for _, place in sorted(others, key=lambda pair: -pair[0])]
    return Item(asked.question, kind, part, answers, ranked)


def mislead(items: Sequence[Item], encoder: BundledEncoder, say: Callable[[str], None]) -> None:
    """Give each training question passages of its kind that do not hold its answers.

    The press is searched as the product searches, Spanish sets by words alone. The other sets
    give the passages that stand nearest in their file, mostly of the same article: searching
    twenty thousand passages for eighty thousand questions took an hour. The generated press gets
    none, since its paragraphs may well answer each other's questions.
    """
    for kinds in (("press",), ("es", "dist"), ("spanish",), ("near",), ("far",)):
        asked = [item for item in items if item.kind in kinds]
        places = list(dict.fromkeys(p for item in asked for p in (*item.answers, *item.others)))
        say(f"{len(places)} passages for {len(asked)} questions ({', '.join(kinds)})")
        if kinds[0] in ("near", "far"):
            near = _neighbours(asked, places)
        else:
            near = _searched(asked, places, encoder, dense=kinds[0] == "press")
        for item, candidates in zip(asked, near, strict=True):
            told = [text[a:b] for (_, text), spans in item.answers.items() for a, b in spans]
            known = {*item.answers, *item.others}
            fit = [
                place
                for place in candidates
                if place not in known and not any(words in place[1] for words in told)
            ]
            item.others = [*item.others, *fit][:OTHERS]


def _neighbours(asked: Sequence[Item], places: Sequence[Place]) -> Iterator[list[Place]]:
    """Of each question, the passages that stand before and after its own, nearest first."""
    numbers = {place: number for number, place in enumerate(places)}
    for item in asked:
        own = numbers[next(iter((*item.answers, *item.others)))]
        beside = [own + sign * step for step in range(1, OTHERS + 1) for sign in (1, -1)]
        yield [places[number] for number in beside if 0 <= number < len(places)]


def _searched(
    asked: Sequence[Item], places: Sequence[Place], encoder: BundledEncoder, *, dense: bool
) -> Iterator[list[Place]]:
    """Of each question, what our own search finds, by meaning too where ``dense``."""
    still = np.zeros((len(places), encoder.dimension), np.float32)
    index = HybridIndex.from_texts(
        [text for _, text in places],
        encoder=encoder,
        titles=[title for title, _ in places],
        vectors=None if dense else still,
    )
    for item in asked:
        question = without_capitals(item.question)
        vector = encoder.encode_queries([question])[0] if dense else still[0]
        mode: Mode = "hybrid" if dense else "bm25"
        hits = index.search_vector(vector, analyze(question), OTHERS + 4, mode)
        yield [places[int(hit.passage.source)] for hit in hits]
    index.close()


def numbered(items: Sequence[Item], encoder: BundledEncoder) -> Questions:
    """The questions as numbers."""
    tokenizer = encoder.runtime.tokenizer
    chance = random.Random(SEED)
    texts: list[list[int]] = []
    rows: dict[Place, int] = {}
    titles: dict[str, int] = {"": -1}
    told: list[Tokens] = []
    passages: list[tuple[int, int]] = []

    def row(place: Place) -> int:
        if place not in rows:
            title, text = place
            if title not in titles:
                titles[title] = len(texts)
                texts.append([*tokens(tokenizer, title).ids[:LONGEST_TITLE], EOS_ID])
            rows[place] = len(rows)
            told.append(tokens(tokenizer, text))
            passages.append((titles[title], len(texts)))
            texts.append(told[-1].ids[:LONGEST])
        return rows[place]

    asked, answers, others, kept = [], [], [], []
    for item in items:
        spans = [
            (row(place), *span)
            for place, offsets in item.answers.items()
            for one in offsets
            if (span := token_span(told[row(place)], *one)) and span[1] < LONGEST
        ]
        if not spans and item.answers:
            continue
        wordings = [without_capitals(item.question)]
        if item.part == "train" and item.kind in ("clusters", "own", "es", "dist", "spanish"):
            wordings.append(noisy(wordings[0], chance))
        asked.append((len(texts), len(wordings)))
        for wording in wordings:
            ids = tokens(tokenizer, wording).ids[:LONGEST_QUESTION]
            texts.append([BOS_ID, *ids, EOS_ID, EOS_ID])
        answers.append(np.array(sorted(set(spans)), np.int32))
        others.append([row(place) for place in item.others])
        kept.append(item)
    kinds = tuple(dict.fromkeys(item.kind for item in kept))
    return Questions(
        texts=Ragged.of(texts),
        passages=np.array(passages, np.int32),
        asked=np.array(asked, np.int32),
        answers=Ragged.of(answers, columns=3),
        others=Ragged.of(others),
        kind=np.array([kinds.index(item.kind) for item in kept], np.int8),
        kinds=kinds,
        part=np.array([PARTS.index(item.part) for item in kept], np.int8),
        marks=(EOS_ID, PAD_ID),
    )


def prepare(
    data: Path, out: Path, encoder: BundledEncoder, say: Callable[[str], None], limit: int = LIMIT
) -> Questions:
    """Write the file; what comes last is left out until it fits."""
    items = list(read(data))
    say(f"{len(items)} questions")
    mislead(items, encoder, say)
    while True:
        made = numbered(items, encoder)
        size = made.save(out)
        say(f"{len(made.asked)} questions, {len(made.passages)} passages: {size:,} bytes")
        if size <= limit:
            return made
        items = items[: int(len(items) * min(0.98, limit / size * 0.99))]
