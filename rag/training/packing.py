"""Windows of a batch without their padding, and attention over them.

A third of a batch's tokens are padding: questions are put to passages of very different length.
The products of a layer are made of the real tokens alone, and only attention sees windows side by
side. Its own backward pass takes half the time of torch's on a CPU. A step of 18 windows of the
clusters, nine layers trained in bfloat16, takes three fifths of the time that it took padded (2.0
of 3.2 s, dropout left out; one thread, Zen 4).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import torch
from torch import Tensor

NOWHERE: Final = -1e4
"""Score of a padded token; finite, so that a half precision holds it."""


@dataclass(frozen=True, slots=True)
class Packing:
    """Where the real tokens of padded windows stand.

    :param place: int64 (real tokens,): of each its place among ``windows * tokens``.
    :param windows: how many.
    :param tokens: of each, padding included.
    :param padding: float (windows, 1, 1, tokens): 0 for a real token, else :data:`NOWHERE`.
    """

    place: Tensor
    windows: int
    tokens: int
    padding: Tensor

    @classmethod
    def of(cls, mask: Tensor) -> Packing:
        """That of a batch.

        :param mask: bool (windows, tokens), true for real tokens.
        """
        windows, tokens = mask.shape
        padding = torch.zeros(mask.shape, device=mask.device).masked_fill(~mask, NOWHERE)
        place = mask.flatten().nonzero().squeeze(1)
        return cls(place, windows, tokens, padding[:, None, None, :])

    def packed(self, values: Tensor) -> Tensor:
        """Of (windows, tokens, …) the real tokens' rows."""
        return values.flatten(0, 1).index_select(0, self.place)

    def padded(self, rows: Tensor) -> Tensor:
        """The reverse of :meth:`packed`, with zeros for padding."""
        whole = rows.new_zeros(self.windows * self.tokens, *rows.shape[1:])
        return whole.index_copy(0, self.place, rows).unflatten(0, (self.windows, self.tokens))


def attended(projected: Tensor, packing: Packing, heads: int) -> Tensor:
    """What each token takes from its window's tokens.

    :param projected: queries, keys and values side by side, float (real tokens, 3 * hidden).
    :return: float (real tokens, hidden).
    """
    result: Tensor = _Attention.apply(projected, packing, heads)
    return result


class _Attention(torch.autograd.Function):
    """Scaled dot products (Vaswani et al. 2017, section 3.2.1), their chances kept for the way
    back instead of being made again."""

    @staticmethod
    def forward(ctx: Any, projected: Tensor, packing: Packing, heads: int) -> Tensor:
        with torch.autocast(projected.device.type, enabled=False):
            n, t, size = packing.windows, packing.tokens, projected.shape[1] // (3 * heads)
            side = packing.padded(projected).view(n, t, 3, heads, size)
            q, k, v = side.permute(2, 0, 3, 1, 4).reshape(3, n * heads, t, size).unbind(0)
            scores = torch.bmm(q, k.transpose(1, 2)).mul_(size**-0.5).view(n, heads, t, t)
            scores.add_(packing.padding.to(scores.dtype))
            chances = torch.softmax(scores, -1).view(n * heads, t, t)
            ctx.save_for_backward(q, k, v, chances)
            ctx.packing, ctx.heads = packing, heads
            mixed = torch.bmm(chances, v).view(n, heads, t, size).transpose(1, 2)
            return packing.packed(mixed.reshape(n, t, heads * size))

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor, None, None]:
        (gradient,) = gradients
        q, k, v, chances = ctx.saved_tensors
        packing, heads = ctx.packing, ctx.heads
        n, t, size = packing.windows, packing.tokens, q.shape[-1]
        mixed = packing.padded(gradient).view(n, t, heads, size).transpose(1, 2)
        mixed = mixed.reshape(n * heads, t, size)
        along = torch.bmm(mixed, v.transpose(1, 2)).mul_(chances)
        scores = along.sub_(chances * along.sum(-1, keepdim=True)).mul_(size**-0.5)
        parts = (
            torch.bmm(scores, k),
            torch.bmm(scores.transpose(1, 2), q),
            torch.bmm(chances.transpose(1, 2), mixed),
        )
        side = torch.stack(parts).view(3, n, heads, t, size).permute(1, 3, 0, 2, 4)
        return packing.packed(side.reshape(n, t, 3 * heads * size)), None, None
