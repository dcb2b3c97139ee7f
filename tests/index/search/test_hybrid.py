"""The engine: what brute force finds is found, and every change is seen by everyone."""

from __future__ import annotations

import random
import shutil
import threading
from pathlib import Path
from typing import cast

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import Document, Filters, HybridIndex
from index.errors import ArchiveError, InputError
from index.search import fusion
from index.search.bm25 import BM25Index
from index.search.candidates import CANDIDATES
from index.text.analyzer import analyze
from index.types import MODES, Mode
from tests.index.fakes import FakeEncoder, article, filled, together

WORDS = "corea norte envió soldados kursk once mil rusia trigo cosecha buena el de ministro".split()


def phrase(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(WORDS, k=words))


def by_brute_force(texts: list[str], query: str, mode: Mode) -> list[tuple[int, float]]:
    """Every passage with its score, best first, earlier ones first among equals."""
    encoder, lexical = FakeEncoder(), BM25Index([analyze(text) for text in texts])
    dense = encoder.encode_passages(texts) @ encoder.vector(query)
    bm25 = lexical.scores(analyze(query))
    fused = fusion.fuse(dense, bm25, encoder.cosine_scale, lexical.max_idf)
    scores = {"hybrid": fused, "dense": dense, "bm25": bm25}[mode].tolist()
    found = [i for i in range(len(texts)) if mode != "bm25" or bm25[i] > 0]
    return sorted(((i, scores[i]) for i in found), key=lambda pair: (-round(pair[1], 5), pair[0]))


# -- search


@settings(max_examples=25)
@given(st.integers(0, 10_000), st.integers(1, CANDIDATES), st.sampled_from(MODES))
def test_every_passage_has_the_score_of_brute_force(seed: int, count: int, mode: Mode) -> None:
    chance = random.Random(seed)
    texts = [phrase(chance, chance.randint(1, 12)) for _ in range(count)]
    query = phrase(chance, 4)
    hits = HybridIndex.from_texts(texts, FakeEncoder()).search(query, CANDIDATES, mode)
    expected = by_brute_force(texts, query, mode)
    assert {int(hit.passage.source): pytest.approx(hit.score, abs=1e-5) for hit in hits} == dict(
        expected
    )
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(hit.passage.text == texts[int(hit.passage.source)] for hit in hits)


@pytest.mark.parametrize("mode", MODES)
def test_every_hit_carries_all_three_scores_exactly(mode: Mode) -> None:
    chance = random.Random(1)
    texts = [phrase(chance, 8) for _ in range(300)]  # more than the candidates of either kind
    encoder, lexical = FakeEncoder(), BM25Index([analyze(text) for text in texts])
    query = "soldados de corea"
    hits = HybridIndex.from_texts(texts, encoder).search(query, 20, mode)
    assert len(hits) == 20
    bm25 = lexical.scores(analyze(query))
    for hit in hits:
        place = int(hit.passage.source)
        assert hit.dense == pytest.approx(encoder.vector(texts[place]) @ encoder.vector(query))
        assert hit.bm25 == pytest.approx(bm25[place])
        if mode != "hybrid":
            assert hit.score == getattr(hit, mode)


@pytest.mark.parametrize("mode", MODES)
def test_the_best_of_many_are_those_of_brute_force(mode: Mode) -> None:
    chance = random.Random(2)
    texts = [f"{phrase(chance, 8)} único{i}" for i in range(400)]
    for query in ("soldados corea único7", "trigo único399"):
        hits = HybridIndex.from_texts(texts, FakeEncoder()).search(query, 1, mode)
        assert hits[0].score == pytest.approx(by_brute_force(texts, query, mode)[0][1], abs=1e-5)


def test_k_bounds_the_hits_and_a_large_k_gives_all() -> None:
    texts = [f"corea {i}" for i in range(CANDIDATES + 50)]
    index = HybridIndex.from_texts(texts, FakeEncoder())
    assert len(index.search("corea", 3)) == 3
    assert len(index.search("corea", 10_000)) == len(texts)
    assert index.search("corea", 3) == index.search("corea", 10_000)[:3]


