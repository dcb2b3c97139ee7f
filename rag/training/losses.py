"""What training minimises, window by window and over all windows of a question together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import torch
from torch import Tensor
from torch.nn import functional as F

OTHERS: Final = 0.5
"""Weight of the windows that do not answer, all together, beside that of the own passage."""

NEVER: Final = -1e4
"""Logit of a token where no answer can start or end; finite, so that nothing becomes NaN."""

IMPOSSIBLE: Final = -1e9
"""Log chance of a span that is none; finite for the same reason."""


@dataclass(frozen=True, slots=True)
class Logits:
    """Of a batch: start and end (windows, tokens), answerable (windows,).

    Question tokens are masked; the first token stands for "not here".
    """

    start: Tensor
    end: Tensor
    answerable: Tensor

    @classmethod
    def of(cls, raw: tuple[Tensor, Tensor, Tensor], readable: Tensor) -> Logits:
        """The network's output with what cannot be an answer masked."""
        allowed = readable.clone()
        allowed[:, 0] = True
        start, end, answerable = raw
        return cls(start.masked_fill(~allowed, NEVER), end.masked_fill(~allowed, NEVER), answerable)


def _weights(groups: int, windows: int, device: torch.device) -> Tensor:
    """Of each window, summing to 1 + OTHERS for a group, over the number of groups."""
    weight = torch.full((groups, windows), OTHERS / max(1, windows - 1), device=device)
    weight[:, 0] = 1.0
    return weight.flatten() / groups


def supervised(logits: Logits, spans: Tensor, windows: int) -> Tensor:
    """Loss against the answers' places.

    Three parts: the span in each window, "not here" included; the span over all windows of
    a question without "not here" (Clark & Gardner 2018, shared normalisation), which makes
    scores of different passages comparable; and whether the window answers.

    :param spans: int64 (windows in all, 2), zeros where the window does not answer.
    """
    groups = len(spans) // windows
    weight = _weights(groups, windows, spans.device)
    ends = ((logits.start, spans[:, 0]), (logits.end, spans[:, 1]))
    local = sum(
        ((F.cross_entropy(value, place, reduction="none") * weight).sum() for value, place in ends),
        torch.zeros((), device=spans.device),
    )
    answers = spans[:, 1] > 0
    judged = F.binary_cross_entropy_with_logits(
        logits.answerable, answers.float(), reduction="none"
    )
    asked = answers.view(groups, windows)[:, 0]
    shared = torch.zeros((), device=spans.device)
    if windows > 1 and bool(asked.any()):
        for value, place in ends:
            # Position 0 of each window is left out; the own passage is the group's first.
            joint = value[:, 1:].reshape(groups, -1)
            loss = F.cross_entropy(
                joint, (place.view(groups, windows)[:, 0] - 1).clamp(min=0), reduction="none"
            )
            shared = shared + (loss * asked).sum() / groups
    return local / 2 + shared / 2 + (judged * weight).sum()


def marginal(logits: Logits, spans: Tensor, windows: int) -> Tensor:
    """Loss against every span that answers, in all windows of a question together.

    As :func:`supervised`, but what is raised is the chance of all right spans together, so
    that several passages may answer and none of them is pushed down (Clark & Gardner 2018,
    section 3.4).

    :param spans: int64 (windows in all, spans at most, 2): first and last token of every
        answer in the window, zeros where there is no further one.
    """
    groups = len(spans) // windows
    answers = spans[..., 1] > 0
    here = answers.any(-1)
    answering = here.view(groups, windows)
    # One window carries the weight 1 (all that answer together, else the first), the rest OTHERS.
    first = torch.zeros_like(answering)
    first[:, 0] = True
    chief = torch.where(answering.any(-1, keepdim=True), answering, first)
    share = torch.where(
        chief,
        1 / chief.sum(-1, keepdim=True),
        OTHERS / (~chief).sum(-1, keepdim=True).clamp(min=1),
    )
    weight = share.flatten() / groups
    start, end = logits.start.float(), logits.end.float()
    inside = _chances(start.log_softmax(-1), end.log_softmax(-1), spans)
    held = inside.masked_fill(~answers, IMPOSSIBLE).logsumexp(-1)
    nowhere = start.log_softmax(-1)[:, 0] + end.log_softmax(-1)[:, 0]
    local = -(torch.where(here, held, nowhere) * weight).sum()
    judged = F.binary_cross_entropy_with_logits(
        logits.answerable.float(), here.float(), reduction="none"
    )
    shared = torch.zeros((), device=spans.device)
    asked = answering.any(-1)
    if windows > 1 and bool(asked.any()):
        # Position 0 of each window is left out.
        whole = [value[:, 1:].reshape(groups, -1).logsumexp(-1) for value in (start, end)]
        total = (whole[0] + whole[1]).repeat_interleave(windows)
        joint = _chances(start, end, spans).masked_fill(~answers, IMPOSSIBLE).view(groups, -1)
        told = joint.logsumexp(-1) - total[::windows]
        shared = -told[asked].sum() / groups
    return local / 2 + shared / 2 + (judged * weight).sum()


def _chances(start: Tensor, end: Tensor, spans: Tensor) -> Tensor:
    """Start and end together (windows, spans)."""
    return start.gather(1, spans[..., 0]) + end.gather(1, spans[..., 1])


def distilled(logits: Logits, teacher: Logits, windows: int) -> Tensor:
    """Loss against an ensemble's mean distributions (Hinton et al. 2015, arXiv 1503.02531).

    :param teacher: ``start`` and ``end`` hold logits whose softmax over a window is the mean
        of the teachers', and likewise ``answerable``.
    """
    groups = len(logits.answerable) // windows
    weight = _weights(groups, windows, logits.start.device)
    total = torch.zeros((), device=logits.start.device)
    for mine, theirs in ((logits.start, teacher.start), (logits.end, teacher.end)):
        local = F.kl_div(
            mine.log_softmax(-1), theirs.log_softmax(-1), reduction="none", log_target=True
        ).sum(-1)
        joint = F.kl_div(
            mine[:, 1:].reshape(groups, -1).log_softmax(-1),
            theirs[:, 1:].reshape(groups, -1).log_softmax(-1),
            reduction="none",
            log_target=True,
        ).sum(-1)
        total = total + (local * weight).sum() / 2 + joint.mean() / 2
    judged = F.binary_cross_entropy_with_logits(
        logits.answerable, torch.sigmoid(teacher.answerable), reduction="none"
    )
    return total + (judged * weight).sum()
