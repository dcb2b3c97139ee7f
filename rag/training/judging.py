"""Reads the questions kept for tuning, and says how well.

The figures are by tokens and quick, to compare runs by; the ones to report come from
``python -m eval answers`` over the exported reader.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray

from rag.reader.windows import LONGEST, prefix
from rag.training.data.batches import View, padded
from rag.training.data.prepared import KINDS, Prepared
from rag.training.losses import NEVER, Logits
from rag.training.network import Network
from rag.training.scoring import auroc, best_spans, overlap_f1

WINDOWS: Final = 256
"""Windows read at once."""


@dataclass(frozen=True, slots=True)
class Read:
    """What was read in pairs of question and passage.

    :param question: int64 (pairs,): row in :class:`~rag.training.data.prepared.Prepared`.
    :param passage: int64 (pairs,).
    :param span: int64 (pairs, 2): first and last token in the passage.
    :param scores: float32 (pairs, 4): the span's logit, that of "not here", answerable, and
        the log of the sum over all spans.
    """

    question: NDArray[np.int64]
    passage: NDArray[np.int64]
    span: NDArray[np.int64]
    scores: NDArray[np.float32]


def read(networks: Sequence[Network], data: Prepared, device: str, deep: int) -> Read:
    """The networks' joint reading of the tuning questions.

    :param deep: passages of the search read for each question beside its own.
    """
    pairs = []
    for row in np.flatnonzero(data.kind == KINDS.index("dev")).tolist():
        passages = dict.fromkeys([int(data.about[row]), *data.others[row].tolist()[:deep]])
        pairs += [(row, passage) for passage in passages]
    lengths = np.diff(data.passages.ends, prepend=0)
    pairs.sort(key=lambda pair: lengths[pair[1]])
    spans, scores = [], []
    for at in range(0, len(pairs), WINDOWS):
        views = [_view(data, *pair) for pair in pairs[at : at + WINDOWS]]
        batch = padded(views)
        ids, mask, readable = (
            torch.from_numpy(a).to(device) for a in (batch.ids, batch.mask, batch.readable)
        )
        with torch.inference_mode():
            read_by = [Logits.of(network(ids, mask), readable) for network in networks]
        mean = Logits(
            torch.stack([one.start for one in read_by]).mean(0),
            torch.stack([one.end for one in read_by]).mean(0),
            torch.stack([one.answerable for one in read_by]).mean(0),
        )
        null = mean.start[:, 0] + mean.end[:, 0]
        start, end = mean.start.clone(), mean.end.clone()
        start[:, 0] = end[:, 0] = NEVER
        value, place = best_spans(start, end)
        total = start.logsumexp(-1) + end.logsumexp(-1)
        firsts = torch.tensor([view.first for view in views], device=device)
        spans.append((place - firsts[:, None]).cpu().numpy())
        scores.append(torch.stack([value, null, mean.answerable, total], -1).cpu().numpy())
    question, passage = np.array(pairs).T
    return Read(question, passage, np.concatenate(spans), np.concatenate(scores))


def _view(data: Prepared, question: int, passage: int) -> View:
    wording = data.questions[int(data.wordings[question, 0])].tolist()
    before = prefix(wording, data.titles[passage].tolist())
    tokens = data.passages[passage].tolist()[: LONGEST - len(before) - 1]
    return View([*before, *tokens, 2], len(before), (0, 0))


def figures(found: Read, data: Prepared) -> dict[str, float]:
    """Token F1 and exact match in the own passage, answerability, and the right passage first."""
    own = found.passage == data.about[found.question]
    answers = [data.answers[row] for row in found.question.tolist()]
    answerable = np.array([len(each) > 0 for each in answers])
    overlap = np.array(
        [
            max(overlap_f1(span, answer) for answer in each.tolist()) if len(each) else 0.0
            for span, each in zip(found.span.tolist(), answers, strict=True)
        ]
    )
    span, null, judged, _ = found.scores.T
    asked = own & answerable
    result = {
        "f1": 100 * overlap[asked].mean(),
        "em": 100 * (overlap[asked] == 1).mean(),
        "auroc_judged": auroc(judged[own], answerable[own]),
        "auroc_null": auroc((span - null)[own], answerable[own]),
        "auroc_both": auroc((span - null + 2 * judged)[own], answerable[own]),
    }
    ranked: dict[int, list[int]] = {}
    for pair, row in enumerate(found.question.tolist()):
        ranked.setdefault(row, []).append(pair)
    for name, score in {"span": span, "null": span - null, "both": span + judged}.items():
        for weight in (0.0, 10.0, 20.0):
            tops = []
            for row, pairs in ranked.items():
                searched = dict(
                    zip(data.others[row].tolist(), data.scores[row].tolist(), strict=True)
                )
                near = [p for p in pairs if int(found.passage[p]) in searched]
                if not len(data.answers[row]):
                    continue
                best = max(
                    near,
                    key=lambda p: score[p] + weight * searched[int(found.passage[p])] / 1e6,
                )
                tops.append(bool(own[best]))
            result[f"r1_{name}_{weight:g}"] = 100 * float(np.mean(tops))
    return {name: round(float(value), 3) for name, value in result.items()}
