from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

from rag.training import ship
from rag.training.data.ragged import Ragged
from rag.training.export import export
from rag.training.lent import __main__ as lent
from rag.training.lent import parts
from rag.training.lent.batches import Batches
from rag.training.lent.data import PARTS, Questions
from rag.training.lent.restored import Restored, restore, restored
from rag.training.losses import Logits, marginal, supervised
from rag.training.network import Network
from tests.rag.training.tiny import start

pytestmark = pytest.mark.slow  # torch takes seconds to import

END, PAD = 2, 1
WINDOWS = [[0, *range(5, 5 + count), 2] for count in (3, 20, 60)]


@pytest.fixture(scope="module")
def network() -> Network:
    torch.manual_seed(1)
    return Network(start()).eval()


@pytest.fixture(scope="module")
def reader(network: Network, tmp_path_factory: pytest.TempPathFactory) -> Path:
    state = {name: value.numpy() for name, value in network.state_dict().items()}
    path = tmp_path_factory.mktemp("reader") / "reader.onnx"
    path.write_bytes(export(start(), state, WINDOWS).SerializeToString())
    return path


def back(source: Restored) -> Network:
    return lent._network(source, lent.Recipe("x", 1, frozen=0, dropout=0.0)).eval()


def test_a_reader_turned_back_is_the_network_but_for_what_int8_rounds(
    network: Network, reader: Path
) -> None:
    import onnx

    found = back(restored(onnx.load(str(reader))))
    assert torch.equal(found.words, network.words)
    assert torch.equal(found.rows, network.rows)
    for name, value in network.state_dict().items():
        other = found.state_dict()[name]
        rounded = 0.0 if value.ndim == 1 or not name.startswith("layers") else 0.02
        assert (value - other).abs().max() <= rounded * value.abs().max() + 1e-7, name
    for ids in WINDOWS:
        batch = torch.tensor([ids])
        mask = torch.ones_like(batch, dtype=torch.bool)
        with torch.no_grad():
            one, other = network(batch, mask), found(batch, mask)
        for mine, theirs in zip(one, other, strict=True):
            assert torch.allclose(mine, theirs, atol=0.02)


def test_a_mixture_lies_between_a_new_state_and_the_one_turned_back(
    network: Network, reader: Path
) -> None:
    new = {name: value.numpy() for name, value in network.state_dict().items()}
    old = restore(reader).state()
    half = ship.mixed(new, {name: value + 1 for name, value in old.items()}, 0.5)
    assert half.keys() == new.keys()
    assert all(np.allclose(half[name], new[name] + 0.5, atol=0.02) for name in new)


def questions() -> Questions:
    """Passages of counted tokens; a question of the token 5 + n is answered by the token 40 + n."""
    chance = np.random.default_rng(3)
    texts: list[list[int]] = [[5, 6, END]]
    passages, asked, answers, others, kind, part = [], [], [], [], [], []
    for number in range(12):
        passages.append((0 if number % 2 else -1, len(texts)))
        texts.append([*chance.integers(20, 39, 10 + number).tolist(), 40 + number, 30, 31])
    for number in range(12):
        asked.append((len(texts), 2))
        texts += [[0, 5 + number, 7, END, END], [0, 5 + number, END, END]]
        answers.append([] if number % 4 == 3 else [[number, 10 + number, 10 + number]])
        others.append([number, 0] if number % 4 == 3 else [(number + 1) % 12, (number + 2) % 12])
        kind.append(number % 2)
        part.append(0 if number < 8 else 1 + number % 2)
    answers[0].append([1, 2, 3])  # two passages answer it
    others[0] = [2, 3]
    return Questions(
        texts=Ragged.of(texts),
        passages=np.array(passages, np.int32),
        asked=np.array(asked, np.int32),
        answers=Ragged.of((np.array(each, np.int32) for each in answers), columns=3),
        others=Ragged.of(others),
        kind=np.array(kind, np.int8),
        kinds=("press", "clusters"),
        part=np.array(part, np.int8),
        marks=(END, PAD),
    )


