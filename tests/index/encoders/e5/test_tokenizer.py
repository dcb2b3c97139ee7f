"""The tokenizer gives the ids of the published one, and offsets that match the text."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from index.encoders.bundled import BundledEncoder
from index.encoders.e5 import tokenizer as e5

pytestmark = pytest.mark.slow

SAMPLE = Path(__file__).parents[4] / "rag" / "muestra"

#: Ids of the published XLM-RoBERTa, whose vocabulary this is, as transformers' tests list them.
PUBLISHED = {
    "Hello World!": [35378, 6661, 38],
    "a very long text with a lot of weird characters": [
        *(10, 4552, 4989, 7986, 678, 10, 5915, 111),
        *(179459, 124850),
    ],
    "such as: . , ~ ? (": [6044, 237, 12, 6, 5, 6, 4, 6780, 705, 15],
    "words that should not": [34153, 450, 5608, 959],
}


@pytest.fixture(scope="module")
def tokenizer(bundled: BundledEncoder) -> Tokenizer:
    return bundled.runtime.tokenizer


@pytest.mark.parametrize("text", PUBLISHED, ids=range(len(PUBLISHED)))
def test_ids_are_the_published_ones(tokenizer: Tokenizer, text: str) -> None:
    assert tokenizer.encode(text).ids == [e5.BOS_ID, *PUBLISHED[text], e5.EOS_ID]


def test_marks_have_the_ids_of_the_vocabulary(tokenizer: Tokenizer) -> None:
    names = (e5.BOS, e5.PAD, e5.EOS, e5.UNK)
    assert [tokenizer.token_to_id(name) for name in names] == [0, 1, 2, 3]
    assert tokenizer.token_to_id(e5.MASK) == tokenizer.get_vocab_size() - 1 == 250_001
    assert tokenizer.encode("").ids == [e5.BOS_ID, e5.EOS_ID]


@pytest.mark.parametrize(
    "text",
    [
        "Corea del Norte envió «unos» 11.000 soldados, según Seúl.",
        "¿Cuántos años tenía el niño? ¡Once!",
        "Пхеньян 평양 平壤 Pionyang",
        "El 4,25 % — o sea, más que en 2024.",
    ],
)
def test_text_comes_back_from_its_ids(tokenizer: Tokenizer, text: str) -> None:
    pieces = [tokenizer.id_to_token(id) or "" for id in tokenizer.encode(text).ids[1:-1]]
    spelled = "".join(pieces).replace("▁", " ").removeprefix(" ")
    assert spelled == unicodedata.normalize("NFKC", text)


@settings(max_examples=200)
@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_any_text_is_marked_at_its_ends_and_offsets_run_through_it(
    tokenizer: Tokenizer, text: str
) -> None:
    encoding = tokenizer.encode(text)
    assert encoding.ids[0] == e5.BOS_ID
    assert encoding.ids[-1] == e5.EOS_ID
    end = 0
    for start, stop in encoding.offsets[1:-1]:
        assert 0 <= start <= stop <= len(text)
        assert stop >= end  # two tokens may share a character that NFKC takes apart
        end = stop


def test_offsets_are_those_of_the_words(tokenizer: Tokenizer) -> None:
    text = "Envió 𝟙𝟙 soldados al año"
    encoding = tokenizer.encode(text)
    slices = [text[start:end] for start, end in encoding.offsets[1:-1]]
    assert "".join(slices).replace(" ", "") == text.replace(" ", "")
    assert slices[-1].strip() == "año"


def test_odd_spaces_are_spaces_and_control_characters_vanish(tokenizer: Tokenizer) -> None:
    plain = tokenizer.encode("Corea del Norte").ids
    for text in (
        "Corea\u00a0del\tNorte",
        "Corea\u200b del\n\nNorte",
        "Co\u0001rea del Nor\u007fte",
    ):
        assert tokenizer.encode(text).ids == plain


def test_composed_and_decomposed_accents_are_the_same(tokenizer: Tokenizer) -> None:
    text = "El año pasado envió más"
    decomposed = unicodedata.normalize("NFD", text)
    assert decomposed != text
    assert tokenizer.encode(decomposed).ids == tokenizer.encode(text).ids


LETTERS = st.text(st.characters(max_codepoint=0x17F) | st.sampled_from("«»“”‘’–—…•€ºª\u00a0"))


@pytest.fixture(scope="module")
def western(bundled: BundledEncoder) -> Tokenizer:
    found = bundled.runtime.tokenizer_for("¿Qué?")
    assert found is not bundled.runtime.tokenizer
    return found


@settings(max_examples=400)
@given(LETTERS.filter(e5.western))
def test_the_western_tokenizer_gives_the_same_tokens(
    tokenizer: Tokenizer, western: Tokenizer, text: str
) -> None:
    ours, whole = western.encode(text), tokenizer.encode(text)
    assert (ours.ids, ours.offsets) == (whole.ids, whole.offsets)


def test_the_western_tokenizer_gives_whole_articles_the_same_tokens(
    tokenizer: Tokenizer, western: Tokenizer
) -> None:
    texts = [path.read_text("utf-8") for path in sorted(SAMPLE.glob("*.md"))]
    texts = [text for text in texts if e5.western(text)]
    assert len(texts) > 10
    for text in texts:
        assert western.encode(text).ids == tokenizer.encode(text).ids


def test_normalising_western_text_leaves_it_western(tokenizer: Tokenizer) -> None:
    every = "".join(c for c in map(chr, range(0x3000)) if e5.western(c))
    assert set("áéíóúüñçÁÑ¿¡«»—…€ºª\u00a0\n") <= set(every)
    for character in every:
        assert e5.western(tokenizer.normalizer.normalize_str(character))


@pytest.mark.parametrize("text", ["Łódź", "平壤", "Kyiv (Київ)", "e\u0301", "½", "🏳"])
def test_other_texts_get_the_whole_tokenizer(bundled: BundledEncoder, text: str) -> None:
    assert not e5.western(text)
    assert bundled.runtime.tokenizer_for("hola", text) is bundled.runtime.tokenizer