@pytest.mark.parametrize("k", [0, -1])
def test_a_k_under_one_is_refused(k: int) -> None:
    with pytest.raises(InputError, match=f"1 o más, y es {k}"):
        HybridIndex.from_texts(["uno"], FakeEncoder()).search("uno", k)


def test_an_unknown_mode_is_refused_with_the_known_ones() -> None:
    index = HybridIndex.from_texts(["uno"], FakeEncoder())
    with pytest.raises(InputError, match="«mejor» no existe: use hybrid, dense, bm25"):
        index.search("uno", mode=cast(Mode, "mejor"))


@pytest.mark.parametrize("mode", MODES)
def test_an_empty_index_finds_nothing(mode: Mode, tmp_path: Path) -> None:
    assert HybridIndex.from_texts([], FakeEncoder()).search("uno", mode=mode) == []
    assert HybridIndex.open(tmp_path, FakeEncoder()).search("uno", mode=mode) == []


@pytest.mark.parametrize("query", ["", "¿qué?", "…", "zzz" * 30_000])
def test_a_query_without_known_terms_is_answered_by_meaning_alone(query: str) -> None:
    index = HybridIndex.from_texts(["uno", "dos"], FakeEncoder())
    assert len(index.search(query)) == 2
    assert index.search(query, mode="bm25") == []


# -- filters and titles

ARTICLES = (
    article("corea uno", "corea dos", source="La Razón", date="2025-01-01"),
    article("corea tres", source="EL PAÍS", date="2025-02-01"),
    article("corea cuatro", source="El País"),
)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), {"uno", "dos", "tres", "cuatro"}),
        (Filters(documents=frozenset({ARTICLES[0].id})), {"uno", "dos"}),
        (Filters(sources=frozenset({"el pais"})), {"tres", "cuatro"}),
        (Filters(date_from="2025-01-15"), {"tres"}),
        (Filters(date_to="2025-01-15"), {"uno", "dos"}),
        (Filters(sources=frozenset({"el pais"}), date_to="2024-01-01"), set()),
        (Filters(documents=frozenset({"nadie"})), set()),
    ],
)
def test_only_what_the_filter_admits_is_found(
    tmp_path: Path, mode: Mode, filters: Filters, expected: set[str]
) -> None:
    index = filled(tmp_path, *ARTICLES)
    hits = index.search("corea", mode=mode, filters=filters)
    assert {hit.passage.text.split()[1] for hit in hits} == expected


def test_a_filter_reaches_passages_far_behind_the_best() -> None:
    texts = ["corea del norte"] * (CANDIDATES * 3) + ["trigo y corea"]
    index = HybridIndex.from_texts(texts, FakeEncoder())
    (hit,) = index.search("corea del norte", filters=Filters(sources=frozenset({"300"})))
    assert hit.passage.text == "trigo y corea"


def test_a_passage_is_found_by_its_title_and_quoted_without_it(tmp_path: Path) -> None:
    index = filled(tmp_path, article("No dijo cuántos.", title="Kursk"), article("Trigo."))
    for mode in MODES:
        hit = index.search("kursk", 1, mode)[0]
        assert (hit.passage.text, hit.passage.title) == ("No dijo cuántos.", "Kursk")


def test_another_title_is_searched_from_then_on(tmp_path: Path) -> None:
    before, after = article("No dijo.", title="Kursk"), article("No dijo.", title="Trigo")
    index = filled(tmp_path, before, article("Otra cosa."))
    with index.writing():
        index.update(after)
    fresh = filled(tmp_path / "nuevo", after, article("Otra cosa."))
    for query in ("kursk", "trigo"):
        for mode in MODES:
            found = [(h.passage.text, h.score) for h in index.search(query, mode=mode)]
            assert found == [(h.passage.text, h.score) for h in fresh.search(query, mode=mode)]


