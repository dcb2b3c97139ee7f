"""The verifier's own weights, run over the states of the encoder's lower layers in NumPy.

A transformer layer whose queries are the statement's tokens alone, a second attention to the
passage, and a judgement of the tokens' mean and extremes: 2.5 million weights in int8, one scale a
row. Over a statement of thirty tokens that is a tenth of the work of the layers below it, so that
no other engine is needed.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

Float = NDArray[np.float32]

HEADS: Final = 12
EPSILON: Final = 1e-12


class Head:
    """Logits of a statement beside a passage.

    :param raw: the bytes of an ``.npz`` of :func:`packed`.
    :raises KeyError: weights are missing.
    """

    def __init__(self, raw: bytes) -> None:
        with np.load(io.BytesIO(raw), allow_pickle=False) as stored:
            self._weights = unpacked({name: stored[name] for name in stored})

    def logits(self, states: Float, first: int) -> Float:
        """What is said of a statement: float32 (3,), as contradicted, not there, supported.

        :param states: float32 (tokens, 384) of statement and passage together.
        :param first: how many tokens stand before the passage.
        """
        x = self._attention("first", states[:first], states)
        inner = gelu(self._linear("fi", x))
        x = self._norm("oln", x + self._linear("fo", inner))
        y = self._attention("second", x, states[first:])
        pooled = np.concatenate([y.mean(0), y.max(0), y.min(0)])
        return self._linear("label", np.tanh(self._linear("judge", pooled)))

    def _linear(self, name: str, x: Float) -> Float:
        out: Float = x @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]
        return out

    def _norm(self, name: str, x: Float) -> Float:
        centred = x - x.mean(-1, keepdims=True)
        scale = np.sqrt((centred**2).mean(-1, keepdims=True) + EPSILON)
        out: Float = (
            centred / scale * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"]
        )
        return out

    def _attention(self, name: str, x: Float, seen: Float) -> Float:
        def split(value: Float) -> Float:
            return value.reshape(len(value), HEADS, -1).swapaxes(0, 1)

        q, k, v = (
            split(self._linear(f"{name}.{part}", tokens))
            for part, tokens in (("q", x), ("k", seen), ("v", seen))
        )
        scores = q @ k.swapaxes(1, 2) / np.float32(np.sqrt(q.shape[-1]))
        shares = np.exp(scores - scores.max(-1, keepdims=True))
        shares /= shares.sum(-1, keepdims=True)
        attended = (shares @ v).swapaxes(0, 1).reshape(len(x), -1)
        return self._norm(f"{name}.aln", x + self._linear(f"{name}.ao", attended))


def gelu(x: Float) -> Float:
    """By the hyperbolic tangent, which differs from the error function's by .0005 at most."""
    out: Float = 0.5 * x * (1 + np.tanh(np.float32(0.7978845608) * (x + 0.044715 * x**3)))
    return out


def packed(state: Mapping[str, NDArray[np.float32]]) -> dict[str, NDArray[np.generic]]:
    """Weights as they are kept: matrices int8 with one scale a row, vectors fp32."""
    kept: dict[str, NDArray[np.generic]] = {}
    for name, value in state.items():
        if value.ndim < 2:
            kept[name] = value.astype(np.float32)
            continue
        scale = np.abs(value).max(1) / 127
        kept[name] = np.rint(value / scale[:, None]).astype(np.int8)
        kept[f"{name}.scale"] = scale.astype(np.float32)
    return kept


def unpacked(kept: Mapping[str, NDArray[np.generic]]) -> dict[str, Float]:
    """The weights that :func:`packed` made, in fp32."""
    return {
        name: value.astype(np.float32) * kept[f"{name}.scale"][:, None]  # type: ignore[operator]
        if f"{name}.scale" in kept
        else value.astype(np.float32)
        for name, value in kept.items()
        if not name.endswith(".scale")
    }
