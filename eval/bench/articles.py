"""Writes a question set's passages as a folder of articles, as a person would have them."""

from __future__ import annotations

import json
from pathlib import Path

from eval.datasets.types import Dataset, PassageText


def write(dataset: Dataset, folder: Path) -> Path:
    """Write one file a document, its passages as paragraphs, or a passage of no document alone.

    :returns: the folder, which is made.
    """
    documents: dict[str, list[PassageText]] = {}
    for passage in dataset.passages:
        documents.setdefault(passage.document or f"\0{passage.id}", []).append(passage)
    folder.mkdir(parents=True)
    for number, passages in enumerate(documents.values(), 1):
        title = passages[0].title
        # A string of JSON is one of YAML.
        head = f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\n---\n\n" if title else ""
        text = head + "\n\n".join(passage.text for passage in passages) + "\n"
        (folder / f"{number:06}.txt").write_text(text, encoding="utf-8", errors="replace")
    return folder
