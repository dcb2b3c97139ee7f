"""How the two scores of a passage become one.

Convex combination of scores beats the fusion of ranks when both are exact for every
candidate (Bruch et al. 2023, arXiv 2210.11934). Here each kind keeps one scale for all
questions instead of being stretched per question: a question without a good passage
then has low scores, and scores of different questions can be compared.

Chosen on the 4,482 answerable questions of ``squad_es_train`` over 1,791 paragraphs;
R@1 / MRR@10 there, then on the 1,369 of ``squad_es_dev`` that no choice was made on:

====================================================  ============  ============
scaling (best weight of each on train)                    train          dev
====================================================  ============  ============
one scale: (cosine - .8) / .3 and BM25 / 25, w = .55  .7970 .8611   .8035 .8648
BM25 divided by the question's best, w = .75          .7936 .8576   .8006 .8624
both to zero mean and unit variance, w = .70          .7934 .8591   .8035 .8634
====================================================  ============  ============

Weights from .35 to .60 with the scale to match stay within .0004 of the best. BM25 grows
with the logarithm of the number of passages, as idf does, so its scale is counted in the
weight of a term that no passage has (8.2 among those 1,791): 25 is three such terms.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from index.encoders.cosine_scale import CosineScale

BM25_SCALE_TERMS = 3.05
DENSE_WEIGHT = 0.6
"""By MRR@10 on every fifth question of squad_es_train, and on the built-in tuning half,
whose questions stay further from the text: .874 and .765 at .55, .870 and .775 at .60,
.867 and .779 at .65, .859 and .783 at .75."""


def fuse(
    dense: NDArray[np.float32], bm25: NDArray[np.float32], scale: CosineScale, max_idf: float
) -> NDArray[np.float32]:
    """Return one score for each passage from its cosine and its BM25, both float32 (n,).

    :param max_idf: inverse document frequency of a term that no passage has.

    Near 0 for passages that have nothing to do with the question, about 1 for the best.
    """
    meaning = (dense - scale.floor) / scale.span
    words = bm25 / (BM25_SCALE_TERMS * max_idf)
    return (DENSE_WEIGHT * meaning + (1 - DENSE_WEIGHT) * words).astype(np.float32)
