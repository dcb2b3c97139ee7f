"""Encoders: one interface; the quick one says what the exact one says; no hub is reached."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from index import HybridIndex
from index.encoders import loading
from index.encoders.bundled import BundledEncoder
from index.encoders.cosine_scale import E5_SCALE
from index.encoders.e5 import unpacked
from index.encoders.e5.reference import PROMPTS
from index.encoders.sentence_transformer import SentenceTransformerEncoder
from index.errors import InputError
from tests.index.fakes import FakeEncoder

TEXTS = [
    "Corea del Norte envió unos 11.000 soldados a la región rusa de Kursk.",
    "El ministro de Defensa no quiso confirmar la cifra que dio la prensa.",
    "La cosecha de trigo fue la mejor en diez años.",
    "Dos.",
    "¿Quién ganó las elecciones del domingo?",
    "El banco central subió los tipos de interés un cuarto de punto, hasta el 4,25 %.",
    "Los bomberos tardaron seis horas en apagar el incendio del mercado, que no dejó víctimas.",
    "«No habrá negociación», dijo la portavoz; «ni hoy ni mañana».",
    "The delegation left Pyongyang early in the morning.",
    "El tren de alta velocidad une las dos ciudades en menos de dos horas desde ayer. " * 12,
]

WITHOUT_NETWORK = """
import socket, sys

def refuse(*_):
    raise AssertionError("the network was reached for")

socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = refuse
from index import encoder

