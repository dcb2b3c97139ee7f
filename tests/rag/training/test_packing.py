"""Windows without padding, beside torch's own attention over padded ones."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor
from torch.nn import functional as F

from rag.training.packing import Packing, attended

HEADS, SIZE = 2, 4


def mask_of(lengths: list[int], longest: int) -> Tensor:
    return torch.arange(longest)[None, :] < torch.tensor(lengths)[:, None]


def by_torch(projected: Tensor, mask: Tensor) -> Tensor:
    """The same by torch's function, of padded windows."""
    packing = Packing.of(mask)
    side = packing.padded(projected).unflatten(-1, (3, HEADS, SIZE)).permute(2, 0, 3, 1, 4)
    mixed = F.scaled_dot_product_attention(*side.unbind(0), attn_mask=mask[:, None, None, :])
    return packing.packed(mixed.transpose(1, 2).flatten(2))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(1, 9), min_size=1, max_size=4), st.integers(0, 3), st.integers(0, 99))
def test_attention_and_its_gradient_are_those_of_torch(
    lengths: list[int], spare: int, seed: int
) -> None:
    mask = mask_of(lengths, max(lengths) + spare)
    chance = torch.Generator().manual_seed(seed)
    shape = (sum(lengths), 3 * HEADS * SIZE)
    projected = torch.randn(shape, generator=chance, dtype=torch.float64)
    told = torch.randn(shape[0], HEADS * SIZE, generator=chance, dtype=torch.float64)
    results = []
    for attend in (lambda x: attended(x, Packing.of(mask), HEADS), lambda x: by_torch(x, mask)):
        given_ = projected.clone().requires_grad_()
        mixed = attend(given_)
        mixed.backward(told)
        results.append((mixed.detach(), given_.grad))
    for mine, theirs in zip(*results, strict=True):
        torch.testing.assert_close(mine, theirs)


def test_what_is_packed_comes_back_with_zeros_for_padding() -> None:
    mask = mask_of([3, 1, 2], 4)
    packing = Packing.of(mask)
    values = torch.arange(24.0).view(3, 4, 2)
    assert packing.packed(values).shape == (6, 2)
    torch.testing.assert_close(packing.padded(packing.packed(values)), values * mask[..., None])


@pytest.mark.parametrize("other", [0.0, 100.0])
def test_a_window_does_not_see_its_neighbour(other: float) -> None:
    projected = torch.randn(5, 3 * HEADS * SIZE, generator=torch.Generator().manual_seed(1))
    packing = Packing.of(mask_of([2, 3], 4))
    changed = projected.clone()
    changed[2:] += other
    before, after = attended(projected, packing, HEADS), attended(changed, packing, HEADS)
    torch.testing.assert_close(before[:2], after[:2])
