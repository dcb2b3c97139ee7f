"""The verifier's own weights, run over the states of the encoder's lower layers in NumPy.

Each token of the statement is laid beside what of the passage is nearest to it (a softmax over
cosines, which needs no weights), the pair is compared, once more with the mean of all comparisons
in sight, and the tokens' mean and extremes are judged: decomposable attention (Parikh et al. 2016,
arXiv 1606.01933) over states that have seen both texts. A quarter of a million weights a member, in
int8 with one scale a row; the members' logits are averaged.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Float = NDArray[np.float32]

SHARPNESS: Final = 30.0
"""What cosines are multiplied by before the softmax: nearly all goes to the nearest token, and
equals share."""

EPSILON: Final = 1e-5
"""Keeps a row without spread finite, as torch's ``LayerNorm`` does."""


def aligned(states: Float, first: int) -> tuple[Float, Float, Float]:
    """The statement's tokens (n, 384), what of the passage lies nearest to each (n, 384), and how
    near (n,).

    :param states: float32 (tokens, 384) of both with their marks, as :func:`rag.writer.pairs.pair`
        has them.
    :param first: how many tokens stand before the passage.
    """
    said, there = states[1 : first - 2], states[first:-1]
    near = _unit(said) @ _unit(there).T
    shares = np.exp(SHARPNESS * (near - near.max(1, keepdims=True)))
    shares /= shares.sum(1, keepdims=True)
    return said, shares @ there, near.max(1)


def _unit(value: Float) -> Float:
    out: Float = value / np.linalg.norm(value, axis=1, keepdims=True)
    return out


class Head:
    """Logits of a statement beside a passage.

    :param raw: the bytes of an ``.npz`` of :func:`packed`.
    """

    def __init__(self, raw: bytes) -> None:
        with np.load(io.BytesIO(raw), allow_pickle=False) as stored:
            self._members = unpacked({name: stored[name] for name in stored})

    def logits(self, states: Float, first: int) -> Float:
        """What is said of a statement: float32 (3,), as contradicted, not there, supported.

        :param states: as :func:`aligned` takes them, with at least a token of each text.
        """
        return self.judged(*aligned(states, first))

    def judged(self, said: Float, beside: Float, near: Float) -> Float:
        """The same of what was aligned."""
        logits = [_member(weights, said, beside, near) for weights in self._members]
        mean: Float = np.mean(logits, axis=0)
        return mean


def _member(weights: Mapping[str, Float], said: Float, beside: Float, near: Float) -> Float:
    def linear(name: str, x: Float) -> Float:
        out: Float = x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]
        return out

    def norm(x: Float) -> Float:
        centred = x - x.mean(-1, keepdims=True)
        scale = np.sqrt((centred**2).mean(-1, keepdims=True) + EPSILON)
        out: Float = centred / scale * weights["norm.weight"] + weights["norm.bias"]
        return out

    said, beside = norm(said), norm(beside)
    both = np.concatenate([said, beside, said - beside, said * beside, near[:, None]], -1)
    compared = gelu(linear("compare", both))
    mean = np.broadcast_to(compared.mean(0), compared.shape)
    compared = gelu(linear("context", np.concatenate([compared, mean], -1)))
    pooled = np.concatenate([compared.mean(0), compared.max(0), compared.min(0)])
    return linear("label", np.tanh(linear("judge", pooled)))


def gelu(x: Float) -> Float:
    """By the hyperbolic tangent, which differs from the error function's by .0005 at most."""
    out: Float = 0.5 * x * (1 + np.tanh(np.float32(0.7978845608) * (x + 0.044715 * x**3)))
    return out


def packed(*states: Mapping[str, Float]) -> dict[str, NDArray[Any]]:
    """The members' weights as they are kept: matrices int8 with one scale a row, vectors fp32."""
    kept: dict[str, NDArray[Any]] = {}
    for number, state in enumerate(states):
        for name, value in state.items():
            if value.ndim < 2:
                kept[f"{number}/{name}"] = value.astype(np.float32)
                continue
            scale = np.abs(value).max(1) / 127
            kept[f"{number}/{name}"] = np.rint(value / scale[:, None]).astype(np.int8)
            kept[f"{number}/{name}.scale"] = scale.astype(np.float32)
    return kept


def unpacked(kept: Mapping[str, NDArray[Any]]) -> list[dict[str, Float]]:
    """The members' weights that :func:`packed` made, in fp32."""
    members: dict[int, dict[str, Float]] = {}
    for key, value in kept.items():
        if key.endswith(".scale"):
            continue
        number, _, name = key.partition("/")
        scale = kept.get(f"{key}.scale")
        weights = value.astype(np.float32)
        if scale is not None:
            weights *= scale[:, None]
        members.setdefault(int(number), {})[name] = weights
    return [members[number] for number in sorted(members)]
