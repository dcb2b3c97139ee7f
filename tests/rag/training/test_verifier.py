"""The verifier's training: what is wrong is learned to be told, and what is shipped can be read."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index.encoders.loading import load_default
from rag.reader.model import FOLDER, Model
from rag.reader.model import WEIGHTS as WEIGHTS_OF_READER
from rag.training.verifier.judging import (
    Judged,
    auroc,
    figures,
    fitted,
    is_ruled_out,
    threshold_of,
)
from rag.training.verifier.seen import seen
from rag.training.verifier.statements import Statement
from rag.training.verifier.states import TOKENS, WIDTH, Kept, keep
from rag.writer.gaps.asking import Answered, Asker, Heard
from rag.writer.head import Head
from rag.writer.verifier import CARD, READ, WEIGHTS, Margins


def kept(count: int, seed: int) -> Kept:
    """Statements that are supported where what lies beside their tokens is the tokens' own."""
    chance, draw = np.random.default_rng(seed), random.Random(seed)
    statements, rows, starts = [], [], [0]
    for number in range(count):
        label = ("contradicted", "unsupported", "supported")[number % 3]
        said = chance.normal(size=(draw.randint(4, 9), 384))
        beside = said if label == "supported" else chance.normal(size=said.shape)
        near = np.full((len(said), 1), 0.5)
        rows.append(np.concatenate([said, beside, near], 1))
        starts.append(starts[-1] + len(said))
        passage = f"El pasaje {number} dice algo."
        statements.append(Statement(passage, "Algo dice el pasaje.", label, "hand"))
    joined = np.concatenate(rows).astype(np.float16)
    assert joined.shape[1] == WIDTH
    return Kept(tuple(statements), joined, np.array(starts))


@pytest.mark.slow
def test_what_can_be_told_is_learned_and_shipped(tmp_path: Path) -> None:
    from rag.training.verifier.learning import train
    from rag.training.verifier.members import save
    from rag.training.verifier.network import Network

    mean = train(Network(), [kept(600, 1)], [1], 30, 3e-3, lambda _: None)
    state = {name: value.numpy() for name, value in mean.state_dict().items()}
    save([state, state], tmp_path / "pesos" / READ)
    head, others = Head((tmp_path / "pesos" / READ).read_bytes()), kept(90, 2)
    margins = [Margins.of(each, each).read for each in others.logits(head)]
    right = np.array([each.label == "supported" for each in others.statements])
    assert auroc(np.array(margins), right) > 0.9


def judged(count: int = 200) -> list[Judged]:
    chance = random.Random(5)
    made = []
    for number in range(count):
        right = number % 2 == 0
        label = "supported" if right else "contradicted"
        text = "Llegaron 12 barcos." if number % 4 else "Llegaron 99 barcos."
        statement = Statement("Llegaron 12 barcos.", text, label, "hand" if right else "figure")
        margin, ruled = chance.gauss(2 if right else -2, 1), is_ruled_out(statement)
        made.append(Judged(statement, Margins(margin), 0.5, Heard(), ruled))
    return made


def test_auroc_is_the_chance_of_the_right_order() -> None:
    right = np.array([True, True, False, False])
    assert auroc(np.array([0.9, 0.8, 0.2, 0.1]), right) == 1
    assert auroc(np.array([0.1, 0.2, 0.8, 0.9]), right) == 0
    assert auroc(np.array([0.5, 0.5, 0.5, 0.5]), right) == 0.5
    assert auroc(np.array([0.9, 0.3, 0.3, 0.1]), right) == 0.875


def test_the_scale_leans_on_what_tells_and_the_threshold_keeps_its_share() -> None:
    items = [replace(each, ruled=False) for each in judged()]
    scale = fitted([items])
    assert scale.supported > 0.5
    assert scale.supported > abs(scale.words) / 10
    assert (scale.asked, scale.behind) == (0, 0), "none asked"
    chances = [1 / (1 + np.exp(-each.margins.seen)) for each in items]
    threshold = threshold_of(chances, items, 0.8)
    kept_share = np.mean(
        [c >= threshold for c, each in zip(chances, items, strict=True) if each.supported]
    )
    assert 0.79 <= kept_share <= 0.82


def test_what_the_reader_says_counts_where_it_tells_and_never_the_wrong_way_round() -> None:
    chance = random.Random(7)
    telling, misleading = [], []
    for each in judged():
        low = chance.uniform(-5, -3)
        late = 0.0 if each.supported else low
        bare = replace(each, margins=Margins(0.0), ruled=False)
        telling.append(replace(bare, heard=Heard(1.0, late)))
        misleading.append(replace(bare, heard=Heard(1.0, low if each.supported else 0.0)))
    assert fitted([telling]).behind > 0.3
    assert fitted([misleading]).behind == 0
    # A set of a tenth of the size counts as much as the other.
    both = fitted([telling, misleading[:20]])
    assert both.behind < fitted([telling, telling[:20]]).behind / 2