default = encoder.load_default()
vectors = default.encode_passages(["hola"]) + default.encode_queries(["hola"])
assert not {"torch", "sentence_transformers", "onnx"} & sys.modules.keys(), "needless imports"
vectors = encoder.load_reference().encode_passages(["hola"])
assert vectors.shape == (1, 384)
print("done")
"""


@pytest.mark.slow
def test_int8_says_what_fp32_says(
    bundled: BundledEncoder, reference: SentenceTransformerEncoder
) -> None:
    for quick, exact in (
        (bundled.encode_passages(TEXTS), reference.encode_passages(TEXTS)),
        (bundled.encode_queries(TEXTS[:4]), reference.encode_queries(TEXTS[:4])),
    ):
        cosines = (quick * exact).sum(axis=1)
        assert cosines.min() >= 0.998


@pytest.mark.slow
@pytest.mark.parametrize("which", ["bundled", "reference"])
def test_vectors_are_float32_of_unit_length_in_order(
    which: str, request: pytest.FixtureRequest
) -> None:
    model = request.getfixturevalue(which)
    vectors = model.encode_passages(TEXTS[:4])
    assert vectors.dtype == np.float32
    assert vectors.shape == (4, model.dimension)
    assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert_allclose(vectors[::-1], model.encode_passages(TEXTS[3::-1]), atol=1e-5)
    assert model.encode_passages([]).shape == model.encode_queries([]).shape == (0, model.dimension)


@pytest.mark.slow
def test_a_vector_does_not_depend_on_what_else_is_encoded(bundled: BundledEncoder) -> None:
    together = bundled.encode_passages(TEXTS)
    for text, vector in zip(TEXTS, together, strict=True):
        assert_array_equal(bundled.encode_passages([text])[0], vector)


@pytest.mark.slow
def test_passages_and_queries_have_e5s_prefixes(
    bundled: BundledEncoder, reference: SentenceTransformerEncoder
) -> None:
    assert reference.model.prompts == PROMPTS == {"query": "query: ", "document": "passage: "}
    plain = bundled.model.encode([PROMPTS["query"] + TEXTS[0]])
    assert_array_equal(bundled.encode_queries(TEXTS[:1]), plain)
    assert not np.allclose(bundled.encode_queries(TEXTS[:1]), bundled.encode_passages(TEXTS[:1]))


@pytest.mark.slow
def test_both_count_the_same_tokens_uncut(
    bundled: BundledEncoder, reference: SentenceTransformerEncoder
) -> None:
    for text in [*TEXTS, "", "palabra " * 700]:
        assert bundled.count_tokens(text) == reference.count_tokens(text)
    assert bundled.count_tokens("palabra " * 700) > bundled.max_tokens == reference.max_tokens


@pytest.mark.slow
@pytest.mark.parametrize("which", ["bundled", "reference"])
def test_text_beyond_the_limit_is_cut_and_not_refused(
    which: str, request: pytest.FixtureRequest
) -> None:
    model = request.getfixturevalue(which)
    long, longer = model.encode_passages(["palabra " * 600, "palabra " * 900])
    assert_allclose(long, longer, atol=1e-5)


@pytest.mark.slow
@pytest.mark.parametrize("which", ["bundled", "reference"])
def test_bytes_that_are_no_text_are_encoded_as_question_marks(
    which: str, request: pytest.FixtureRequest
) -> None:
    model = request.getfixturevalue(which)
    assert_array_equal(model.encode_queries(["a\udcffb"]), model.encode_queries(["a?b"]))
    assert_array_equal(model.encode_passages(["a\udcffb"]), model.encode_passages(["a?b"]))
    assert model.count_tokens("a\udcffb") == model.count_tokens("a?b")


@pytest.mark.slow
def test_progress_is_told_to_the_end(
    bundled: BundledEncoder, reference: SentenceTransformerEncoder
) -> None:
    told: dict[str, list[tuple[int, int]]] = {}
    for model in (bundled, reference):
        steps = told[model.name] = []

        def tell(done: int, total: int, steps: list[tuple[int, int]] = steps) -> None:
            steps.append((done, total))

        model.encode_passages(TEXTS[:3], tell)
    assert told == {bundled.name: [(1, 3), (2, 3), (3, 3)], reference.name: [(3, 3)]}


@pytest.mark.slow
def test_nothing_is_fetched_and_the_default_needs_no_torch() -> None:
    run = subprocess.run(
        [sys.executable, "-c", WITHOUT_NETWORK], capture_output=True, text=True, check=False
    )
    assert run.stdout == "done\n", run.stderr


@pytest.mark.slow
def test_the_default_and_the_reference_are_loaded_by_name_and_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(loading.SETTING, raising=False)
    assert loading.load() is loading.load(loading.DEFAULT) is loading.load_default()
    assert loading.load(loading.load_reference().name) is loading.load_reference()
    monkeypatch.setenv(loading.SETTING, loading.REFERENCE)
    assert loading.load() is loading.load_reference()


@pytest.mark.slow
def test_an_archive_is_opened_with_the_encoder_it_was_made_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reference: SentenceTransformerEncoder
) -> None:
    monkeypatch.delenv(loading.SETTING, raising=False)
    index = HybridIndex.open(tmp_path, reference)
    with index.writing():
        pass
    index.close()
    assert HybridIndex.open(tmp_path).encoder is reference


@pytest.mark.slow
def test_a_model_in_a_folder_is_loaded_with_its_own_prompts_limit_and_scale(
    reference: SentenceTransformerEncoder,
) -> None:
    folder = str(unpacked.reference_folder())
    model = loading.load(folder)
    assert model is loading.load(folder)
    assert (model.name, model.dimension, model.max_tokens) == (folder, 384, 512)
    assert_allclose(
        model.encode_passages(TEXTS[:2]), reference.encode_passages(TEXTS[:2]), atol=1e-5
    )
    assert model.cosine_scale.floor == pytest.approx(E5_SCALE.floor, abs=0.01)
    assert model.fingerprint.startswith(Path(folder).name)


@pytest.mark.slow
def test_other_weights_or_prompts_have_another_fingerprint(
    reference: SentenceTransformerEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fingerprint() -> str:
        return SentenceTransformerEncoder(reference.model, "m", cosine_scale=E5_SCALE).fingerprint

    plain = fingerprint()
    with monkeypatch.context() as patched:
        patched.setitem(reference.model.prompts, "query", "otro: ")
        prompted = fingerprint()
    bias = reference.model.state_dict()["0.model.encoder.layer.3.output.dense.bias"]
    before = bias.clone()
    bias[7] += 0.01
    trained = fingerprint()
    bias.copy_(before)
    assert len({plain, prompted, trained}) == 3
    assert fingerprint() == plain


@pytest.mark.slow
@pytest.mark.parametrize("name", ["no-existe/ninguno", "ninguno", "/no/hay/tal/carpeta"])
def test_an_unknown_model_is_told_in_spanish(name: str) -> None:
    with pytest.raises(InputError, match="No se encuentra el codificador") as caught:
        loading.load(name)
    assert f"«{name}»" in str(caught.value)
    assert loading.DEFAULT in str(caught.value)


def test_the_stand_in_of_the_other_tests_keeps_the_promises_of_an_encoder() -> None:
    fake = FakeEncoder()
    typed: loading.Encoder = fake
    vectors = typed.encode_passages(TEXTS)
    assert vectors.dtype == np.float32
    assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)
    assert_array_equal(typed.encode_queries(TEXTS), vectors)