def test_the_file_gives_back_what_was_put_in(tmp_path: Path) -> None:
    made = questions()
    made.save(tmp_path / "lent.npz")
    found = Questions.load(tmp_path / "lent.npz")
    for name in ("texts", "answers", "others"):
        one, other = getattr(made, name), getattr(found, name)
        assert [row.tolist() for row in map(one.__getitem__, range(len(one)))] == [
            row.tolist() for row in map(other.__getitem__, range(len(other)))
        ]
    for name in ("passages", "asked", "kind", "part"):
        assert getattr(made, name).tolist() == getattr(found, name).tolist()
    assert (found.kinds, found.marks) == (made.kinds, made.marks)
    assert sum(len(found.rows(part)) for part in PARTS) == len(found.asked)


def test_every_answer_in_a_batch_is_where_its_span_says() -> None:
    data = questions()
    batches = Batches(data, {"press": 4.0, "clusters": 4.0}, 4, 3, 16, seed=1)
    seen = 0
    for batch in batches:
        assert batch.ids.shape[0] == 12
        for ids, mask, readable, spans in zip(
            batch.ids, batch.mask, batch.readable, batch.spans, strict=True
        ):
            assert mask.sum() <= 16
            assert ids[mask][-1] == END
            assert not readable[~mask].any()
            number = ids[1] - 5
            for first, last in spans[spans[:, 1] > 0]:
                assert readable[first : last + 1].all()
                assert ids[first] == 40 + number or number == 0
                seen += 1
    assert seen > 20


def logits(windows: int, tokens: int = 9) -> Logits:
    torch.manual_seed(7)
    return Logits(
        torch.randn(windows, tokens, requires_grad=True),
        torch.randn(windows, tokens, requires_grad=True),
        torch.randn(windows, requires_grad=True),
    )


@pytest.mark.parametrize("windows", [1, 2])
def test_with_one_answer_a_question_the_marginal_loss_is_the_usual_one(windows: int) -> None:
    read = logits(4)
    spans = torch.tensor([[2, 3], [0, 0], [0, 0], [0, 0]])
    usual = supervised(read, spans, windows)
    assert marginal(read, spans[:, None], windows).item() == pytest.approx(usual.item(), abs=1e-5)


def test_a_second_passage_that_answers_is_not_pushed_down() -> None:
    read = logits(3)
    spans = torch.tensor([[[2, 3], [5, 5]], [[4, 6], [0, 0]], [[0, 0], [0, 0]]])
    marginal(read, spans, 3).backward()
    assert read.start.grad is not None
    assert torch.isfinite(read.start.grad).all()
    assert read.start.grad[0, 2] < 0 and read.start.grad[0, 5] < 0
    assert read.start.grad[1, 4] < 0
    assert read.start.grad[2, 4] > 0


def test_ten_steps_learn_and_leave_parts_that_join_to_the_network(
    tmp_path: Path, reader: Path, network: Network, capsys: pytest.CaptureFixture[str]
) -> None:
    questions().save(tmp_path / "lent.npz")
    files = ["--data", str(tmp_path / "lent.npz"), "--out", str(tmp_path / "out")]
    much = ["--steps", "10", "--minutes", "5", "--groups", "4", "--seeds", "2", "--rate", "0.003"]
    lent.main([*files, *much, "--device", "cpu", "--reader", str(reader)])
    assert "chosen" in capsys.readouterr().out
    figures = json.loads((tmp_path / "out" / "figures.json").read_text("utf-8"))
    assert {"seed 0", "seed 1", "mean", "distilled", "dev"} <= figures.keys()
    state = ship.joined(sorted((tmp_path / "out").glob("network-*.npz")))
    assert state.keys() == network.state_dict().keys()
    moved = np.abs(state["span.weight"] - network.span.weight.detach().numpy()).max()
    assert 1e-4 < moved < 1


def test_a_state_is_cut_into_files_under_the_limit(tmp_path: Path) -> None:
    state = {f"w{i}": np.full((10, 10), i, np.float32) for i in range(5)}
    paths = parts.save(state, tmp_path, limit=450)
    assert len(paths) == 3
    joined = ship.joined(paths)
    assert all((joined[name] == value).all() for name, value in state.items())


def test_the_lent_run_needs_torch_numpy_and_onnx_alone() -> None:
    code = (
        "import sys, rag.training.lent.__main__;"
        "print([m for m in ('index', 'faiss', 'tokenizers', 'onnxruntime', 'scipy', 'yaml')"
        " if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