@pytest.mark.slow
def test_a_few_statements_are_weighed_too_though_none_by_hand_is_carried(tmp_path: Path) -> None:
    from rag.training.verifier.__main__ import weigh

    passages = [f"Llegaron 12 barcos al puerto {number}." for number in range(200)]
    made = [
        replace(each, statement=replace(each.statement, passage=passage), ruled=False)
        for each, passage in zip(judged(), passages, strict=True)
    ]
    for name in (WEIGHTS, READ):
        (tmp_path / name).write_bytes(b"")
    report = weigh({"hand": [e for e in made if not e.supported], "made": made}, tmp_path)
    assert report["made"]["auroc"] > 0.9
    assert 0.6 < report["made"]["supported_shown"] < 0.95, "four of five, on the other passages"
    card = json.loads((tmp_path / CARD).read_text(encoding="utf-8"))
    assert card["scale"]["supported"] > 0


def test_what_was_seen_is_not_looked_at_again(tmp_path: Path) -> None:
    asked: list[str] = []

    class Silent(Asker):
        def answered(self, sentence: str, passage: str) -> list[Answered]:
            asked.append(sentence)
            return []

    statements = [each.statement for each in judged(8)]
    margins = [Margins(float(number), -1.0) for number in range(8)]
    path, asker = tmp_path / "seen.jsonl", Silent(Model())
    first = seen(statements[:5], margins[:5], asker, path, lambda _: None)
    both = seen(statements, margins, asker, path, lambda _: None)
    assert asked == [each.text for each in dict.fromkeys(statements)]
    assert both[:5] == first
    assert [each.margins for each in both] == margins
    assert [each.ruled for each in both] == [is_ruled_out(each) for each in statements]
    # Other networks say something else of the same.
    (other,) = seen(statements[:1], [Margins(9.0)], asker, path, lambda _: None)
    assert other == replace(first[0], margins=Margins(9.0))


def test_rules_and_network_are_counted_apart_and_together() -> None:
    items = judged()
    told = figures(items, [0.9] * len(items), 0.5)
    assert told["kinds"]["figure"]["caught_by_rules"] == told["kinds"]["figure"]["caught"]
    assert told["auroc_network"] == 0.5
    none = figures(items, [0.1] * len(items), 0.5)
    assert none["faults_caught"] == 1
    assert none["supported_shown"] == 0


class Layers:
    """Gives tokens states by their number, and counts how often it is asked."""

    def __init__(self) -> None:
        self.runs = 0

    def __call__(self, ids: Sequence[int]) -> np.ndarray:
        self.runs += 1
        return np.stack([np.random.default_rng(each).normal(size=384) for each in ids])


@pytest.mark.slow
def test_what_was_run_through_the_layers_is_not_run_again(tmp_path: Path) -> None:
    statements = [
        Statement(f"Llegaron {n} barcos al puerto.", f"Llegaron {n} barcos.", "supported", "hand")
        for n in range(6)
    ]
    encoder, layers = load_default(), Layers()

    def run(own: Sequence[Statement], folder: Path = tmp_path) -> Kept:
        return keep(own, folder, encoder, lambda _: None, layers)

    first = run(statements[:4])
    assert layers.runs == 4
    assert len(first.statements) == 4
    fewer = run(statements[:2])
    assert fewer.statements == tuple(statements[:2])
    assert np.array_equal(fewer.of(1), first.of(1))
    more = run(statements)
    assert layers.runs == 6, "those that were there are not run again, nor lost for a trial"
    # As though nothing had been there before, wherever a run was broken off.
    whole = [run(statements, tmp_path / "otra").of(number) for number in range(6)]
    assert all(np.array_equal(more.of(number), own) for number, own in enumerate(whole))
    tokens = tmp_path / TOKENS
    tokens.write_bytes(tokens.read_bytes()[:-7])
    mended = run(statements)
    assert layers.runs == 6 + 6 + 1
    assert all(np.array_equal(mended.of(number), own) for number, own in enumerate(whole))
    # Others are not taken for them.
    assert run(statements[3:]).statements == tuple(statements[3:])
    assert run([]).statements == ()


@pytest.mark.slow
def test_a_file_of_the_reader_without_a_card_can_be_learned_over(tmp_path: Path) -> None:
    from rag.training.verifier.members import reader

    weights = (FOLDER / WEIGHTS_OF_READER).read_bytes()
    (tmp_path / "nuevo.onnx").write_bytes(weights)
    model = reader(tmp_path / "nuevo.onnx", tmp_path / "trabajo")
    assert model.card["sha256"] == Model().card["sha256"]
    assert model.cut("l0.out") == Model().cut("l0.out")
    assert reader(FOLDER, tmp_path).card == reader(None, tmp_path).card
