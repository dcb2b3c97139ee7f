"""Made articles name people, bodies and places, verbatim, more of them as they grow."""

from __future__ import annotations

from collections import Counter

from eval.cache import EmbeddingCache
from eval.datasets.types import PassageText
from eval.growth import corpus
from eval.growth.corpus import Sentences
from eval.growth.names import DISCOUNT, Population, named
from index.text.analyzer import analyze
from tests.index.fakes import FakeEncoder

PASSAGES = (PassageText("a#1", "La cosecha de trigo fue buena. Llovió en abril."),)


def sentences() -> Sentences:
    return corpus.encode_sentences(PASSAGES, FakeEncoder(), EmbeddingCache(None))


def test_every_passage_names_four_where_its_text_has_them() -> None:
    plain = list(corpus.recombine(sentences(), 30, per_document=3))
    made = list(named(plain, Population()))
    assert len(made) == 10
    for before, each in zip(plain, made, strict=True):
        document = each.prepared.document
        assert document.title == before.document.title
        assert len(document.spans) == len(each.prepared.terms) == 3
        for span, old, terms in zip(
            document.spans, before.document.spans, each.prepared.terms, strict=True
        ):
            text = document.text[span.start : span.end]
            assert text.startswith(before.document.text[old.start : old.end])
            assert set(terms.split()) >= set(analyze(text.rpartition("Lo contaron")[2]))
            here = [m for m in each.mentions if span.start <= m.start and m.end <= span.end]
            assert Counter(m.kind for m in here) == {"person": 2, "organisation": 1, "place": 1}
        for mention in each.mentions:
            assert document.text[mention.start : mention.end] == mention.form
            assert mention.form in mention.name
        assert any(m.form != m.name for m in each.mentions)


def test_the_same_seed_names_the_same_and_names_grow_slower_than_mentions() -> None:
    one, other = Population(), Population()
    drawn = [one.draw("person") for _ in range(4_000)]
    assert drawn == [other.draw("person") for _ in range(4_000)]
    few, many = len(set(drawn[:1_000])), len(set(drawn))
    assert few < many < few * 4 ** (DISCOUNT + 0.15)
    assert Counter(drawn).most_common(1)[0][1] > 10
