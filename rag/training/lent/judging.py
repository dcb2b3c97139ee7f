"""Says how well a network reads the questions that it was not trained on, set by set.

By tokens, each answering passage by itself: quick, to choose between networks by. What is
reported of a reader comes from ``python -m eval`` over the exported file.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
import torch

from rag.training.lent.batches import headline, padded, view
from rag.training.lent.data import Questions
from rag.training.lent.run import in_bfloat16
from rag.training.losses import NEVER, Logits
from rag.training.network import Network
from rag.training.scoring import auroc, best_spans, overlap_f1

WINDOWS: Final = 128
"""Windows read at once."""

Figures = dict[str, dict[str, float]]
"""Set → how many pairs, F1, EM (per cent) and AUROC of "answerable"."""


def judge(
    network: Network,
    data: Questions,
    part: str,
    device: str,
    *,
    most: int = 0,
    say: Callable[[str], None] = lambda _line: None,
) -> Figures:
    """The figures of each set in a part.

    :param most: questions of the part read at most, evenly spread; all of them when 0.
    """
    rows = data.rows(part)
    if most:
        rows = rows[:: -(-len(rows) // most)]
    pairs: list[tuple[int, int, list[tuple[int, int]]]] = []
    for row in rows.tolist():
        spans: dict[int, list[tuple[int, int]]] = {}
        for passage, first, last in data.answers[row].tolist():
            spans.setdefault(passage, []).append((first, last))
        if not spans:
            spans = {int(data.others[row][0]): []}
        pairs += [(row, passage, told) for passage, told in spans.items()]
    pairs.sort(key=lambda pair: len(data.texts[data.passages[pair[1], 1]]))
    overlap, judged = _read(network, data, pairs, device)
    kinds = np.array([data.kinds[data.kind[row]] for row, _, _ in pairs])
    answerable = np.array([bool(told) for _, _, told in pairs])
    found: Figures = {}
    for kind in dict.fromkeys(kinds.tolist()):
        here = kinds == kind
        asked = overlap[here & answerable]
        found[kind] = {
            "pairs": int(here.sum()),
            "f1": round(100 * float(asked.mean()), 2) if len(asked) else 0.0,
            "em": round(100 * float((asked == 1).mean()), 2) if len(asked) else 0.0,
            "auroc": round(auroc(judged[here], answerable[here]), 4),
        }
        say(f"  {part} {kind}: {found[kind]}")
    return found


def _read(
    network: Network,
    data: Questions,
    pairs: list[tuple[int, int, list[tuple[int, int]]]],
    device: str,
) -> tuple[np.ndarray, np.ndarray]:
    """Of each pair, overlap of the best span with the nearest answer, and its "answerable"."""
    network.eval()
    longest = len(network.positions)
    overlap: list[float] = []
    judged: list[np.ndarray] = []
    for at in range(0, len(pairs), WINDOWS):
        views = []
        for row, passage, told in pairs[at : at + WINDOWS]:
            before = [data.texts[data.asked[row, 0]], *headline(data, passage)]
            room = longest - sum(map(len, before)) - 1
            tokens = data.texts[data.passages[passage, 1]][:room]
            views.append(view(before, tokens, data.marks[0], 0, told))
        batch = padded(views, data.marks[1])
        ids, mask, readable = (
            torch.from_numpy(a).to(device) for a in (batch.ids, batch.mask, batch.readable)
        )
        with torch.inference_mode(), torch.autocast(device, torch.bfloat16, in_bfloat16(device)):
            logits = Logits.of(network(ids, mask), readable)
        start, end = logits.start.clone(), logits.end.clone()
        start[:, 0] = end[:, 0] = NEVER
        _, place = best_spans(start, end)
        judged.append(logits.answerable.float().cpu().numpy())
        for one, span in zip(views, place.tolist(), strict=True):
            overlap.append(max((overlap_f1(span, told) for told in one.spans), default=0.0))
    return np.array(overlap), np.concatenate(judged)


def told(found: Figures) -> float:
    """One figure to choose by: the mean of F1 and of AUROC, each set counting as much."""
    return float(np.mean([(each["f1"] + 100 * each["auroc"]) / 2 for each in found.values()]))
