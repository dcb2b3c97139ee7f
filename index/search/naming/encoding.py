"""Documents made ready to be stored: what is searched of each passage, its vector, its names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from index.encoders.loading import load_default
from index.encoders.protocol import Encoder, NamingEncoder, Progress
from index.names.linking import linked
from index.names.protocol import NameRows
from index.search import searched_terms
from index.types import Document, Mention, NamedMention

BATCH = 32
"""Documents whose names are looked for in one transaction: some seconds' work."""

Key: TypeAlias = tuple[str, str, int]
"""What a passage's encoding hangs on: the encoder's fingerprint, the text that is encoded, and
where in it the passage begins."""

Made: TypeAlias = tuple[NDArray[np.float32], Sequence[Mention] | None]
"""A passage's vector, float32 (dimension,), and its names; ``None`` where none are recognised."""


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
    encoder: Encoder,
    documents: Sequence[Document],
    progress: Progress | None = None,
    ahead: Mapping[Key, Made] | None = None,
) -> list[Encoded]:
    """Encode the passages of some documents together, and recognise their names in the same run.

    :param progress: called with (passages done, passages in all).
    :param ahead: what :func:`made` gave for some of them before.
    """
    texts = [searched_terms.searchable_passages(each, each.spans) for each in documents]
    keys = _keys(encoder, documents, texts)
    known = {} if ahead is None else ahead
    fresh = made(encoder, [key for key in keys if key not in known], progress)
    version = encoder.recogniser if isinstance(encoder, NamingEncoder) else ""
    ready, at = list[Encoded](), 0
    for document, own in zip(documents, texts, strict=True):
        rows = [fresh[key] if key in fresh else known[key] for key in keys[at : at + len(own)]]
        at += len(own)
        vectors = np.array([vector for vector, _ in rows], np.float32)
        named = [names for _, names in rows if names is not None]
        whole = bool(version) and len(named) == len(rows)
        mentions = _of(document, own, named) if whole else None
        shaped = vectors.reshape(len(own), encoder.dimension)
        ready.append(Encoded(own, shaped, mentions, version))
    return ready


def keys_of(encoder: Encoder, documents: Sequence[Document]) -> list[Key]:
    """Return what the encodings of the documents' passages hang on."""
    texts = [searched_terms.searchable_passages(each, each.spans) for each in documents]
    return _keys(encoder, documents, texts)


def _keys(
    encoder: Encoder, documents: Sequence[Document], texts: Sequence[Sequence[str]]
) -> list[Key]:
    return [
        (encoder.fingerprint, text, len(text) - (span.end - span.start))
        for document, own in zip(documents, texts, strict=True)
        for span, text in zip(document.spans, own, strict=True)
    ]


def made(
    encoder: Encoder, keys: Sequence[Key], progress: Progress | None = None
) -> dict[Key, Made]:
    """Encode passages, each once, and recognise the names in them where the encoder does.

    :param progress: called with (passages done, passages in all).
    """
    wanted = list(dict.fromkeys(keys))
    texts = [text for _, text, _ in wanted]
    named: Sequence[Sequence[Mention] | None] = [None] * len(texts)
    if isinstance(encoder, NamingEncoder):
        begins = [begin for _, _, begin in wanted]
        vectors, named = encoder.encode_and_name(texts, begins, progress)
    else:
        vectors = encoder.encode_passages(texts, progress)
    return dict(zip(wanted, zip(vectors, named, strict=True), strict=True))


def _of(
    document: Document, texts: Sequence[str], named: Sequence[Sequence[Mention]]
) -> tuple[NamedMention, ...]:
    """Put the names of a document's passages together, with their places in its text.

    Of a sentence that two parts of a long paragraph share the names are those that the first part
    has: it ends with it, and the place of a name in a document is one row.
    """
    mentions: list[Mention] = []
    read = 0
    for span, text, found in zip(document.spans, texts, named, strict=True):
        at = span.end - len(text)
        mentions += [
            Mention(at + m.start, at + m.end, m.kind) for m in found if at + m.start >= read
        ]
        read = max(read, span.end)
    return linked(document.text, mentions)


def recognise(store: NameRows, encoder: Encoder, progress: Progress | None = None) -> int:
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
