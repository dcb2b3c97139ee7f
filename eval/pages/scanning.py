"""Printed pages as a scanner sees them: pictures at 200 dots an inch, a little askew and dirty.

What is printed on them is known as before; only the places turn with the page.
"""

from __future__ import annotations

import math
import random
from dataclasses import replace
from io import BytesIO

import numpy as np

from eval.pages.samples import Sample
from eval.pages.setting import PAGE, PrintedPiece, Truth

DOTS = 200
"""Dots an inch: what newspaper archives have most of; libraries scan at 300 to 400."""
LEANING = 1.0
"""Degrees that a page lies askew at most."""
NOISE = (4.0, 18.0)
"""Standard deviation of the shades, of 255: a clean flatbed, and a dirty microfilm."""


def scanned(sample: Sample, seed: int = 0) -> Sample:
    """Print a file, scan it, and make a PDF of the pictures."""
    import pypdfium2
    from PIL import Image

    chance = random.Random(f"{sample.name} {seed}")  # noqa: S311  the same scans every time
    rng = np.random.default_rng(chance.randrange(1 << 30))
    pictures, angles = [], []
    document = pypdfium2.PdfDocument(sample.data)
    for page in document:
        picture = page.render(scale=DOTS / 72, grayscale=True).to_pil().convert("L")
        angles.append(chance.uniform(-LEANING, LEANING))
        picture = picture.rotate(angles[-1], Image.Resampling.BICUBIC, fillcolor=255)
        shades = np.asarray(picture) + rng.normal(0, chance.uniform(*NOISE), picture.size[::-1])
        pictures.append(Image.fromarray(np.clip(shades, 0, 255).astype(np.uint8)))
    document.close()
    out = BytesIO()
    pictures[0].save(
        out, "PDF", save_all=True, append_images=pictures[1:], resolution=DOTS, quality=85
    )
    truth = sample.truth
    turned = Truth(
        [_turned(piece, angles[piece.page - 1]) for piece in truth.pieces],
        truth.units,
        truth.furniture,
        truth.articles,
    )
    return Sample(sample.name, out.getvalue(), turned)


def _turned(piece: PrintedPiece, angle: float) -> PrintedPiece:
    """Turn a place with its page, counter-clockwise about the centre: the middle moves, and the
    size is left as it is."""
    turn = math.radians(angle)
    x, y = (piece.box[0] + piece.box[2]) / 2, (piece.box[1] + piece.box[3]) / 2
    right, down = x - PAGE[0] / 2, y - PAGE[1] / 2
    dx = right * math.cos(turn) + down * math.sin(turn) - right
    dy = -right * math.sin(turn) + down * math.cos(turn) - down
    x0, y0, x1, y1 = piece.box
    return replace(piece, box=(x0 + dx, y0 + dy, x1 + dx, y1 + dy))
