"""Rebuilds the XLM-RoBERTa tokenizer of multilingual-e5 from the packed vocabulary.

The original's ``nmt_nfkc`` character map is not stored in a form that ``tokenizers``
reads, but it can be said in its terms: the packed map was compared with NFKC code point
by code point, and of its 4,837 entries all but 45 are NFKC; those 45 are control
characters that vanish and odd spaces that become a space. NFKC also composes an
``e`` with a combining accent, which the per-character map could not.
"""

from __future__ import annotations

from tokenizers import AddedToken, Regex, Tokenizer, models, normalizers
from tokenizers.pre_tokenizers import Metaspace
from tokenizers.processors import TemplateProcessing

from index.e5.weights import PackedModel

VANISHING = r"[\u0001-\u0008\u000B\u000E-\u001F\u007F\u008F\u009F]"
SPACES = "[\t\n\f\r\u1680\u200b-\u200f\u2028\u2029\u2581\ufeff\ufffd]"

BOS, PAD, EOS, UNK, MASK = "<s>", "<pad>", "</s>", "<unk>", "<mask>"
BOS_ID, PAD_ID, EOS_ID, UNK_ID = 0, 1, 2, 3


def build(model: PackedModel) -> Tokenizer:
    """The tokenizer with ``<s> … </s>`` around every text, offsets kept, no truncation."""
    tokenizer = Tokenizer(models.Unigram(list(model.pieces), unk_id=UNK_ID, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex(VANISHING), ""),
            normalizers.Replace(Regex(SPACES), " "),
            normalizers.NFKC(),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.post_processor = TemplateProcessing(
        single=f"{BOS} $A {EOS}",
        pair=f"{BOS} $A {EOS} {EOS} $B {EOS}",
        special_tokens=[(BOS, BOS_ID), (EOS, EOS_ID)],
    )
    special = [AddedToken(name, normalized=False, special=True) for name in (BOS, PAD, EOS, UNK)]
    special.append(AddedToken(MASK, lstrip=True, normalized=False, special=True))
    tokenizer.add_special_tokens(special)
    return tokenizer
