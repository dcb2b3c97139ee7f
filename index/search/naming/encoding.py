"""Documents made ready to be stored: what is searched of each passage, its vector, its names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.encoders.loading import load_default
from index.encoders.protocol import Encoder, NamingEncoder, Progress
from index.names.linking import linked
from index.search import searched_terms
from index.storage.store import Store
from index.types import Document, Mention, NamedMention

BATCH = 32
"""Documents whose names are looked for in one transaction: some seconds' work."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """What is stored of a document besides itself.

    :param texts: what is searched of each of its passages.
    :param vectors: float32 (passages, dimension).
    :param mentions: who and what it names; ``None`` where the encoder recognises no names.
    :param recogniser: which version recognised them.
    """

    texts: Sequence[str]
    vectors: NDArray[np.float32]
    mentions: tuple[NamedMention, ...] | None
    recogniser: str


def encoded(
    encoder: Encoder, documents: Sequence[Document], progress: Progress | None = None
) -> list[Encoded]:
    """Encode the passages of some documents together, and recognise their names in the same run.

    :param progress: called with (passages done, passages in all).
    """
    texts = [searched_terms.searchable_passages(each, each.spans) for each in documents]
    every = [text for own in texts for text in own]
    named: list[list[Mention]] | None = None
    version = ""
    if isinstance(encoder, NamingEncoder):
        lengths = [span.end - span.start for each in documents for span in each.spans]
        begins = [len(text) - length for text, length in zip(every, lengths, strict=True)]
        vectors, named = encoder.encode_and_name(every, begins, progress)
        version = encoder.recogniser
    else:
        vectors = encoder.encode_passages(every, progress)
    ready, at = list[Encoded](), 0
    for document, own in zip(documents, texts, strict=True):
        after = at + len(own)
        mentions = None if named is None else _of(document, own, named[at:after])
        ready.append(Encoded(own, vectors[at:after], mentions, version))
        at = after
    return ready


def _of(
    document: Document, texts: Sequence[str], named: Sequence[Sequence[Mention]]
) -> tuple[NamedMention, ...]:
    """Put the names of a document's passages together, with their places in its text."""
    mentions = [
        Mention(
            span.end - len(text) + mention.start, span.end - len(text) + mention.end, mention.kind
        )
        for span, text, found in zip(document.spans, texts, named, strict=True)
        for mention in found
    ]
    return linked(document.text, mentions)


def recognise(store: Store, encoder: Encoder, progress: Progress | None = None) -> int:
    """Look for the names of the documents whose names were never looked for.

    :param encoder: the archive's; the bundled one recognises where that does not.
    :returns: how many documents that were.
    """
    namer = encoder if isinstance(encoder, NamingEncoder) else load_default()
    waiting, done = store.count_unrecognised(), 0
    while ids := store.unrecognised(BATCH):
        documents = [each for each in map(store.document, ids) if each is not None]
        ready = encoded(namer, documents)
        with store.writing(keep_fingerprint=True):
            for document, one in zip(documents, ready, strict=True):
                # It may have been removed, or recognised by somebody else, meanwhile.
                if one.mentions is not None and store.document(document.id) is not None:
                    store.put_mentions(document.id, one.mentions, one.recogniser)
            store.renew_state_of_names()
        done += len(ids)
        if progress is not None:
            progress(done, max(waiting, done))
    return done