def test_what_else_is_known_of_a_document_changes_without_encoding(tmp_path: Path) -> None:
    encoder = FakeEncoder()
    index = filled(tmp_path, article("Texto.", title="T", source="A"), encoder=encoder)
    encoder.encoded.clear()
    with index.writing():
        index.update(article("Texto.", title="T", source="B", date="2025-01-01"))
        index.update(article("No está.", title="T"))
    assert encoder.encoded == []
    (hit,) = index.search("texto")
    assert (hit.passage.source, hit.passage.date) == ("B", "2025-01-01")


# -- adding and removing


def test_what_is_added_is_found_and_what_is_removed_is_not(tmp_path: Path) -> None:
    one, two = article("corea uno"), article("corea dos")
    index = filled(tmp_path, one, two)
    assert len(index.search("corea")) == 2
    with index.writing():
        index.store.remove_document(one.id)
    assert [hit.passage.text for hit in index.search("corea")] == ["corea dos"]


def test_a_document_added_twice_is_stored_and_encoded_once(tmp_path: Path) -> None:
    encoder, one = FakeEncoder(), article("corea uno")
    index = filled(tmp_path, one, one, encoder=encoder)
    with index.writing():
        index.add([one, article("corea   uno")])  # the same but for white space
    assert encoder.encoded == ["corea uno"]
    assert index.store.count_passages() == 1


def test_a_document_that_is_refused_leaves_the_index_as_it_was(tmp_path: Path) -> None:
    index = filled(tmp_path, article("corea uno"))
    with pytest.raises(InputError), index.writing():
        index.add([article("corea dos"), article("corea\0tres")])
    assert [hit.passage.text for hit in index.search("corea")] == ["corea uno"]


def test_progress_is_told(tmp_path: Path) -> None:
    index, told = HybridIndex.open(tmp_path, FakeEncoder()), list[tuple[int, int]]()
    with index.writing():
        index.add([article("uno", "dos")], lambda done, total: told.append((done, total)))
    assert told[-1] == (2, 2)


def test_another_object_on_the_same_folder_sees_every_change(tmp_path: Path) -> None:
    writer, reader = (
        filled(tmp_path, article("corea uno")),
        HybridIndex.open(tmp_path, FakeEncoder()),
    )
    assert len(reader.search("corea")) == 1
    for number in range(3):
        with writer.writing():
            writer.add([article(f"corea nueva {number}")])
            assert len(reader.search("corea")) == number + 1
        assert len(reader.search("corea")) == number + 2
    with writer.writing():
        writer.store.remove_document(article("corea uno").id)
    assert "corea uno" not in {hit.passage.text for hit in reader.search("corea")}


def test_threads_may_search_while_another_adds_and_removes(tmp_path: Path) -> None:
    chance = random.Random(3)
    documents = [
        article(*(f"{phrase(chance, 6)} {d} {p}" for p in range(3)), title=f"t{d}")
        for d in range(12)
    ]
    texts = {document.id: document.text for document in documents}
    index = filled(tmp_path, *documents[:4])
    done, errors, searches = threading.Event(), list[BaseException](), list[int]()

    def search(seed: int) -> None:
        chance = random.Random(seed)
        try:
            last = False
            while not last:
                last = done.is_set()
                hits = index.search(phrase(chance, 3), mode=chance.choice(MODES))
                for passage in (hit.passage for hit in hits):
                    assert texts[passage.document][passage.start : passage.end] == passage.text
                searches.append(len(hits))
        except BaseException as error:
            errors.append(error)

    def change() -> None:
        try:
            for _ in range(30):
                document = chance.choice(documents)
                with index.writing():
                    if not index.store.remove_document(document.id):
                        index.add([document])
        except BaseException as error:
            errors.append(error)
        finally:
            done.set()

    together(
        *(threading.Thread(target=search, args=(seed,)) for seed in range(8)),
        threading.Thread(target=change),
    )
    assert not errors
    assert len(searches) >= 8
    assert index.store.check() == []


