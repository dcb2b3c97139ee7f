"""Writes the bundled weights as a plain sentence-transformers folder in fp32.

It is the yardstick: what the int8 form is compared with in tests and benchmarks, and
the starting point for training. Nothing of it is used when questions are answered.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.encoders.e5 import tokenizer
from index.encoders.e5.weights import PackedModel

PROMPTS = {"query": "query: ", "document": "passage: "}
"""e5's prefixes (Wang et al. 2022, arXiv 2212.03533, section 3.3), under the names that
``encode_query`` and ``encode_document`` look up."""

MODULES = {
    "attention.self.query": "q",
    "attention.self.key": "k",
    "attention.self.value": "v",
    "attention.output.dense": "ao",
    "attention.output.LayerNorm": "aln",
    "intermediate.dense": "fi",
    "output.dense": "fo",
    "output.LayerNorm": "oln",
}


def state(model: PackedModel) -> dict[str, NDArray[np.float32]]:
    """Return the tensors under the names that ``BertModel`` gives them."""
    shape = model.shape
    tensors = {
        "embeddings.word_embeddings.weight": model.matrix("emb.word", shape.vocabulary),
        "embeddings.position_embeddings.weight": model.vector("emb.pos").reshape(
            shape.positions, -1
        ),
        "embeddings.token_type_embeddings.weight": model.vector("emb.type").reshape(
            shape.token_types, -1
        ),
        "embeddings.LayerNorm.weight": model.vector("emb.ln.w"),
        "embeddings.LayerNorm.bias": model.vector("emb.ln.b"),
    }
    for number in range(shape.layers):
        for module, short in MODULES.items():
            target, stored = f"encoder.layer.{number}.{module}", f"l{number}.{short}"
            rows = shape.feed_forward if short == "fi" else shape.hidden
            tensors[f"{target}.weight"] = (
                model.vector(f"{stored}.w")
                if short.endswith("ln")
                else model.matrix(f"{stored}.w", rows)
            )
            tensors[f"{target}.bias"] = model.vector(f"{stored}.b")
    return tensors


def write(model: PackedModel, folder: Path) -> None:
    """Write weights, tokenizer and module list; ``SentenceTransformer(folder)`` loads them."""
    from safetensors.numpy import save_file
    from transformers import BertConfig, PreTrainedTokenizerFast

    shape = model.shape
    BertConfig(
        architectures=["BertModel"],
        vocab_size=shape.vocabulary,
        hidden_size=shape.hidden,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        intermediate_size=shape.feed_forward,
        max_position_embeddings=shape.positions,
        type_vocab_size=shape.token_types,
        layer_norm_eps=shape.epsilon,
        pad_token_id=tokenizer.PAD_ID,
    ).save_pretrained(str(folder))
    save_file(state(model), folder / "model.safetensors", metadata={"format": "pt"})
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer.build(model),
        bos_token=tokenizer.BOS,
        cls_token=tokenizer.BOS,
        eos_token=tokenizer.EOS,
        sep_token=tokenizer.EOS,
        pad_token=tokenizer.PAD,
        unk_token=tokenizer.UNK,
        mask_token=tokenizer.MASK,
        model_max_length=shape.positions,
        model_input_names=["input_ids", "attention_mask"],
    ).save_pretrained(str(folder))
    kind = "sentence_transformers.sentence_transformer.modules"
    modules = [
        {
            "idx": 0,
            "name": "0",
            "path": "",
            "type": "sentence_transformers.base.modules.transformer.Transformer",
        },
        {"idx": 1, "name": "1", "path": "1_Pooling", "type": f"{kind}.pooling.Pooling"},
        {
            "idx": 2,
            "name": "2",
            "path": "2_Normalize",
            "type": "sentence_transformers.base.modules.normalize.Normalize",
        },
    ]
    (folder / "1_Pooling").mkdir()
    (folder / "2_Normalize").mkdir()
    _write_json(
        folder / "1_Pooling" / "config.json",
        {"embedding_dimension": shape.hidden, "pooling_mode": "mean", "include_prompt": True},
    )
    _write_json(folder / "modules.json", modules)
    _write_json(folder / "config_sentence_transformers.json", {"prompts": PROMPTS})


def _write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, indent=1), encoding="utf-8")
