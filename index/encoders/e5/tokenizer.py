"""Rebuilds the XLM-RoBERTa tokenizer of multilingual-e5 from the packed vocabulary.

The original's ``nmt_nfkc`` character map is not stored in a form that ``tokenizers``
reads, but it can be said in its terms: the packed map was compared with NFKC code point
by code point, and of its 4,837 entries all but 45 are NFKC; those 45 are control
characters that vanish and odd spaces that become a space. NFKC also composes an
``e`` with a combining accent, which the per-character map could not.
"""

from __future__ import annotations

import re
from typing import Final

from tokenizers import AddedToken, Regex, Tokenizer, models, normalizers
from tokenizers.pre_tokenizers import Metaspace
from tokenizers.processors import TemplateProcessing

from index.encoders.e5.weights import PackedModel

VANISHING = r"[\u0001-\u0008\u000B\u000E-\u001F\u007F\u008F\u009F]"
SPACES = "[\t\n\f\r\u1680\u200b-\u200f\u2028\u2029\u2581\ufeff\ufffd]"

BOS, PAD, EOS, UNK, MASK = "<s>", "<pad>", "</s>", "<unk>", "<mask>"
BOS_ID, PAD_ID, EOS_ID, UNK_ID = 0, 1, 2, 3
SPACE = "▁"
"""Stands for the space before a word, in pieces."""


WESTERN = (
    r"[\t\n\r\u0020-\u007e\u00a0\u00a1\u00aa\u00ab\u00b0\u00b7\u00ba\u00bb\u00bf"
    r"\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff\u0152\u0153"
    r"\u2013\u2014\u2018-\u201d\u2022\u2026\u20ac]*"
)
"""Texts in Spanish, English and the languages around them; normalising such a text gives one."""


def western(text: str) -> bool:
    """Return whether the pieces of :data:`WESTERN` are all that can be found in the text."""
    return _WESTERN.fullmatch(text) is not None


_WESTERN: Final = re.compile(WESTERN)


def build(model: PackedModel, *, only_western: bool = False) -> Tokenizer:
    """Return the tokenizer with ``<s> … </s>`` around every text, offsets kept, no truncation.

    :param only_western: leaves every other piece empty, under its number and with its score. A
        piece that has a character which a text lacks is not found in it, so :func:`western`
        texts get the same tokens; and what takes longest when the tokenizer is loaded, the
        tree of all pieces, has 96,000 instead of 250,000.
    """
    pieces = [
        (piece if not only_western or western(piece.replace(SPACE, "")) else "", score)
        for piece, score in model.pieces
    ]
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=UNK_ID, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex(VANISHING), ""),
            normalizers.Replace(Regex(SPACES), " "),
            normalizers.NFKC(),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = Metaspace(replacement=SPACE, prepend_scheme="always")
    tokenizer.post_processor = TemplateProcessing(
        single=f"{BOS} $A {EOS}",
        pair=f"{BOS} $A {EOS} {EOS} $B {EOS}",
        special_tokens=[(BOS, BOS_ID), (EOS, EOS_ID)],
    )
    special = [AddedToken(name, normalized=False, special=True) for name in (BOS, PAD, EOS, UNK)]
    special.append(AddedToken(MASK, lstrip=True, normalized=False, special=True))
    tokenizer.add_special_tokens(special)
    return tokenizer