# -- opening


def test_a_missing_folder_is_created_with_its_parents(tmp_path: Path) -> None:
    index = HybridIndex.open(str(tmp_path / "a" / "b"), FakeEncoder())
    assert index.folder.is_dir()


def test_a_file_in_the_folders_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "nota.txt").touch()
    with pytest.raises(ArchiveError, match="no puede ser la carpeta") as caught:
        HybridIndex.open(tmp_path / "nota.txt", FakeEncoder())
    assert "nota.txt" in str(caught.value)


def test_another_encoder_is_refused_with_both_names(tmp_path: Path) -> None:
    filled(tmp_path, article("uno"), encoder=FakeEncoder("primero")).close()
    with pytest.raises(ArchiveError) as caught:
        HybridIndex.open(tmp_path, FakeEncoder("segundo"))
    for part in (str(tmp_path), "«primero»", "«segundo»", "primero-1", "segundo-1"):
        assert part in str(caught.value)


@pytest.mark.slow  # looks for the other encoder, for which sentence-transformers is loaded
def test_an_archive_that_another_encoder_took_meanwhile_is_not_written_to(tmp_path: Path) -> None:
    mine = HybridIndex.open(tmp_path, FakeEncoder("mio"))
    filled(tmp_path, article("uno"), encoder=FakeEncoder("otro"))
    with pytest.raises(ArchiveError, match=r"«otro».*«mio»"), mine.writing():
        mine.add([article("dos")])
    assert mine.store.count_passages() == 1


def test_a_closed_index_can_be_opened_again(tmp_path: Path) -> None:
    filled(tmp_path, article("corea uno")).close()
    assert len(HybridIndex.open(tmp_path, FakeEncoder()).search("corea")) == 1


def test_a_copied_folder_is_the_same_archive(tmp_path: Path) -> None:
    index = filled(tmp_path / "uno", article("corea uno"))
    expected = index.search("corea")
    index.close()
    shutil.copytree(tmp_path / "uno", tmp_path / "dos")
    assert HybridIndex.open(tmp_path / "dos", FakeEncoder()).search("corea") == expected


# -- bare texts


def test_equal_and_empty_texts_are_each_found_by_their_number() -> None:
    texts = ["corea", "corea", "", " corea", "1\ncorea"]
    index = HybridIndex.from_texts(texts, FakeEncoder())
    hits = index.search("corea", 10)
    assert sorted(int(hit.passage.source) for hit in hits) == list(range(5))
    assert all(hit.passage.text == texts[int(hit.passage.source)] for hit in hits)


def test_vectors_that_are_there_already_are_not_made_again() -> None:
    encoder, texts = FakeEncoder(), ["corea uno", "trigo dos"]
    vectors = encoder.encode_passages(texts)
    encoder.encoded.clear()
    index = HybridIndex.from_texts(texts, encoder, vectors=vectors)
    assert encoder.encoded == []
    assert index.search("trigo", 1, "dense")[0].passage.text == "trigo dos"


@pytest.mark.parametrize("shape", [(1, 32), (3, 32), (2, 31)])
def test_vectors_that_do_not_fit_are_refused(shape: tuple[int, int]) -> None:
    with pytest.raises(InputError, match="forma"):
        HybridIndex.from_texts(["uno", "dos"], FakeEncoder(), np.zeros(shape, np.float32))


def test_the_temporary_folder_goes_with_the_index() -> None:
    index = HybridIndex.from_texts(["corea"], FakeEncoder())
    folder = index.folder
    assert folder.is_dir()
    index.close()
    del index
    assert not folder.exists()


def test_a_document_without_passages_can_be_added(tmp_path: Path) -> None:
    index = filled(tmp_path, Document("sin pasajes", ()), article("corea"))
    assert len(index.search("corea")) == 1
