from __future__ import annotations

import math

import pytest
import torch

from rag.training.losses import NEVER, OTHERS, Logits, distilled, supervised
from rag.training.scoring import best_spans

pytestmark = pytest.mark.slow  # torch takes seconds to import


def test_the_loss_of_even_logits_is_the_logarithm_of_the_choices() -> None:
    tokens, windows = 5, 2
    even = Logits(*(torch.zeros(windows, tokens) for _ in range(2)), torch.zeros(windows))
    spans = torch.tensor([[2, 3], [0, 0]])
    local = (1 + OTHERS) * math.log(tokens)
    shared = math.log(windows * (tokens - 1))
    judged = (1 + OTHERS) * math.log(2)
    assert supervised(even, spans, windows).item() == pytest.approx(local + shared + judged)


def test_an_unanswerable_question_has_no_shared_part() -> None:
    even = Logits(*(torch.zeros(2, 5) for _ in range(2)), torch.zeros(2))
    loss = supervised(even, torch.zeros(2, 2, dtype=torch.int64), 2).item()
    assert loss == pytest.approx((1 + OTHERS) * (math.log(5) + math.log(2)))


def test_a_right_and_sure_network_has_hardly_any_loss() -> None:
    start = torch.full((2, 5), -20.0)
    end = start.clone()
    start[0, 2] = end[0, 3] = start[1, 0] = end[1, 0] = 20.0
    logits = Logits(start, end, torch.tensor([20.0, -20.0]))
    assert supervised(logits, torch.tensor([[2, 3], [0, 0]]), 2).item() < 1e-6


def test_a_pupil_like_its_teacher_has_nothing_to_learn() -> None:
    torch.manual_seed(0)
    logits = Logits(torch.randn(2, 5), torch.randn(2, 5), torch.tensor([30.0, -30.0]))
    other = Logits(torch.randn(2, 5), torch.randn(2, 5), torch.tensor([30.0, -30.0]))
    assert distilled(logits, logits, 2).item() == pytest.approx(0, abs=1e-5)
    assert distilled(logits, other, 2).item() > 0.1


def test_only_the_passage_and_the_first_token_can_be_chosen() -> None:
    readable = torch.tensor([[False, False, True, True]])
    logits = Logits.of((torch.ones(1, 4), torch.ones(1, 4), torch.zeros(1)), readable)
    assert logits.start.tolist() == [[1, NEVER, 1, 1]]


def test_best_spans_are_those_of_trying_all() -> None:
    torch.manual_seed(3)
    start, end = torch.randn(4, 9), torch.randn(4, 9)
    value, place = best_spans(start, end)
    for row in range(4):
        tried = {
            (i, j): (start[row, i] + end[row, j]).item() for i in range(9) for j in range(i, 9)
        }
        assert tuple(place[row].tolist()) == max(tried, key=lambda pair: tried[pair])
        assert value[row].item() == pytest.approx(max(tried.values()))
