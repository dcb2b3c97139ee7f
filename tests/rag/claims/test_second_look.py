"""The second look: readings of a question judged together, by weights made by hand here."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Hit, Passage
from rag.claims import second_look
from rag.claims.features import PAIR, PASSAGE, pair_features, passage_features
from rag.claims.grouping import group
from rag.claims.meaning import question_of
from rag.claims.second_look import CERTAINTY, FURTHER, Bounds, Judged, Logistic, SecondLook
from rag.claims.statements import Relations, distinct_statements
from rag.errors import ReaderError
from rag.questions.query import Query
from rag.reader.protocol import Reading, Signals

QUERY = Query.of("¿Cuántos soldados envió Corea del Norte en 2024?")
QUESTION = question_of(QUERY.standalone)
BOUNDS = Bounds(threshold=0.3, beside=0.25, differs=0.4, same=0.2, agrees=0.5)


def reading(
    id: int, text: str, value: str, here: float = 1.0, *, source: str = "", ceiling: float = 1.0
) -> Reading:
    passage = Passage(id, f"d{id}", "Tropas", source or f"Medio {id}", "2024-11-08", 1, 0, 9, text)
    start = text.index(value)
    signals = Signals(here, here, ceiling)
    hit = Hit(passage, 0.5 - id / 100, 0.9, 5.0)
    return Reading(hit, (0, len(text)), (start, start + len(value)), 0.5, signals)


ELEVEN = reading(1, "Corea del Norte envió más de 11.000 soldados en 2024.", "más de 11.000", 3.0)
FIFTEEN = reading(2, "Corea del Norte mandó 15.000 soldados a Kursk.", "15.000", 2.0)
AGAIN = reading(3, "Los soldados de Corea del Norte son 11.500.", "11.500", 1.0)
OTHER = reading(4, "La cosecha de trigo cayó un 12 %.", "12 %", -9.0)


def weights(names: tuple[str, ...], bias: float = 0.0, **given: float) -> Logistic:
    return Logistic(np.array([given.get(name, 0.0) for name in names]), bias)


def look(**bounds: float) -> SecondLook:
    """Goes by how far a span is over "not here", and by the figures for what differs."""
    return SecondLook(
        weights(PASSAGE, here=1.0),
        weights(CERTAINTY, own_odds=1.0),
        weights(FURTHER, here=1.0),
        weights(PAIR, bias=-1.0, unequal_figures=6.0, same=-9.0),
        replace(BOUNDS, **bounds),
    )


def ids(judged: Judged) -> list[int]:
    return [each.hit.passage.id for each in judged.readings]


def test_the_best_comes_first_and_the_others_by_their_chance() -> None:
    judged = look().judge(QUERY, QUESTION, [OTHER, AGAIN, ELEVEN, FIFTEEN])
    assert ids(judged) == [1, 2, 3, 4]
    chances = [each.score for each in judged.readings]
    assert chances == pytest.approx([1 / (1 + np.exp(-x)) for x in (3.0, 2.0, 1.0, -9.0)])


def test_a_rule_of_the_readers_is_a_veto() -> None:
    silent = reading(5, "Corea del Norte calla sobre los 900 soldados.", "900", 9.0, ceiling=0.1)
    judged = look().judge(QUERY, QUESTION, [silent, FIFTEEN])
    assert ids(judged)[0] == 2
    assert judged.readings[1].score <= 0.1


def test_what_differs_contradicts_and_what_is_the_same_bears_out() -> None:
    judged = look().judge(QUERY, QUESTION, [ELEVEN, FIFTEEN, AGAIN, OTHER])
    grouped = group(QUESTION, judged.readings, judged)
    assert grouped.agreement == "disagree"
    cited = {s.reading.hit.passage.id for statements in grouped.groups for s in statements}
    assert 4 not in cited, "what is not likely to answer is not cited"
    alone = look().judge(QUERY, QUESTION, [ELEVEN, AGAIN])
    assert group(QUESTION, alone.readings, alone).agreement == "agree"


def test_one_outlet_twice_bears_nothing_out() -> None:
    one = reading(6, "Corea del Norte envió 3.000 soldados.", "3.000", 3.0, source="El Faro")
    two = reading(7, "Llegaron 3.000 soldados de Corea.", "3.000", 2.0, source="EL FARO")
    judged = look().judge(QUERY, QUESTION, [one, two])
    assert group(QUESTION, judged.readings, judged).agreement == "single"


def test_an_unlikely_difference_is_none() -> None:
    judged = look(differs=0.99).judge(QUERY, QUESTION, [ELEVEN, FIFTEEN])
    assert group(QUESTION, judged.readings, judged).agreement == "single"


def test_nothing_read_is_nothing_judged() -> None:
    assert look().judge(QUERY, QUESTION, []).readings == ()


@given(st.lists(st.floats(-20, 20), min_size=1, max_size=6), st.permutations(range(6)))
def test_every_reading_is_judged_once_whatever_their_order(
    heres: list[float], order: list[int]
) -> None:
    readings = [
        reading(n, f"La nota {n} habla de {n + 2} soldados.", f"{n + 2}", here)
        for n, here in enumerate(heres)
    ]
    shuffled = [readings[n] for n in order if n < len(readings)]
    judged = look().judge(QUERY, QUESTION, shuffled)
    assert sorted(ids(judged)) == list(range(len(readings)))
    assert all(0 <= each.score <= 1 for each in judged.readings)
    scores = [each.score for each in judged.readings[1:]]
    assert scores == sorted(scores, reverse=True)


def test_features_are_what_their_names_say() -> None:
    relations = Relations(QUESTION)
    statements = distinct_statements(QUESTION, [ELEVEN, FIFTEEN, OTHER], relations)
    rows = passage_features(QUERY, QUESTION, statements, relations)
    first, second, third = (dict(zip(PASSAGE, row, strict=True)) for row in rows)
    assert (first["here"], first["here_ahead"]) == (3.0, 1.0)
    assert third["below_here"] == -9.0 and first["below_here"] == 0.0
    assert first["year_missing"] == 0.0, "2024 stands in the passage"
    assert second["year_missing"] == 0.0, "and in the article's date"
    assert first["names_missing"] == 0.0 and third["names_missing"] == 1.0
    assert first["opposition"] == 2.0, "the other figure is over «not here» by two"
    assert first["fits_kind"] == 1.0
    pair = dict(zip(PAIR, pair_features(QUERY, *statements[:2], relations), strict=True))
    assert (pair["different"], pair["same"], pair["same_outlet"]) == (1.0, 0.0, 0.0)
    assert pair["unequal_figures"] == 1.0


def test_a_reading_without_signals_cannot_be_looked_at() -> None:
    bare = Reading(ELEVEN.hit, ELEVEN.quote, ELEVEN.value, 0.5)
    with pytest.raises(ValueError, match="without signals"):
        look().judge(QUERY, QUESTION, [bare])


def stored(folder: Path, **changes: object) -> None:
    card = {
        "reader": "abc",
        "bounds": asdict(BOUNDS),
        **{
            name: {"weights": dict.fromkeys(columns, 0.5), "bias": -1.0}
            for name, columns in (
                ("first", PASSAGE),
                ("certainty", CERTAINTY),
                ("further", FURTHER),
                ("differing", PAIR),
            )
        },
        **changes,
    }
    (folder / second_look.FILE).write_text(json.dumps(card), encoding="utf-8")


def test_it_is_loaded_for_its_own_reader_alone(tmp_path: Path) -> None:
    assert second_look.load("abc", tmp_path / "none") is None
    stored(tmp_path)
    loaded = second_look.load("abc", tmp_path)
    assert loaded is not None and loaded.bounds == BOUNDS
    assert second_look.load("another", tmp_path) is None
    anyone = second_look.read_from(tmp_path)
    assert anyone is not None and anyone.bounds == BOUNDS


@pytest.mark.parametrize("changes", [{"first": {}}, {"bounds": {"threshold": "x"}}, {"further": 3}])
def test_a_damaged_file_is_told(tmp_path: Path, changes: dict[str, object]) -> None:
    stored(tmp_path, **changes)
    with pytest.raises(ReaderError, match="está dañado"):
        second_look.load("abc", tmp_path)
    with pytest.raises(ReaderError, match="está dañado"):
        second_look.read_from(tmp_path)
